"""The way to a tier: what coming quarter ends need, and what happens if nothing more is won."""

from datetime import date
from typing import Any

import pytest

from tests.builders import frames
from tests.programs import second, shipped
from tests.tools.tiers.partners import GOLD_WINS, pipeline, staff, wins
from tools.core.errors import BadArgument
from tools.core.program import Program
from tools.tiers.path import TierPath, tier_path

SILVER: dict[str, Any] = {"tier_history": [{}], "deals": [*wins(120_000_00), pipeline()], "certifications": staff(2)}


def path(
    to: str | None = None,
    on: str | None = None,
    as_of: date = date(2025, 4, 30),
    program: Program | None = None,
    **tables: Any,
) -> TierPath:
    return tier_path(frames(as_of=as_of, **(SILVER | tables)), program or shipped(), partner_id="P-1", on=on, to=to)


def test_each_quarter_end_shows_what_counts_already_and_what_is_missing() -> None:
    deals = [
        *wins(100_000_00, on=date(2024, 6, 30)),
        *wins(50_000_00, on=date(2024, 7, 1), new_logo=True),
        *wins(30_000_00, on=date(2025, 4, 30)),
    ]
    ends = path(deals=deals).ends
    assert [(end.quarter, end.on, end.days_left) for end in ends] == [
        ("2025-Q2", date(2025, 6, 30), 61),
        ("2025-Q3", date(2025, 9, 30), 153),
        ("2025-Q4", date(2025, 12, 31), 245),
        ("2026-Q1", date(2026, 3, 31), 335),
    ]
    counted = [[(r.metric, r.actual, r.missing) for r in end.to.requirements[1:]] for end in ends if end.to]
    assert counted == [
        [("annual_revenue", 80_000_00, 420_000_00), ("new_logos", 1, 2)],
        [("annual_revenue", 30_000_00, 470_000_00), ("new_logos", 0, 3)],
        [("annual_revenue", 30_000_00, 470_000_00), ("new_logos", 0, 3)],
        [("annual_revenue", 30_000_00, 470_000_00), ("new_logos", 0, 3)],
    ]


def test_a_quarter_end_names_the_certifications_that_will_have_expired() -> None:
    certifications = [
        {"staff_id": "S-1", "expires_on": date(2025, 6, 30)},
        {"staff_id": "S-2", "expires_on": date(2025, 7, 1)},
        {"staff_id": "S-3", "expires_on": date(2025, 6, 1)},
        {"staff_id": "S-3"},
    ]
    first, second_end, *_ = path(certifications=certifications).ends
    assert [(e.certification_id, e.expires_on) for e in first.expiring] == [("C-1", date(2025, 6, 30))]
    assert [e.certification_id for e in second_end.expiring] == ["C-1", "C-2"]
    assert [end.own.requirements[0].actual for end in (first, second_end)] == [2, 1]


@pytest.mark.parametrize(
    ("certified_on", "streak", "earliest"),
    [
        pytest.param(date(2025, 4, 1), 0, date(2025, 9, 30), id="met at none so far"),
        pytest.param(date(2025, 3, 31), 1, date(2025, 6, 30), id="met at one"),
        pytest.param(date(2024, 12, 31), 2, date(2025, 4, 30), id="due already"),
    ],
)
def test_the_earliest_advance_counts_the_streak_so_far(certified_on: date, streak: int, earliest: date) -> None:
    found = path(deals=[*GOLD_WINS, pipeline()], certifications=staff(5, earned_on=certified_on))
    assert (found.to, found.streak, found.streak_needed, found.earliest_advance_on) == ("Gold", streak, 2, earliest)


def test_on_a_quarters_last_day_that_end_counts_and_the_next_one_is_ahead() -> None:
    found = path(
        as_of=date(2025, 3, 31), deals=[*GOLD_WINS, pipeline()], certifications=staff(5, earned_on=date(2025, 3, 31))
    )
    assert (found.streak, found.ends[0].on, found.earliest_advance_on) == (1, date(2025, 6, 30), date(2025, 6, 30))


def test_a_higher_tier_may_be_asked_for_by_name() -> None:
    found = path(to=" platinum ")
    assert found.to == "Platinum"
    assert found.ends[0].to
    assert [r.metric for r in found.ends[0].to.requirements] == ["certified_staff", "annual_revenue", "strategic_wins"]


@pytest.mark.parametrize(
    ("to", "held", "words"),
    [
        pytest.param("Silver", "Silver", "the tiers above Silver are Gold, Platinum", id="the one held"),
        pytest.param("Diamond", "Silver", "the tiers above Silver are Gold, Platinum", id="none of the program's"),
        pytest.param("Gold", "Platinum", "it is the highest", id="below the top"),
    ],
)
def test_a_tier_that_is_not_above_is_refused(to: str, held: str, words: str) -> None:
    with pytest.raises(BadArgument, match=words):
        path(to=to, tier_history=[{"tier": held}])


