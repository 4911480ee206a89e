"""Ranges, fiscal years and follow-ups: periods that rest on another."""

import pytest

from assistant.reading.periods import find_periods
from tests.reading.asked import DAY, FEBRUARY, JANUARY, period


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("from 1 January to 31 March 2025", "2025-01-01/2025-03-31", id="a year said once"),
        pytest.param("between 2025-01-10 and 2025-02-03", "2025-01-10/2025-02-03", id="between days"),
        pytest.param("Jan-Mar 2025", "2025-Q1", id="months that make a quarter"),
        pytest.param("January to February 2025", "2025-01-01/2025-02-28", id="months that make none"),
        pytest.param("Q1 to Q4 2024", "2024", id="quarters that make a year"),
        pytest.param("November to January", "2024-11-01/2025-01-31", id="months over the new year"),
        pytest.param("November to January 2025", "2024-11-01/2025-01-31", id="a year that is the second's"),
        pytest.param("March to June", "2025-03-01/2025-06-30", id="months of which the second has not begun"),
        pytest.param("1-15 April 2025", "2025-04-01/2025-04-15", id="days of one month"),
        pytest.param("April 1 to 15, 2024", "2024-04-01/2024-04-15", id="days of one month, as Americans say"),
        pytest.param("2024-2025", "2024-01-01/2025-12-31", id="years"),
        pytest.param("since January", "2025-01-01/2025-04-30", id="since a month"),
        pytest.param("from Q1 2025 onwards", "2025-01-01/2025-04-30", id="from a quarter onwards"),
    ],
)
def test_two_ends_make_a_range(text: str, value: str) -> None:
    assert period(text) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("compare Q1 2025 and Q2 2025", ["2025-Q1", "2025-Q2"], id="and"),
        pytest.param("April vs March", ["2025-04", "2025-03"], id="versus"),
        pytest.param("compare April to March", ["2025-04", "2025-03"], id="'to' that compares"),
    ],
)
def test_periods_that_are_compared_stay_apart(text: str, values: list[str]) -> None:
    assert [found.value for found in find_periods(text, DAY, JANUARY)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("Q1", "2026-Q1", id="the quarter that runs, February to April"),
        pytest.param("Q4", "2025-Q4", id="the last fiscal quarter, November to January"),
        pytest.param("this quarter", "2026-Q1", id="this quarter"),
        pytest.param("last quarter", "2025-Q4", id="last quarter"),
        pytest.param("this year", "2026", id="this year is named by its end"),
        pytest.param("YTD", "2025-02-01/2025-04-30", id="year to date"),
        pytest.param("FY26 H1", "2025-02-01/2025-07-31", id="a half"),
        pytest.param("calendar year 2025", "2025-01-01/2025-12-31", id="a calendar year"),
        pytest.param("January FY26", "2026-01", id="a month of a fiscal year"),
        pytest.param("April of last year", "2024-04", id="a month follows the calendar year"),
    ],
)
def test_quarters_and_years_follow_a_fiscal_year_from_february(text: str, value: str) -> None:
    assert period(text, DAY, FEBRUARY) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("and the quarter before?", "2024-Q1", id="the quarter before"),
        pytest.param("and the quarter after?", "2024-Q3", id="the quarter after"),
        pytest.param("and Q1?", "2024-Q1", id="a quarter of the same year"),
        pytest.param("and April?", "2024-04", id="a month of the same year"),
        pytest.param("same period last year", "2023-Q2", id="the same period a year before"),
        pytest.param("and last quarter?", "2025-Q1", id="last quarter still counts from the day"),
    ],
)
def test_a_follow_up_counts_from_the_period_that_was_spoken_of(text: str, value: str) -> None:
    assert period(text, standing="2024-Q2") == value


def test_a_follow_up_does_not_reach_past_the_records() -> None:
    assert period("and December?", standing="2025-04") == "2024-12"
