"""A period as a test asks for it: on the demo's day, in a calendar year unless it says otherwise."""

from datetime import date

from assistant.reading.periods import find_period
from tools.core.periods import FiscalCalendar

DAY = date(2025, 4, 30)
JANUARY = FiscalCalendar()
FEBRUARY = FiscalCalendar(start_month=2, named_by="end")


def period(
    text: str,
    day: date = DAY,
    calendar: FiscalCalendar = JANUARY,
    *,
    ahead: bool = False,
    standing: str | None = None,
) -> str | None:
    found = find_period(text, day, calendar, ahead=ahead, standing=standing)
    return found.value if found else None
