"""Days, fiscal periods and business days at their edges."""

import calendar as months
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.programs import second, shipped
from tools.core.errors import BadPeriod
from tools.core.periods import (
    FiscalCalendar,
    Period,
    add_business_days,
    add_months,
    business_days_until,
    day_of,
    is_business_day,
    month,
    months_of,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
CALENDARS = st.builds(FiscalCalendar, start_month=st.integers(1, 12), named_by=st.sampled_from(("start", "end")))
JANUARY = FiscalCalendar()
FEBRUARY = FiscalCalendar(start_month=2, named_by="end")
HOLIDAYS = shipped().company.holidays


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        pytest.param(date(2025, 1, 31), 1, date(2025, 2, 28), id="onto a shorter month"),
        pytest.param(date(2024, 1, 31), 1, date(2024, 2, 29), id="onto a leap February"),
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="a year after a leap day"),
        pytest.param(date(2024, 2, 29), 48, date(2028, 2, 29), id="four years after a leap day"),
        pytest.param(date(2025, 3, 31), -1, date(2025, 2, 28), id="back onto a shorter month"),
        pytest.param(date(2025, 12, 15), 1, date(2026, 1, 15), id="over a year's end"),
        pytest.param(date(2025, 1, 15), -1, date(2024, 12, 15), id="back over a year's end"),
        pytest.param(date(2025, 5, 31), 0, date(2025, 5, 31), id="not at all"),
        pytest.param(date(2025, 8, 31), 30, date(2028, 2, 29), id="many months"),
    ],
)
def test_months_are_added_to_the_same_day_or_the_month_s_last(day: date, count: int, then: date) -> None:
    assert add_months(day, count) == then


@given(DAYS, st.integers(-600, 600))
def test_added_months_are_as_many_months_on(day: date, count: int) -> None:
    then = add_months(day, count)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == count
    assert then.day == min(day.day, months.monthrange(then.year, then.month)[1])


@given(DAYS, st.integers(0, 600))
def test_the_first_of_a_month_comes_back(day: date, count: int) -> None:
    first = day.replace(day=1)
    assert add_months(add_months(first, count), -count) == first


@pytest.mark.parametrize(
    ("text", "first", "last", "name"),
    [
        pytest.param("2025-04", date(2025, 4, 1), date(2025, 4, 30), "April 2025", id="a month"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), "February 2024", id="a leap February"),
        pytest.param("2025-Q1", date(2025, 1, 1), date(2025, 3, 31), "2025-Q1", id="a quarter"),
        pytest.param("2025-Q4", date(2025, 10, 1), date(2025, 12, 31), "2025-Q4", id="the last quarter"),
        pytest.param("2025", date(2025, 1, 1), date(2025, 12, 31), "2025", id="a year"),
        pytest.param("2025-04-30", date(2025, 4, 30), date(2025, 4, 30), "2025-04-30", id="a day"),
        pytest.param(
            "2025-01-15/2025-02-10", date(2025, 1, 15), date(2025, 2, 10), "2025-01-15 to 2025-02-10", id="days"
        ),
    ],
)
def test_a_period_holds_its_first_and_its_last_day_and_not_the_day_after(
    text: str, first: date, last: date, name: str
) -> None:
    found = JANUARY.period(text)
    assert (found.first, found.last, found.name, str(found)) == (first, last, name, name)
    assert first in found
    assert last in found
    assert found.after not in found
    assert first - timedelta(days=1) not in found
    assert found.days == (last - first).days + 1


@pytest.mark.parametrize(
    ("text", "first", "last", "name"),
    [
        pytest.param("2025", date(2024, 2, 1), date(2025, 1, 31), "FY2025", id="a year called by its end"),
        pytest.param("FY2025", date(2024, 2, 1), date(2025, 1, 31), "FY2025", id="by its full name"),
        pytest.param("2025-Q1", date(2024, 2, 1), date(2024, 4, 30), "2025-Q1", id="its first quarter"),
        pytest.param("2025-Q4", date(2024, 11, 1), date(2025, 1, 31), "2025-Q4", id="a quarter over the new year"),
        pytest.param("2025-01", date(2025, 1, 1), date(2025, 1, 31), "January 2025", id="a month is the calendar's"),
    ],
)
def test_a_fiscal_year_from_february_is_called_by_the_year_it_ends_in(
    text: str, first: date, last: date, name: str
) -> None:
    found = FEBRUARY.period(text)
    assert (found.first, found.last, found.name) == (first, last, name)
    assert second().calendar == FEBRUARY


@pytest.mark.parametrize(
    ("day", "quarter", "year"),
    [
        pytest.param(date(2025, 1, 31), "2025-Q4", "FY2025", id="the last day of a fiscal year"),
        pytest.param(date(2025, 2, 1), "2026-Q1", "FY2026", id="the first day of the next"),
        pytest.param(date(2024, 2, 29), "2025-Q1", "FY2025", id="a leap day"),
        pytest.param(date(2024, 12, 31), "2025-Q4", "FY2025", id="new year's eve"),
    ],
)
def test_a_day_lies_in_its_fiscal_quarter_and_year(day: date, quarter: str, year: str) -> None:
    assert (FEBRUARY.quarter_of(day).name, FEBRUARY.year_of(day).name) == (quarter, year)


