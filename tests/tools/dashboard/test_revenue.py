"""Sourced, assisted and direct revenue, pipeline, deal size and growth."""

from datetime import date

import pytest

from tests.tools.dashboard.april import Rows, april, won

SOURCED = won(300_000_00)
ASSISTED = won(200_000_00, role="assisted")
DIRECT = won(500_000_00, role="direct", partner_id=None)


def test_sourced_and_assisted_are_apart_and_the_share_is_of_everything_won() -> None:
    found = april(deals=[SOURCED, ASSISTED, DIRECT])

    sourced = found.metric("sourced_revenue")
    share = sourced.part("share")
    assert sourced.value == 300_000_00
    assert (share.numerator, share.denominator, share.value) == (300_000_00, 1_000_000_00, 3000)
    assert share.phrase == "{} of total revenue"
    assert found.metric("assisted_revenue").value == 200_000_00


@pytest.mark.parametrize(
    ("on", "cents"),
    [
        pytest.param(date(2025, 2, 28), 0, id="the day before"),
        pytest.param(date(2025, 3, 1), 100_00, id="the first day"),
        pytest.param(date(2025, 3, 31), 100_00, id="the last day"),
        pytest.param(date(2025, 4, 1), 0, id="the day after"),
    ],
)
def test_revenue_is_of_the_period_by_close_date(on: date, cents: int) -> None:
    assert april("2025-03", deals=[won(100_00, on)]).metric("sourced_revenue").value == cents


def test_a_lost_deal_is_no_revenue() -> None:
    found = april(deals=[{"lost": date(2025, 4, 15), "amount_cents": 100_00}])

    assert found.metric("sourced_revenue").value == 0
    assert found.metric("sourced_revenue").part("share").reason == "nothing was won in April 2025"


@pytest.mark.parametrize(
    ("refunded_on", "cents"),
    [
        pytest.param(date(2025, 4, 30), 60_00, id="on the as-of day"),
        pytest.param(date(2025, 5, 1), 100_00, id="the day after the as-of day"),
    ],
)
def test_a_refund_known_by_the_as_of_day_lowers_its_deals_own_period(refunded_on: date, cents: int) -> None:
    refunds = [{"deal_id": "D-1", "refunded_on": refunded_on, "amount_cents": 40_00}]

    found = april("2025-03", deals=[won(100_00, date(2025, 3, 5))], refunds=refunds)

    assert found.metric("sourced_revenue").value == cents


@pytest.mark.parametrize(
    ("deal", "cents"),
    [
        pytest.param({"opened_on": date(2025, 3, 31)}, 100_00, id="opened on the last day"),
        pytest.param({"opened_on": date(2025, 4, 1)}, 0, id="opened the day after"),
        pytest.param({"won": date(2025, 3, 31)}, 0, id="won on the last day"),
        pytest.param({"won": date(2025, 4, 1)}, 100_00, id="won the day after"),
        pytest.param({"lost": date(2025, 4, 1)}, 100_00, id="lost the day after"),
        pytest.param({"role": "assisted"}, 0, id="assisted"),
        pytest.param({"role": "direct", "partner_id": None}, 0, id="direct"),
    ],
)
def test_pipeline_is_partner_sourced_and_open_at_the_periods_end(deal: dict[str, object], cents: int) -> None:
    assert april("2025-03", deals=[{"amount_cents": 100_00, **deal}]).metric("pipeline").value == cents


@pytest.mark.parametrize(
    ("deals", "cents"),
    [
        pytest.param([won(146_499_99)], 146_000_00, id="a cent under the half is rounded down"),
        pytest.param([won(146_500_00)], 147_000_00, id="the half is rounded up"),
        pytest.param([won(100_000_00), won(150_000_00), ASSISTED, DIRECT], 125_000_00, id="only sourced deals"),
        pytest.param([won(1_000_00)], 1_000_00, id="a thousand"),
        pytest.param([won(999_99)], 999_99, id="below a thousand to the cent"),
        pytest.param([won(100_00), won(100_01)], 100_01, id="half a cent up"),
    ],
)
def test_an_average_deal_is_to_the_nearest_thousand(deals: Rows, cents: int) -> None:
    assert april(deals=deals).metric("average_deal").value == cents


def test_an_average_deal_keeps_its_exact_parts() -> None:
    average = april(deals=[won(100_000_00), won(150_000_00)]).metric("average_deal")

    assert (average.numerator, average.denominator) == (250_000_00, 2)


def test_an_average_deal_of_no_deals_has_a_reason() -> None:
    average = april(deals=[ASSISTED]).metric("average_deal")

    assert (average.value, average.reason) == (None, "no partner-sourced deal was won in April 2025")


@pytest.mark.parametrize(
    ("now", "before", "value", "mark"),
    [
        pytest.param(122_00, 100_00, 2200, "ok", id="grown"),
        pytest.param(100_00, 100_00, 0, "ok", id="level"),
        pytest.param(99_99, 100_00, -1, "warning", id="a cent less"),
    ],
)
def test_growth_of_april_is_against_january(now: int, before: int, value: int, mark: str) -> None:
    between = won(777_00, date(2025, 3, 31))

    found = april(deals=[won(now), won(before, date(2025, 1, 31)), between])

    growth = found.metric("growth")
    assert (growth.value, growth.mark, growth.signed, growth.phrase) == (value, mark, True, "{} QoQ")
    assert found.compared == "January 2025"


def test_growth_from_nothing_has_no_value() -> None:
    growth = april(deals=[won(100_00), won(50_00, date(2025, 1, 5), role="assisted")]).metric("growth")

    assert (growth.value, growth.mark) == (None, None)
    assert growth.reason == "there was no revenue in January 2025 to compare with"


def test_a_fiscal_year_is_compared_with_the_year_before() -> None:
    deals = [won(300_00, date(2024, 12, 31)), won(200_00, date(2023, 1, 1))]

    growth = april("2024", deals=deals).metric("growth")

    assert (growth.value, growth.phrase) == (5000, "{} YoY")


@pytest.mark.parametrize(
    ("asked", "compared", "phrase"),
    [
        pytest.param("2025-Q1", "2024-Q4", "{} QoQ", id="a quarter: the one before"),
        pytest.param(
            "2025-01-31/2025-04-29", "2024-10-31 to 2025-01-29", "{} QoQ", id="the longest that does not overlap"
        ),
        pytest.param(
            "2025-01-29/2025-04-29", "2024-01-29 to 2024-04-29", "{} YoY", id="a day that both spans would hold"
        ),
        pytest.param(
            "2025-01-01/2025-06-30", "2024-01-01 to 2024-04-30", "{} YoY", id="a half-year, up to the as-of day"
        ),
    ],
)
def test_no_span_is_compared_with_one_that_overlaps_it(asked: str, compared: str, phrase: str) -> None:
    deals = [won(300_00, date(2025, 4, 1)), won(200_00, date(2024, 4, 1)), won(200_00, date(2024, 11, 1))]
    found = april(asked, deals=deals)
    assert (found.compared, found.metric("growth").phrase) == (compared, phrase)
    assert found.metric("growth").value is not None


def test_a_span_longer_than_a_year_has_no_growth() -> None:
    deals = [won(300_00, date(2025, 4, 1)), won(200_00, date(2023, 3, 1))]
    growth = april("2024-03-01/2025-04-30", deals=deals).metric("growth")
    assert (growth.value, growth.mark, growth.reason) == (None, None, "it is longer than a year")


def test_a_zero_amount_deal_is_a_deal() -> None:
    assert april(deals=[won(0), won(10_000_00)]).metric("average_deal").value == 5_000_00
