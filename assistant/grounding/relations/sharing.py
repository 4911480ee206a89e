"""What is said of two at once: both partners, a band and its rate, a place in a list, who pays it all."""

import re
from collections.abc import Iterator

from assistant.grounding.binding import Binding
from assistant.grounding.evidence import Evidence
from assistant.grounding.faulting import Fault
from assistant.grounding.texts import Text

_BOTH = re.compile(r"\b(?:both|each|so (?:did|does|has)|as (?:did|does|has)|likewise)\b", re.IGNORECASE)
_PLACES = ("first", "second", "third", "fourth", "fifth")
_RANKED = re.compile(
    rf"\b(?:is|ranks|comes|came|finished|was)\s(?:in\s)?(?P<place>{'|'.join(_PLACES)})\b(?! (?:quarter|half|year))"
)
_PAYS = re.compile(
    r"\b(?:(?P<us>MDF|vendor|[Ww]e)\b|(?P<them>[A-Z]\w+(?: [A-Z]\w+)*))\s(?:(?:would|will|has to|must)\s)?pays?\s"
    r"(?:(?P<all>all|everything|the (?:full|whole) (?:cost|amount|sum))|(?P<none>nothing))\b"
)
_UNASKED = re.compile(
    r"\b(?:[Nn]o (?:prior |pre-?)?(?:approval|agreement)\b[^.]*\b(?:needed|required|necessary)"
    r"|needs? not be approved"
    r"|without (?:any )?(?:prior )?(?:approval|agreement)"
    r"|(?:not|n't) (?:need|require) (?:any |to be )?(?:approv|agree)\w*)"
)
_ASKED = ("must be approved before", "until the head of channel agrees")


def misshared(read: Text, evidence: Evidence) -> Iterator[Fault]:
    """A fault for each sentence that says of two what holds of one, or gives one the place of another."""
    shown = " ".join(" ".join((words.text, *words.notes)) for words in evidence.worded)
    for start, end in read.sentences():
        sentence = read.text[start:end]
        numbers = [n for n, f in enumerate(read.figures) if start <= f.start < end and f.readings]
        checks = (
            _of_both(read, (start, end), numbers, evidence), _of_band(read, numbers, evidence),
            _ranked(read, (start, end), evidence), _paid_by(sentence, evidence), _unasked(sentence, shown),
        )  # fmt: skip
        yield from (Fault(sentence.strip()[:160], why) for why in checks if why)


def _of_both(read: Text, span: tuple[int, int], numbers: list[int], evidence: Evidence) -> str | None:
    """A figure said of both partners that is one's alone."""
    if len(evidence.partners) < 2 or not _BOTH.search(read.text[span[0] : span[1]]):
        return None
    named = {one for m in read.mentions if span[0] <= m.start < span[1] for one in m.partners}
    partners = named or (set(evidence.partners.values()) if len(evidence.partners) == 2 else set())
    for number in numbers:
        grounds = Binding(read, number, evidence).open
        own = Binding(read, number, evidence).equal
        called = frozenset(role for fact in own for role in fact.roles)
        for partner in sorted(partners) if len(partners) > 1 else ():
            theirs = [f for f in grounds if f.partner == partner and not f.prose and f.roles & called]
            if theirs and own and not any(fact.partner in {partner, None} for fact in own):
                return f"{read.figures[number].text} is no figure of {partner}: say the figure of each."
    return None


def _of_band(read: Text, numbers: list[int], evidence: Evidence) -> str | None:
    """A band's rate said of another band's threshold."""
    figures = [read.figures[number] for number in numbers]
    if sorted(figure.kind for figure in figures) != ["money", "percent"]:
        return None
    bands = [_bands(Binding(read, number, evidence)) for number in numbers]
    if all(bands) and not bands[0] & bands[1]:
        return f"{figures[0].text} and {figures[1].text} stand in different bands of the results."
    return None


def _bands(binding: Binding) -> frozenset[str]:
    return frozenset(tag for fact in binding.equal for tag in fact.tags if tag.startswith("band "))


def _ranked(read: Text, span: tuple[int, int], evidence: Evidence) -> str | None:
    """Another place in a list than the one that a partner has."""
    found = _RANKED.search(read.text[span[0] : span[1]])
    partners = read.named_at(span[0] + found.start()) if found else frozenset()
    for node in evidence.nodes if found else ():
        names = [one.get("name") for one in node.get("top") or () if isinstance(one, dict)]
        places = [names.index(partner) for partner in partners if partner in names]
        if found and places and places[0] != _PLACES.index(found["place"]):
            return f"The results do not put it {found['place']}."
    return None


def _paid_by(sentence: str, evidence: Evidence) -> str | None:
    """All or nothing said of a cost that two share."""
    found = _PAYS.search(sentence)
    for node in evidence.nodes if found else ():
        if found and isinstance(node.get("vendor_cents"), int) and isinstance(node.get("partner_cents"), int):
            theirs, ours = node["partner_cents"], node["vendor_cents"]
            mine, other = (ours, theirs) if found["us"] else (theirs, ours)
            if (found["all"] and other) or (found["none"] and mine):
                return "The results share the cost otherwise: say what each side pays."
    return None


def _unasked(sentence: str, shown: str) -> str | None:
    """Approval said to be needless where the results ask for it."""
    if _UNASKED.search(sentence) and any(one in shown for one in _ASKED):
        return "The results say that it must be agreed to or approved."
    return None
