"""The days of a deadline: how far ahead a question looks, and from which day on."""

import re
from datetime import date

from assistant.reading.periods.counts import find_days_count
from assistant.reading.periods.finding import FoundPeriod, find_periods
from assistant.reading.words import before
from tools.core.errors import BadArgument
from tools.core.periods import FiscalCalendar

_OWN_DAY = re.compile(r"\bday \d+\b|\b\d+-day\b(?= (?:reviews?|window|rule))", re.IGNORECASE)
_FORTNIGHT = re.compile(r"\bfortnight\b", re.IGNORECASE)
_LATE = re.compile(r"\b(?:overdue|past due|missed|late|already (?:passed|expired))\b", re.IGNORECASE)
_COMING = re.compile(r"\b(?:due|deadlines?|coming)\b", re.IGNORECASE)
_LIMIT = r"\b(?:by|before|until|till?|through|thru|to|than|latest)"
_UP_TO = re.compile(rf"{_LIMIT}(?: the)?(?: (?:end|start|middle|mid)(?: of)?)? $", re.IGNORECASE)
_LIMITED = re.compile(_LIMIT + r"\b", re.IGNORECASE)


def within_days(text: str, as_of: date, calendar: FiscalCalendar, standing: str | None) -> list[int]:
    """The days ahead that a question looks; none for what is only late, and nothing where it does not say.

    Raises:
        BadArgument: the days have passed.
    """
    text = _OWN_DAY.sub(" ", text)
    if (count := _count(text)) is not None:
        return [count]
    found = find_periods(text, as_of, calendar, ahead=True, standing=standing)
    if not found:
        return [0] if _LATE.search(text) and not _COMING.search(text) else []
    if (last := calendar.period(found[0].value).last) < as_of:
        raise BadArgument("The days of a deadline", found[0].value, f"deadlines are looked up from {as_of} on.")
    return [(last - as_of).days]


def from_days(text: str, as_of: date, calendar: FiscalCalendar, standing: str | None) -> list[int]:
    """The days until a period that has yet to begin; "by May" and "the next 20 days" begin today."""
    text = _OWN_DAY.sub(" ", text)
    found = find_periods(text, as_of, calendar, ahead=True, standing=standing)
    if _count(text) is not None or not found or _is_a_limit(text, found[0]):
        return []
    days = (calendar.period(found[0].value).first - as_of).days
    return [days] if days > 0 else []


def days_until(text: str, as_of: date, calendar: FiscalCalendar) -> list[int]:
    """The days until the end of what a text names as a limit, such as "by June"; of what has passed, below nothing."""
    found = find_periods(text, as_of, calendar, ahead=True)
    return [(calendar.period(one.value).last - as_of).days for one in found[:1] if _is_a_limit(text, one)]


def _is_a_limit(text: str, period: FoundPeriod) -> bool:
    """Whether a period is only where the days end: its own words, such as "by Friday", may say so too."""
    return bool(_UP_TO.search(before(text, period.start)) or _LIMITED.match(text, period.start))


def _count(text: str) -> int | None:
    return 14 if _FORTNIGHT.search(text) else find_days_count(text)
