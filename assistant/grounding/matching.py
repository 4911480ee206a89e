"""Whether a written figure is a correct writing of an exact one: its unit, its rounding, its direction.

Derived figures ground nothing unless what they are derived from was computed by another tool or said.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from assistant.grounding.door.plainness import plain
from assistant.grounding.facts import Fact
from assistant.grounding.figures import Figure, Reading, find_figures
from assistant.grounding.roles import stem

FARTHEST = Fraction(1, 20)
"""A rounding may be this far from the exact figure; "$1M" does not say $1.4M."""

DERIVES = "arithmetic"
"""The tool whose inputs are figures themselves."""

_CALLED = {
    unit: frozenset(map(stem, (unit, *more))) for unit, *more in (("quarter", "streak"), ("year", "annual"), ("month",))
}
_DAYS = {"day": 1, "week": 7}


def comparable(figure: Figure) -> tuple[str, ...]:
    """The kinds of facts that may ground a figure."""
    if figure.kind != "count":
        return {
            "month": ("month", "date"),
            "year": ("year", "month", "date", "quarter", "count"),
            "span": ("span", "count"),
            "ratio": ("ratio", "count"),
            "ordinal": ("ordinal", "count"),
        }.get(figure.kind, (figure.kind,))
    large = figure.scaled or any(value >= 1000 or step < 1 for value, step in figure.readings)
    return ("count", "money", "percent", "ratio") if large else ("count",)


def equals(figure: Figure, fact: Fact) -> bool:
    """Whether a figure says a fact."""
    if figure.readings and figure.kind != "year":
        if not _near(figure, fact):
            return False
        return _measured_alike(figure, fact) and any(
            _rounds(figure, reading, fact) for reading in _read_as(figure, fact)
        )
    return any(_dated(figure.kind, value, fact) for value in figure.values)


def _near(figure: Figure, fact: Fact) -> bool:
    """Whether a figure's size is anywhere near a fact's, in any unit; most facts are passed over here."""
    return any(0.9 * fact.size <= size * by <= 1.1 * fact.size for size in figure.sizes for by in (1, 100, 7, 1 / 7))


def _measured_alike(figure: Figure, fact: Fact) -> bool:
    if figure.kind == "money":
        return figure.unit == fact.unit
    if figure.kind == "span" and fact.kind == "span":
        return figure.unit == fact.unit or {figure.unit, fact.unit} <= set(_DAYS)
    if figure.kind == "span":
        return figure.unit in {"quarter", "year", "month"} and bool(fact.stems & _CALLED[figure.unit])
    if figure.kind == "ratio" and fact.kind == "count":
        return fact.prose
    return True


def _read_as(figure: Figure, fact: Fact) -> tuple[Reading, ...]:
    """A figure's readings in the unit of a fact: a bare 0.38 says 38 percent, two weeks are fourteen days."""
    by = Fraction(1)
    if figure.kind == "count" and fact.kind == "percent":
        by = Fraction(100)
    if figure.kind == "span" and fact.kind == "span" and figure.unit != fact.unit:
        by = Fraction(_DAYS[figure.unit], _DAYS[fact.unit])
    return tuple((value * by, step * by) for value, step in figure.readings)


def _rounds(figure: Figure, reading: Reading, fact: Fact) -> bool:
    value, step = reading
    exact = abs(fact.exact)
    if figure.minus and fact.exact > 0:
        return False
    if value == exact and (figure.kind == "count" or step >= fact.step):
        return True
    if abs(value - exact) > exact * FARTHEST:
        return False
    whole = figure.hedges and not figure.scaled and step == 1
    steps = [step, *_rounder(value, step)] if whole else [step]
    return any(size >= fact.step and _is_rounding(value, exact, size, figure.hedges) for size in steps)


def _rounder(value: Fraction, step: Fraction) -> list[Fraction]:
    """The coarser steps that a round number may be meant in: "about $4,800,000" is known to $100,000."""
    found = []
    while value and value % (step * 10) == 0 and step < value:
        step *= 10
        found.append(step)
    return found


def _is_rounding(value: Fraction, exact: Fraction, step: Fraction, hedges: frozenset[str]) -> bool:
    if step == 0:
        return False
    nearest = (exact / step + Fraction(1, 2)).__floor__() * step
    below = (exact / step).__floor__() * step
    if "over" in hedges and value == below:
        return True
    if "under" in hedges and value == below + step:
        return True
    one_sided = hedges & {"over", "under"} and "about" not in hedges
    return value == nearest and not (one_sided and step > 1 and ("over" in hedges) == (value > exact))


def _dated(kind: str, value: str, fact: Fact) -> bool:
    """Whether a date or period says a fact; what is written without a year says any year's."""
    if kind == "year":
        return fact.value.startswith(value) if fact.value else fact.exact == int(value)
    if kind == "month":
        held = fact.value[:7] if fact.kind == "date" else fact.value
        return held == value or (len(value) == 2 and held[-2:] == value)
    if kind == "date" and len(value) == 5:
        return fact.value[-5:] == value
    if kind == "quarter" and value.startswith("Q"):
        return fact.value.endswith(value)
    if kind == "derived":
        return fact.value[:4] == value[:4]
    return fact.value == value


def same_period(one: str, other: str) -> bool:
    """Whether two periods are one, or the one is a part of the other."""
    return (
        one == other
        or one.endswith(f"-{other}")
        or other.endswith(f"-{one}")
        or (len(one) == 4 and other.startswith(one))
    )


def inputs(result: Mapping[str, Any], facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """Each input of a derivation with the facts that it is exactly; none where nobody computed it or said it."""
    return {str(text): _exact(str(text), facts) for text in result.get("figures", ())}


def whose(grounds: Mapping[str, list[Fact]]) -> str | None:
    """The partner that all inputs are of; None where they are of several or of none."""
    each = [{fact.partner for fact in facts if fact.partner} for facts in grounds.values()]
    common = set.intersection(*each) if each else set()
    return next(iter(common)) if len(common) == 1 else None


def _exact(text: str, facts: Sequence[Fact]) -> list[Fact]:
    figures = find_figures(plain(text))
    if len(figures) != 1 or not figures[0].readings:
        return []
    figure, value = figures[0], figures[0].readings[0][0]
    kinds = comparable(figure)
    return [f for f in facts if f.kind in kinds and f.cites is None and abs(f.exact) == value and equals(figure, f)]
