"""Which days a period is evaluated on, counted from, and compared with."""

from datetime import date

import pytest

from tests.programs import shipped
from tools.core.errors import BadPeriod
from tools.dashboard.scope import days_of

TODAY = date(2025, 4, 30)


@pytest.mark.parametrize(
    ("period", "first", "last", "name"),
    [
        pytest.param(
            "2025-04", date(2025, 1, 1), date(2025, 1, 31), "January 2025", id="a month of 30 days, all of 31"
        ),
        pytest.param("2024-05", date(2024, 2, 1), date(2024, 2, 29), "February 2024", id="May, and leap February"),
        pytest.param("2025-Q1", date(2024, 10, 1), date(2024, 12, 31), "2024-Q4", id="a quarter"),
        pytest.param("2024", date(2023, 1, 1), date(2023, 12, 31), "2023", id="a year"),
        pytest.param("2024-05-30", date(2024, 2, 29), date(2024, 2, 29), "2024-02-29 to 2024-02-29", id="30 May"),
        pytest.param("2024-05-31", date(2024, 2, 29), date(2024, 2, 29), "2024-02-29 to 2024-02-29", id="31 May"),
        pytest.param("2025-02-28", date(2024, 11, 30), date(2024, 11, 30), "2024-11-30 to 2024-11-30", id="month ends"),
        pytest.param(
            "2025-02-10/2025-03-20", date(2024, 11, 10), date(2024, 12, 20), "2024-11-10 to 2024-12-20", id="a span"
        ),
        pytest.param("2025", date(2024, 1, 1), date(2024, 4, 30), "2024-01-01 to 2024-04-30", id="a year so far"),
        pytest.param("2025-Q2", date(2025, 1, 1), date(2025, 1, 31), "January 2025", id="a quarter so far"),
    ],
)
def test_growth_compares_with_the_same_days_three_months_before(
    period: str, first: date, last: date, name: str
) -> None:
    before = days_of(shipped(), period, TODAY).before

    assert (before.first, before.last, before.name) == (first, last, name)


@pytest.mark.parametrize(
    ("period", "on"),
    [
        pytest.param("2025-03", date(2025, 3, 31), id="a period that ended"),
        pytest.param("2025-04", TODAY, id="one that ends today"),
        pytest.param("2025-Q2", TODAY, id="one that runs on"),
    ],
)
def test_a_period_is_evaluated_on_its_last_day_or_today_whichever_is_first(period: str, on: date) -> None:
    assert days_of(shipped(), period, TODAY).on == on


def test_the_month_of_today_is_the_period_that_nobody_named() -> None:
    assert days_of(shipped(), None, date(2025, 4, 12)).period.name == "April 2025"


def test_a_period_that_has_not_begun_is_refused() -> None:
    with pytest.raises(BadPeriod, match="starts after 2025-04-30, the last day that the records know"):
        days_of(shipped(), "2025-05", TODAY)


def test_a_period_that_begins_today_is_answered() -> None:
    assert days_of(shipped(), "2025-04-30/2025-06-30", TODAY).on == TODAY


def test_a_period_that_runs_on_is_told() -> None:
    assert days_of(shipped(), "2025-Q2", TODAY).notes == (
        "2025-Q2 runs to 2025-06-30; the records end on 2025-04-30, and targets are those of all of it.",
    )
    assert days_of(shipped(), "2025-04", TODAY).notes == ()
