"""The claim clock: calendar days to claim, business days to approve and to pay."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import frames
from tests.programs import second, shipped
from tools.claims import ClaimStatus, approve_by, claim_deadlines, claim_status, claim_until, pay_by
from tools.core.errors import BadArgument, NoRuleInForce, UnknownPartner
from tools.core.periods import add_business_days, business_days_until, is_business_day

HOLIDAYS = shipped().company.holidays
Row = dict[str, Any]


def status(deal_id: str | None = None, as_of: date = date(2025, 4, 30), **tables: list[Row]) -> ClaimStatus:
    return claim_status(frames(as_of=as_of, **tables), shipped(), partner_id="P-1", deal_id=deal_id)


def claim(**written: Any) -> Row:
    """A claim of $500 on D-1, submitted on 2025-04-22."""
    return {"rule": "new_logo", "row": "D-1", "submitted_on": date(2025, 4, 22), "amount_cents": 500_00, **written}


def payment(**written: Any) -> Row:
    return {"rule": "new_logo", "row": "D-1", "paid_on": date(2025, 4, 30), "amount_cents": 500_00, **written}


@pytest.mark.parametrize(
    ("closed_on", "until"),
    [
        pytest.param(date(2025, 3, 31), date(2025, 4, 30), id="over a month's end"),
        pytest.param(date(2025, 12, 15), date(2026, 1, 14), id="over a year's end"),
        pytest.param(date(2028, 1, 30), date(2028, 2, 29), id="onto a leap day"),
        pytest.param(date(2027, 1, 30), date(2027, 3, 1), id="past a February without one"),
    ],
)
def test_an_incentive_can_be_claimed_through_day_thirty(closed_on: date, until: date) -> None:
    assert claim_until(shipped(), closed_on) == until


@pytest.mark.parametrize(
    ("submitted_on", "by"),
    [
        pytest.param(date(2025, 5, 16), date(2025, 5, 23), id="Friday to the next Friday"),
        pytest.param(date(2025, 5, 17), date(2025, 5, 23), id="Saturday"),
        pytest.param(date(2025, 5, 22), date(2025, 5, 30), id="Thursday, over Memorial Day"),
        pytest.param(date(2025, 5, 25), date(2025, 6, 2), id="Sunday before Memorial Day"),
        pytest.param(date(2025, 5, 26), date(2025, 6, 2), id="Memorial Day itself"),
        pytest.param(date(2025, 12, 24), date(2026, 1, 1), id="over Christmas; 2026 has no calendar yet"),
    ],
)
def test_a_claim_is_approved_within_five_business_days(submitted_on: date, by: date) -> None:
    assert approve_by(shipped(), submitted_on) == by


@pytest.mark.parametrize(
    ("approved_on", "by"),
    [
        pytest.param(date(2025, 5, 2), date(2025, 5, 23), id="the Friday before Memorial Day"),
        pytest.param(date(2025, 5, 5), date(2025, 5, 27), id="the Tuesday after it"),
    ],
)
def test_an_approved_claim_is_paid_within_fifteen_business_days(approved_on: date, by: date) -> None:
    assert pay_by(shipped(), approved_on) == by


def test_each_step_of_the_clock_starts_when_its_day_is_known() -> None:
    found = claim_deadlines(shipped(), closed_on=date(2025, 4, 10))
    assert (found.claim_until, found.approve_by, found.pay_by) == (date(2025, 5, 10), None, None)
    found = claim_deadlines(
        shipped(), closed_on=date(2025, 4, 10), submitted_on=date(2025, 5, 22), approved_on=date(2025, 5, 27)
    )
    assert (found.approve_by, found.pay_by) == (date(2025, 5, 30), date(2025, 6, 17))


def test_another_program_has_its_own_days_and_holidays() -> None:
    found = claim_deadlines(
        second(), closed_on=date(2025, 1, 1), submitted_on=date(2025, 4, 11), approved_on=date(2025, 4, 11)
    )
    assert (found.claim_until, found.approve_by, found.pay_by) == (
        date(2025, 2, 15),
        date(2025, 4, 29),
        date(2025, 5, 14),
    )


def test_a_day_before_the_program_has_no_clock() -> None:
    with pytest.raises(NoRuleInForce, match="'claims' rule is in force on 2024-12-31"):
        claim_deadlines(shipped(), closed_on=date(2024, 12, 31))


@pytest.mark.parametrize(
    ("as_of", "written", "paid", "stage", "next_on", "left"),
    [
        pytest.param(date(2025, 4, 28), {}, [], "submitted", date(2025, 4, 29), (1, 1), id="waits for approval"),
        pytest.param(date(2025, 4, 29), {}, [], "submitted", date(2025, 4, 29), (0, 0), id="its last day"),
        pytest.param(date(2025, 4, 30), {}, [], "approval_overdue", date(2025, 4, 29), (-1, -1), id="a day late"),
        pytest.param(
            date(2025, 5, 23), {"approved_on": date(2025, 5, 5)}, [], "approved", date(2025, 5, 27), (4, 1),
            id="payment due over Memorial Day",
        ),
        pytest.param(
            date(2025, 5, 28), {"approved_on": date(2025, 5, 5)}, [], "payment_overdue", date(2025, 5, 27), (-1, -1),
            id="payment a day late",
        ),
        pytest.param(
            date(2025, 4, 30), {"approved_on": date(2025, 4, 24)}, [payment()], "paid", None, None, id="paid today"
        ),
        pytest.param(
            date(2025, 4, 29), {"approved_on": date(2025, 4, 24)}, [payment()], "approved", date(2025, 5, 15), (16, 12),
            id="paid tomorrow",
        ),
        pytest.param(date(2025, 4, 30), {"rejected_on": date(2025, 4, 30)}, [], "rejected", None, None, id="rejected"),
        pytest.param(
            date(2025, 4, 29), {"rejected_on": date(2025, 4, 30)}, [], "submitted", date(2025, 4, 29), (0, 0),
            id="rejected tomorrow",
        ),
    ],
)  # fmt: skip
def test_a_claim_is_at_its_stage_and_waits_for_its_next_day(
    as_of: date, written: Row, paid: list[Row], stage: str, next_on: date | None, left: tuple[int, int] | None
) -> None:
    (found,) = status(as_of=as_of, incentive_claims=[claim(**written)], payments=paid).claims
    assert (found.stage, found.next_on) == (stage, next_on)
    assert left is None or (found.days_left, found.business_days_left) == left


@pytest.mark.parametrize(
    ("submitted_on", "late"),
    [pytest.param(date(2025, 4, 30), False, id="day 30"), pytest.param(date(2025, 5, 1), True, id="day 31")],
)
def test_a_claim_after_day_thirty_is_late(submitted_on: date, late: bool) -> None:
    found = status(
        as_of=date(2025, 5, 2), deals=[{"won": date(2025, 3, 31)}], incentive_claims=[claim(submitted_on=submitted_on)]
    )
    assert (found.claims[0].claim_until, found.claims[0].late) == (date(2025, 4, 30), late)
    assert any("Submitted after the last claim day: IC-1." in note for note in found.notes) == late


def test_a_claim_on_a_contribution_runs_from_its_approval() -> None:
    found = status(
        contributions=[{"done_on": date(2025, 3, 1), "approved_on": date(2025, 4, 1)}],
        incentive_claims=[claim(rule="reference", row="K-1")],
    )
    assert (found.claims[0].earned_on, found.claims[0].claim_until) == (date(2025, 4, 1), date(2025, 5, 1))


def test_open_and_paid_amounts_are_told_apart() -> None:
    found = status(
        deals=[{"won": date(2025, 4, 1)}, {"won": date(2025, 4, 2)}],
        incentive_claims=[
            claim(approved_on=date(2025, 4, 23)),
            claim(rule="large_deal", amount_cents=3_000_00),
            claim(row="D-2", amount_cents=70_00, submitted_on=date(2025, 4, 28)),
            claim(row="D-2", rule="upsell", rejected_on=date(2025, 4, 24)),
        ],
        payments=[payment(paid_on=date(2025, 4, 25)), payment(row="D-2", rule="upsell", partner_id="P-2")],
    )
    assert (found.open_cents, found.paid_cents, found.next_on) == (3_070_00, 500_00, date(2025, 4, 29))
    assert [c.stage for c in found.claims] == ["paid", "approval_overdue", "rejected", "submitted"]


def test_a_rejected_claim_is_not_paid_by_the_one_made_again() -> None:
    rows = [claim(rejected_on=date(2025, 4, 23)), claim(submitted_on=date(2025, 4, 24), approved_on=date(2025, 4, 25))]
    assert [c.stage for c in status(incentive_claims=rows, payments=[payment()]).claims] == ["rejected", "paid"]


def test_one_deal_may_be_asked_about() -> None:
    rows: Any = {"deals": [{"won": date(2025, 4, 1)}], "incentive_claims": [claim(), claim(row="D-9")]}
    assert [c.claim_id for c in status("D-1", **rows).claims] == ["IC-1"]
    unclaimed = status("D-1", deals=rows["deals"])
    assert (unclaimed.claims, unclaimed.notes) == ((), ("Acme Networks has no incentive claim on D-1 on record.",))


def test_a_claim_before_the_program_has_no_deadline_and_says_so() -> None:
    found = status(incentive_claims=[claim(submitted_on=date(2024, 12, 30))])
    assert (found.claims[0].stage, found.claims[0].next_on, found.basis) == ("submitted", None, ())
    assert "No claims rule was in force when IC-1 came in" in found.notes[0]


@pytest.mark.parametrize(
    ("deal_id", "tables", "error"),
    [("D-7", {}, BadArgument), ("'; DROP TABLE deals", {}, BadArgument), (None, {"partners": []}, UnknownPartner)],
)
def test_what_cannot_be_answered_is_said(deal_id: str | None, tables: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        status(deal_id, **tables)


@pytest.mark.parametrize(
    ("day", "until", "expected"),
    [
        pytest.param(date(2025, 5, 23), date(2025, 5, 27), 1, id="over the long weekend"),
        pytest.param(date(2025, 5, 23), date(2025, 5, 26), 0, id="to the holiday"),
        pytest.param(date(2025, 5, 24), date(2025, 5, 30), 4, id="from Saturday"),
        pytest.param(date(2025, 5, 27), date(2025, 5, 23), -1, id="backwards"),
        pytest.param(date(2025, 5, 27), date(2025, 5, 27), 0, id="the same day"),
    ],
)
def test_business_days_left_are_counted_after_today(day: date, until: date, expected: int) -> None:
    assert business_days_until(day, until, HOLIDAYS) == expected


@given(day=st.dates(date(2024, 1, 1), date(2025, 12, 31)), count=st.integers(1, 60))
def test_a_business_deadline_is_a_business_day_and_exactly_so_many_away(day: date, count: int) -> None:
    found = add_business_days(day, count, HOLIDAYS)
    assert is_business_day(found, HOLIDAYS)
    assert business_days_until(day, found, HOLIDAYS) == count


@given(day=st.dates(date(2024, 1, 1), date(2026, 12, 31)), days=st.integers(0, 400))
def test_business_days_are_the_days_that_are_worked(day: date, days: int) -> None:
    worked = sum(is_business_day(day + timedelta(days=ahead), HOLIDAYS) for ahead in range(1, days + 1))
    assert business_days_until(day, day + timedelta(days=days), HOLIDAYS) == worked