def test_a_year_called_by_its_start_keeps_that_name_over_the_new_year() -> None:
    july = FiscalCalendar(start_month=7, named_by="start")
    assert july.year_of(date(2026, 6, 30)).name == "FY2025"
    assert july.quarter_of(date(2026, 1, 1)).name == "2025-Q3"
    assert july.year(2025).first == date(2025, 7, 1)


@given(CALENDARS, DAYS)
def test_a_quarter_and_a_year_are_found_again_by_their_names(calendar: FiscalCalendar, day: date) -> None:
    for found in (calendar.quarter_of(day), calendar.year_of(day), month(day.year, day.month)):
        assert day in found
    assert calendar.period(calendar.quarter_of(day).name) == calendar.quarter_of(day)
    assert calendar.period(calendar.year_of(day).name) == calendar.year_of(day)
    assert calendar.period(day.isoformat()).days == 1


@given(CALENDARS, DAYS)
def test_four_quarters_fill_a_year_without_holes(calendar: FiscalCalendar, day: date) -> None:
    year = calendar.year_of(day)
    number = int(year.name.removeprefix("FY"))
    quarters = [calendar.quarter(number, count) for count in (1, 2, 3, 4)]
    assert [quarter.first for quarter in quarters] == [year.first, *(quarter.after for quarter in quarters[:-1])]
    assert quarters[-1].after == year.after
    assert sum(quarter.days for quarter in quarters) == year.days


@given(CALENDARS, DAYS, st.integers(1, 12))
def test_quarters_that_end_with_one_follow_each_other(calendar: FiscalCalendar, day: date, count: int) -> None:
    last = calendar.quarter_of(day)
    found = calendar.quarters_ending(last, count)
    assert (len(found), found[-1]) == (count, last)
    assert [quarter.after for quarter in found[:-1]] == [quarter.first for quarter in found[1:]]


@given(CALENDARS, DAYS)
def test_the_last_closed_quarter_has_ended_and_the_next_has_not(calendar: FiscalCalendar, day: date) -> None:
    closed = calendar.last_closed_quarter(day)
    assert closed.last <= day
    assert calendar.quarter_of(closed.after).last > day


def test_a_quarter_is_closed_on_its_own_last_day() -> None:
    assert JANUARY.last_closed_quarter(date(2025, 3, 31)).name == "2025-Q1"
    assert JANUARY.last_closed_quarter(date(2025, 3, 30)).name == "2024-Q4"


@given(DAYS, st.integers(0, 400))
def test_the_months_of_a_period_cover_it_whole(first: date, length: int) -> None:
    period = Period(first=first, after=first + timedelta(days=length + 1), name="days")
    found = list(months_of(period))
    assert found[0].first <= period.first
    assert found[-1].after >= period.after
    assert [one.after for one in found[:-1]] == [one.first for one in found[1:]]
    assert period.first in found[0]
    assert period.last in found[-1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("2025-02-29", "there is no such day", id="29 February of no leap year"),
        pytest.param("2025-13", "there is no such day", id="month thirteen"),
        pytest.param("2025-00", "there is no such day", id="month zero"),
        pytest.param("2025-Q5", "quarters 1 to 4", id="a fifth quarter"),
        pytest.param("2025-Q0", "quarters 1 to 4", id="quarter zero"),
        pytest.param("1899", "outside 1900", id="too long ago"),
        pytest.param("9999-12", "outside 1900", id="too far ahead"),
        pytest.param("2025-04-30/2025-04-01", "ends before it starts", id="backwards"),
        pytest.param("2025-04-30/", "names no day", id="half of a span"),
        pytest.param("April 2025", "names no day", id="words"),
        pytest.param("", "names no day", id="nothing"),
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_its_reason(text: str, says: str) -> None:
    with pytest.raises(BadPeriod, match=says):
        JANUARY.period(text)


@given(DAYS)
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert day_of(day.isoformat()) == day


@given(st.text(max_size=20))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        assert FEBRUARY.period(text).days > 0
    except BadPeriod:
        with pytest.raises(BadPeriod, match="is not a period"):
            FEBRUARY.period(text)


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        pytest.param(date(2025, 5, 16), 1, date(2025, 5, 19), id="Friday to Monday"),
        pytest.param(date(2025, 5, 17), 1, date(2025, 5, 19), id="Saturday to Monday"),
        pytest.param(date(2025, 5, 23), 1, date(2025, 5, 27), id="over Memorial Day"),
        pytest.param(date(2025, 5, 19), 5, date(2025, 5, 27), id="a week with a holiday in it"),
        pytest.param(date(2025, 5, 18), 0, date(2025, 5, 18), id="none, even on a Sunday"),
        pytest.param(date(2024, 2, 28), 1, date(2024, 2, 29), id="onto a leap day"),
    ],
)
def test_business_days_skip_weekends_and_holidays(day: date, count: int, then: date) -> None:
    assert add_business_days(day, count, HOLIDAYS) == then


@given(DAYS, st.integers(1, 60))
def test_counting_back_gives_the_days_that_were_added(day: date, count: int) -> None:
    then = add_business_days(day, count, HOLIDAYS)
    assert is_business_day(then, HOLIDAYS)
    assert business_days_until(day, then, HOLIDAYS) == count


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 90))
def test_business_days_are_counted_one_by_one(day: date, span: int) -> None:
    until = day + timedelta(days=span)
    counted = sum(is_business_day(day + timedelta(days=n), HOLIDAYS) for n in range(1, span + 1))
    assert business_days_until(day, until, HOLIDAYS) == counted
    assert business_days_until(until, day, HOLIDAYS) == -counted
