"""Every answer, the longest and the most hostile among them, is a message that Slack takes and that says the same."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from assistant.answer import Answer, Citation, Receipt, Table
from assistant.asking import Desk
from assistant.channels.slack import limits
from assistant.channels.slack.render import Message, blocks, message, says_money, sentence
from assistant.channels.slack.texts import as_markdown, escaped, pieces
from assistant.wording import answered
from tests.assistant.test_wording_all import CALLS, Call
from tests.channels.slack.conftest import words
from tests.channels.slack.validator import faults
from tools.core.errors import ToolError

HOSTILE = (
    "<!channel> <@U0ADA> <https://evil.example|click> [x](https://evil.example) @here *b* `c` & \u202egnp.exe \x1b[2J"
)


@pytest.fixture(scope="module")
def answers(desk: Desk) -> list[tuple[Call, Answer]]:
    return list(_answers(desk))


def _answers(desk: Desk) -> Iterator[tuple[Call, Answer]]:
    """Every tool's answers, in every situation of the demo company."""
    toolbox = desk.toolbox()
    for tool, arguments in CALLS:
        try:
            yield (tool, arguments), answered([toolbox.call(tool, arguments)])
        except ToolError:
            continue


def receipt(number: int = 0) -> Receipt:
    return Receipt(
        id=f"R-{number:010d}",
        scope="everything",
        tool="rebate_earned",
        arguments={},
        as_of=date(2025, 4, 30),
        program_version="v1",
        records_version=1,
        basis=(),
    )


def test_every_answer_of_every_tool_is_a_message_that_slack_takes(answers: list[tuple[Call, Answer]]) -> None:
    for call, answer in answers:
        for streamed in (False, True):
            made = message(answer, key="k" * 32, share="k" * 32 + " 1746000000.000001", streamed=streamed)
            assert faults(made.blocks) == [], call
            assert len(made.text) <= limits.FALLBACK, call


def test_no_figure_of_an_answer_is_lost(answers: list[tuple[Call, Answer]]) -> None:
    for call, answer in answers:
        made = message(answer)
        shown = words(made.blocks) + (made.file or "")
        cells = [cell for table in answer.tables for row in table.rows for cell in row]
        assert [text for text in (*cells, *answer.notes, *answer.rests_on) if text not in shown] == [], call
        assert answer.text.split()[-1] in shown, call


def long_answer() -> Answer:
    """An answer longer than any that a tool gives, in each of its parts."""
    rows = tuple((f"Partner {n} {'x' * 60}", f"${n},000", "a reason that is told at length " * 3) for n in range(400))
    table = Table(title="T" * 400, columns=("Partner", "Earned", "Why"), rows=rows, right=("Earned",))
    narrow = Table(columns=("Day", "Cents"), rows=tuple((f"2025-01-{n:03}", str(n)) for n in range(900)))
    wide = Table(columns=tuple(f"c{n}" for n in range(30)), rows=(tuple("" for _ in range(30)),))
    return Answer(
        text="A sentence that goes on. " * 900,
        tables=(table, narrow, wide, *(narrow for _ in range(40))),
        notes=tuple(f"Note {n} " + "of some length " * 40 for n in range(80)),
        citations=tuple(Citation(id=f"p/{n}", playbook="P" * 300, heading="H" * 300, source="ours") for n in range(60)),
        receipts=tuple(receipt(n) for n in range(90)),
    )


@pytest.mark.parametrize("streamed", [True, False])
def test_the_longest_answer_is_short_in_the_message_and_whole_in_a_file(*, streamed: bool) -> None:
    answer = long_answer()
    made = message(answer, key="k", share="k", streamed=streamed)
    assert faults(made.blocks) == []
    assert "the whole answer is in the file" in words(made.blocks)
    assert made.file is not None
    assert all(f"Partner {n} " in made.file and f"${n},000" in made.file for n in range(400))
    assert answer.rests_on[-1] in words(made.blocks), "what it rests on is the last to be cut"


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        pytest.param(99, 99, id="a hundred with the heading"),
        pytest.param(100, 99, id="one more"),
    ],
)
def test_a_table_has_a_hundred_rows_with_its_heading(rows: int, kept: int) -> None:
    made = message(Answer(text="Rows.", tables=(Table(columns=("N",), rows=tuple((str(n),) for n in range(rows))),)))
    table = next(block for block in made.blocks if block["type"] == "table")
    assert len(table["rows"]) == kept + 1
    assert (made.file is None) is (rows == kept)


def test_a_cell_that_is_empty_is_shown_as_a_dash() -> None:
    made = blocks(Answer(text="One.", tables=(Table(columns=("A", "B"), rows=(("", "x"),)),)))
    assert faults(made) == []
    assert [cell["text"] for cell in made[1]["rows"][1]] == ["-", "x"]


def test_figures_stand_to_the_right() -> None:
    table = Table(columns=("Tier", "Revenue"), rows=(("Gold", "$1.4M"), ("Silver", "$12.8M")), right=("Revenue",))
    first, second = (
        block for block in blocks(Answer(text="Two.", tables=(table, table))) if block["type"] != "section"
    )
    assert [setting["align"] for setting in first["column_settings"]] == ["left", "right"]
    assert second["elements"][0]["elements"][0]["text"] == "Tier    Revenue\nGold      $1.4M\nSilver   $12.8M"


