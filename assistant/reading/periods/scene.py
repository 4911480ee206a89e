"""What the words for a period are relative to."""

from dataclasses import dataclass
from datetime import date

from tools.core.periods import FiscalCalendar, Period


@dataclass(frozen=True, slots=True)
class Scene:
    """The records' day, the company's year, and the period that the conversation stands on, if any.

    `ahead` reads an open year forwards: "1 May" is the next one, as for a deal that is still to close.
    """

    as_of: date
    calendar: FiscalCalendar
    ahead: bool = False
    standing: Period | None = None

    @property
    def day(self) -> date:
        """The day that "the quarter before" and "same quarter last year" count from."""
        return self.standing.first if self.standing else self.as_of


def fiscal(scene: Scene, day: date) -> int:
    """The fiscal year of a day, as the number that names it."""
    return int(scene.calendar.year_of(day).name.removeprefix("FY"))


def days(first: date, last: date) -> str:
    """The canonical period of the days from the first to the last."""
    return f"{first}/{last}"
