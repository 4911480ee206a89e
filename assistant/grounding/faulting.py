"""What is wrong with a text, in sentences that a model can act on.

Figures may contradict each other whatever the results hold: one instead of the same, a part that is more than its
whole, a sum that is not the sum of its parts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from assistant.grounding.figures import Figure, Reading
from assistant.grounding.texts import Text

_INSTEAD = re.compile(r",?\s(?:instead of|rather than|as against)\s(?:only |about |roughly |the )*", re.IGNORECASE)
_OF_WHICH = re.compile(r"[^.;]{0,60}\bof (?:which|that|it)\b,?\s(?:only |about |roughly |some )*", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:in total|total|altogether|all in all|is worth|adds? up to|sums? to)\b", re.IGNORECASE)
_OPENS, _JOINS = re.compile(r"[^.;:]{0,60}:\s*"), re.compile(r"[^.;:]{0,40}\b(?:and|plus)\b[^.;:]{0,20}")
_SUMMED = frozenset({"money", "percent"})


@dataclass(frozen=True)
class Fault:
    """A stretch of a text that nothing grounds."""

    excerpt: str
    why: str


def contradicted(read: Text) -> Iterator[Fault]:
    """A fault for each pair or sum of figures that cannot be so."""
    for start, end in read.sentences():
        inner = [figure for figure in read.figures if start <= figure.start < end and figure.readings]
        for one, other in pairwise(inner):
            if one.kind == other.kind and one.unit == other.unit and (why := _of_two(one, other, read.text)):
                yield Fault(read.text[start:end].strip()[:160], why)
        if (why := _of_a_sum(inner, read.text[start:end], start)) is not None:
            yield Fault(read.text[start:end].strip()[:160], why)


def _of_two(one: Figure, other: Figure, text: str) -> str | None:
    between = text[one.end : other.start]
    if _INSTEAD.fullmatch(between) and {v for v, _ in one.readings} & {v for v, _ in other.readings}:
        return f"{one.text} instead of {other.text} is no difference: say both figures as the results have them."
    if _OF_WHICH.fullmatch(between) and all(_least(part) > _most(whole) for whole, part in _pairs(one, other)):
        return f"{other.text} is more than the {one.text} that it is said to be a part of."
    return None


def _of_a_sum(inner: list[Figure], sentence: str, start: int) -> str | None:
    """Whether a total before a colon is not what the two parts after it come to."""
    if len(inner) != 3 or len({(one.kind, one.unit) for one in inner}) != 1 or inner[0].kind not in _SUMMED:
        return None
    whole, first, second = inner
    if not (
        _TOTAL.search(sentence[: whole.start - start])
        and _OPENS.fullmatch(sentence[whole.end - start : first.start - start])
        and _JOINS.fullmatch(sentence[first.end - start : second.start - start])
    ):
        return None
    if any(
        _least(a) + _least(b) <= _most(total) and _least(total) <= _most(a) + _most(b)
        for total, a in _pairs(whole, first)
        for b in second.readings
    ):
        return None
    return f"{first.text} and {second.text} do not come to {whole.text}: say the figures as the results have them."


def _pairs(one: Figure, other: Figure) -> list[tuple[Reading, Reading]]:
    return [(a, b) for a in one.readings for b in other.readings]


def _least(reading: Reading) -> Fraction:
    """The least that a figure written so may stand for: a round number may be rounded by its whole step."""
    return reading[0] - reading[1] if reading[1] > 1 else reading[0] - reading[1] / 2


def _most(reading: Reading) -> Fraction:
    return reading[0] + reading[1] if reading[1] > 1 else reading[0] + reading[1] / 2


def first(faults: Iterable[Fault], most: int) -> list[Fault]:
    """So many faults as a model can act on, each once."""
    kept: dict[str, Fault] = {}
    for fault in faults:
        kept.setdefault(fault.why, fault)
        if len(kept) == most:
            break
    return list(kept.values())
