"""How far a line has come by the as-of day."""

from datetime import date
from typing import Any

import pytest

from tests.builders import frames
from tests.tools.incentives.asking import SHIPPED
from tools.incentives.statement import incentive_statement
from tools.incentives.states import StatementLine

APRIL_1 = date(2025, 4, 1)
"""The deal's close; its claim window ends on 2025-05-01, which is day 30."""


def of(as_of: date, claim: dict[str, Any] | None = None, **tables: Any) -> StatementLine:
    """The line of the only deal, a first one of $1,000."""
    claims = [{"rule": "first_deal", "row": "D-1", "amount_cents": 1_000_00, **claim}] if claim else []
    found = frames(as_of, deals=[{"won": APRIL_1, "amount_cents": 5_00}], incentive_claims=claims, **tables)
    lines = incentive_statement(found, SHIPPED, partner_id="P-1", period="2025-Q2").lines
    return next(line for line in lines if line.rule == "first_deal" and line.amount_cents > 0)


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        pytest.param(APRIL_1, "claimable", id="the close day"),
        pytest.param(date(2025, 5, 1), "claimable", id="day 30"),
        pytest.param(date(2025, 5, 2), "expired", id="day 31"),
    ],
)
def test_a_line_can_be_claimed_through_day_30(as_of: date, state: str) -> None:
    found = of(as_of)
    assert (found.state, found.claim_until) == (state, date(2025, 5, 1))


MAY_1, MAY_2, MAY_9 = date(2025, 5, 1), date(2025, 5, 2), date(2025, 5, 9)


@pytest.mark.parametrize(
    ("claim", "state"),
    [
        pytest.param({"submitted_on": MAY_1}, "claimed", id="claimed on day 30"),
        pytest.param({"submitted_on": MAY_2}, "expired", id="claimed on day 31"),
        pytest.param({"submitted_on": MAY_2, "approved_on": MAY_9}, "approved", id="late, and yet approved"),
        pytest.param({"submitted_on": MAY_1, "approved_on": MAY_9}, "approved", id="approved"),
        pytest.param({"submitted_on": MAY_1, "rejected_on": MAY_9}, "rejected", id="rejected"),
        pytest.param({"submitted_on": MAY_1, "approved_on": date(2025, 6, 1)}, "claimed", id="approved only later"),
        pytest.param({"submitted_on": MAY_1, "rejected_on": date(2025, 6, 1)}, "claimed", id="rejected only later"),
        pytest.param({"submitted_on": date(2025, 6, 1)}, "expired", id="claimed only later"),
        pytest.param({"submitted_on": MAY_1, "rule": "large_deal"}, "expired", id="a claim of another rule"),
        pytest.param({"submitted_on": MAY_1, "row": "D-9"}, "expired", id="a claim of another deal"),
    ],
)
def test_a_claim_carries_its_line(claim: dict[str, Any], state: str) -> None:
    assert of(date(2025, 5, 20), claim).state == state


def test_the_latest_claim_of_a_line_counts() -> None:
    claims = [
        {"rule": "first_deal", "row": "D-1", "submitted_on": date(2025, 4, 20), "amount_cents": 1_000_00},
        {
            "rule": "first_deal",
            "row": "D-1",
            "submitted_on": date(2025, 4, 2),
            "rejected_on": date(2025, 4, 5),
            "amount_cents": 1,
        },
    ]
    found = frames(deals=[{"won": APRIL_1}], incentive_claims=claims)
    (line,) = incentive_statement(found, SHIPPED, partner_id="P-1").lines
    assert (line.state, line.claim_id, line.claimed_on) == ("claimed", "IC-1", date(2025, 4, 20))


def payment(day: date, cents: int = 1_000_00) -> dict[str, Any]:
    return {"rule": "first_deal", "row": "D-1", "paid_on": day, "amount_cents": cents}


def test_a_payment_makes_a_line_paid_from_its_day() -> None:
    claim = {"submitted_on": APRIL_1, "approved_on": date(2025, 4, 5)}
    before = of(date(2025, 4, 20), claim, payments=[payment(date(2025, 4, 21))])
    after = of(date(2025, 4, 21), claim, payments=[payment(date(2025, 4, 21))])
    assert (before.state, before.paid_cents) == ("approved", 0)
    assert (after.state, after.paid_cents, after.paid_on, after.payments) == (
        "paid",
        1_000_00,
        date(2025, 4, 21),
        ("PY-1",),
    )


