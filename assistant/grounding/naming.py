"""Names: a partner that is said must be of this turn's results or the person's own words; tiers are those held."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.grounding.evidence import Evidence
from assistant.grounding.faulting import Fault
from assistant.grounding.results import inside
from assistant.grounding.texts import Text
from assistant.reading.partners.names import COMMON, LEGAL
from assistant.reading.words import listed

_CAPITALS = re.compile(r"(?<![\w@#/.-])[A-Z][\w&-]*[a-z0-9][\w&-]*(?:\s(?:[A-Z][\w&-]*|of|and|&)(?=\s[A-Z]|\W|$))*")
_OPENING = re.compile(r"(?:^|[.!?:;\n(\"'|]|\s-)\s*(?:[-•]\s*)?$")
_DOES = re.compile(
    r"(?:'s\s|\s(?:has|had|holds?|held|is|was|meets?|met|miss(?:es|ed)|earn(?:s|ed)|needs?|needed|won|wins|would|will|can"
    r"|lack(?:s|ed)|leads?|led|submitted|claim(?:s|ed)|paid|pays|gets?|got|receive[sd]|reach(?:es|ed)|stands|stood|grew"
    r"|closed?s?|fell|rank(?:s|ed)|qualifies|qualified|owes|exceed(?:s|ed)|may|must|should|does|did|and\s[A-Z])\b|\s\([A-Z])"
)
_LABELS = re.compile(r":\s(?:[A-Z][a-z]+\s[a-z]|[$€0-9])")
_FIGURE = re.compile(r"\s\(?(?:about |roughly |USD )?[$€0-9]")
_KINDS = frozenset(
    listed("""
    networks cloud systems consulting security digital software labs solutions services integration group technologies
    holdings dynamics industries telecom works partners nordic data ventures logistics robotics analytics
    """)
)
_SHOUTED = re.compile(r"(?<![\w-])[A-Z]{2,}(?:\s[A-Z]{2,})+(?![\w-])")
_LOWERED = re.compile(
    r"(?<![\w-])(?P<name>[a-z]{3,})\s(?:networks|consulting|dynamics|technologies|holdings|industries|telecom|robotics)"
    r"(?=\s(?:has|had|holds?|held|is|was|met|missed|earn(?:s|ed)|needs|won|got|gets|lacks?)\b)"
)
_NOBODY = "{} is in no result of this turn, and the person did not name it: leave the name out."
_TIERS = frozenset({"Platinum", "Gold", "Silver", "Bronze", "Registered", "Diamond", "Titanium"})
_HOLDS = re.compile(
    r"(?:\b(?:holds?|held|is|remains?|stays|currently|are|been|(?:was|were|been|got) \w+ed (?:up |down )?to)|\()"
    r"\s*(?:(?:an?|at|the|now|already|currently|still|as|in)\s+)*$",
    re.IGNORECASE,
)
_MOVES_TO = re.compile(
    r"\b(?:advanc\w+|promot\w+|mov\w+|demot\w+|fast[- ]track\w*|step\w*|judged)\b[^.;]{0,40}?\b(?:to|for)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_WAYS = {
    "up": ("recommendation", "next"),
    "down": ("recommendation", "demotion"),
    "fast": ("fast_track", "recommendation"),
}
_ACTIONS = {"up": ("advance", "fast_track"), "down": ("demote", "exit"), "fast": ("fast_track",)}
_WORDS = frozenset(
    listed("""
    nothing everything something everyone nobody nobody's another altogether meanwhile together however unfortunately
    currently roughly approximately nearly almost exactly yours theirs fortunately congratulations sorry although since
    because while still also additionally moreover therefore thus hence finally lastly firstly secondly according
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday i mdf qbr spiff spiffs roi crm
    sla kpi okr msp var gsi isv saas arr fy usd eur us uk eu id ok note notes here there the this that it its they
    their yes no not and but so for of to in on at as by from with if all both each every one two next previous
    current today overall please partner partners channel sales tier tiers recommendation recommended summary
    question answer receipt slack english german french
    """)
)

_PLAIN = _WORDS | COMMON | LEGAL


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


def mistiered(read: Text, evidence: Evidence) -> Iterator[Fault]:
    """A fault for each tier that no result speaks of, is not the one held, or not the one moved to."""
    known = evidence.tiers | {word for text in evidence.said for word in re.findall(r"[A-Z]\w+", text)}
    for match in re.finditer(rf"\b(?:{'|'.join(sorted(map(re.escape, evidence.tiers | _TIERS)))})\b", read.text):
        tier, before = match[0], read.text[max(0, match.start() - 60) : match.start()]
        opening = bool(_OPENING.search(before[-4:])) or not before
        subject = read.named_at(match.start())
        moved = _MOVES_TO.search(before)
        held = _held(evidence, subject)
        to = _to(evidence, subject, _way(moved[0])) if moved else frozenset()
        why = None
        if tier not in known and not opening and tier not in {w for one in evidence.worded for w in one.text.split()}:
            why = f"No result of this turn speaks of {tier}: leave it out, or ask a tool."
        elif held and tier not in held and (_HOLDS.search(before) or read.text[match.end() :].startswith(" partner")):
            why = f"The tier held is {' and '.join(sorted(held))}, not {tier}."
        elif to and tier not in to:
            why = f"The results speak of a move to {' and '.join(sorted(to))}, not to {tier}."
        if why:
            start, end = read.clause(match.start())
            yield Fault(read.text[start:end].strip()[:160], why)


def _way(moved: str) -> str:
    if re.search(r"fast[- ]track", moved, re.IGNORECASE):
        return "fast"
    return "down" if re.search(r"\bdemot|\bdown\b", moved, re.IGNORECASE) else "up"


def _held(evidence: Evidence, partners: frozenset[str]) -> frozenset[str]:
    """The tiers that the partners hold by the results."""
    nodes = [n for n in evidence.telling if "partner_id" in n and (not partners or n.get("name") in partners)]
    return frozenset(str(n[key]) for n in nodes for key in ("held", "tier") if isinstance(n.get(key), str))


def _to(evidence: Evidence, partners: frozenset[str], way: str) -> frozenset[str]:
    """The tiers that the results say the partners can move to: up, down, or by the fast-track."""
    whole = [r for r in evidence.results if not partners or r.get("name") in partners or "name" not in r]
    found: set[str] = set()
    for node in (one for result in whole for one in inside(result)):
        for key in _WAYS[way]:
            aim = node.get(key)
            if isinstance(aim, dict) and (aim.get("action") in {None, *_ACTIONS[way]}):
                found |= {str(aim[name]) for name in ("to", "tier") if isinstance(aim.get(name), str)}
        if way == "up" and isinstance(node.get("to"), str) and "streak" in node:
            found.add(str(node["to"]))
    return frozenset(found)


def _is_written(name: str, evidence: Evidence) -> bool:
    return any(name.lower() in text.lower() for words in evidence.worded for text in (words.text, *words.notes))


def _invented(read: Text, known: frozenset[str]) -> Iterator[Fault]:
    text = read.text
    for mention in read.mentions:
        text = text[: mention.start] + "x" * (mention.end - mention.start) + text[mention.end :]
    for mark in (figure for figure in read.figures if figure.kind in {"receipt", "id"}):
        text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    for match in _SHOUTED.finditer(text):
        words = match[0].lower().split()
        if words[-1] in _KINDS | LEGAL and any(word not in known for word in words):
            yield Fault(match[0], _NOBODY.format(repr(match[0])))
    for match in _LOWERED.finditer(text):
        if match["name"] not in known and match["name"] not in _PLAIN:
            yield Fault(match[0], _NOBODY.format(repr(match[0])))
    for match in _CAPITALS.finditer(text):
        words = [word for word in re.findall(r"[^\W\d_]+", match[0].lower()) if len(word) > 1]
        strange = [word for word in words if word not in known and word not in _PLAIN]
        opening = bool(_OPENING.search(read.text[max(0, match.start() - 4) : match.start()]))
        company = len(words) > 1 and (words[-1] in _KINDS or words[-1] in LEGAL)
        unknown_company = company and any(word not in known for word in words)
        if unknown_company or (strange and (not opening or len(words) > 1 or _is_used_as_one(read.text, match))):
            yield Fault(
                match[0],
                _NOBODY.format(repr(match[0])),
            )


@cache
def english() -> frozenset[str]:
    """Words that are no names: those of the playbooks' language, as the reading of names knows them."""
    from assistant.reading.partners.names import COMMON

    return frozenset(COMMON)


def _is_used_as_one(text: str, match: re.Match[str]) -> bool:
    """Whether a first word of a sentence does something, or has a figure after a colon, as a partner does."""
    if _LABELS.match(text, match.end()) and " " not in match[0]:
        return True
    after_colon = text[max(0, match.start() - 2) : match.start()].rstrip().endswith(":")
    return bool(_DOES.match(text, match.end()) or (after_colon and _FIGURE.match(text, match.end())))
