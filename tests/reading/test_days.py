"""Single days, numbers of days and contract years in a person's words."""

from collections.abc import Callable
from datetime import date

import pytest

from assistant.reading.periods import find_day, find_days_count, find_years, read_day
from tools.core.errors import BadArgument, BadPeriod
from tools.core.periods import FiscalCalendar

Reader = Callable[[str], object]

DAY = date(2025, 4, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("on 31 March 2025", date(2025, 3, 31), id="day, month, year"),
        pytest.param("March 31st, 2025", date(2025, 3, 31), id="month, day, year"),
        pytest.param("the 31st of March", date(2025, 3, 31), id="an ordinal without a year"),
        pytest.param("31-Mar-25", date(2025, 3, 31), id="as spreadsheets write it"),
        pytest.param("as of 3/31/2025", date(2025, 3, 31), id="American slashes"),
        pytest.param("31/3/2025", date(2025, 3, 31), id="slashes that can only be day first"),
        pytest.param("4/4/2025", date(2025, 4, 4), id="slashes that read the same either way"),
        pytest.param("31.03.2025", date(2025, 3, 31), id="points"),
        pytest.param("2025/03/31", date(2025, 3, 31), id="year first with slashes"),
        pytest.param("1 May", date(2024, 5, 1), id="the latest that has come"),
        pytest.param("today", date(2025, 4, 30), id="today"),
        pytest.param("last friday", date(2025, 4, 25), id="the Friday before"),
        pytest.param("next wednesday", date(2025, 5, 7), id="on a Wednesday, the next one"),
        pytest.param("at the end of Q1", date(2025, 3, 31), id="the end of a quarter"),
        pytest.param("the end of February 2024", date(2024, 2, 29), id="the end of a month"),
        pytest.param("at quarter end", date(2025, 6, 30), id="the end of the quarter that runs"),
        pytest.param("by the end of the year", date(2025, 12, 31), id="the end of the year that runs"),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert find_day(text, DAY) == day


def test_a_day_to_come_is_read_when_the_words_look_ahead() -> None:
    assert find_day("closing on 1 May", DAY, ahead=True) == date(2025, 5, 1)


def test_the_end_of_a_quarter_follows_the_fiscal_year() -> None:
    assert find_day("end of Q1 2026", DAY, FiscalCalendar(start_month=2, named_by="end")) == date(2025, 4, 30)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("in April 2025", id="a month"),
        pytest.param("from 1 January to 31 March 2025", id="a range"),
        pytest.param("since 1 March", id="a range up to the day"),
        pytest.param("in 45 days", id="a number of days"),
        pytest.param("by the end of it", id="the end of nothing"),
    ],
)
def test_what_is_longer_than_a_day_is_none(text: str) -> None:
    assert find_day(text, DAY) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("03/04/2025", id="two readings"),
        pytest.param("2025-02-29", id="no leap year"),
        pytest.param("31 November", id="thirty days"),
        pytest.param("32/1/2025", id="thirty-one days"),
        pytest.param("next quarter", id="no single day"),
        pytest.param("soon", id="no day at all"),
    ],
)
def test_a_day_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(BadPeriod):
        read_day(text, DAY)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("closed in 45 days", 45, id="in days"),
        pytest.param("a 45-day close", 45, id="with a hyphen"),
        pytest.param("closed 45d", 45, id="with a d"),
        pytest.param("within six weeks", 42, id="weeks in words"),
        pytest.param("in a week", 7, id="a week"),
        pytest.param("on day 61", 61, id="a numbered day"),
        pytest.param("in 0 days", 0, id="the same day"),
        pytest.param("net-30 days", 30, id="a hyphen that is no minus"),
        pytest.param("a 150k deal in 60 days over 3 years", 60, id="among other numbers"),
        pytest.param("over the last 90 days", None, id="the past"),
        pytest.param("10 days ago", None, id="days ago"),
        pytest.param("within 5 business days", None, id="business days"),
        pytest.param("every day", None, id="no number"),
        pytest.param("Q2 2025", None, id="a quarter"),
    ],
)
def test_a_number_of_days_is_read(text: str, count: int | None) -> None:
    assert find_days_count(text) == count


def test_months_are_days_only_from_a_day() -> None:
    assert find_days_count("closing in two months", DAY) == 61
    assert find_days_count("closing in a month", date(2025, 1, 31)) == 28
    assert find_days_count("closing in two months") is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        pytest.param("a 3-year contract", 3, id="with a hyphen"),
        pytest.param("a $150k, three year deal", 3, id="in words"),
        pytest.param("for 2 yrs", 2, id="cut short"),
        pytest.param("a one-year deal", 1, id="one year"),
        pytest.param("a 36-month term", 3, id="in months"),
        pytest.param("over the past 3 years", None, id="the past"),
        pytest.param("3 years ago", None, id="years ago"),
        pytest.param("3 new logos a year", None, id="a rate"),
        pytest.param("a multi-year deal", None, id="no number"),
        pytest.param("in 6 months", None, id="months of no contract"),
    ],
)
def test_contract_years_are_read(text: str, years: int | None) -> None:
    assert find_years(text) == years


@pytest.mark.parametrize(
    ("read", "text"),
    [
        pytest.param(find_days_count, "in -5 days", id="negative days"),
        pytest.param(find_days_count, "in 1.5 days", id="a part of a day"),
        pytest.param(find_days_count, "in 99999999999999999999 days", id="days past any deal"),
        pytest.param(find_years, "an 18-month contract", id="a part of a year"),
        pytest.param(find_years, "a 1000-year contract", id="a thousand years"),
    ],
)
def test_lengths_that_cannot_be_are_refused(read: Reader, text: str) -> None:
    with pytest.raises(BadArgument):
        read(text)
