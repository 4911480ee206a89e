"""Claim windows, and claims that wait for approval or payment."""

from datetime import date
from typing import Any

import pytest

from tests.tools.deadlines.asking import APRIL_END, EARLIER, Row, due, logo_win, told


@pytest.mark.parametrize(
    ("as_of", "days_left", "overdue"),
    [
        pytest.param(date(2025, 4, 29), 1, False, id="day 29"),
        pytest.param(date(2025, 4, 30), 0, False, id="day 30"),
        pytest.param(date(2025, 5, 1), -1, True, id="day 31"),
        pytest.param(date(2025, 5, 30), -30, True, id="closed 30 days ago"),
    ],
)
def test_an_unclaimed_deal_is_listed_until_its_window_closes_and_a_month_on(
    as_of: date, days_left: int, overdue: bool
) -> None:
    found = due("claim_window", as_of, deals=[*EARLIER, logo_win()])
    assert told(found) == [(date(2025, 4, 30), "Claim on D-2", "D-2", 2_900_00, days_left)]
    assert found.deadlines[0].about == ("New logo closed within 60 days", "Deal above $100,000")
    assert (found.deadlines[0].overdue, found.overdue) == (overdue, int(overdue))


def test_a_window_that_closed_more_than_a_month_ago_is_gone() -> None:
    assert told(due("claim_window", date(2025, 5, 31), deals=[*EARLIER, logo_win()])) == []


def test_what_is_claimed_or_paid_is_left_out_of_the_window() -> None:
    deals = [*EARLIER, logo_win()]
    claimed = [{"rule": "new_logo", "row": "D-2", "submitted_on": date(2025, 4, 2), "amount_cents": 500_00}]
    found = due("claim_window", deals=deals, incentive_claims=claimed)
    assert [(d.about, d.amount_cents) for d in found.deadlines] == [(("Deal above $100,000",), 2_400_00)]
    paid = [{"rule": "large_deal", "row": "D-2", "paid_on": date(2025, 4, 2), "amount_cents": 2_400_00}]
    assert told(due("claim_window", deals=deals, incentive_claims=claimed, payments=paid)) == []


@pytest.mark.parametrize(
    ("refunded_cents", "expected"),
    [
        pytest.param(119_999_99, [("Claim on D-2, which was refunded in part", None)], id="in part"),
        pytest.param(120_000_00, [], id="in full"),
    ],
)
def test_a_refunded_deal_has_nothing_certain_to_claim(refunded_cents: int, expected: list[Any]) -> None:
    refunds = [{"deal_id": "D-2", "refunded_on": date(2025, 4, 9), "amount_cents": refunded_cents}]
    found = due("claim_window", deals=[*EARLIER, logo_win()], refunds=refunds)
    assert [(d.what, d.amount_cents) for d in found.deadlines] == expected


def test_an_approved_contribution_can_be_claimed_from_its_approval() -> None:
    rows = [{"done_on": date(2025, 3, 1), "approved_on": date(2025, 4, 10)}]
    assert told(due("claim_window", contributions=rows)) == [(date(2025, 5, 10), "Claim on K-1", "K-1", 250_00, 10)]


def test_claims_wait_for_approval_and_then_for_payment() -> None:
    claims = [
        {"rule": "new_logo", "row": "D-1", "submitted_on": date(2025, 4, 22), "amount_cents": 500_00},
        {"rule": "upsell", "row": "D-1", "submitted_on": date(2025, 4, 28), "amount_cents": 60_00},
        {
            "rule": "large_deal",
            "row": "D-1",
            "submitted_on": date(2025, 4, 22),
            "approved_on": date(2025, 5, 5),
            "amount_cents": 2_400_00,
        },
        {"rule": "x", "row": "D-1", "submitted_on": APRIL_END, "rejected_on": APRIL_END, "amount_cents": 1},
    ]
    found = due("claim_approval", incentive_claims=claims)
    assert told(found) == [
        (date(2025, 4, 29), "Decide on the claim on D-1", "IC-1", 500_00, -1),
        (date(2025, 4, 29), "Decide on the claim on D-1", "IC-3", 2_400_00, -1),
        (date(2025, 5, 5), "Decide on the claim on D-1", "IC-2", 60_00, 5),
    ]
    titles = ["New logo closed within 60 days", "Deal above $100,000", "Upsell or upgrade"]
    assert [d.about for d in found.deadlines] == [(title,) for title in titles]
    later = due("claim_payment", date(2025, 5, 23), incentive_claims=claims)
    assert told(later) == [(date(2025, 5, 27), "Pay the claim on D-1", "IC-3", 2_400_00, 4)]
    assert later.deadlines[0].business_days_left == 1


def test_an_mdf_claim_keeps_the_same_clock() -> None:
    claim: Row = {"request_id": "M-1", "submitted_on": date(2025, 4, 22), "cost_cents": 4_000_00}
    assert told(due("claim_approval", mdf_claims=[claim])) == [
        (date(2025, 4, 29), "Decide on the MDF claim on M-1", "MC-1", None, -1)
    ]
    approved = claim | {"approved_on": date(2025, 5, 5), "approved_cents": 2_000_00}
    assert told(due("claim_payment", date(2025, 5, 23), mdf_claims=[approved])) == [
        (date(2025, 5, 27), "Pay the MDF claim on M-1", "MC-1", 2_000_00, 4)
    ]
    assert told(due("claim_payment", date(2025, 5, 23), mdf_claims=[approved | {"paid_on": date(2025, 5, 23)}])) == []


def test_a_claim_before_the_program_has_no_day() -> None:
    claim = {"rule": "new_logo", "row": "D-1", "submitted_on": date(2024, 12, 31), "amount_cents": 500_00}
    assert told(due("claim_approval", date(2025, 1, 2), incentive_claims=[claim])) == []
