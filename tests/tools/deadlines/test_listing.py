"""What falls due: each kind on its day, a day before and a day after, for one partner and for all."""

from datetime import date
from typing import Any

import pytest

from tests.programs import second
from tests.tools.deadlines.asking import APRIL_END, EARLIER, due, logo_win, told
from tests.tools.tiers.partners import wins
from tools.core.errors import BadArgument, UnknownPartner


@pytest.mark.parametrize(
    ("activity_on", "days_left"),
    [
        pytest.param(date(2025, 3, 30), [-1], id="due yesterday"),
        pytest.param(date(2025, 3, 31), [0], id="due today"),
        pytest.param(date(2025, 4, 30), [30], id="due on the last day asked about"),
        pytest.param(date(2025, 5, 1), [], id="due the day after"),
        pytest.param(date(2025, 3, 1), [-30], id="due 30 days ago"),
        pytest.param(date(2025, 2, 28), [-31], id="due 31 days ago"),
        pytest.param(date(2025, 1, 10), [-80], id="due long ago and still not in"),
    ],
)
def test_an_mdf_report_is_due_thirty_days_after_its_activity(activity_on: date, days_left: list[int]) -> None:
    request = {
        "requested_on": date(2025, 1, 5),
        "approved_on": date(2025, 1, 9),
        "approved_cents": 2_000_00,
        "cost_cents": 4_000_00,
        "activity_on": activity_on,
    }
    found = due("mdf_report", mdf_requests=[request])
    assert [d.days_left for d in found.deadlines] == days_left
    assert all((d.row, d.amount_cents) == ("M-1", 2_000_00) for d in found.deadlines)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        pytest.param(date(2023, 4, 30), [date(2025, 4, 30)], id="today"),
        pytest.param(date(2023, 5, 30), [date(2025, 5, 30)], id="the last day asked about"),
        pytest.param(date(2023, 5, 31), [], id="the day after"),
        pytest.param(date(2023, 4, 29), [], id="yesterday: the next is a year away"),
    ],
)
def test_a_tier_review_falls_on_the_anniversary(since: date, expected: list[date]) -> None:
    assert [d.on for d in due("tier_review", tier_history=[{"since": since}]).deadlines] == expected


def test_a_leap_day_tier_is_reviewed_on_the_last_of_february() -> None:
    found = due("tier_review", date(2025, 2, 20), tier_history=[{"since": date(2024, 2, 29)}])
    assert [d.on for d in found.deadlines] == [date(2025, 2, 28)]


def test_a_quarterly_review_repeats_over_a_longer_span() -> None:
    found = due("tier_review", tier_history=[{"tier": "Platinum"}], within_days=200)
    assert [d.on for d in found.deadlines] == [date(2025, 6, 30), date(2025, 9, 30)]


@pytest.mark.parametrize(
    ("joined_on", "expected"),
    [
        pytest.param(date(2025, 1, 30), [(date(2025, 4, 30), False)], id="day 90 is today"),
        pytest.param(date(2025, 1, 29), [(date(2025, 4, 29), True)], id="day 91"),
        pytest.param(date(2024, 12, 31), [(date(2025, 3, 31), True)], id="30 days past"),
        pytest.param(date(2024, 12, 30), [(date(2025, 3, 30), True)], id="31 days past"),
        pytest.param(date(2023, 1, 1), [(date(2023, 4, 1), True)], id="two years past"),
        pytest.param(date(2025, 3, 2), [], id="beyond the span"),
    ],
)
def test_a_registered_partners_last_day_is_listed(joined_on: date, expected: list[tuple[date, bool]]) -> None:
    history = [{"tier": "Registered", "since": joined_on}]
    found = due("entry_review", partners=[{"joined_on": joined_on}], tier_history=history)
    assert [(d.on, d.overdue) for d in found.deadlines] == expected


def test_a_rebate_falls_due_thirty_days_after_its_quarter() -> None:
    deals = wins(100_000_00, on=date(2025, 3, 31))
    assert told(due("rebate_payout", deals=deals)) == [
        (date(2025, 4, 30), "Pay the rebate of 2025-Q1", "2025-Q1", 2_000_00, 0)
    ]
    part = [{"programme": "rebate", "rule": "rebate", "row": "2025-Q1", "paid_on": APRIL_END, "amount_cents": 1_500_00}]
    assert [d.amount_cents for d in due("rebate_payout", deals=deals, payments=part).deadlines] == [500_00]
    part[0]["amount_cents"] = 2_000_00
    assert told(due("rebate_payout", deals=deals, payments=part)) == []
    assert told(due("rebate_payout", deals=wins(99_999_99, on=date(2025, 3, 31)))) == []


def test_a_quarter_that_still_runs_has_a_payout_day_but_no_amount() -> None:
    found = due("rebate_payout", within_days=91)
    assert found.notes == ("Rebates of 2025-Q2 fall due on 2025-07-30; their amounts stand when it has ended.",)
    assert due("rebate_payout", within_days=90).notes == ()


@pytest.mark.parametrize(
    ("tier", "as_of", "expected"),
    [
        pytest.param("Silver", date(2025, 6, 1), [date(2025, 6, 30)], id="quarterly"),
        pytest.param("Gold", date(2025, 5, 1), [date(2025, 5, 30)], id="monthly, the last Friday of May"),
        pytest.param(
            "Platinum",
            date(2025, 6, 28),
            [date(2025, 6, 30), date(2025, 7, 3), date(2025, 7, 11)],
            id="weekly over Independence Day, and monthly",
        ),
    ],
)
def test_a_business_review_is_held_by_the_last_business_day_of_its_period(
    tier: str, as_of: date, expected: list[date]
) -> None:
    found = due("business_review", as_of, tier_history=[{"tier": tier}], within_days=29 if tier != "Platinum" else 14)
    assert [d.on for d in found.deadlines] == expected


