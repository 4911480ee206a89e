"""More and less: two figures, a figure and what is needed, two partners, a tier and its target."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from assistant.grounding.evidence import Evidence
from assistant.grounding.faulting import Fault
from assistant.grounding.figures import Figure
from assistant.grounding.roles import bag, roles
from assistant.grounding.texts import Text

_UP = r"above|over|more than|higher than|greater than|larger than|exceed(?:s|ed|ing)?|beats?|ahead of|clears?|tops?"
_DOWN = r"below|under|less than|lower than|fewer than|smaller than|short of|behind"
_SAYS = re.compile(
    rf"^(?P<lead>,\s|.*\b(?:is|was|are|were|stays?|remains?|comes?)\b.*?)\s*\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s(?:(?:the|its|their|a)\s)*$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:(?P<up>more|higher|larger|greater|better)|(?P<down>fewer|less|lower|smaller|worse))\b", re.IGNORECASE
)
_MOVED = re.compile(
    r"\b(?:(?P<up>rises?|rose|climbs?|climbed|grows?|grew|increases?d?|goes up)"
    r"|(?P<down>falls?|fell|drops?|dropped|declines?d?"
    r"|sinks?|sank|goes down))\b[^.;$0-9]{0,40}\bfrom\s$",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s(?:(?:the|its|their)\s)*$", re.IGNORECASE)
_NEEDS = re.compile(
    r"\b(?:(?P<up>[Mm]ore)|(?P<down>[Ff]ewer|[Ll]ess)) (?P<what>[a-z ]{3,40}?) than (?P<tier>[A-Z]\w+) "
    r"(?:needs|requires|wants|asks)"
)
_NOT = re.compile(r"\b(?:not|never|nor|neither)\b|n't\b", re.IGNORECASE)
_TARGET = re.compile(
    r"\b(?:(?P<up>beat|beats|exceed(?:s|ed)|hit|hits|made|reach(?:es|ed)"
    r"|(?:is|are|was|were|finished) (?:above|over|ahead of))"
    r"|(?P<down>miss(?:es|ed)|(?:is|are|was|were|finished) (?:below|under|short of|behind)))"
    r"\s(?:(?:the|its|their|this|annual|April)\s)*target\b"
)
_MORE_THAN = re.compile(
    r"\b(?:(?P<up>more|higher|better)|(?P<down>less|fewer|lower))\b[a-z ]{0,30}\bthan\s", re.IGNORECASE
)
_OF_TWO = re.compile(r"\b(?:the|a) (?:(?P<up>higher|bigger|larger|greater)|(?P<down>lower|smaller))\b", re.IGNORECASE)


def compared(read: Text, evidence: Evidence) -> Iterator[Fault]:
    """A fault for each comparison that the figures of the text or of the results contradict."""
    for start, end in read.sentences():
        inner = [figure for figure in read.figures if start <= figure.start < end and figure.readings]
        sentence = read.text[start:end]
        for one, other in pairwise(inner):
            if (one.kind, one.unit) == (other.kind, other.unit) and _is_wrong(one, other, read.text, start):
                yield Fault(sentence.strip()[:160], f"{one.text} and {other.text} are compared the wrong way round.")
        checks = (
            _of_needed(sentence, start, inner, evidence),
            _of_tier(sentence, evidence),
            _of_target(sentence, evidence),
        )
        for why in (*checks, _of_partners(read, start, end, evidence)):
            if why:
                yield Fault(sentence.strip()[:160], why)


def _is_wrong(one: Figure, other: Figure, text: str, start: int) -> bool:
    between = text[one.end : other.start]
    first, second = one.readings[0][0], other.readings[0][0]
    if re.fullmatch(r"\sto\s", between) and (moved := _MOVED.search(text[start : one.start])):
        return first > second if moved["up"] else first < second
    found = _SAYS.match(between)
    if not found and re.search(r"\bthan\b", between) and not _THAN.search(between):
        found = _THAN.search(text[start : one.start])
    if not found or _NOT.search(between) or re.search(r"\band\b|;", between):
        return False
    return first < second if found["up"] else first > second


def _requirements(evidence: Evidence) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for node in evidence.nodes:
        if isinstance(node.get("requirements"), list) and isinstance(node.get("tier"), str):
            yield from ((str(node["tier"]), one) for one in node["requirements"] if "actual" in one and "needed" in one)


def _is_metric(what: str, metric: str) -> bool:
    own = roles(bag(metric))
    return bool(own) and own <= roles(bag(what)) | {"staff"} and bool(own & roles(bag(what)))


def _of_needed(sentence: str, start: int, inner: list[Figure], evidence: Evidence) -> str | None:
    """Above said of what is below the figure that a tier needs."""
    if len(inner) != 1:
        return None
    before = sentence[: inner[0].start - start]
    found = _BESIDE.search(before)
    if not found or _NOT.search(before) or re.search(r"\b(?:by|needs?)\b", before):
        return None
    value, by = inner[0].readings[0][0], 100 if inner[0].kind == "money" else 1
    sides = {
        one["actual"] > one["needed"]
        for _, one in _requirements(evidence)
        if Fraction(one["needed"], by) == value
        and one["actual"] != one["needed"]
        and _is_metric(before, str(one["metric"]))
    }
    return "The results have it the other way: mind above and below." if sides == {found["down"] is not None} else None


def _of_tier(sentence: str, evidence: Evidence) -> str | None:
    """More than a tier needs, fewer than it needs, or enough for it."""
    for found in _NEEDS.finditer(sentence):
        for tier, one in _requirements(evidence):
            if tier == found["tier"] and _is_metric(found["what"], str(one["metric"])):
                more = one["actual"] > one["needed"]
                if (found["up"] and not more) or (found["down"] and one["actual"] >= one["needed"]):
                    return "The results have it the other way: mind more and fewer than needed."
    for found in re.finditer(r"\b(?:enough|sufficient) (?P<what>[a-z ]{3,40}?) for (?P<tier>[A-Z]\w+)", sentence):
        lacks = bool(_NOT.search(sentence[: found.start()]))
        for tier, one in _requirements(evidence):
            fits = tier == found["tier"] and _is_metric(found["what"], str(one["metric"]))
            if fits and (one["actual"] >= one["needed"]) == lacks:
                return "The results say otherwise of whether that is enough."
    return None


def _of_target(sentence: str, evidence: Evidence) -> str | None:
    """A tier's target said to be beaten or missed."""
    found = _TARGET.search(sentence)
    if not found:
        return None
    before = sentence[: found.start()]
    up = bool(found["up"]) != bool(_NOT.search(before))
    named = [
        node
        for node in evidence.nodes
        if isinstance(node.get("tier"), str) and re.search(rf"\b{re.escape(node['tier'])}\W*$", before)
    ]
    sides = {n["revenue_cents"] >= n["target_cents"] for n in named if n.get("target_cents") and "revenue_cents" in n}
    if up and found["up"] and any(n.get("status") in {"at_risk", "off_target"} for n in _partners(before, evidence)):
        return "The results say that it is short of its target."
    return "The results have it the other way: mind above and below target." if sides == {not up} else None


