"""Days, fiscal periods and business days. Every period is half-open: [first, after)."""

import calendar
import re
from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.core.errors import BadPeriod


class Period(BaseModel):
    """The days from `first` up to, not including, `after`, with the name a person reads."""

    model_config = ConfigDict(frozen=True)

    first: date
    after: date
    name: str

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.after - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.after - self.first).days

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.after

    def __str__(self) -> str:
        return self.name


class FiscalCalendar(BaseModel):
    """A year of twelve months that starts on the first of `start_month`.

    `named_by` says whether a year that spans two calendar years is called by the one it
    starts in or the one it ends in.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start_month: Annotated[int, Field(ge=1, le=12, strict=True)] = 1
    named_by: Literal["start", "end"] = "start"

    def year(self, year: int) -> Period:
        """The fiscal year of that name."""
        starts_in = year - (self.named_by == "end" and self.start_month > 1)
        first = _day(starts_in, self.start_month, 1, str(year))
        name = str(year) if self.start_month == 1 else f"FY{year}"
        return Period(first=first, after=add_months(first, 12), name=name)

    def quarter(self, year: int, number: int) -> Period:
        """The fiscal quarter 1 to 4 of a fiscal year."""
        if number not in (1, 2, 3, 4):
            raise BadPeriod(f"{year}-Q{number}", "a year has quarters 1 to 4")
        first = add_months(self.year(year).first, 3 * (number - 1))
        return Period(first=first, after=add_months(first, 3), name=f"{year}-Q{number}")

    def year_of(self, day: date) -> Period:
        """The fiscal year that holds a day."""
        starts_in = day.year - (day.month < self.start_month)
        return self.year(starts_in + (self.named_by == "end" and self.start_month > 1))

    def quarter_of(self, day: date) -> Period:
        """The fiscal quarter that holds a day."""
        months = (day.month - self.start_month) % 12
        year = int(self.year_of(day).name.removeprefix("FY"))
        return self.quarter(year, months // 3 + 1)

    def quarters_ending(self, last: Period, count: int) -> list[Period]:
        """`count` full quarters, oldest first, of which `last` is the newest."""
        return [self.quarter_of(add_months(last.first, -3 * back)) for back in reversed(range(count))]

    def last_closed_quarter(self, day: date) -> Period:
        """The newest quarter whose last day is not after `day`."""
        current = self.quarter_of(day)
        return current if current.last <= day else self.quarter_of(current.first - timedelta(days=1))

    def period(self, text: str) -> Period:
        """A canonical period: "2025-04-30", "2025-04", "2025-Q2", "2025", or "first/last" days."""
        if match := re.fullmatch(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})", text):
            first, last = day_of(match[1]), day_of(match[2])
            if last < first:
                raise BadPeriod(text, "it ends before it starts")
            return Period(first=first, after=last + timedelta(days=1), name=f"{first} to {last}")
        if match := re.fullmatch(r"(\d{4})-Q(\d)", text):
            return self.quarter(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
            return month(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"(?:FY)?(\d{4})", text):
            return self.year(int(match[1]))
        day = day_of(text)
        return Period(first=day, after=day + timedelta(days=1), name=str(day))


def month(year: int, number: int) -> Period:
    """A calendar month."""
    first = _day(year, number, 1, f"{year}-{number:02d}")
    return Period(first=first, after=add_months(first, 1), name=f"{calendar.month_name[number]} {year}")


def day_of(text: str) -> date:
    """An ISO day, or `BadPeriod` that says what is wrong with it."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    if not match:
        raise BadPeriod(text)
    return _day(int(match[1]), int(match[2]), int(match[3]), text)


def _day(year: int, number: int, day: int, text: str) -> date:
    if not 1900 <= year < MAXYEAR - 100:
        raise BadPeriod(text, f"the year {year} is outside 1900 to {MAXYEAR - 101}")
    try:
        return date(year, number, day)
    except ValueError as error:
        raise BadPeriod(text, "there is no such day") from error


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the month's last day where it has no such day."""
    year, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, index + 1, min(day.day, calendar.monthrange(year, index + 1)[1]))


def add_business_days(day: date, count: int, holidays: frozenset[date]) -> date:
    """The `count`-th business day after a day: Monday to Friday, less holidays."""
    while count:
        day += timedelta(days=1)
        count -= is_business_day(day, holidays)
    return day


def business_days_until(day: date, until: date, holidays: frozenset[date]) -> int:
    """The business days after a day, through another; negative where that one has passed."""
    if until < day:
        return -business_days_until(until, day, holidays)
    weeks, rest = divmod((until - day).days, 7)
    last = [until - timedelta(days=back) for back in range(rest)]
    worked = weeks * 5 + sum(found.weekday() < 5 for found in last)
    return worked - sum(day < holiday <= until and holiday.weekday() < 5 for holiday in holidays)


def is_business_day(day: date, holidays: frozenset[date]) -> bool:
    """Whether work is done on a day."""
    return day.weekday() < 5 and day not in holidays


def months_of(period: Period) -> Iterator[Period]:
    """The calendar months that a period touches, whole."""
    first = period.first.replace(day=1)
    while first < period.after:
        yield month(first.year, first.month)
        first = add_months(first, 1)
