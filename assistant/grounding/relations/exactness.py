"""A right figure said wrongly: "more than" what it exactly is, a month's of a year's, points of a percentage."""

import re
from collections.abc import Iterator, Sequence

from assistant.grounding.binding import Binding
from assistant.grounding.evidence import Evidence
from assistant.grounding.facts import Fact
from assistant.grounding.faulting import Fault
from assistant.grounding.figures import Figure
from assistant.grounding.roles import bag, roles, stem
from assistant.grounding.texts import Text

_BOUNDS = frozenset({"needed", "target", "floor", "entitled", "cap", "cost", "base", "remaining", "claimable"})
"""What a figure may be said to be over, under or up to although it is exact."""
_OPEN_ENDED = re.compile(
    r"\b(?:is|are|was|were|has|have|had|earn(?:s|ed)|got|gets|made|reache[sd]|at) "
    r"(?:over|more than|above|upwards of|less than|below|under|up to)\s$",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\s(?:(?:for )?(?:each|every)|per|an?)\s(?P<of>day|week|month|quarter|year|hour|deal|partner|user|claim)\b",
    re.IGNORECASE,
)
_YEAR = frozenset(map(stem, ("annual", "year", "yearly")))
_POINTS = re.compile(r"points?$|pp$", re.IGNORECASE)
_THAN = re.compile(r"\s(?:of \w+ |\w+ ){0,1}(?:more|less|higher|lower|fewer)\sthan\b", re.IGNORECASE)
_DIFFERS = frozenset(
    map(
        stem,
        ("difference", "missing", "short", "shortfall", "jump", "growth", "away", "above", "below", "more", "less"),
    )
)
_APART = re.compile(r"\s(?:above|over|below|under|short of|beyond)\s(?:(?:the|its)\s)*\$[0-9]", re.IGNORECASE)
_UNPAID = re.compile(r"\s(?:is|are) (?:still |yet )?(?:to be paid|due|owed|outstanding)\b", re.IGNORECASE)
_BEYOND = re.compile(r"\s(?:above|over|past|beyond|ahead of)\b", re.IGNORECASE)
_FURTHER = re.compile(r"\bneeds? (?:an )?(?:another|additional|further|a further|extra)\s$", re.IGNORECASE)
_HAS = re.compile(r"\b(?:has|have|had)\s$", re.IGNORECASE)
_PAID = re.compile(
    r"\s(?:(?:has|have) (?:already )?been|was|were|is already) (?:already )?(?:paid|settled)\b(?! (?:by|back))",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:instead|rather|against|than|whereas|base|on)\b", re.IGNORECASE)
_THING = re.compile(r"\s(?:certified|staff|people|users?|logos?|deals?|partners?|claims?)\b", re.IGNORECASE)


def inexact(read: Text, evidence: Evidence) -> Iterator[Fault]:
    """A fault for each figure that the results have, and that is said to be more, less or of something else."""
    for number, figure in enumerate(read.figures):
        if not figure.readings:
            continue
        binding = Binding(read, number, evidence)
        grounds = binding.grounds
        if not grounds or any(fact.said for fact in grounds):
            continue
        why = _why(figure, grounds, read.text[max(0, figure.start - 40) : figure.start], read.text[figure.end :][:60])
        why = why or _of_method(binding)
        if why:
            start, end = read.clause(figure.start)
            yield Fault(read.text[start:end].strip()[:160], f"{figure.text} {why}")


def _of_method(binding: Binding) -> str | None:
    """A figure of the whole method that is said to be the marginal one's."""
    called = roles(bag(binding.words))
    if (
        binding.figure.kind != "money"
        or "marginal" not in called
        or "whole" in called
        or _INSTEAD.search(binding.words)
    ):
        return None
    if any("marginal" in fact.roles for fact in binding.grounds) or not any(
        "marginal" in f.roles for f in binding.open
    ):
        return None
    return "is not what the marginal method gives in the results."


def _why(figure: Figure, grounds: Sequence[Fact], before: str, after: str) -> str | None:
    computed = [fact for fact in grounds if not fact.prose]
    if _is_open_ended(figure, grounds, computed, before):
        return "is exactly that in the results, and neither more nor less."
    return (
        _of_unit(figure, grounds, after)
        or _of_difference(figure, grounds, after)
        or (_of_lack(computed, before) or _of_payment(computed, after) if computed else None)
    )


def _of_unit(figure: Figure, grounds: Sequence[Fact], after: str) -> str | None:
    """A month of what is a year's, points of what is a percentage, staff of what is money."""
    if (each := _EACH.match(after)) and not any(_is_each(each["of"].lower(), fact) for fact in grounds):
        return f"is not what the results have for each {each['of']}."
    if figure.kind == "percent" and _POINTS.search(figure.text) and not any(_is_points(fact) for fact in grounds):
        return "is a percentage in the results, and no number of points."
    if figure.kind == "count" and figure.scaled and _THING.match(after) and all(f.kind != "count" for f in grounds):
        return "counts nothing in the results: it is an amount there."
    return None


def _of_difference(figure: Figure, grounds: Sequence[Fact], after: str) -> str | None:
    """A difference that is none, or what is missing said to be above."""
    apart = figure.kind == "money" and _APART.match(after)
    called = frozenset({"missing", "growth"} if _THAN.match(after) else {"missing", "growth", "needed", "jump"})
    if (apart or _THAN.match(after)) and not any(fact.stems & _DIFFERS or fact.roles & called for fact in grounds):
        return "is no difference in the results: say both figures as they stand there."
    missing = any("missing" in fact.roles for fact in grounds)
    if _BEYOND.match(after) and missing and not any(stem("difference") in fact.stems for fact in grounds):
        return "is what is missing in the results, and not what is above."
    return None


def _of_lack(computed: Sequence[Fact], before: str) -> str | None:
    """What is missing said to be there, or what is there said to be missing."""
    if _FURTHER.search(before) and all("actual" in fact.roles for fact in computed):
        return "is what is there already in the results, and not what is needed on top."
    if _HAS.search(before) and all("missing" in fact.roles for fact in computed):
        return "is what is missing in the results, and not what is there."
    return None


def _of_payment(computed: Sequence[Fact], after: str) -> str | None:
    """What is due said to be paid, or what is paid said to be due."""
    states = frozenset(role for fact in computed for role in fact.roles)
    paid = states & {"paid", "settled"}
    if _UNPAID.match(after) and paid and not states & {"due", "earned"}:
        return "is settled in the results, and not due."
    if _PAID.match(after) and states & {"due", "claimable"} and not paid:
        return "is due in the results, and not paid."
    return None


def _is_open_ended(figure: Figure, grounds: Sequence[Fact], computed: Sequence[Fact], before: str) -> bool:
    if "about" in figure.hedges or not figure.hedges or not _OPEN_ENDED.search(before):
        return False
    exact = all(any(value == abs(fact.exact) for value, _ in figure.readings) for fact in grounds)
    bounds = any(fact.roles & _BOUNDS or fact.hedges for fact in grounds)
    return exact and bool(computed) and not bounds


def _is_each(unit: str, fact: Fact) -> bool:
    return bool(fact.stems & (_YEAR if unit == "year" else {stem(unit)}))


def _is_points(fact: Fact) -> bool:
    return fact.unit == "points" or bool(fact.stems & {stem("points"), stem("difference")})
