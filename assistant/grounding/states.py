"""States: met or missed, advance or demote, paid or rejected. A text must not say the opposite of the results.

A state is checked where the results name it of the same partner, requirement, tier, claim or period; a state
that no result decides is let through.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.grounding.evidence import Evidence
from assistant.grounding.facts import PERIODS
from assistant.grounding.faulting import Fault
from assistant.grounding.roles import bag, roles
from assistant.grounding.texts import Text

_NOT = re.compile(r"\b(?:not|no|never|neither|nor|without|cannot|none)\b|n't\b", re.IGNORECASE)
_MET = re.compile(
    r"(?<!to )\b(?P<yes>met|qualif(?:y|ies|ied)|lacks? nothing|miss(?:es)? nothing|[Nn]othing is missing"
    r"|meets?|meeting|satisf(?:y|ies|ied)|fulfil(?:s|led|ls)?|cleared|clears|passed|passes)\b"
    r"|\b(?P<no>missed|misses|miss|lacks?|lacked|lacking|missing|fails?|failed|unmet|short of|fell short)\b",
    re.IGNORECASE,
)
_WAITS = re.compile(r"\b(?:until|before|yet|without|unless|only)\b", re.IGNORECASE)
_ADVISES = re.compile(r"\b(?:would|recommend\w*|should|propos\w+|suggest\w*|advis\w+|time to|ready)\b", re.IGNORECASE)
_MOVES = {
    "up": re.compile(r"\b(?:advanc\w+|promot\w+|upgrad\w+|mov\w+ up|fast[- ]track\w*|step\w* up)\b", re.IGNORECASE),
    "down": re.compile(r"\b(?:demot\w+|downgrad\w+|mov\w+ down|step\w* down|relegat\w+)\b", re.IGNORECASE),
    "stay": re.compile(
        r"\b(?:hold(?:ing)? (?:at )?|keep(?:ing)? (?:it |them )?(?:at )?|stay(?:ing)?\b)", re.IGNORECASE
    ),
    "out": re.compile(
        r"\b(?:exit|leav\w+) the program\b|\bterminat\w+|\boffboard\w*|\blet (?:it|them) go\b", re.IGNORECASE
    ),
}
_ACTIONS = {"advance": "up", "fast_track": "up", "demote": "down", "exit": "out", "exit_review": "stay", "hold": "stay"}
_HEALTH = {
    "on_target": re.compile(r"\bon[ -]target\b", re.IGNORECASE),
    "at_risk": re.compile(r"\bat[ -]risk\b", re.IGNORECASE),
    "off_target": re.compile(r"\boff[ -]target\b", re.IGNORECASE),
}
_STAGES = {
    "paid": re.compile(r"\bpaid\b", re.IGNORECASE),
    "rejected": re.compile(r"\b(?:rejected|declined|denied|turned down)\b", re.IGNORECASE),
    "approved": re.compile(r"\bapproved\b", re.IGNORECASE),
    "submitted": re.compile(r"\bsubmitted\b", re.IGNORECASE),
}
_CLAIM = re.compile(r"\b[A-Z]{1,3}-\d{2,}\b")
_LISTED = re.compile(r"(?:[A-Z]{1,3}-\d{2,}(?:,\s(?:and\s)?|\sand\s))+[A-Z]{1,3}-\d{2,}")
_AFTER = {
    "paid": {"paid", "approved", "submitted"},
    "approved": {"approved", "submitted"},
    "rejected": {"rejected", "submitted"},
}
_ROSE = re.compile(r"\b(?:up|rose|risen|grew|grown|increas\w+|gain\w*|climb\w*|higher|jump\w*)\b", re.IGNORECASE)
_FELL = re.compile(r"\b(?:down|fell|fallen|declin\w+|decreas\w+|dropp?\w*|shr[aiu]nk\w*|lower|slid)\b", re.IGNORECASE)
_ABOVE = re.compile(r"\b(?:above|beat\w*|exceed\w*|ahead of|over)\b[^.]{0,20}\btarget\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:below|under|short of|behind|miss\w*)\b[^.]{0,20}\btarget\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Clause:
    """A stretch of a text with the partners and periods that it speaks of."""

    text: str
    sentence: str
    partners: frozenset[str]
    periods: frozenset[str]


def flipped(read: Text, evidence: Evidence) -> Iterator[Fault]:
    """A fault for each state that the results contradict; a tool's own sentence contradicts nothing."""
    own = " ".join(" ".join(text.split()) for words in evidence.worded for text in (words.text, *words.notes))
    for clause in _clauses(read):
        if " ".join(clause.text.split()).strip(" .;,()") in own:
            continue
        for check in (_requirement, _quarter_end, _move, _health, _stage, _eligible, _award):
            why = check(clause, evidence.telling)
            if why:
                yield Fault(clause.text.strip()[:160], why)
    yield from _directions(read, evidence)


