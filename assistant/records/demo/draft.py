"""The demo company in the making: its rows so far, its partners, and chance that comes out the same every time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from assistant.records.demo.names import company_names, customer_names, person_names
from assistant.records.tables import metadata

Row = dict[str, Any]

AS_OF = date(2025, 4, 30)
USD = 100
"""Cents in a dollar."""

_EPOCH = date(2019, 1, 1)
_NO_WORK = ((1, 1), (7, 4), (12, 25))
_WORKDAYS = [
    day
    for n in range(2600)
    if (day := _EPOCH + timedelta(days=n)).weekday() < 5 and (day.month, day.day) not in _NO_WORK
]


@dataclass
class Member:
    """A partner while its rows are made. `customers` are those it has sold to, with the day from which they count."""

    partner_id: str
    name: str
    tier: str
    joined_on: date
    exited_on: date | None = None
    staff: list[str] = field(default_factory=list)
    certified: list[str] = field(default_factory=list)
    customers: list[tuple[date, str]] = field(default_factory=list)

    @property
    def number(self) -> int:
        """7 of "P-007"."""
        return int(self.partner_id.removeprefix("P-"))


class Draft:
    """Rows by table, in the order they are made; every row has all of its table's columns.

    Each stage draws from a stream of its own, so a change in one stage leaves the others as they were.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._counts: dict[str, int] = {}
        self._columns = {table.name: list(table.c.keys()) for table in metadata.sorted_tables}
        self.rows: dict[str, list[Row]] = {name: [] for name in self._columns}
        self.members: dict[str, Member] = {}
        self.rng = self.begin("names")
        self.companies: Iterator[str] = company_names(self.rng)
        self.customers: Iterator[str] = customer_names(self.rng)
        self.people: Iterator[str] = person_names(self.rng)
        self.direct = Member("P-0", "direct", "", date(2023, 1, 2))

    def begin(self, stage: str) -> Random:
        """The stream of chance of a stage."""
        self.rng = Random(f"{self._seed} {stage}")  # noqa: S311 - the same rows every time, no secret
        return self.rng

    def add(self, table: str, **columns: Any) -> Row:
        """A new row; a column that is not named is null."""
        row = dict.fromkeys(self._columns[table]) | columns
        self.rows[table].append(row)
        return row

    def next_id(self, letters: str) -> str:
        """The next id of a kind, such as "D-00012"."""
        self._counts[letters] = number = self._counts.get(letters, 0) + 1
        return f"{letters}-{number:05d}"

    def holders(self, *tiers: str) -> list[Member]:
        """The partners of these tiers that are active on the as-of day, by id."""
        return [m for m in self.members.values() if m.tier in tiers and m.exited_on is None]

    def workday(self, first: date, last: date) -> date:
        """A day of work between two days, both included; the first day if there is none."""
        low, high = bisect_left(_WORKDAYS, first), bisect_right(_WORKDAYS, last)
        return _WORKDAYS[self.rng.randrange(low, high)] if low < high else first

    def money(self, low: int, high: int, unit: int = 50) -> int:
        """An amount between two amounts of dollars, in cents and in whole units of dollars."""
        return self.rng.randrange(low, high + 1, unit) * USD


def after_workdays(day: date, count: int) -> date:
    """The `count`-th day of work after a day."""
    return _WORKDAYS[bisect_right(_WORKDAYS, day) + count - 1]


def spread(total: int, weights: Sequence[float], unit: int = 50 * USD) -> list[int]:
    """A total in parts proportional to weights: whole units, but for the largest part, which takes what is left.

    The parts always sum to the total.
    """
    whole = sum(weights)
    parts = [int(total * weight / whole) // unit * unit for weight in weights]
    parts[max(range(len(parts)), key=parts.__getitem__)] += total - sum(parts)
    return parts