def _partners(before: str, evidence: Evidence) -> list[Mapping[str, Any]]:
    names = {one for mention in evidence.finder.find(before)[-1:] for one in mention.partners}
    return [node for node in evidence.nodes if node.get("name") in names and "status" in node]


def _of_partners(read: Text, start: int, end: int, evidence: Evidence) -> str | None:
    """One partner said to have more or less than another."""
    mentions = [m for m in read.mentions if start <= m.start < end and len(m.partners) == 1]
    sentence = read.text[start:end]
    if not mentions or len(evidence.partners) < 2:
        return None
    one = next(iter(mentions[0].partners))
    found = next(
        (m for m in _MORE_THAN.finditer(sentence) if len(mentions) == 2 and start + m.end() == mentions[1].start), None
    )
    other = next(iter(mentions[1].partners)) if found else ""
    if not found and len(mentions) == 1 and len(evidence.partners) == 2:
        found, other = _OF_TWO.search(sentence), next((n for n in evidence.partners.values() if n != one), "")
    if not found or _NOT.search(sentence):
        return None
    called = roles(bag(sentence))
    called |= {"earned"} if called & {"rebate", "bonus"} else set()
    first, second = (_amount(name, called, evidence) for name in (one, other))
    if first is None or second is None or first == second:
        return None
    return f"{one} and {other} are compared the wrong way round." if (first < second) == bool(found["up"]) else None


def _amount(name: str, called: frozenset[str], evidence: Evidence) -> Fraction | None:
    """The one amount of a partner that is called so; None where none or several are."""
    facts = [f for f in evidence.by_kind.get("money", ()) if f.partner == name and not f.prose and f.roles & called]
    best = max((len(fact.roles & called) for fact in facts), default=0)
    values = {fact.exact for fact in facts if len(fact.roles & called) == best}
    return next(iter(values)) if len(values) == 1 else None
