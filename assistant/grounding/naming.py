"""Names: a partner that is said must be of this turn's results or the person's own words; tiers are those held."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.grounding.evidence import Evidence
from assistant.grounding.faulting import Fault
from assistant.grounding.texts import Text
from assistant.reading.partners.names import COMMON, LEGAL
from assistant.reading.words import listed

_CAPITALS = re.compile(r"(?<![\w@#/.-])[A-Z][\w&-]*[a-z0-9][\w&-]*(?:\s(?:[A-Z][\w&-]*|of|and|&)(?=\s[A-Z]|\W|$))*")
_OPENING = re.compile(r"(?:^|[.!?:;\n(\"'|]|\s-)\s*(?:[-•]\s*)?$")
_DOES = re.compile(
    r"(?:'s)?\s(?:has|had|holds?|held|is|was|met|missed|earned|earns|needs|won|would|will|can|lacks|lacked|leads"
    r"|and [A-Z])\b"
)
_KINDS = frozenset(
    listed("""
    networks cloud systems consulting security digital software labs solutions services integration group technologies
    holdings dynamics industries telecom works partners nordic data ventures logistics robotics analytics
    """)
)
_KNOWN = frozenset(
    listed("""
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday i mdf qbr spiff spiffs roi crm
    sla kpi okr msp var gsi isv saas arr fy usd eur us uk eu id ok note notes here there the this that it its they
    their yes no not and but so for of to in on at as by from with if all both each every one two next previous
    current today overall please partner partners channel sales tier tiers recommendation recommended summary
    question answer slack english german french
    """)
)


def misnamed(read: Text, evidence: Evidence) -> Iterator[Fault]:
    """A fault for each partner of which nothing is known, and each name that is nobody's."""
    there = frozenset(evidence.partners.values())
    said = frozenset(one for text in evidence.said for m in evidence.finder.find(text) for one in m.partners)
    strings = evidence.words
    for mention in read.mentions:
        name = read.text[mention.start : mention.end]
        if mention.partners & (there | said):
            continue
        if _is_written(name, evidence):
            continue
        start, end = read.sentence(mention.start)
        if read.text[start:end].rstrip().endswith("?") and not any(start <= f.start < end for f in read.figures):
            continue
        yield Fault(
            read.text[start:end].strip()[:160],
            f"No result of this turn speaks of {name}: ask a tool about it, or leave it out.",
        )
    yield from _invented(read, strings)


def _is_written(name: str, evidence: Evidence) -> bool:
    return any(name.lower() in text.lower() for words in evidence.worded for text in (words.text, *words.notes))


def _invented(read: Text, known: frozenset[str]) -> Iterator[Fault]:
    taken = [(m.start, m.end) for m in read.mentions]
    for match in _CAPITALS.finditer(read.text):
        if any(start <= match.start() < end or start < match.end() <= end for start, end in taken):
            continue
        words = [word for word in re.findall(r"[^\W\d_]+", match[0].lower()) if len(word) > 1]
        strange = [word for word in words if word not in known and word not in _KNOWN and word not in COMMON]
        opening = bool(_OPENING.search(read.text[max(0, match.start() - 4) : match.start()]))
        company = len(words) > 1 and (words[-1] in _KINDS or words[-1] in LEGAL)
        unknown_company = company and any(word not in known for word in words)
        if unknown_company or (strange and (not opening or len(words) > 1 or _DOES.match(read.text, match.end()))):
            yield Fault(
                match[0],
                f"{match[0]!r} is in no result of this turn, and the person did not name it: leave the name out.",
            )


@cache
def english() -> frozenset[str]:
    """Words that are no names: those of the playbooks' language, as the reading of names knows them."""
    from assistant.reading.partners.names import COMMON

    return frozenset(COMMON)
