"""An answer on a terminal: what is folded where it is narrow, and what it rests on."""

from datetime import date

import pytest

from assistant.answer import Answer, Receipt, Table
from tests.assistant.pages import page
from tools.core.receipts import Basis

PROGRAM = "Partner Incentive Program Q2 2025"
WIDE = Table(
    title="Earned",
    columns=("On", "Incentive", "Amount", "State"),
    rows=(("2025-04-09", "Cross-sell to an existing customer, 3% of $109,697.50", "$3,290.93", "claim by 2025-05-09"),),
    right=("Amount",),
)


def basis(part: str, until: date | None = date(2025, 6, 30)) -> Basis:
    return Basis(rule="spiffs", since=date(2025, 4, 1), until=until, source=f"{PROGRAM}{part}")


def resting_on(*rulings: Basis) -> tuple[str, ...]:
    receipt = Receipt(
        scope="everything",
        id="R-1",
        tool="x",
        arguments={},
        as_of=date(2025, 4, 30),
        program_version="1",
        records_version=1,
        basis=rulings,
    )
    return Answer(text="Said.", receipts=(receipt,)).rests_on


@pytest.mark.parametrize(
    ("rulings", "line"),
    [
        pytest.param((), "Rests on the records alone.", id="no ruling"),
        pytest.param((basis(""),), f"Rests on {PROGRAM} (2025-04-01 to 2025-06-30).", id="one"),
        pytest.param((basis("", None),), f"Rests on {PROGRAM} (from 2025-04-01).", id="one without an end"),
        pytest.param(
            (basis(", rebate"), basis(", rebate"), basis(", bonus")),
            f"Rests on {PROGRAM}, rebate, bonus (2025-04-01 to 2025-06-30).",
            id="parts of one document are said once",
        ),
        pytest.param(
            (basis(", rebate"), basis(", claims", None)),
            f"Rests on {PROGRAM}, rebate (2025-04-01 to 2025-06-30); {PROGRAM}, claims (from 2025-04-01).",
            id="other days stand apart",
        ),
    ],
)
def test_what_an_answer_rests_on_is_said_once_each(rulings: tuple[Basis, ...], line: str) -> None:
    assert resting_on(*rulings) == (line, "As of 2025-04-30. Receipt R-1.")


def test_prose_is_folded_at_its_words_and_figures_are_not() -> None:
    shown = page(Answer(text="Said.", tables=(WIDE,)), 60)
    assert max(map(len, shown.splitlines())) <= 60
    assert "2025-04-09" in shown
    assert "$3,290.93" in shown
    assert "claim by 2025-05-09" in shown
    assert "Cross-sell to an" in shown


@pytest.mark.parametrize("width", [20, 30, 40, 200])
def test_a_table_keeps_every_letter_at_any_width(width: int) -> None:
    shown = page(Answer(text="Said.", tables=(WIDE,)), width)
    assert max(map(len, shown.splitlines())) <= width
    letters = sorted("".join(WIDE.rows[0]).replace(" ", ""))
    assert not [letter for letter in letters if shown.count(letter) < letters.count(letter)]


def test_tables_stand_apart_and_under_their_titles() -> None:
    lines = page(Answer(text="Said.", tables=(WIDE, WIDE), notes=("One.",)), 100).splitlines()
    assert lines[:3] == ["Said.", "", "Earned"]
    assert lines[-2:] == ["", "Note: One."]
    assert lines.count("") == 3


def test_markup_in_a_name_is_shown_as_it_is_written() -> None:
    table = Table(columns=("Partner", "[b]"), rows=(("[red]Acme[/red]", ":smile:"),))
    shown = page(Answer(text="[bold]Acme[/bold] :smile:", tables=(table,)))
    assert "[bold]Acme[/bold] :smile:" in shown
    assert "[red]Acme[/red]  :smile:" in shown


def test_a_name_cannot_steer_the_terminal() -> None:
    table = Table(columns=("Partner",), rows=(("\x1b]0;owned\x07Acme",),))
    shown = page(Answer(text="\x1b[2JAcme", tables=(table,), notes=("\x1b[31mred",)))
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "Acme" in shown
