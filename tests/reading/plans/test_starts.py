"""The first day of a plan: written whole, without its year, or as a weekday."""

from datetime import date

import pytest

from assistant.reading.plans.starts import find_start, is_open, read_start
from tools.core.errors import BadPeriod
from tools.core.periods import FiscalCalendar

AS_OF, CALENDAR = date(2025, 4, 30), FiscalCalendar()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("starting 5 May 2025", date(2025, 5, 5), id="with its year"),
        pytest.param("starting 2024-03-01", date(2024, 3, 1), id="long past, with its year"),
        pytest.param("starting 1 March", date(2025, 3, 1), id="60 days ago: the plan would still run"),
        pytest.param("from 30 January", date(2025, 1, 30), id="90 days ago"),
        pytest.param("from 29 January", date(2026, 1, 29), id="91 days ago: the next one"),
        pytest.param("from 1 December", date(2025, 12, 1), id="later this year"),
        pytest.param("starting 30 April", date(2025, 4, 30), id="today"),
        pytest.param("in June", date(2025, 6, 1), id="a month: its first day"),
        pytest.param("next month", date(2025, 5, 1), id="next month"),
        pytest.param("from Q3", date(2025, 7, 1), id="a quarter: its first day"),
        pytest.param("next Monday", date(2025, 5, 5), id="next Monday"),
        pytest.param("kick off Monday", date(2025, 5, 5), id="Monday"),
        pytest.param("starting tomorrow", date(2025, 5, 1), id="tomorrow"),
        pytest.param("in two weeks", date(2025, 5, 14), id="in two weeks"),
        pytest.param("in 10 days", date(2025, 5, 10), id="in ten days"),
    ],
)
def test_a_start_is_read(text: str, day: date) -> None:
    assert find_start(text, AS_OF, CALENDAR) == day
    assert read_start(text, AS_OF, CALENDAR) == day


@pytest.mark.parametrize("text", ["for Acme Networks", "please", ""])
def test_a_text_may_name_no_start(text: str) -> None:
    assert find_start(text, AS_OF, CALENDAR) is None
    with pytest.raises(BadPeriod, match="it names no day"):
        read_start(text, AS_OF, CALENDAR)


@pytest.mark.parametrize("text", ["starting 31 April", "from the 5th", "starting 12/05", "beginning 99"])
def test_a_start_that_is_not_understood_is_refused_and_not_passed_over(text: str) -> None:
    with pytest.raises(BadPeriod):
        find_start(text, AS_OF, CALENDAR)


@pytest.mark.parametrize(
    ("text", "without_year"),
    [("starting 1 March", True), ("starting 1 March 2025", False), ("from 2025-03-01", False), ("from 3/1/25", False)],
)
def test_a_start_without_its_year_is_known_as_such(text: str, without_year: bool) -> None:
    assert is_open(text) is without_year
