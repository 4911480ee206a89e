"""Quick bonuses, committed rebates, MDF and what the program returns."""

from datetime import date
from typing import Any

import pytest

from tests.tools.dashboard.april import Rows, april, partners, won

MARCH_31, APRIL_1 = date(2025, 3, 31), date(2025, 4, 1)


def payment(cents: int, programme: str = "spiffs", on: date = date(2025, 4, 10), row: str = "D-1") -> dict[str, Any]:
    return {"programme": programme, "rule": programme, "row": row, "paid_on": on, "amount_cents": cents}


@pytest.mark.parametrize(
    ("paid", "cents"),
    [
        pytest.param(payment(500_00, on=MARCH_31), 0, id="paid the day before"),
        pytest.param(payment(500_00, on=APRIL_1), 500_00, id="on the first day"),
        pytest.param(payment(500_00, on=date(2025, 4, 30)), 500_00, id="on the last day"),
        pytest.param(payment(500_00, on=date(2025, 5, 1)), 0, id="the day after"),
        pytest.param(payment(500_00, "bonuses"), 0, id="a strategic bonus"),
        pytest.param(payment(500_00, "mdf"), 0, id="MDF"),
    ],
)
def test_quick_bonuses_are_the_spiff_payments_of_the_period(paid: dict[str, Any], cents: int) -> None:
    assert april(payments=[paid]).metric("quick_bonuses").value == cents


def test_a_bonus_taken_back_lowers_what_was_paid() -> None:
    assert april(payments=[payment(500_00), payment(-200_00)]).metric("quick_bonuses").value == 300_00


FIRST_QUARTER = [won(100_000_00, MARCH_31)]


@pytest.mark.parametrize(
    ("deals", "cents"),
    [
        pytest.param(FIRST_QUARTER, 2_000_00, id="2 percent from $100,000"),
        pytest.param([won(99_999_99, MARCH_31)], 0, id="a cent under the first band"),
        pytest.param([won(500_000_00, MARCH_31)], 25_000_00, id="5 percent of all of it"),
        pytest.param([won(500_000_00, APRIL_1)], 0, id="a deal of the running quarter"),
    ],
)
def test_the_first_quarters_rebate_is_committed_in_april(deals: Rows, cents: int) -> None:
    assert april(deals=deals).metric("rebate_committed").value == cents


@pytest.mark.parametrize(
    ("paid_on", "cents"),
    [
        pytest.param(date(2025, 4, 30), 500_00, id="paid by the last day"),
        pytest.param(date(2025, 5, 1), 2_000_00, id="paid the day after"),
    ],
)
def test_a_rebate_is_committed_as_far_as_it_is_unpaid_at_the_end(paid_on: date, cents: int) -> None:
    found = april(deals=FIRST_QUARTER, payments=[payment(1_500_00, "rebate", paid_on, "2025-Q1")])

    assert found.metric("rebate_committed").value == cents


@pytest.mark.parametrize(
    ("period", "cents"),
    [
        pytest.param("2025-04-30", 2_000_00, id="the payout day"),
        pytest.param("2025-04-01/2025-04-29", 0, id="up to the day before it"),
        pytest.param("2025-03", 0, id="the quarter's last month"),
        pytest.param("2025-Q2", 2_000_00, id="the quarter of the payout"),
        pytest.param("2025", 2_000_00, id="the year of the payout"),
    ],
)
def test_a_rebate_is_committed_in_the_period_that_holds_its_payout_day(period: str, cents: int) -> None:
    assert april(period, deals=FIRST_QUARTER).metric("rebate_committed").value == cents


def test_a_period_without_a_payout_day_says_why_nothing_is_committed() -> None:
    found = april("2025-03", deals=FIRST_QUARTER)

    assert "No volume rebate is committed: no quarter's payout day is in March 2025." in found.notes


def test_a_quarter_before_the_rules_is_told_and_counts_nothing() -> None:
    found = april("2024", deals=[won(500_000_00, date(2024, 3, 31))])

    assert found.metric("rebate_committed").value == 0
    told = [note for note in found.notes if note.startswith("No rebate of 2023-Q4 to 2024-Q3 is counted. No 'rebate'")]
    assert len(told) == 1


def test_the_rebates_reading_is_among_what_the_dashboard_rests_on() -> None:
    rules = {basis.rule: basis for basis in april(deals=FIRST_QUARTER).basis}

    assert list(rules) == ["health", "rebate"]
    assert "whole or marginal" in rules["rebate"].readings[0]


def request(cents: int | None, on: date | None = APRIL_1, **columns: Any) -> dict[str, Any]:
    return {"approved_on": on, "approved_cents": cents, "cost_cents": 900_00, **columns}


