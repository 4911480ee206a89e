"""A place in a written program, read leniently: what has the wrong shape reads as absent.

Shapes are checked apart, so that one slip never hides the other faults of its block.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from assistant.records.program_checks.faults import Fault, Path
from assistant.records.program_checks.files import Written
from tools.core.periods import FiscalCalendar
from tools.core.rulings import cents


@dataclass(frozen=True)
class Place:
    """A value of a file, the path to it, and what can be read there."""

    written: Written
    path: Path = ()

    @property
    def value(self) -> Any:
        """What is written, or None."""
        value: Any = self.written.data
        for step in self.path:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    @property
    def index(self) -> int:
        """Where it stands in the list around it."""
        step = self.path[-1]
        return step if isinstance(step, int) else 0

    def at(self, *steps: str | int) -> "Place":
        """A place further in."""
        return Place(self.written, (*self.path, *steps))

    def has(self, key: str) -> bool:
        """Whether the key is written, whatever it holds."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def each(self, key: str) -> list["Place"]:
        """The blocks of a list."""
        items = self.at(key).value
        return (
            [self.at(key, n) for n, item in enumerate(items) if isinstance(item, dict)]
            if isinstance(items, list)
            else []
        )

    def names(self, key: str) -> list["Place"]:
        """The texts of a list."""
        items = self.at(key).value
        return (
            [self.at(key, n) for n, item in enumerate(items) if isinstance(item, str)]
            if isinstance(items, list)
            else []
        )

    def text(self, key: str) -> str | None:
        """A text."""
        value = self.at(key).value
        return value if isinstance(value, str) and value.strip() else None

    def whole(self, key: str) -> int | None:
        """A count, a rate in basis points or a number of days."""
        value = self.at(key).value
        return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None

    def money(self, key: str) -> int | None:
        """An amount in cents."""
        try:
            value = cents(self.at(key).value)
        except ValueError:
            return None
        return value if isinstance(value, int) and value >= 0 else None

    def day(self, key: str) -> date | None:
        """A day."""
        return as_day(self.at(key).value)

    def error(self, what: str, remedy: str, *steps: str | int) -> Fault:
        """Nothing can be computed until this is mended."""
        return self.written.fault("error", (*self.path, *steps), what, remedy)

    def warning(self, what: str, remedy: str, *steps: str | int) -> Fault:
        """It computes, and a person should know."""
        return self.written.fault("warning", (*self.path, *steps), what, remedy)

    def reading(self, what: str, remedy: str, *steps: str | int) -> Fault:
        """The source is open here, and the program says how it is read."""
        return self.written.fault("reading", (*self.path, *steps), what, remedy)


@dataclass(frozen=True)
class Draft:
    """The files of a program as they are written, by rule; "company" among them."""

    files: Mapping[str, Written]

    def values(self, rule: str) -> list[Place]:
        """A rule's dated blocks."""
        return Place(self.files[rule]).each("values") if rule in self.files else []

    @property
    def company(self) -> Place | None:
        """Whose program it is."""
        return Place(self.files["company"]) if "company" in self.files else None

    @property
    def calendar(self) -> FiscalCalendar:
        """The fiscal year as written, or the calendar year."""
        written = self.company.at("fiscal_year").value if self.company else None
        try:
            return FiscalCalendar.model_validate(written)
        except ValueError:
            return FiscalCalendar()

    def span(self, value: Place) -> tuple[date, date]:
        """The first and last day of a block; one without `until` lasts until the next one starts."""
        since, until = value.day("since") or date.min, value.day("until")
        if until is None:
            later = Place(value.written, (*value.path[:-1], value.index + 1)).day("since")
            until = later - timedelta(days=1) if later and later > since else date.max
        return since, until

    def beside(self, value: Place, rule: str) -> list[Place]:
        """The blocks of another rule that are in force on some day of this one."""
        first, last = self.span(value)
        return [other for other in self.values(rule) if self.span(other)[0] <= last and first <= self.span(other)[1]]

    def tier_names(self, value: Place) -> list[str]:
        """The tiers that a block may name: those in force on its days, or any where none is."""
        tiers = self.beside(value, "tiers") or self.values("tiers")
        return list(
            dict.fromkeys(name for block in tiers for tier in block.each("tiers") if (name := tier.text("name")))
        )


def as_day(value: object) -> date | None:
    """A day as YAML or pydantic would read it."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) else None


def repeated(places: list[Place], key: str) -> Iterator[Fault]:
    """A name that two blocks of one list share."""
    first: dict[str, Place] = {}
    for place in places:
        name = place.text(key)
        if name is None:
            continue
        if name in first:
            yield place.error(f"{name!r} is written twice, first as number {first[name].index + 1}", "Keep one.", key)
        first.setdefault(name, place)


def unknown_tier(place: Place, known: list[str]) -> Iterator[Fault]:
    """The tier that a place names, where tiers.yaml holds no such one on its days."""
    name = place.value
    if isinstance(name, str) and known and name not in known:
        yield place.error(f"tiers.yaml has no tier {name!r} on these days", did_you_mean(name, known))


def did_you_mean(name: str, known: list[str]) -> str:
    """The nearest of the names, or all of them."""
    from rapidfuzz import process, utils

    near = process.extractOne(name, known, score_cutoff=60, processor=utils.default_process)
    if near:
        return f"Did you mean {near[0]}?"
    return f"Write one of {', '.join(known)}." if known else "The program names none."
