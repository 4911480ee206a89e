"""Periods in a person's words, as the canonical text that tools read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.periods import find_period, find_periods, read_period
from tests.reading.asked import DAY, FEBRUARY, JANUARY, period
from tools.core.errors import BadPeriod
from tools.core.periods import FiscalCalendar, month


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("April 2025", "2025-04", id="a month and its year"),
        pytest.param("Apr. 2025", "2025-04", id="a month cut short"),
        pytest.param("Apr '25", "2025-04", id="a year cut short"),
        pytest.param("sept 2024", "2024-09", id="September in four letters"),
        pytest.param("04/2025", "2025-04", id="month and year in digits"),
        pytest.param("2025-04", "2025-04", id="the canonical month"),
        pytest.param("Apr-2025", "2025-04", id="a month as spreadsheets write it"),
        pytest.param("month 4 of 2025", "2025-04", id="a numbered month"),
        pytest.param("Q2 2025", "2025-Q2", id="a quarter and its year"),
        pytest.param("q2'25", "2025-Q2", id="a quarter with a short year"),
        pytest.param("2Q25", "2025-Q2", id="a quarter as bankers write it"),
        pytest.param("2025Q2", "2025-Q2", id="year first"),
        pytest.param("2025-Q2", "2025-Q2", id="the canonical quarter"),
        pytest.param("FY2025 Q2", "2025-Q2", id="fiscal year first"),
        pytest.param("Q2 FY25", "2025-Q2", id="fiscal year last"),
        pytest.param("quarter 2 of 2024", "2024-Q2", id="a numbered quarter"),
        pytest.param("third quarter 2024", "2024-Q3", id="an ordinal"),
        pytest.param("the last quarter of 2024", "2024-Q4", id="the last quarter of a year"),
        pytest.param("H1 2025", "2025-01-01/2025-06-30", id="a half"),
        pytest.param("second half of 2024", "2024-07-01/2024-12-31", id="a half in words"),
        pytest.param("2025", "2025", id="a year"),
        pytest.param("FY25", "2025", id="a fiscal year"),
        pytest.param("fiscal year 2024", "2024", id="a fiscal year in words"),
        pytest.param("2025-04-30", "2025-04-30", id="a day"),
        pytest.param("2025-01-01/2025-03-31", "2025-01-01/2025-03-31", id="the canonical range"),
    ],
)
def test_a_full_period_is_read(text: str, value: str) -> None:
    assert period(text) == value
    assert period(f"dashboard for {text}, please") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("april", "2025-04", id="the month that runs"),
        pytest.param("in May", "2024-05", id="a month that has not begun"),
        pytest.param("december", "2024-12", id="last year's December"),
        pytest.param("Q2", "2025-Q2", id="the quarter that runs"),
        pytest.param("Q3", "2024-Q3", id="a quarter that has not begun"),
        pytest.param("2nd quarter", "2025-Q2", id="an ordinal"),
        pytest.param("first half", "2025-01-01/2025-06-30", id="the half that runs"),
        pytest.param("1 March", "2025-03-01", id="a day"),
        pytest.param("29 February", "2024-02-29", id="a day that not every year has"),
        pytest.param("April 1-15", "2025-04-01/2025-04-15", id="days of one month"),
    ],
)
def test_an_open_year_is_the_latest_that_has_begun_and_says_so(text: str, value: str) -> None:
    found = find_period(text, DAY, JANUARY)
    assert found is not None
    assert (found.value, found.assumed) == (value, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("closing in May", "2025-05", id="a month to come"),
        pytest.param("closing in Q3", "2025-Q3", id="a quarter to come"),
        pytest.param("closing in Q2", "2025-Q2", id="the quarter that runs"),
        pytest.param("closing in March", "2026-03", id="a month that is over"),
    ],
)
def test_an_open_year_is_the_next_when_the_words_look_ahead(text: str, value: str) -> None:
    assert period(text, ahead=True) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("this month", "2025-04", id="this month"),
        pytest.param("last month", "2025-03", id="last month"),
        pytest.param("next month", "2025-05", id="next month"),
        pytest.param("this quarter", "2025-Q2", id="this quarter"),
        pytest.param("last quarter", "2025-Q1", id="last quarter"),
        pytest.param("previous quarter", "2025-Q1", id="previous quarter"),
        pytest.param("next quarter", "2025-Q3", id="next quarter"),
        pytest.param("the quarter before", "2025-Q1", id="the quarter before"),
        pytest.param("the quarter before last", "2024-Q4", id="the quarter before last"),
        pytest.param("the quarter before Q2 2024", "2024-Q1", id="the quarter before another"),
        pytest.param("two quarters ago", "2024-Q4", id="quarters ago"),
        pytest.param("same quarter last year", "2024-Q2", id="same quarter last year"),
        pytest.param("second quarter of last year", "2024-Q2", id="a quarter of last year"),
        pytest.param("April of last year", "2024-04", id="a month of last year"),
        pytest.param("last April", "2024-04", id="the latest April that is over"),
        pytest.param("last March", "2025-03", id="the latest March that is over"),
        pytest.param("next may", "2025-05", id="the next May"),
        pytest.param("this year", "2025", id="this year"),
        pytest.param("last year", "2024", id="last year"),
        pytest.param("last week", "2025-04-21/2025-04-27", id="last week, from Monday"),
        pytest.param("YTD", "2025-01-01/2025-04-30", id="YTD"),
        pytest.param("year to date", "2025-01-01/2025-04-30", id="year to date"),
        pytest.param("quarter-to-date", "2025-04-01/2025-04-30", id="quarter to date"),
        pytest.param("since the beginning of the quarter", "2025-04-01/2025-04-30", id="since a quarter's beginning"),
        pytest.param("the quarter ending March 31", "2025-Q1", id="the quarter that ends on a day"),
        pytest.param("the week of April 15", "2025-04-14/2025-04-20", id="the week of a day"),
        pytest.param("so far this month", "2025-04-01/2025-04-30", id="so far this month"),
        pytest.param("last 90 days", "2025-01-31/2025-04-30", id="ninety days that end on the day"),
        pytest.param("past 6 months", "2024-11-01/2025-04-30", id="six months that end on a month's last day"),
        pytest.param("past six months", "2024-11-01/2025-04-30", id="six months in words"),
        pytest.param("past year", "2024-05-01/2025-04-30", id="twelve months that end on the day"),
        pytest.param("trailing twelve months", "2024-05-01/2025-04-30", id="trailing twelve months"),
        pytest.param("last 2 quarters", "2024-10-01/2025-03-31", id="two whole quarters"),
        pytest.param("last three years", "2022-01-01/2024-12-31", id="three whole years"),
        pytest.param("next 30 days", "2025-05-01/2025-05-30", id="thirty days that start tomorrow"),
        pytest.param("today", "2025-04-30", id="today"),
        pytest.param("yesterday", "2025-04-29", id="yesterday"),
        pytest.param("10 days ago", "2025-04-20", id="days ago"),
        pytest.param("3 months ago", "2025-01", id="months ago"),
    ],
)
def test_relative_words_count_from_the_records_day(text: str, value: str) -> None:
    assert period(text) == value


@pytest.mark.parametrize(
    ("text", "day", "value"),
    [
        pytest.param("last quarter", date(2025, 3, 31), "2024-Q4", id="on a quarter's last day"),
        pytest.param("last closed quarter", date(2025, 3, 31), "2025-Q1", id="the closed one on its last day"),
        pytest.param("last closed quarter", date(2025, 3, 30), "2024-Q4", id="the closed one a day before"),
        pytest.param("last quarter", date(2025, 4, 1), "2025-Q1", id="on a quarter's first day"),
        pytest.param("past 6 months", date(2025, 8, 30), "2025-02-28/2025-08-30", id="into a shorter month"),
        pytest.param("yesterday", date(2024, 3, 1), "2024-02-29", id="a leap day"),
        pytest.param("last month", date(2025, 1, 15), "2024-12", id="over the new year"),
    ],
)
def test_relative_words_hold_at_the_edges_of_a_calendar(text: str, day: date, value: str) -> None:
    assert period(text, day) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("2025-13", "a year has months 1 to 12", id="month 13"),
        pytest.param("13/2025", "a year has months 1 to 12", id="month 13 first"),
        pytest.param("month 13 of 2025", "a year has months 1 to 12", id="month 13 in words"),
        pytest.param("Q5", "a year has quarters 1 to 4", id="Q5"),
        pytest.param("fifth quarter", "a year has quarters 1 to 4", id="a fifth quarter"),
        pytest.param("2025-Q0", "a year has quarters 1 to 4", id="Q0"),
        pytest.param("H3 2025", "a year has halves 1 to 2", id="a third half"),
        pytest.param("31 April", "April has 30 days", id="31 April"),
        pytest.param("2025-02-29", "February 2025 has 28 days", id="29 February of a common year"),
        pytest.param("29 Feb 2025", "February 2025 has 28 days", id="the same in words"),
        pytest.param("03/04/2025", "it could be 4 March 2025 or 3 April 2025", id="a slashed day of two readings"),
        pytest.param("Apr-25", "it could be 25 April or April 2025", id="a month and two digits"),
        pytest.param("from March 2025 to January 2025", "it ends before it starts", id="ends that are crossed"),
        pytest.param("last 0 days", "it is no length of time", id="no days"),
        pytest.param("last 99999999999999999999 days", "at most 36,525 days", id="more days than there were"),
        pytest.param("April 1066", "not within the years 1900 to 9898", id="before any record"),
        pytest.param("since 2 May 2025", "it starts after 2025-04-30", id="since a day to come"),
        pytest.param("the same period last year", "no period was spoken of", id="the same period as none"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(BadPeriod) as refused:
        period(f"dashboard {text}")
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("what may Acme earn", id="may, the verb"),
        pytest.param("may I see the rebate", id="may, asking"),
        pytest.param("partners on the march", id="march, the walk"),
        pytest.param("what would Acme earn on a deal closed in 45 days", id="days to a close"),
        pytest.param("claims due within 30 days", id="days to a deadline"),
        pytest.param("a deal of $2025", id="an amount like a year"),
        pytest.param("2025 users", id="a count like a year"),
        pytest.param("deal D-2025", id="an id like a year"),
        pytest.param("a 3-year contract", id="contract years"),
        pytest.param("3 new logos a year", id="a rate"),
        pytest.param("24/7 support and 1/2 of the cost", id="slashes"),
        pytest.param("half a million", id="half of an amount"),
        pytest.param("who is the partner of the quarter", id="an award"),
        pytest.param("annual revenue and quarterly reviews", id="cadences"),
    ],
)
def test_no_period_is_found_where_none_is_named(text: str) -> None:
    assert find_periods(text, DAY, JANUARY) == []


def test_a_period_given_alone_is_read_and_nothing_beside_it() -> None:
    assert read_period("for the last quarter", DAY, JANUARY) == "2025-Q1"
    for text in ("banana", "April 2025 banana", "Q1 and Q3", ""):
        with pytest.raises(BadPeriod):
            read_period(text, DAY, JANUARY)


def _in_words(value: str, calendar: FiscalCalendar) -> str:
    found = calendar.period(value)
    if "/" in value:
        last = found.last
        return f"from {found.first.day} {found.first:%B %Y} to {last.day} {last:%B %Y}"
    if "Q" in value:
        return f"the {['first', 'second', 'third', 'fourth'][int(value[-1]) - 1]} quarter of {value[:4]}"
    return {4: f"fiscal year {value}", 7: found.name}.get(
        len(value), f"{found.first:%B} {found.first.day}, {value[:4]}"
    )


VALUES = st.one_of(
    st.dates(date(1950, 1, 1), date(2150, 1, 1)).map(str),
    st.dates(date(1950, 1, 1), date(2150, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
    st.dates(date(1950, 1, 1), date(2150, 1, 1)).map(lambda day: JANUARY.quarter_of(day).name),
    st.integers(1950, 2150).map(str),
    st.tuples(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(1, 400)).map(
        lambda pair: f"{pair[0]}/{date.fromordinal(pair[0].toordinal() + pair[1])}"
    ),
)


@given(VALUES, st.sampled_from([JANUARY, FEBRUARY]))
def test_a_canonical_period_reads_back_as_itself_and_from_words(value: str, calendar: FiscalCalendar) -> None:
    assert read_period(value, DAY, calendar) == value
    assert read_period(_in_words(value, calendar), DAY, calendar) == value


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.sampled_from([JANUARY, FEBRUARY]))
def test_last_month_and_last_quarter_end_where_the_present_ones_start(day: date, calendar: FiscalCalendar) -> None:
    last_month = calendar.period(period("last month", day) or "")
    last_quarter = calendar.period(period("last quarter", day, calendar) or "")
    assert last_month.after == month(day.year, day.month).first
    assert last_quarter.after == calendar.quarter_of(day).first
