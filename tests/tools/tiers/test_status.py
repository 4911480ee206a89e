"""A partner's status: what it shows, for which day, and when it cannot."""

from datetime import date
from typing import Any

import pytest

from tests.builders import frames
from tests.programs import second, shipped
from tests.tools.tiers.partners import pipeline, staff, wins
from tools.core.errors import BadArgument, BadPeriod, NoRecords, NoRuleInForce, NotInProgram, UnknownPartner
from tools.tiers.status import TierStatus, tier_status

SILVER: dict[str, Any] = {
    "tier_history": [{}],
    "deals": [*wins(120_000_00), pipeline()],
    "certifications": staff(3),
}


def status(on: str | None = None, as_of: date = date(2025, 4, 30), **tables: Any) -> TierStatus:
    return tier_status(frames(as_of=as_of, **(SILVER | tables)), shipped(), partner_id="P-1", on=on)


def test_own_and_next_requirements_show_actual_needed_and_missing() -> None:
    found = status()
    assert [(r.metric, r.actual, r.needed, r.missing, r.met) for r in found.own.requirements] == [
        ("certified_staff", 3, 2, 0, True),
        ("annual_revenue", 12_000_000, 10_000_000, 0, True),
        ("active_pipeline", 1, 1, 0, True),
    ]
    assert found.next
    assert found.next.tier == "Gold"
    assert [(r.metric, r.actual, r.needed, r.missing, r.met) for r in found.next.requirements] == [
        ("certified_staff", 3, 5, 2, False),
        ("annual_revenue", 12_000_000, 50_000_000, 38_000_000, False),
        ("new_logos", 0, 3, 3, False),
    ]


def test_what_the_tier_gives_is_that_of_the_tier_held() -> None:
    found = status(tier_history=[{"tier": "Gold"}])
    assert (found.held, found.margin_points_bp, found.target_cents) == ("Gold", 500, 100_000_000)
    assert found.support == ("named partner manager", "co-sell support")
    assert found.business_reviews == ("monthly",)
    assert found.notes == (
        "The program does not publish its standard margin; margin points are not turned into money.",
    )


def test_the_highest_tier_has_no_next() -> None:
    found = status(tier_history=[{"tier": "Platinum"}])
    assert (found.next, found.fast_track, found.highest_met) == (None, None, "Silver")


@pytest.mark.parametrize(
    ("on", "quarter", "evaluated_on"),
    [
        pytest.param("2025-03-30", "2024-Q4", date(2024, 12, 31), id="the day before the quarter ends"),
        pytest.param("2025-03-31", "2025-Q1", date(2025, 3, 31), id="the quarter's last day"),
        pytest.param(None, "2025-Q1", date(2025, 3, 31), id="the as-of day"),
    ],
)
def test_the_newest_closed_quarter_is_judged(on: str | None, quarter: str, evaluated_on: date) -> None:
    found = status(on)
    assert (found.quarter, found.evaluated_on) == (quarter, evaluated_on)


def test_quarter_ends_say_which_tiers_were_met_and_whether_the_held_one_was() -> None:
    found = status(tier_history=[{"tier": "Registered"} | {"until": date(2024, 9, 30)}, {"since": date(2024, 10, 1)}])
    assert [(q.quarter, q.met, q.own_met) for q in found.quarter_ends] == [
        ("2024-Q2", ("Registered", "Silver"), None),
        ("2024-Q3", ("Registered", "Silver"), None),
        ("2024-Q4", ("Registered", "Silver"), True),
        ("2025-Q1", ("Registered", "Silver"), True),
    ]


def test_a_partner_that_joined_since_is_shown_as_it_stands() -> None:
    joined = date(2025, 4, 10)
    found = status(
        partners=[{"joined_on": joined, "agreement_signed_on": joined, "basic_training_on": None}],
        tier_history=[{"tier": "Registered", "since": joined}],
    )
    assert (found.quarter, found.evaluated_on, found.quarter_ends) == (None, date(2025, 4, 30), ())
    assert [r.met for r in found.own.requirements] == [True, False]
    assert found.recommendation.action == "hold"
    assert "no quarter has ended since" in found.notes[0]


