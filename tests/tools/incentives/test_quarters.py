"""The number of a fiscal quarter, by day and over a column of days."""

from datetime import date

import narwhals as nw
import polars as pl
import pytest

from tools.core.periods import FiscalCalendar
from tools.incentives.quarters import number, number_of, quarter_numbered


@pytest.mark.parametrize(
    ("start_month", "day", "expected"),
    [
        pytest.param(1, date(2025, 3, 31), 8_100, id="the last day of a first quarter: four a year since year 0"),
        pytest.param(1, date(2025, 4, 1), 8_101, id="the first day of a second quarter"),
        pytest.param(2, date(2025, 1, 31), 8_099, id="January, in a year that starts in February"),
        pytest.param(2, date(2025, 2, 1), 8_100, id="that year's first day"),
        pytest.param(10, date(2024, 12, 31), 8_096, id="the last day of a first quarter that starts in October"),
    ],
)
def test_a_day_is_in_its_fiscal_quarter(start_month: int, day: date, expected: int) -> None:
    assert number_of(FiscalCalendar(start_month=start_month), day) == expected


@pytest.mark.parametrize("start_month", range(1, 13))
def test_a_column_of_days_is_numbered_as_each_day_is(start_month: int) -> None:
    calendar = FiscalCalendar(start_month=start_month)
    days = [date(year, month, day) for year in (1, 1999, 2025, 9998) for month in range(1, 13) for day in (1, 28)]
    found = nw.from_native(pl.LazyFrame({"day": days})).select(count=number(calendar, nw.col("day"))).collect()
    assert found["count"].to_list() == [number_of(calendar, day) for day in days]
    assert found["count"].dtype == nw.Int64


def test_a_numbered_quarter_holds_the_days_of_its_number() -> None:
    calendar = FiscalCalendar(start_month=2)
    quarter = quarter_numbered(calendar, 8_100)
    assert (quarter.first, quarter.last) == (date(2025, 2, 1), date(2025, 4, 30))
