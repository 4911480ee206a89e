"""The first day of a plan, where people leave out the year."""

import re
from datetime import date, timedelta

from assistant.reading.periods import find_day, find_days_count, find_periods
from assistant.reading.words import normalise
from tools.core.errors import BadPeriod
from tools.core.periods import FiscalCalendar

STILL_RUNNING = timedelta(days=90)
"""A plan runs this long: a day without a year that lies no further back is past, any other is to come."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|'\d\d\b|\d[/.]\d+[/.]\d\d")
_WEEKDAY = re.compile(
    r"(?<!next )(?<!last )(?<!this )\b(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)", re.IGNORECASE
)
_AWAY = re.compile(r"\bin (?:about )?(?:an? |one |two |three |\d)[\w -]*?(?:days?|weeks?|months?)\b", re.IGNORECASE)
_BEGINS = re.compile(r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|from|as of|kick(?:s|ing)? off)\b[^,;]*\d", re.IGNORECASE)


def find_start(text: str, as_of: date, calendar: FiscalCalendar) -> date | None:
    """The day that a plan is to start on: a day that is named, or the first of a month or quarter.

    Raises:
        BadPeriod: a day that does not exist, that reads in two ways, or that is not understood.
    """
    text = _WEEKDAY.sub("next ", normalise(text))
    away = _AWAY.search(text)
    if away and (count := find_days_count(away[0])) is not None:
        return as_of + timedelta(days=count)
    back, ahead = (_named(text, as_of, calendar, ahead=way) for way in (False, True))
    if back is None or ahead is None:
        if unread := _BEGINS.search(text) if back is ahead else None:
            raise BadPeriod(unread[0], "I cannot read the day to start on; write it as 5 May 2025 or 2025-05-05")
        return ahead or back
    return back if as_of - back <= STILL_RUNNING else ahead


def read_start(text: str, as_of: date, calendar: FiscalCalendar) -> date:
    """The start that a text names and nothing else.

    Raises:
        BadPeriod: it names none, or one that does not exist.
    """
    day = find_start(text, as_of, calendar)
    if day is None:
        raise BadPeriod(text, "it names no day to start on")
    return day


def is_open(text: str) -> bool:
    """Whether a start is written without its year."""
    return not _YEAR.search(text)


def _named(text: str, as_of: date, calendar: FiscalCalendar, *, ahead: bool) -> date | None:
    day = find_day(text, as_of, calendar, ahead=ahead)
    if day is not None:
        return day
    found = find_periods(text, as_of, calendar, ahead=ahead)
    return calendar.period(found[0].value).first if found else None
