"""The days of a deal: when it was registered, when it closes, and for how many years it runs."""

import re
from datetime import date, timedelta

from assistant.reading.periods.counts import find_days_count, find_years
from assistant.reading.periods.finding import find_day
from tools.core.periods import FiscalCalendar

_REGISTERED = re.compile(
    r"\bregister(?:ed|s)?\s+(?:on\s+)?((?:\d[\d/.-]+\d|\w+\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}\s+\w+\s+\d{4}"
    r"|\w+\s+(?:days?|weeks?|months?)\s+ago|yesterday))",
    re.IGNORECASE,
)


def registered_and_closed(text: str, as_of: date, calendar: FiscalCalendar) -> tuple[date | None, date | None]:
    """The day a deal was registered, and the day it closes: named, or some days after; None for what is not said."""
    said = _REGISTERED.search(text)
    registered = find_day(said[1], as_of, calendar) if said else None
    if registered is None or said is None:
        return None, None
    rest = text[: said.start()] + text[said.end() :]
    days = find_days_count(rest)
    return registered, find_day(rest, as_of, calendar) or (registered + timedelta(days) if days else None)


def days_to_close(text: str, as_of: date, calendar: FiscalCalendar) -> list[int]:
    """The days from registration to close, as they are given or between the two days; unsaid, it closes on `as_of`."""
    registered, closed = registered_and_closed(text, as_of, calendar)
    if registered is not None:
        return [((closed or as_of) - registered).days]
    return [days for days in [find_days_count(text)] if days is not None]


def contract_years(text: str) -> list[int]:
    """Years of a contract, also where it is given in months that make whole years."""
    years = find_years(text)
    months = re.search(r"\b(\d{2,3})[- ]?months?\b", text, re.IGNORECASE)
    if years is None and months and int(months[1]) % 12 == 0:
        years = int(months[1]) // 12
    return [] if years is None else [years]