@pytest.mark.parametrize(
    ("approved_on", "cents"),
    [
        pytest.param(date(2024, 12, 31), 0, id="the day before the fiscal year"),
        pytest.param(date(2025, 1, 1), 100_00, id="the fiscal year's first day"),
        pytest.param(MARCH_31, 100_00, id="the period's last day"),
        pytest.param(APRIL_1, 0, id="the day after the period"),
        pytest.param(None, 0, id="not approved yet"),
    ],
)
def test_mdf_is_of_the_fiscal_year_up_to_the_periods_end(approved_on: date | None, cents: int) -> None:
    row = request(100_00 if approved_on else None, approved_on)
    on_time = request(100_00, date(2025, 1, 1))

    claimed = april("2025-03", mdf_claims=[row], mdf_requests=[on_time]).metric("mdf_utilised")
    allocated = april("2025-03", mdf_requests=[row]).metric("mdf_utilised").part("share")

    assert claimed.value == cents
    assert allocated.denominator == cents


def test_utilised_mdf_is_shown_over_allocated() -> None:
    found = april(mdf_requests=[request(150_00), request(50_00)], mdf_claims=[request(156_00)]).metric("mdf_utilised")

    share = found.part("share")
    assert (found.value, share.numerator, share.denominator, share.value) == (156_00, 156_00, 200_00, 7800)
    assert share.phrase == "{} of allocated"


def test_without_an_approved_request_the_share_has_a_reason() -> None:
    assert april().metric("mdf_utilised").part("share").reason == "no MDF request was approved in the fiscal year 2025"
    assert april().metric("mdf_pipeline").part("roi").reason == "no MDF claim was approved in the fiscal year 2025"


def driven(**columns: Any) -> dict[str, Any]:
    return {"amount_cents": 1_000_00, "mdf_request_id": "M-1", "opened_on": MARCH_31, **columns}


@pytest.mark.parametrize(
    ("deal", "cents"),
    [
        pytest.param({}, 1_000_00, id="open, opened on the last day"),
        pytest.param({"opened_on": APRIL_1}, 0, id="opened the day after"),
        pytest.param({"won": MARCH_31}, 1_000_00, id="won"),
        pytest.param({"lost": MARCH_31}, 0, id="lost on the last day"),
        pytest.param({"lost": APRIL_1}, 1_000_00, id="lost the day after"),
        pytest.param({"role": "assisted"}, 1_000_00, id="assisted"),
        pytest.param({"mdf_request_id": None}, 0, id="of no activity"),
        pytest.param({"mdf_request_id": "M-2"}, 0, id="of last year's activity"),
        pytest.param({"mdf_request_id": "M-3"}, 0, id="of an activity not approved yet"),
    ],
)
def test_mdf_driven_pipeline_is_the_deals_of_this_years_approved_activities(deal: dict[str, Any], cents: int) -> None:
    requests = [request(1_00, date(2025, 1, 1)), request(1_00, date(2024, 12, 31)), request(1_00, APRIL_1)]

    found = april("2025-03", deals=[driven(**deal)], mdf_requests=requests)

    assert found.metric("mdf_pipeline").value == cents


def test_mdf_roi_is_driven_pipeline_over_utilised() -> None:
    found = april(deals=[driven()], mdf_requests=[request(80_00)], mdf_claims=[request(56_00)])

    roi = found.metric("mdf_pipeline").part("roi")
    assert (roi.numerator, roi.denominator, roi.value, roi.phrase) == (1_000_00, 56_00, 178_571, "{}x MDF ROI")


def test_program_roi_is_sourced_and_assisted_revenue_over_everything_paid_but_mdf_and_committed() -> None:
    found = april(
        partners=partners(2),
        deals=[
            *FIRST_QUARTER,
            won(40_000_00),
            won(8_000_00, role="assisted"),
            won(9_00, role="direct", partner_id=None),
        ],
        payments=[payment(500_00), payment(250_00, "bonuses"), payment(250_00, "awards"), payment(7_000_00, "mdf")],
    )

    roi = found.metric("program_roi")
    assert (roi.numerator, roi.denominator, roi.value) == (48_000_00, 3_000_00, 160_000)
    assert roi.phrase == "{}x"


def test_a_rebate_paid_in_the_period_counts_once() -> None:
    paid = payment(2_000_00, "rebate", date(2025, 4, 30), "2025-Q1")

    roi = april(deals=[*FIRST_QUARTER, won(40_000_00)], payments=[paid]).metric("program_roi")

    assert (roi.denominator, roi.value) == (2_000_00, 200_000)


def test_program_roi_of_nothing_paid_has_a_reason() -> None:
    roi = april(deals=[won(40_000_00)]).metric("program_roi")

    assert (roi.value, roi.reason) == (None, "nothing was paid or committed in April 2025")