def everything(text: str) -> Answer:
    """An answer whose every part is the same text."""
    table = Table(title=text, columns=(text, "n"), rows=((text, "1"),))
    return Answer(
        text=text,
        tables=(table, table),
        notes=(text,),
        citations=(Citation(id="a/b", playbook=text, heading=text, source=text),),
        receipts=(receipt(),),
    )


def parsed(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of some blocks whose text Slack would read as markup."""
    if isinstance(value, dict):
        if value.get("type") in {"mrkdwn", "markdown"}:
            yield value
        for inner in value.values():
            yield from parsed(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parsed(inner)


def test_a_name_from_the_records_makes_no_link_no_mention_and_no_format() -> None:
    made = message(everything(HOSTILE), key="k", share="k")
    assert faults(made.blocks) == []
    assert list(parsed(made.blocks)) == []
    assert "<" not in made.text.replace("&lt;", "")
    assert "\u202e" not in json.dumps(made.blocks, ensure_ascii=False)
    assert "\x1b" not in words(made.blocks)


@given(st.text(min_size=1, max_size=300))
def test_whatever_a_name_is_the_message_is_one_that_slack_takes(name: str) -> None:
    made = message(everything(name or "x"), key="k")
    assert [fault for fault in faults(made.blocks) if "empty" not in fault or name.strip()] == []
    assert list(parsed(made.blocks)) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Acme earned $3,500 (2%).", "Acme earned $3,500 (2%).", id="plain words stay"),
        pytest.param("<!channel>", "&lt;!channel&gt;", id="a broadcast"),
        pytest.param("[x](https://evil.example)", "\\[x\\](https:\u200b//evil.example)", id="a link"),
        pytest.param("www.evil.example", "www.\u200bevil.example", id="an address"),
        pytest.param("*b* _i_ ~s~ `c` # h", "\\*b\\* \\_i\\_ \\~s\\~ \\`c\\` \\# h", id="formats"),
    ],
)
def test_a_streamed_text_is_read_as_the_words_it_is(text: str, shown: str) -> None:
    assert as_markdown(text) == shown


@given(st.text(max_size=400))
def test_escaped_text_has_no_syntax_left(text: str) -> None:
    assert "<" not in escaped(text)
    assert ">" not in escaped(text)


@given(st.text(alphabet="ab \n-", max_size=400), st.integers(4, 60))
def test_pieces_fit_and_lose_no_word(text: str, most: int) -> None:
    cut = list(pieces(text, most))
    assert all(0 < len(piece) <= most for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("answer", "money"),
    [
        pytest.param(Answer(text="Acme holds Silver."), False, id="none"),
        pytest.param(Answer(text="Acme earned $3,500."), True, id="in the text"),
        pytest.param(Answer(text="It is there.", notes=("It was 20 EUR.",)), True, id="in a note"),
        pytest.param(Answer(text="See.", tables=(Table(columns=("A",), rows=(("€5",),)),)), True, id="in a table"),
        pytest.param(Answer(text="See.", results=({"lines": [{"paid_cents": 0}]},)), True, id="behind it"),
        pytest.param(Answer(text="See.", results=({"paid_cents": None},)), False, id="none behind it"),
        pytest.param(Answer(text="Type `$HOME` or 5 dollars."), False, id="a sign that is no amount"),
    ],
)
def test_money_is_found_wherever_an_answer_holds_it(answer: Answer, *, money: bool) -> None:
    assert says_money(answer) is money


def test_a_sentence_of_ours_is_one_section() -> None:
    assert sentence("Only <you>.") == Message(
        "Only &lt;you&gt;.",
        [{"type": "section", "text": {"type": "plain_text", "text": "Only <you>.", "emoji": False}}],
    )


REBATE = Table(
    columns=("Rebate", "Figure"),
    rows=(("Revenue of 2025-Q1", "$145,000"), ("Earned by the whole method", "$2,900")),
    right=("Figure",),
)
TIERS = Table(title="BY TIER", columns=("Tier", "Revenue"), rows=(("Gold", "$1.4M"),), right=("Revenue",))
WIDE = Table(
    columns=("Task", "Owner", "How it is done"),
    rows=(("Sign", "Partner manager", "The agreement is read through with the partner, then signed by both sides."),),
)
RESTS: dict[str, Any] = {"notes": ("The standard margin is not published.",), "receipts": (receipt(),)}
KINDS = {
    "a figure": Answer(text="Acme Networks has earned a rebate of $2,900 in 2025-Q1.", tables=(REBATE,), **RESTS),
    "several tables": Answer(text="April 2025: revenue is $4.8M.", tables=(REBATE, TIERS, WIDE), **RESTS),
    "a playbook": Answer(
        text="Agree who leads before either side calls. [conflict/rules]",
        citations=(Citation(id="conflict/rules", playbook="Conflict", heading="Who leads", source="ours"),),
        receipts=(receipt(),),
    ),
    "asked back": Answer(kind="question", text='"Acme" fits more than one partner. Acme Networks or Acme Nordic?'),
    "refused": Answer(
        kind="refusal", text='No partner "Zzyzx" is in the records that you can see.', code="unknown_partner"
    ),
    "help": Answer(kind="help", text="tier PARTNER: tier held\nrebate PARTNER: volume rebate"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_looks_as_it_did(snapshot: SnapshotAssertion, kind: str) -> None:
    made = message(KINDS[kind], key="key", share="key 1746000000.000001" if kind == "a figure" else "")
    assert faults(made.blocks) == []
    assert dataclasses.asdict(made) == snapshot