def _clauses(read: Text) -> Iterator[_Clause]:
    spoken: frozenset[str] = frozenset()
    for start, end in read.sentences():
        here = [m for m in read.mentions if start <= m.start < end]
        spoken = frozenset(one for m in here for one in m.partners) or spoken
        periods = frozenset(v for f in read.within((start, end), PERIODS) for v in f.values)
        for first, last in read.clauses(start, end):
            named = frozenset(one for m in here if first <= m.start < last for one in m.partners)
            yield _Clause(read.text[first:last], read.text[start:end], named or spoken, periods)


def _negated(text: str, at: int) -> bool:
    return bool(_NOT.search(" ".join(text[:at].split()[-4:])))


def _of(clause: _Clause, node: Mapping[str, Any]) -> bool:
    name = node.get("name")
    return not clause.partners or not isinstance(name, str) or "partner_id" not in node or name in clause.partners


def _requirement(clause: _Clause, known: Sequence[Mapping[str, Any]]) -> str | None:
    """Met said of what is missed, or missed of what is met: a requirement where one is named, else a tier's all."""
    match = _MET.search(clause.text)
    if not match or "target" in clause.text.lower():
        return None
    said = bool(match["yes"]) != _negated(clause.text, match.start())
    whole = clause.sentence if not _has_tier(clause.text, known) else clause.text
    named = roles(bag(clause.text)) - {"actual", "missing", "needed"}
    states: set[bool] = set()
    for node in known:
        judged = node.get("tier")
        if not isinstance(node.get("requirements"), list) or not isinstance(judged, str) or judged not in whole:
            continue
        each = [one for one in node["requirements"] if named and _names(named, str(one.get("metric")))]
        states |= {bool(one["met"]) for one in each} if each else ({bool(node["met"])} if "met" in node else set())
    if states and said not in states:
        return f"The results say {'met' if not said else 'missed'} where this says {'met' if said else 'missed'}."
    return None


def _quarter_end(clause: _Clause, known: Sequence[Mapping[str, Any]]) -> str | None:
    """A tier said to be met or missed at a quarter's end where it was not."""
    match = _MET.search(clause.text)
    if not match or not clause.periods:
        return None
    said = bool(match["yes"]) != _negated(clause.text, match.start())
    for node in known:
        if "own_met" not in node or node.get("quarter") not in clause.periods or not _of(clause, node):
            continue
        tiers = [
            tier
            for tier in _tiers(known)
            if tier in clause.text and re.search(r"\brequirements?\b|\bmet\b", clause.text)
        ]
        if tiers and not roles(bag(clause.text)) & _METRICS and all((tier in node["met"]) != said for tier in tiers):
            return f"The results say otherwise of {' and '.join(tiers)} at the end of {node['quarter']}."
    return None


_METRICS = frozenset({"certified", "staff", "revenue", "logos", "strategic", "users", "deals"})


def _tiers(known: Sequence[Mapping[str, Any]]) -> list[str]:
    names = [str(node[key]) for node in known for key in ("tier", "held", "to") if isinstance(node.get(key), str)]
    names += [str(one) for node in known if isinstance(node.get("met"), list) for one in node["met"]]
    return list(dict.fromkeys(names))


def _has_tier(text: str, known: Sequence[Mapping[str, Any]]) -> bool:
    return any(isinstance(tier := node.get("tier"), str) and tier in text for node in known)


def _names(named: frozenset[str], metric: str) -> bool:
    own = roles(bag(metric))
    return bool(own) and own <= named | {"staff", "active", "average"} and bool(own & named)


def _move(clause: _Clause, known: Sequence[Mapping[str, Any]]) -> str | None:
    """Another move than the one that the results recommend."""
    actions = {
        _ACTIONS.get(str(node["recommendation"]["action"]), "")
        for node in known
        if isinstance(node.get("recommendation"), Mapping) and "action" in node["recommendation"] and _of(clause, node)
    }
    if not actions or not _ADVISES.search(clause.sentence):
        return None
    for way, pattern in _MOVES.items():
        match = pattern.search(clause.text)
        against = match and re.search(r"\b(?:not|never|against|n't)\s(?:be\s)?$", clause.text[: match.start()])
        if match and against and way in actions and not _WAITS.search(clause.sentence):
            return f'"{match[0].strip()}" is what the results recommend: say the recommendation as it stands.'
        if match and way not in actions and not _negated(clause.text, match.start()):
            return f'"{match[0].strip()}" is not what the results recommend: say the recommendation as it stands.'
    return None


