"""Derived figures ground nothing unless what they are derived from was computed by another tool or said."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.grounding.facts import Fact
from assistant.grounding.figures import find_figures, plain
from assistant.grounding.matching import comparable, equals

DERIVES = "arithmetic"
"""The tool whose inputs are figures themselves."""


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
