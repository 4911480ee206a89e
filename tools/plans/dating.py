"""The days and owners of steps: every task falls on a business day, and says whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tools.core.periods import add_business_days, is_business_day
from tools.core.program import Program
from tools.core.receipts import Result
from tools.core.rulings import Metric
from tools.plans.practices.steps import PARTNERS_SIDE, Step

MANAGER = "partner manager"
"""The one role whose name the records know."""


class Task(Result):
    """Something to do by a day. `person` is the owner's name where the records have it.

    `done_on` is the day on which the records show it done. A task that closes a gap carries the `metric`,
    the `tier` that asks for it, and how much: the `number` of `count`, or an amount in cents.
    """

    on: date
    title: str
    owner: str
    ours: bool
    person: str | None = None
    phase: str = ""
    done_on: date | None = None
    metric: Metric | None = None
    tier: str | None = None
    number: int | None = None
    count: int | None = None
    amount_cents: int | None = None


@dataclass(frozen=True)
class Dates:
    """The days of a plan, counted from its own day."""

    start: date
    holidays: frozenset[date]

    @classmethod
    def of(cls, program: Program, start: date) -> "Dates":
        """Days by the program's holidays."""
        return cls(start=start, holidays=program.company.holidays)

    def business(self, count: int) -> date:
        """So many business days after the start; before it where negative. 0 is the start itself."""
        if count >= 0:
            return add_business_days(self.start, count, self.holidays)
        day = self.start
        while count:
            day -= timedelta(days=1)
            count += is_business_day(day, self.holidays)
        return day

    def calendar(self, days: int) -> date:
        """So many calendar days after the start, or the business day before that day."""
        return self.by(self.start + timedelta(days=days))

    def by(self, day: date) -> date:
        """The day itself, or the business day before it."""
        while not is_business_day(day, self.holidays):
            day -= timedelta(days=1)
        return day

    def of_step(self, step: Step) -> date:
        """The day on which a step is due."""
        return self.business(step.business_day) if step.business_day is not None else self.calendar(step.day or 0)


def working_day(program: Program, day: date) -> date:
    """The day itself, or the next business day."""
    holidays = program.company.holidays
    return day if is_business_day(day, holidays) else add_business_days(day, 1, holidays)


def moved(asked: date, start: date) -> tuple[str, ...]:
    """A note where a plan does not start on the day that was asked for."""
    return () if asked == start else (f"{asked} is no business day, so the plan starts on {start}.",)


def unlisted_holidays(program: Program, tasks: Iterable[Task]) -> tuple[str, ...]:
    """A note on each year of a plan in which the program lists no holidays."""
    listed = {holiday.year for holiday in program.company.holidays}
    years = sorted({task.on.year for task in tasks} - listed)
    return tuple(f"The program lists no holidays in {year}: only weekends are skipped there." for year in years)


def owned(title: str, owner: str, manager: str | None, on: date, phase: str = "") -> Task:
    """A task with its owner's side, and the partner manager's name."""
    return Task(
        on=on,
        title=title,
        owner=owner,
        ours=not owner.startswith(PARTNERS_SIDE),
        person=manager if owner == MANAGER else None,
        phase=phase,
    )


def scheduled(steps: Iterable[Step], dates: Dates, manager: str | None = None, phase: str = "") -> list[Task]:
    """Steps as dated tasks, earliest first; steps of one day keep their order."""
    tasks = [owned(step.title, step.owner, manager, dates.of_step(step), phase) for step in steps]
    return sorted(tasks, key=lambda task: task.on)
