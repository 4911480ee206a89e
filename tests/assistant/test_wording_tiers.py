"""Tiers in words: what is held, what is lacking, and what is due."""

from datetime import date
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.answer import Answer
from assistant.asking import Desk
from tests.assistant.pages import APRIL_END, answer_of, cells, page
from tests.builders import frames
from tests.programs import shipped
from tests.tools.tiers.partners import GOLD_WINS, pipeline, staff, wins
from tools.core.frames import Frames
from tools.tiers.path import tier_path
from tools.tiers.status import tier_status

SILVER_WINS = wins(60_000_00, 59_500_00)
GOLD_TIER = [{"tier": "Gold", "since": date(2023, 6, 1)}]


def rows(as_of: date = APRIL_END, **tables: Any) -> Frames:
    tables.setdefault("tier_history", [{}])
    return frames(as_of, **tables)


def status(found: Frames) -> Answer:
    return answer_of("tier_status", tier_status(found, shipped(), partner_id="P-1"))


def path(found: Frames, to: str | None = None) -> Answer:
    return answer_of("tier_path", tier_path(found, shipped(), partner_id="P-1", to=to))


def on_the_way_up() -> Frames:
    return rows(deals=[*GOLD_WINS, pipeline()], certifications=staff(5))


def test_a_partner_on_the_way_up_is_recommended_with_its_figures(snapshot: SnapshotAssertion) -> None:
    said = status(on_the_way_up())
    assert said.text.startswith("Acme Networks holds Silver (since 2023-06-01).")
    assert "it met every requirement of Silver and of Gold." in said.text
    assert "Recommendation: advance to Gold. Every requirement of Gold was met" in said.text
    assert said.text.endswith("It is a proposal until the head of channel agrees.")
    assert page(said) == snapshot


def test_what_is_lacking_is_said_with_what_is_there(snapshot: SnapshotAssertion) -> None:
    said = status(rows(deals=[*SILVER_WINS, pipeline()], certifications=staff(1)))
    assert "it lacked 1 certified staff member (1 of 2) for Silver." in said.text
    wants = "4 certified staff (1 of 5), $380,500 of annual revenue ($119,500 of $500,000) and 3 new logos (0 of 3)"
    assert f"For Gold it lacked {wants}." in said.text
    assert cells(said)["Gold"][1:] == ("5", "1", "missing 4")
    assert page(said) == snapshot


def test_the_margin_is_never_money_and_its_note_is_kept() -> None:
    result = tier_status(
        rows(tier_history=GOLD_TIER, deals=GOLD_WINS, certifications=staff(5)), shipped(), partner_id="P-1"
    )
    said = answer_of("tier_status", result)
    assert cells(said)["Margin"] == ("standard margin + 5 points",)
    assert result.notes
    assert said.notes == result.notes


@pytest.mark.parametrize(
    ("tables", "text"),
    [
        pytest.param(
            {"tier_history": [{"tier": "Platinum"}], "deals": [], "certifications": []},
            "it lacked 10 certified staff (0 of 10), $2,000,000 of annual revenue ($0 of $2,000,000) and "
            "1 strategic account win (0 of 1) for Platinum; there is no higher tier.",
            id="the highest tier, missed",
        ),
        pytest.param(
            {
                "partners": [{"joined_on": date(2025, 4, 2), "basic_training_on": None, "agreement_signed_on": None}],
                "tier_history": [{"tier": "Registered", "since": date(2025, 4, 2)}],
            },
            "On 2025-04-30 it lacks a signed agreement and basic training for Registered.",
            id="yes or no, before any quarter has ended",
        ),
    ],
)
def test_a_requirement_is_lacking_in_the_fields_own_words(tables: dict[str, Any], text: str) -> None:
    assert text in status(rows(**tables)).text


def test_the_way_up_says_what_is_needed_by_when(snapshot: SnapshotAssertion) -> None:
    wide = [{"won": date(2024, 9, 15), "amount_cents": 150_000_00, "new_logo": True}]
    said = path(rows(deals=[*wide * 3, pipeline()], certifications=staff(3)))
    first, second, *_ = said.text.split(". ")
    assert first == "Acme Networks holds Silver"
    needs = "2 certified staff (3 of 5) and $50,000 of annual revenue ($450,000 of $500,000)"
    assert second == f"For Gold it still needs {needs} by the end of 2025-Q2 (2025-06-30)"
    assert "An advance takes 2 quarter ends in a row: the earliest is 2025-09-30." in said.text
    assert page(said) == snapshot


def test_an_advance_that_is_due_comes_first() -> None:
    said = path(on_the_way_up())
    assert said.text.startswith(
        "Acme Networks holds Silver and can advance to Gold now: it met Gold at 2 quarter ends in a row."
    )


def test_two_risks_on_one_day_are_one_sentence() -> None:
    said = path(rows(deals=wins(1_000_00, on=date(2024, 3, 1)), certifications=staff(2)))
    wants = "$100,000 of annual revenue ($0 of $100,000) and 1 open deal (0 of 1)"
    due = f"Both demotion to Registered and exit from the program are due now, because it lacks {wants}."
    assert due in said.text


def test_a_demotion_and_the_exit_behind_it_are_one_sentence() -> None:
    said = path(rows(deals=[*SILVER_WINS, pipeline()], certifications=staff(2)))
    wants = "$100,000 of annual revenue ($0 of $100,000)"
    down = f"If nothing more is won, demotion to Registered is due on 2025-09-30, because it lacks {wants}"
    assert f"{down}, and exit from the program on 2026-03-31." in said.text


def test_an_exit_review_is_due_or_overdue() -> None:
    new: dict[str, Any] = {"tier_history": [{"tier": "Registered", "since": date(2025, 2, 4)}]}
    early = {"partners": [{"joined_on": date(2025, 2, 4)}], **new}
    assert "An exit review is due on 2025-05-05 unless it advances first." in path(rows(**early)).text
    assert "An exit review is overdue since 2025-05-05." in path(rows(date(2025, 5, 6), **early)).text


def test_the_highest_tier_has_no_way_up() -> None:
    said = path(rows(tier_history=[{"tier": "Platinum"}]))
    assert said.text.startswith("Acme Networks holds Platinum, the highest tier.")
    assert said.tables == ()


def test_certifications_that_expire_are_named_to_a_point_and_then_counted() -> None:
    lapsing = [
        {"staff_id": f"S-{n}", "certification_id": f"C-{n}", "expires_on": date(2025, 5, n)} for n in range(1, 7)
    ]
    said = path(rows(certifications=lapsing))
    assert said.notes[0] == (
        "6 certifications expire: Core Associate of S-1 on 2025-05-01, Core Associate of S-2 on 2025-05-02, "
        "Core Associate of S-3 on 2025-05-03, Core Associate of S-4 on 2025-05-04 and 2 more by 2025-05-06."
    )
    one = path(rows(certifications=lapsing[:1])).notes[0]
    assert one == "1 certification expires: Core Associate of S-1 on 2025-05-01."


def test_advice_about_a_partner_says_what_its_tier_is_due(desk: Desk) -> None:
    text = desk.ask("how do we help Acme Networks reach Gold?").text
    assert "It meets those of Gold too. Recommendation: advance to Gold." in text
