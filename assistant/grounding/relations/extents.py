"""None, all and most: said of what the results count otherwise."""

import re
from collections.abc import Iterator

from assistant.grounding.evidence import Evidence
from assistant.grounding.facts import Fact
from assistant.grounding.faulting import Fault
from assistant.grounding.roles import bag, roles
from assistant.grounding.texts import Text

_NONE = re.compile(
    r"\b(?P<verb>has|have|had|with|earns?|earned|gets?|got|owes?|owed|receive[sd]?|due)"
    r"\s(?:no|zero|not any)\s(?P<what>[a-zA-Z ]{3,40})"
    r"|\b(?:did not|didn't|does not|doesn't|has not|hasn't|not)"
    r"\s(?P<verb2>earn|earned|get|receive|have|due)\s(?:an?|any)\s(?P<what2>[a-z ]{3,40})"
    r"|\b(?:used up|exhausted|run out of|spent all)\s(?:(?:of|its|their|the|all)\s)*(?P<gone>MDF)\b"
    r"|\b(?P<verb3>earned|owed|owes|pays?|paid|gets?|got|receive[sd]?)\s(?P<what3>nothing)"
    r"(?! (?:more|else|but|for|on|under|below|yet|until))",
)
_LIMITED = re.compile(r"\b(?:until|below|under|for|beyond|more|further|other|than|yet|if|unless)\b")
_WHOLE = re.compile(
    r"\b(?:(?P<all>[Ee]verything|[Aa]ll of it)|[Nn]othing|[Nn]one of it)\s(?:(?:has|is|was|can|could|be|been)\s)+"
    r"(?P<state>paid|settled|earned|due|claimed)\b"
)
_MARK = re.compile(r"\b[A-Z]{1,3}-\d{2,}\b")
_NOTHING_DUE = re.compile(r"\b[Nn]othing (?:is|falls|comes|was) (?:due|up)\b|\bno (?:deadlines|due dates)\b")
_OVERDUE = re.compile(r"\b(?:is|are|was|were) (?:now |already )?overdue\b")
_EXTENT = re.compile(
    r"\b(?:(?P<all>all|every|each)|(?P<none>none|no)|(?P<most>most))\b (?:of )?(?:(?:the|its|their|these) )?(?:\w+ )?"
    r"(?:claims?|partners?)\b[a-z' ]{0,20}?\b(?P<state>paid|rejected|approved|on[ -]target|at[ -]risk|off[ -]target)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\bnot\b|n't\b", re.IGNORECASE)
_THINGS = frozenset({"mdf", "rebate", "certified", "staff", "revenue", "bonus", "logos", "deals", "pipeline", "users"})


def overstated(read: Text, evidence: Evidence) -> Iterator[Fault]:
    """A fault for each none, all and most that the results contradict."""
    for start, end in read.sentences():
        sentence = read.text[start:end]
        for first, last in read.clauses(start, end):
            clause = read.text[first:last]
            who = read.named_at(last - 1) if last > first else frozenset()
            for why in (
                _none(clause, who, evidence),
                _whole(clause, who, evidence),
                _nothing_due(clause, evidence),
                _overdue(clause, evidence),
            ):
                if why:
                    yield Fault(clause.strip()[:160], why)
        if why := _extent(sentence, evidence):
            yield Fault(sentence.strip()[:160], why)


def _none(clause: str, who: frozenset[str], evidence: Evidence) -> str | None:
    """None said of what the results have some of."""
    found = _NONE.search(clause)
    if not found or _LIMITED.search(clause[found.start() :]):
        return None
    what = found["what"] or found["what2"] or found["what3"] or "remaining MDF"
    verb = found["verb"] or found["verb2"] or found["verb3"] or ""
    called = (roles(bag(what)) - {"exited"}) | (roles(bag(verb)) & {"earned", "due"})
    if found["what3"]:
        called = roles(bag(verb)) & {"earned", "due"} or frozenset({"partner pays"} if verb.startswith("pay") else ())
    elif not called & _THINGS:
        return None
    facts = [f for f in _amounts(evidence) if called <= f.roles and (not who or f.partner is None or f.partner in who)]
    if called and facts and all(fact.exact > 0 for fact in facts):
        return f'"{found[0].strip()}" is not so: the results have some.'
    return None


def _whole(clause: str, who: frozenset[str], evidence: Evidence) -> str | None:
    """Nothing paid where something was, everything where something is still due."""
    found = _WHOLE.search(clause)
    if not found or _LIMITED.search(clause[found.end() :].replace("any more", "")):
        return None
    state = {"claimed": "claimable"}.get(found["state"], found["state"])
    if found["all"]:
        wanted = frozenset({"due", "claimable"}) if state in {"paid", "settled"} else frozenset()
    else:
        wanted = frozenset({state})
    facts = [f for f in _amounts(evidence) if f.kind == "money" and f.roles & wanted and (not who or f.partner in who)]
    some = any if found["all"] or state == "claimable" else all
    if facts and some(fact.exact > 0 for fact in facts) and not _MARK.search(clause):
        return f'"{found[0]}" is not so: the results have it otherwise.'
    return None


def _amounts(evidence: Evidence) -> list[Fact]:
    return [
        f
        for kind in ("money", "count")
        for f in evidence.by_kind.get(kind, ())
        if not f.prose and not f.said and "missing" not in f.roles
    ]


def _nothing_due(clause: str, evidence: Evidence) -> str | None:
    if _NOTHING_DUE.search(clause) and any(result.get("deadlines") for result in evidence.results):
        return "The results have deadlines that fall due: say which."
    return None


def _overdue(clause: str, evidence: Evidence) -> str | None:
    """Overdue said where the results know of nothing overdue."""
    known = [node["overdue"] for node in evidence.nodes if "overdue" in node]
    found = _OVERDUE.search(clause)
    if (
        found
        and known
        and not any(known)
        and not _NOT.search(clause)
        and not re.search(r"\b[Nn]othing|\bnone\b", clause)
    ):
        return "Nothing is overdue in the results."
    return None


def _extent(sentence: str, evidence: Evidence) -> str | None:
    """All, none or most of the claims or partners, against how many there are."""
    found = _EXTENT.search(sentence)
    if not found or _NOT.search(found[0]):
        return None
    number, total = _counted(found["state"].lower(), "claim" in found[0].lower(), evidence)
    if not total:
        return None
    wrong = (found["all"] and number != total) or (found["none"] and number) or (found["most"] and 2 * number <= total)
    return f"The results count {number} of {total} there." if wrong else None


def _counted(state: str, claims: bool, evidence: Evidence) -> tuple[int, int]:
    if claims:
        stages = [str(node["stage"]) for node in evidence.nodes if "claim_id" in node and "stage" in node]
        return stages.count(state), len(stages)
    each = {name: _most(name, evidence) for name in ("ontarget", "atrisk", "offtarget")}
    return each.get(re.sub(r"[ -]", "", state), 0), sum(each.values())


def _most(name: str, evidence: Evidence) -> int:
    return max((int(f.exact) for f in evidence.by_kind.get("count", ()) if name in f.roles and not f.prose), default=0)
