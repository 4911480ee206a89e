"""A column's days have one format: named, shown by its cells, or refused."""

from datetime import date

import pytest

from assistant.records.imports.cells.days import named_days, read_day, shown_days
from assistant.records.imports.faults import BadCell

APRIL_3 = date(2025, 4, 3)


@pytest.mark.parametrize(
    ("text", "style", "day"),
    [
        pytest.param("2025-04-03", "iso", APRIL_3, id="iso"),
        pytest.param("2025-4-3", "iso", APRIL_3, id="iso without zeros"),
        pytest.param("2025-04-03T23:59:00Z", "iso", APRIL_3, id="an instant keeps the day as it is written"),
        pytest.param("2025-04-03 09:30", "iso", APRIL_3, id="a time is read over"),
        pytest.param("2025-04-03 09:30:00.000+02:00", "iso", APRIL_3, id="a zone is read over"),
        pytest.param("4/3/2025", "m/d/yyyy", APRIL_3, id="month first"),
        pytest.param("04/03/2025 9:30 AM", "m/d/yyyy", APRIL_3, id="month first with a clock"),
        pytest.param("04-03-2025", "m/d/yyyy", APRIL_3, id="month first with dashes"),
        pytest.param("3/4/2025", "d/m/yyyy", APRIL_3, id="day first"),
        pytest.param("3.4.2025", "d.m.yyyy", APRIL_3, id="German"),
        pytest.param("03. 04. 2025", "d.m.yyyy", APRIL_3, id="German with spaces"),
        pytest.param("03-Apr-2025", "dd-Mon-yyyy", APRIL_3, id="month by name"),
        pytest.param("3 April 2025", "dd-Mon-yyyy", APRIL_3, id="month in full"),
        pytest.param("3. März 2025", "dd-Mon-yyyy", date(2025, 3, 3), id="German month"),
        pytest.param("Apr 3, 2025", "Mon d, yyyy", APRIL_3, id="American in words"),
        pytest.param("2025/04/03", "yyyy/mm/dd", APRIL_3, id="year first with slashes"),
        pytest.param("20250403", "yyyymmdd", APRIL_3, id="digits alone, when named"),
        pytest.param("4/3/25", "m/d/yy", APRIL_3, id="two digits of year, when named"),
        pytest.param("45750", "serial", APRIL_3, id="a spreadsheet's day number, when named"),
        pytest.param("2/29/2024", "m/d/yyyy", date(2024, 2, 29), id="a leap day"),
        pytest.param("2025-04", "yyyy-mm", date(2025, 4, 1), id="a month"),
        pytest.param("Apr 2025", "Mon yyyy", date(2025, 4, 1), id="a month in words"),
    ],
)
def test_a_named_format_reads_its_days(text: str, style: str, day: date) -> None:
    assert named_days((style,)).read(text) == day


@pytest.mark.parametrize(
    ("text", "style", "reason"),
    [
        pytest.param("2/30/2025", "m/d/yyyy", "no day in the calendar", id="February 30"),
        pytest.param("2/29/2025", "m/d/yyyy", "no day in the calendar", id="no leap year"),
        pytest.param("13/1/2025", "m/d/yyyy", "no day in the calendar", id="month 13"),
        pytest.param("0/0/2025", "m/d/yyyy", "no day in the calendar", id="zeros"),
        pytest.param("1/1/0025", "m/d/yyyy", "in the year 25", id="a year of the Romans"),
        pytest.param("1/1/9999", "m/d/yyyy", "in the year 9999", id="a year that means never"),
        pytest.param("3-Foo-2025", "dd-Mon-yyyy", "no day in the calendar", id="a month that is none"),
        pytest.param("04/03-2025", "m/d/yyyy", "not a day written", id="two kinds of mark"),
        pytest.param("2025-04-03", "m/d/yyyy", "not a day written", id="another format"),
        pytest.param("٣/٤/٢٠٢٥", "m/d/yyyy", "not a day written", id="digits of another script"),
    ],
)
def test_a_day_that_is_none_is_refused(text: str, style: str, reason: str) -> None:
    with pytest.raises(BadCell, match=reason):
        read_day(text, style)


@pytest.mark.parametrize(
    ("column", "text", "day"),
    [
        pytest.param(["03/04/2025", "03/25/2025"], "03/04/2025", date(2025, 3, 4), id="a 25th month does not exist"),
        pytest.param(["03/04/2025", "25/03/2025"], "03/04/2025", date(2025, 4, 3), id="a 25th day exists"),
        pytest.param(["04/04/2025"], "04/04/2025", date(2025, 4, 4), id="the same either way needs no evidence"),
        pytest.param(["03/04/2025", "04/04/2025"], "04/04/2025", date(2025, 4, 4), id="the same beside an unclear one"),
        pytest.param(["3.4.2025"], "3.4.2025", APRIL_3, id="dots are day first"),
        pytest.param(["2025-04-03", "n/a"], "2025-04-03", APRIL_3, id="a stray word does not count"),
        pytest.param(["03/04/2025", "03/25/2025", "30/30/2025"], "03/04/2025", date(2025, 3, 4), id="nor does no day"),
    ],
)
def test_a_column_shows_its_format(column: list[str], text: str, day: date) -> None:
    assert shown_days(column).read(text) == day


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        pytest.param(["03/04/2025"], "03/04/2025", "month first or day first", id="nothing else in the column"),
        pytest.param(["03/04/2025", "01/02/2025"], "01/02/2025", "month first or day first", id="many, none telling"),
        pytest.param(["04/13/2025", "13/04/2025"], "13/04/2025", "in a column that has month first", id="both kinds"),
        pytest.param(
            ["04/13/2025", "2025-04-01", "04/14/2025"], "2025-04-01", "as the column's others are", id="two formats"
        ),
        pytest.param(["4/13/25"], "4/13/25", "year of two digits", id="two digits of year"),
        pytest.param(["45750"], "45750", "is a number, not a day", id="a spreadsheet's number"),
        pytest.param([], "tomorrow", "is not a day: write it like", id="a word"),
        pytest.param(["=TODAY()"], "=TODAY()", "is not a day", id="a formula"),
    ],
)
def test_a_day_that_the_column_does_not_settle_is_refused(column: list[str], text: str, reason: str) -> None:
    with pytest.raises(BadCell, match=reason):
        shown_days(column).read(text)


def test_targets_take_months_as_well_as_days() -> None:
    assert shown_days(["2025-04"], month=True).read("2025-04") == date(2025, 4, 1)
    assert shown_days(["April 2025"], month=True).read("April 2025") == date(2025, 4, 1)
    with pytest.raises(BadCell, match="not a day"):
        shown_days(["2025-04"]).read("2025-04")
