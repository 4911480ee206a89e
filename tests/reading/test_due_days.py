"""How far ahead a question about deadlines looks, and from which day on; today is Wednesday, 30 April 2025."""

from datetime import date

import pytest

from assistant.reading.periods.due_days import from_days, within_days
from tests.programs import shipped
from tools.core.errors import BadArgument

TODAY = date(2025, 4, 30)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("deadlines in May", [1], [31], id="a month that has yet to begin"),
        pytest.param("deadlines next week", [5], [11], id="a week that has yet to begin"),
        pytest.param("deadlines this week", [], [4], id="a week that runs"),
        pytest.param("what is due on 12 May", [12], [12], id="one day"),
        pytest.param("due between 5 May and 9 May", [5], [9], id="two days"),
        pytest.param("what's due by 15 May", [], [15], id="by a day"),
        pytest.param("before Friday what do I chase", [], [2], id="before a day of the week"),
        pytest.param("reports to hand in until the end of May", [], [31], id="until the end of a month"),
        pytest.param("reports no later than mid May", [], [31], id="no later than"),
        pytest.param("deadlines next 14 days", [], [14], id="so many days"),
        pytest.param("what falls due over the next fortnight", [], [14], id="a fortnight"),
        pytest.param("what is overdue", [], [0], id="only late"),
        pytest.param("deadlines", [], [], id="nothing said"),
        pytest.param("the 90-day review in May", [1], [31], id="a rule's own days"),
    ],
)
def test_the_days_of_a_deadline(text: str, first: list[int], last: list[int]) -> None:
    calendar = shipped().calendar
    assert from_days(text, TODAY, calendar, None) == first
    assert within_days(text, TODAY, calendar, None) == last


def test_days_that_have_passed_are_refused() -> None:
    with pytest.raises(BadArgument, match="deadlines are looked up from 2025-04-30 on"):
        within_days("deadlines between 1 March 2025 and 9 March 2025", TODAY, shipped().calendar, None)
