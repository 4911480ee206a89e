"""The only place that reads the clock; everything else is told the day or the instant."""

from datetime import UTC, date, datetime
from time import monotonic


def now() -> datetime:
    """The instant, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - here and nowhere else


def today() -> date:
    """The day, in UTC."""
    return now().date()


def stopwatch() -> float:
    """Seconds that only ever go on, to measure how long something takes."""
    return monotonic()
