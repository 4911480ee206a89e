"""Partners and programs that the tests of plans ask about."""

from datetime import date
from typing import Any

from assistant.records.templates import with_practices
from tests.builders import frames
from tests.programs import second, shipped
from tools.core.frames import Frames
from tools.core.periods import is_business_day
from tools.plans.dating import Task
from tools.plans.practices import Practised

Row = dict[str, Any]
APRIL_END = date(2025, 4, 30)


def practised() -> Practised:
    """The shipped program with our own practices."""
    return with_practices(shipped())


def elsewhere() -> Practised:
    """Another company's program with our practices."""
    return with_practices(second())


def one_partner(
    as_of: date = APRIL_END,
    *,
    tier: str = "Silver",
    kind: str = "reseller",
    joined_on: date = date(2023, 1, 1),
    **rows: Any,
) -> Frames:
    """A partner of a tier and a type, with rows of its own."""
    partner = {"partner_type": kind, "joined_on": joined_on, **rows.pop("partner", {})}
    return frames(as_of=as_of, partners=[partner], tier_history=[{"tier": tier, "since": joined_on}], **rows)


def target(amount_cents: int, *months: date) -> list[Row]:
    """The same target in each month."""
    return [{"month_on": month, "amount_cents": amount_cents} for month in months]


def working(day: date) -> bool:
    """Whether the shipped company works on a day."""
    return is_business_day(day, shipped().company.holidays)


def dated(tasks: tuple[Task, ...]) -> list[tuple[str, str, str]]:
    """Tasks as day, owner and title."""
    return [(task.on.isoformat(), task.owner, task.title) for task in tasks]