def test_business_reviews_of_everyone_are_listed_only_when_asked_for() -> None:
    assert "business_review" not in due(within_days=90).counts
    assert due(within_days=90).notes[0] == (
        "Business reviews of every partner are listed when they are asked for by kind."
    )
    assert due(within_days=90, partner_id="P-1").counts == {"tier_review": 1, "business_review": 1}


def everyone() -> dict[str, Any]:
    """Two partners, each with a claim window and a review ahead."""
    return {
        "partners": [{}, {"partner_id": "P-2", "name": "Birch Cloud"}],
        "tier_history": [{"since": date(2023, 5, 10)}, {"partner_id": "P-2", "since": date(2023, 5, 9)}],
        "deals": [*EARLIER, logo_win(), logo_win(date(2025, 4, 9), partner_id="P-2", customer="Other")],
    }


def test_everything_due_is_listed_soonest_first_and_counted() -> None:
    found = due(**everyone())
    assert [(d.on, d.kind, d.name) for d in found.deadlines] == [
        (date(2025, 4, 30), "claim_window", "Acme Networks"),
        (date(2025, 4, 30), "rebate_payout", "Acme Networks"),
        (date(2025, 5, 9), "claim_window", "Birch Cloud"),
        (date(2025, 5, 9), "tier_review", "Birch Cloud"),
        (date(2025, 5, 10), "tier_review", "Acme Networks"),
    ]
    assert found.counts == {"claim_window": 2, "tier_review": 2, "rebate_payout": 1}
    assert [b.rule for b in found.basis] == ["spiffs", "bonuses", "tiers", "rebate"]


@pytest.mark.parametrize("partner_id", ["P-1", "P-2"])
def test_one_partners_deadlines_are_its_part_of_everyones(partner_id: str) -> None:
    rows = everyone()
    all_of_it = [d for d in due(**rows).deadlines if d.partner_id == partner_id]
    alone = [d for d in due(partner_id=partner_id, **rows).deadlines if d.kind != "business_review"]
    assert alone == all_of_it


def test_another_program_sets_other_days() -> None:
    found = due("tier_review", program=second(), within_days=92, tier_history=[{"tier": "Premier"}])
    assert [d.on for d in found.deadlines] == [date(2025, 4, 30), date(2025, 7, 31)]


def test_a_day_without_rules_says_what_is_left_out() -> None:
    found = due(as_of=date(2024, 6, 1), partner_id="P-1")
    assert (found.deadlines, found.basis) == ((), ())
    assert found.notes == (
        "No MDF rule is in force on 2024-06-01, so no report is listed.",
        "No tier structure is in force on 2024-06-01, so no review is listed.",
    )


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"within_days": -1}, BadArgument),
        ({"within_days": 367}, BadArgument),
        ({"kind": "birthdays"}, BadArgument),
        ({"partner_id": "P-9"}, UnknownPartner),
    ],
)
def test_what_cannot_be_answered_is_said(arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        due(**arguments)


@pytest.mark.parametrize(
    ("from_days", "within_days", "expected"),
    [
        pytest.param(0, 30, [-1, 0, 1, 30], id="from what is overdue"),
        pytest.param(1, 30, [1, 30], id="from tomorrow"),
        pytest.param(1, 29, [1], id="to a day before the last"),
        pytest.param(30, 30, [30], id="one day"),
        pytest.param(2, 29, [], id="between"),
    ],
)
def test_a_list_may_begin_on_a_day_ahead(from_days: int, within_days: int, expected: list[int]) -> None:
    days = {"M-1": date(2025, 3, 30), "M-2": date(2025, 3, 31), "M-3": date(2025, 4, 1), "M-4": date(2025, 4, 30)}
    funded = {"requested_on": date(2025, 1, 5), "approved_on": date(2025, 1, 9), "approved_cents": 2_000_00}
    requests = [{"request_id": key, "activity_on": day, "cost_cents": 4_000_00, **funded} for key, day in days.items()]
    found = due("mdf_report", mdf_requests=requests, from_days=from_days, within_days=within_days)
    assert [d.days_left for d in found.deadlines] == expected


@pytest.mark.parametrize("kind", ["tier_review", "business_review"])
def test_reviews_before_the_first_day_asked_about_are_left_out(kind: str) -> None:
    history = [{"tier": "Platinum"}]
    every = [d.on for d in due(kind, tier_history=history, partner_id="P-1", within_days=200).deadlines]
    later = [d.on for d in due(kind, tier_history=history, partner_id="P-1", within_days=200, from_days=70).deadlines]
    assert later == [day for day in every if day >= date(2025, 7, 9)]
    assert 0 < len(later) < len(every)


def test_a_list_that_begins_after_every_window_has_no_claims_of_today() -> None:
    found = due("claim_window", deals=[*EARLIER, *wins(120_000_00, on=APRIL_END)], within_days=366, from_days=200)
    assert found.deadlines == ()


def test_a_first_day_after_the_last_is_refused() -> None:
    with pytest.raises(BadArgument, match="it is 0 to 30, the last day ahead"):
        due(from_days=31)