@pytest.mark.parametrize(
    ("tier", "since", "on", "kind", "review_on"),
    [
        pytest.param("Silver", date(2024, 2, 29), "2025-02-28", "annual", date(2025, 2, 28), id="leap day, today"),
        pytest.param("Silver", date(2024, 2, 29), "2025-03-01", "annual", date(2026, 2, 28), id="leap day, past"),
        pytest.param("Silver", date(2025, 1, 15), "2025-04-30", "annual", date(2026, 1, 15), id="first anniversary"),
        pytest.param("Gold", date(2023, 5, 1), "2025-04-30", "annual", date(2025, 5, 1), id="tomorrow"),
        pytest.param("Platinum", date(2023, 5, 1), "2025-03-31", "quarterly", date(2025, 3, 31), id="quarter end"),
        pytest.param("Platinum", date(2023, 5, 1), "2025-04-01", "quarterly", date(2025, 6, 30), id="after it"),
        pytest.param("Registered", date(2025, 2, 1), "2025-04-30", "entry", date(2025, 5, 2), id="day 90"),
    ],
)
def test_the_next_review_follows_the_tiers_cadence(tier: str, since: date, on: str, kind: str, review_on: date) -> None:
    found = status(on, partners=[{"joined_on": since}], tier_history=[{"tier": tier, "since": since}])
    assert (found.tier_review, found.review_on, found.review_overdue) == (kind, review_on, False)


def test_a_tier_written_in_several_rows_is_one_stint() -> None:
    found = status(
        tier_history=[
            {"since": date(2023, 6, 1), "until": date(2023, 12, 31)},
            {"since": date(2024, 1, 1), "until": date(2024, 12, 31)},
            {"since": date(2025, 1, 1)},
        ]
    )
    assert (found.held_since, found.review_on) == (date(2023, 6, 1), date(2025, 6, 1))


def test_the_fast_track_shows_how_far_it_is() -> None:
    track = status(deals=[*wins(1_600_000_00, on=date(2025, 4, 3))]).fast_track
    assert track
    assert (track.quarter, track.revenue_cents, track.missing_cents) == ("2025-Q2", 160_000_000, 90_000_000)
    assert (track.reached, track.open, track.waives) == (False, False, ("wait", "annual_revenue"))
    assert [(r.metric, r.missing) for r in track.requirements] == [("certified_staff", 7), ("strategic_wins", 1)]


def test_quarter_ends_before_the_first_ruling_are_judged_by_it_and_the_basis_says_so() -> None:
    found = status("2025-02-10")
    assert found.quarter == "2024-Q4"
    assert found.basis[0].since == date(2025, 1, 1)
    assert "a quarter end before these rules began is judged by these rules" in found.basis[0].readings


def test_a_day_is_judged_by_what_was_known_on_it() -> None:
    refunds = [{"deal_id": "D-1", "refunded_on": date(2025, 4, 20), "amount_cents": 30_000_00}]
    assert status(refunds=refunds).own.missed[0].missing == 1_000_000
    assert status("2025-04-19", refunds=refunds).own.met


def test_another_program_judges_by_its_own_tiers() -> None:
    rows: dict[str, Any] = {
        "tier_history": [{"tier": "Specialist"}],
        "deals": [{"won": date(2024, 10, 31), "net_new_users": 60}, {"won": date(2024, 11, 1), "net_new_users": 60}],
        "certifications": staff(3),
    }
    found = tier_status(frames(**rows), second(), partner_id="P-1")
    assert (found.quarter, found.evaluated_on) == ("2026-Q1", date(2025, 4, 30))
    assert [(r.metric, r.actual, r.missing) for r in found.own.requirements] == [
        ("agreement_signed", 1, 0),
        ("certified_staff", 3, 0),
        ("net_new_users", 60, 40),
    ]
    assert found.fast_track is None


def test_a_day_before_the_program_has_no_answer() -> None:
    with pytest.raises(NoRuleInForce, match="No 'tiers' rule is in force on 2024-12-31"):
        status("2024-12-31")


@pytest.mark.parametrize(
    ("on", "tables", "error", "words"),
    [
        pytest.param("2025-05-01", {}, BadArgument, "the records end on 2025-04-30", id="a day to come"),
        pytest.param("2025-02-29", {}, BadPeriod, "there is no such day", id="no such day"),
        pytest.param(None, {"partners": []}, UnknownPartner, "No partner", id="nobody"),
        pytest.param(None, {"tier_history": []}, NoRecords, "has no row for 2025-04-30", id="no tier"),
        pytest.param(
            None, {"partners": [{"exited_on": date(2025, 4, 30)}]}, NoRecords, "exited the program", id="exited today"
        ),
        pytest.param(
            "2025-02-01", {"partners": [{"joined_on": date(2025, 2, 2)}]}, NoRecords, "joined on", id="not joined yet"
        ),
        pytest.param(None, {"tier_history": [{"tier": "Bronze"}]}, NotInProgram, "the tier 'Bronze'", id="old tier"),
    ],
)
def test_what_cannot_be_answered_is_said(on: str | None, tables: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        status(on, **tables)