def test_at_the_top_there_is_only_what_is_at_risk() -> None:
    found = path(tier_history=[{"tier": "Platinum", "since": date(2025, 2, 1)}])
    assert (found.to, found.earliest_advance_on, found.fast_track) == (None, None, None)
    assert found.demotion
    assert (found.demotion.on, found.demotion.to) == (date(2025, 6, 30), "Registered")


def test_a_partner_with_enough_through_the_year_is_at_no_risk() -> None:
    deals = [*wins(100_000_00), *wins(100_000_00, on=date(2025, 4, 1)), pipeline()]
    found = path(deals=deals)
    assert (found.demotion, found.exit) == (None, None)


def test_revenue_that_leaves_the_window_demotes_at_the_second_end_without_it() -> None:
    found = path(deals=[*wins(100_000_00, on=date(2024, 7, 1)), pipeline()])
    assert found.demotion
    assert (found.demotion.on, found.demotion.to) == (date(2025, 12, 31), "Registered")
    assert [(r.metric, r.missing) for r in found.demotion.failing] == [("annual_revenue", 100_000_00)]
    assert found.exit is None


def test_four_missed_ends_bring_the_exit() -> None:
    deals = [*wins(100_000_00, on=date(2024, 3, 31)), pipeline()]
    found = path(deals=deals, tier_history=[{"since": date(2024, 12, 31)}])
    assert found.demotion
    assert found.exit
    assert (found.demotion.on, found.exit.on) == (date(2025, 6, 30), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("tables", "action", "on"),
    [
        pytest.param(
            {"partners": [{"agreement_violated_on": date(2025, 4, 2)}]}, "exit", date(2025, 4, 30), id="violated"
        ),
        pytest.param(
            {
                "partners": [{"joined_on": date(2025, 2, 1)}],
                "tier_history": [{"tier": "Registered", "since": date(2025, 2, 1)}],
            },
            "exit_review",
            date(2025, 5, 2),
            id="day 90",
        ),
        pytest.param(
            {"tier_history": [{"since": date(2024, 4, 1)}], "deals": []}, "exit", date(2025, 4, 30), id="today"
        ),
    ],
)
def test_the_exit_says_its_day(tables: dict[str, Any], action: str, on: date) -> None:
    found = path(**tables)
    assert found.exit
    assert (found.exit.action, found.exit.on) == (action, on)


def test_a_last_day_before_the_earliest_advance_is_said() -> None:
    joined = date(2025, 2, 1)
    found = path(partners=[{"joined_on": joined}], tier_history=[{"tier": "Registered", "since": joined}])
    assert found.earliest_advance_on == date(2025, 6, 30)
    assert "The earliest advance, 2025-06-30, comes after the deadline to advance, 2025-05-02." in found.notes


def test_the_fast_track_looks_at_the_current_quarter_alone() -> None:
    deals = [*wins(2_400_000_00, on=date(2025, 3, 31)), *wins(900_000_00, on=date(2025, 4, 1)), pipeline()]
    track = path(deals=deals).fast_track
    assert track
    assert (track.quarter, track.revenue_cents, track.missing_cents) == ("2025-Q2", 900_000_00, 1_600_000_00)


def test_a_fast_track_that_a_closed_quarter_earned_is_open_today() -> None:
    deals = [*wins(2_500_000_00, on=date(2025, 3, 31)), *wins(900_000_00, on=date(2025, 4, 1)), pipeline()]
    deals.append({"won": date(2025, 3, 1), "amount_cents": 1, "strategic_account": True})
    found = path(deals=deals, certifications=staff(10), to="Platinum")
    assert found.fast_track
    assert (found.fast_track.open, found.fast_track.quarter) == (True, "2025-Q1")
    assert found.earliest_advance_on == date(2025, 4, 30)


def test_where_demotion_waits_for_the_review_its_day_is_the_review() -> None:
    found = path(
        program=second(),
        tier_history=[{"tier": "Specialist", "since": date(2024, 6, 15)}],
        deals=[{"won": date(2024, 10, 31), "net_new_users": 100}],
        certifications=staff(3),
    )
    assert found.demotion
    assert (found.demotion.on, found.demotion.to) == (date(2025, 6, 15), "Associate")
    assert [(r.metric, r.actual, r.missing) for r in found.demotion.failing] == [("net_new_users", 0, 100)]
    assert found.exit is None


def test_a_path_from_an_earlier_day_knows_only_that_day() -> None:
    deals = [*wins(120_000_00, on=date(2025, 4, 20)), pipeline()]
    assert path(deals=deals, on="2025-04-19").ends[0].own.requirements[1].actual == 0
    assert path(deals=deals, on="2025-04-20").ends[0].own.requirements[1].actual == 120_000_00
