"""Finds where two playbooks disagree: the same subject, and another figure or the opposite."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from tools.advice.passages import Claim, Found
from tools.advice.text import Statement, stems
from tools.core.receipts import Result

_FIGURE = re.compile(
    r"([$€£]\s?\d[\d,.]*|\d[\d,.]*)\s*"
    r"(%|percent|points?|business days?|days?|weeks?|months?|quarters?|years?|hours?|k\b|m\b)?"
)
_NEGATION = re.compile(r"\b(not|never|no|nobody|none|cannot|must not|don't|without|refuse|forbidden)\b", re.IGNORECASE)
_SAME_SUBJECT, _SAME_SENTENCE = 0.4, 0.5
_LEAST_SHARED = 2
_NOT_RULES = frozenset({"worked-example", "metrics"})
"""Sections whose figures are examples or measures of their own, and rule nothing."""


class Disagreement(Result):
    """Two statements of different documents on one subject that cannot both be followed."""

    one: Claim
    other: Claim


def disagreements(passages: Sequence[Found], question: str) -> tuple[Disagreement, ...]:
    """The pairs of statements that contradict each other on what was asked, one pair for two documents at most."""
    asked = stems(question)
    found = []
    ruling = [one for one in passages if one.kind not in _NOT_RULES]
    for one, other in combinations(ruling, 2):
        if one.passage.source == other.passage.source:
            continue
        pairs = list(_contradicting(one, other, asked))
        if pairs:
            _, first, second = max(pairs, key=lambda pair: pair[0])
            found.append(Disagreement(one=one.claim(first), other=other.claim(second)))
    return tuple(found)


def _contradicting(one: Found, other: Found, asked: frozenset[str]) -> Iterator[tuple[float, Statement, Statement]]:
    headings = stems(one.passage.heading), stems(other.passage.heading)
    for first in one.of("sentence", "step", "bullet"):
        for second in other.of("sentence", "step", "bullet"):
            own, theirs = _subject(first.text), _subject(second.text)
            alike = len(own & theirs) / (len(own | theirs) or 1)
            opposite = alike >= _SAME_SENTENCE and bool(_NEGATION.search(first.text)) != bool(
                _NEGATION.search(second.text)
            )
            if (_on_one_subject(own, theirs, asked) and opposite) or (
                _on_one_subject(own | headings[0], theirs | headings[1], asked)
                and _other_figure(first.text, second.text)
            ):
                yield alike, first, second


def _on_one_subject(own: frozenset[str], theirs: frozenset[str], asked: frozenset[str]) -> bool:
    """Whether two statements speak of one thing, and of what was asked. Different authors seldom use one sentence."""
    shared = own & theirs
    enough = len(shared) >= _LEAST_SHARED and len(shared & asked) >= _LEAST_SHARED
    return enough and len(shared) >= _SAME_SUBJECT * min(len(own), len(theirs))


def _subject(text: str) -> frozenset[str]:
    """What a statement is about, without the owner and the time that steps carry in brackets."""
    return stems(re.sub(r"\([^()]*\)", " ", text))


def _other_figure(one: str, other: str) -> bool:
    """Whether both give one figure of a unit, and it is not the same."""
    first, second = _figures(one), _figures(other)
    return any(len(first[unit]) == len(second.get(unit, ())) == 1 and first[unit] != second[unit] for unit in first)


def _figures(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number, unit in _FIGURE.findall(text):
        kind = "$" if number[0] in "$€£" else unit.rstrip("s").replace("percent", "%")
        if kind:
            found.setdefault(kind, set()).add(number.lstrip("$€£ ").rstrip(".,").replace(",", ""))
    return found