def _health(clause: _Clause, known: Sequence[Mapping[str, Any]]) -> str | None:
    """Another health than a named partner's own."""
    if len(clause.partners) != 1 or re.search(r"\d", clause.text):
        return None
    status = {str(n["status"]) for n in known if n.get("name") in clause.partners and n.get("status") in _HEALTH}
    for name, pattern in _HEALTH.items():
        match = pattern.search(clause.text)
        if match and status == {name} and re.search(r"\b(?:not|never|n't|no longer)\s$", clause.text[: match.start()]):
            return f'"{match[0]}" is the status of {next(iter(clause.partners))} in the results.'
        if status and match and name not in status and not _negated(clause.text, match.start()):
            return f'"{match[0]}" is not the status of {next(iter(clause.partners))} in the results.'
    return None


def _stage(clause: _Clause, known: Sequence[Mapping[str, Any]]) -> str | None:
    """Another stage than that of the claim whose id is named."""
    ids = set(_CLAIM.findall(clause.text))
    joint = [set(_CLAIM.findall(listed)) for listed in _LISTED.findall(clause.sentence)]
    ids |= {one for together in joint if together & ids for one in together}
    found = [node for node in known if node.get("claim_id") in ids and node.get("stage")] if ids else []
    each = [_AFTER.get(str(node["stage"]), {str(node["stage"]), "submitted"}) for node in found] or [set()]
    allowed = set.intersection(*each) if any(together & ids for together in joint) else set.union(*each)
    for name, pattern in _STAGES.items():
        match = pattern.search(clause.text)
        not_so = match and _negated(clause.text, match.start()) and " yet" not in clause.text
        if match and not_so and {str(node["stage"]) for node in found} == {name}:
            return f'"{match[0]}" is the stage of that claim in the results.'
        if found and match and name not in allowed and not _negated(clause.text, match.start()):
            return f'"{match[0]}" is not the stage of that claim in the results.'
    return None


def _award(clause: _Clause, known: Sequence[Mapping[str, Any]]) -> str | None:
    """An award that somebody else has won."""
    verb = re.search(r"\b(?:won|wins?|winner|goes to|went to|takes)\b", clause.sentence)
    if not verb or len(clause.partners) != 1:
        return None
    lost = _negated(clause.sentence, verb.start())
    for node in known:
        winners = {one["name"] for one in node.get("winners") or () if isinstance(one, Mapping)}
        if "winners" not in node or str(node.get("title")) not in clause.text:
            continue
        if bool(clause.partners & winners) == lost and (winners or not lost):
            return f"{node['title']} was won by {' and '.join(sorted(winners)) or 'nobody'}."
    return None


def _eligible(clause: _Clause, known: Sequence[Mapping[str, Any]]) -> str | None:
    match = re.search(r"\b(?P<un>in)?eligible\b", clause.text, re.IGNORECASE)
    states = {bool(node["eligible"]) for node in known if isinstance(node.get("eligible"), bool)}
    if not match or len(states) != 1:
        return None
    said = bool(match["un"]) == _negated(clause.text, match.start())
    return None if said in states else "The results say the opposite of whether it is eligible."


def _directions(read: Text, evidence: Evidence) -> Iterator[Fault]:
    """Up said of a change that fell, below target of what is above it."""
    for figure in read.figures:
        if figure.kind != "percent" or not figure.readings:
            continue
        start, end = read.clause(figure.start)
        text, value = read.text[start:end], figure.readings[0][0]
        alike = [f for f in evidence.by_kind.get("percent", ()) if abs(f.exact - value) < 1 or abs(f.exact + value) < 1]
        changes = [f.exact for f in alike if "growth" in f.roles and not f.prose]
        wrong = (_ROSE.search(text) and changes and max(changes) < 0) or (
            _FELL.search(text) and changes and min(changes) > 0
        )
        across = (_ABOVE.search(text) and value < 100) or (
            _BELOW.search(text) and value > 100 and "by" not in text.split()
        )
        if wrong or (across and any("attainment" in f.roles for f in alike)):
            yield Fault(
                text.strip()[:160],
                f"{figure.text} goes the other way in the results: mind above and below, up and down.",
            )