def test_two_payments_of_a_line_are_added_up() -> None:
    parts = [payment(date(2025, 4, 25), 600_00), payment(date(2025, 4, 21), 400_00)]
    found = of(date(2025, 4, 30), payments=parts)
    assert (found.paid_cents, found.paid_on, found.payments) == (1_000_00, date(2025, 4, 25), ("PY-2", "PY-1"))


def test_a_line_that_refunds_have_reversed_cannot_be_claimed() -> None:
    back = {"deal_id": "D-1", "refunded_on": date(2025, 4, 9), "amount_cents": 5_00}
    found = of(date(2025, 4, 30), refunds=[back])
    assert (found.state, found.refunded_cents) == ("taken_back", -1_000_00)


def test_what_may_still_be_claimed_is_less_what_was_taken_back() -> None:
    found = frames(
        deals=[{"won": date(2024, 6, 1)}, {"won": APRIL_1, "amount_cents": 150_000_00}],
        refunds=[{"deal_id": "D-2", "refunded_on": date(2025, 4, 9), "amount_cents": 30_000_00}],
    )
    assert incentive_statement(found, SHIPPED, partner_id="P-1").claimable_cents == 2_400_00


@pytest.mark.parametrize(
    ("as_of", "decision", "lost_cents"),
    [
        pytest.param(date(2025, 5, 1), {}, 0, id="day 30: both can be claimed"),
        pytest.param(date(2025, 5, 2), {}, 1_000_00 + 2_400_00, id="day 31: both expired, less a refund of 2%"),
        pytest.param(date(2025, 5, 2), {"approved_on": date(2025, 4, 20)}, 2_400_00, id="one is approved"),
        pytest.param(date(2025, 4, 30), {"rejected_on": date(2025, 4, 20)}, 1_000_00, id="one is rejected"),
    ],
)
def test_what_expired_or_was_rejected_is_told_apart_from_the_total(
    as_of: date, decision: dict[str, Any], lost_cents: int
) -> None:
    claim = {"rule": "first_deal", "row": "D-1", "submitted_on": date(2025, 4, 10), "amount_cents": 1_000_00}
    found = frames(
        as_of,
        deals=[{"won": APRIL_1, "amount_cents": 150_000_00}],
        refunds=[{"deal_id": "D-1", "refunded_on": date(2025, 4, 9), "amount_cents": 30_000_00}],
        incentive_claims=[{**claim, **decision}] if decision else [],
    )
    stated = incentive_statement(found, SHIPPED, partner_id="P-1", period="2025-Q2")
    assert (stated.total_cents, stated.lost_cents) == (1_000_00 + 3_000_00 - 600_00, lost_cents)


@pytest.mark.parametrize(
    ("as_of", "paid_cents", "state"),
    [
        pytest.param(date(2025, 4, 29), 0, "scheduled", id="29 days after the quarter"),
        pytest.param(date(2025, 4, 30), 0, "payable", id="30 days after the quarter"),
        pytest.param(date(2025, 4, 30), 1_999_99, "payable", id="a cent is left to pay"),
        pytest.param(date(2025, 4, 30), 2_000_00, "paid", id="paid in full"),
    ],
)
def test_a_rebate_needs_no_claim_and_is_payable_from_its_payout_day(as_of: date, paid_cents: int, state: str) -> None:
    payment = {"programme": "rebate", "row": "2025-Q1", "rule": "rebate", "paid_on": as_of, "amount_cents": paid_cents}
    deals = [{"won": date(2025, 3, 1), "amount_cents": 100_000_00}]
    found = frames(as_of, deals=deals, payments=[payment] if paid_cents else [])
    lines = incentive_statement(found, SHIPPED, partner_id="P-1", period="2025-Q1").lines
    assert [(line.state, line.paid_cents) for line in lines if line.programme == "rebate"] == [(state, paid_cents)]
