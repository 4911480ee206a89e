"""One figure that may be said, and how the values of a result become such facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from assistant.grounding.figures import Figure
from assistant.grounding.roles import keyed, stems

PERIODS = frozenset({"quarter", "month", "year"})


@dataclass(frozen=True)
class Fact:
    """A figure that may be said.

    `exact` is a number in dollars, percent or units; `step` is 0 where it is exact, else how exactly it is known.
    `partner` is whose it is, `periods` what it is of, `roles` and `stems` what it is called; `cites` is the passage
    that holds it, `said` whether it is the person's own; `tags` are the record ids and tiers that it stands beside,
    `needs` the words of which one must be said of it; `hedges` is whether it is written as over or under.
    """

    kind: str
    exact: Fraction = Fraction(0)
    step: Fraction = Fraction(0)
    value: str = ""
    unit: str = ""
    partner: str | None = None
    periods: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    cites: str | None = None
    said: bool = False
    prose: bool = False
    tags: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    hedges: frozenset[str] = frozenset()

    @cached_property
    def size(self) -> float:
        """About how large it is, to pass over most facts quickly."""
        return abs(float(self.exact))


@dataclass(frozen=True)
class Place:
    """Where in a result a value stands: whose, of when, and under which words."""

    partner: str | None = None
    periods: frozenset[str] = frozenset()
    words: str = ""
    labels: str = ""
    outer: str = ""
    task: bool = False
    cites: str | None = None
    money: bool = False
    tags: frozenset[str] = frozenset()


def number(kind: str, exact: Fraction, place: Place, key: str, unit: str = "") -> Fact:
    """A number under the words of its place and key."""
    words = f"{place.outer} {place.words} {place.labels} {key}"
    return Fact(
        kind, exact=exact, unit=unit, partner=place.partner, periods=place.periods,
        roles=keyed(key, place.labels, place.words), stems=stems(words), cites=place.cites, tags=place.tags,
    )  # fmt: skip


def numbers(value: int, place: Place, key: str) -> Iterator[Fact]:
    """What an integer of a result is, by its key's ending."""
    if key.endswith("cents") or (place.money and key in {"value", "needed", "actual", "missing", "at_least"}):
        yield number("money", Fraction(value, 100), place, key, "$")
    elif key.endswith("_bp"):
        yield number("percent", Fraction(value, 100), place, key)
        yield number("ratio", Fraction(value, 10_000), place, key)
    elif "days" in key or key.endswith("_within"):
        unit = "business day" if "business" in key else "day"
        yield number("span", Fraction(value), place, key, unit)
        yield number("count", Fraction(value), place, key)
    else:
        yield number("count", Fraction(value), place, key)
        if key in {"years", "contract_years", "months", "quarters"} or "quarters" in key:
            yield number(
                "span", Fraction(value), place, key, "quarter" if "quarter" in key else key.split("_")[-1][:-1]
            )


def kinded(kind: str, value: int, place: Place) -> Iterator[Fact]:
    """What the value of a row is that says its own kind."""
    if kind == "days":
        yield number("span", Fraction(value), place, "", "day")
    else:
        yield number("percent", Fraction(value, 100), place, "")
        yield number("ratio", Fraction(value, 10_000), place, "")


def tallies(node: list[Any], place: Place, key: str) -> Iterator[Fact]:
    """How many members of a list share a state: 2 requirements met, 3 claims paid."""
    for name in ("met", "stage", "state", "overdue", "status", "kind", "tier", "rule"):
        values = [one[name] for one in node if isinstance(one, Mapping) and isinstance(one.get(name), str | bool)]
        for value in dict.fromkeys(values):
            said = value if isinstance(value, str) else name if value else "missing missed"
            yield number("count", Fraction(values.count(value)), place, f"{key} {said}")


def written(
    figure: Figure,
    place: Place,
    called: frozenset[str],
    words: frozenset[str],
    *,
    said: bool = False,
    prose: bool = False,
) -> Fact:
    """A figure that is written in a text, as a fact."""
    exact, step = figure.readings[0] if figure.readings else (Fraction(0), Fraction(0))
    return Fact(
        figure.kind, exact=-exact if figure.minus else exact, step=step,
        value=figure.values[0] if figure.values else "", unit=figure.unit, partner=place.partner, periods=place.periods,
        roles=called, stems=words, cites=place.cites, said=said, prose=prose, tags=place.tags, hedges=figure.hedges,
    )  # fmt: skip
