"""Readers of what plans alone take: the first day, the kind of partner, and a prospect's scores."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assistant.reading import wordings
from assistant.reading.periods import find_periods
from assistant.reading.plans.starts import find_start, is_open
from assistant.reading.wordings.finding import named

if TYPE_CHECKING:
    from assistant.reading.slots import Reader, Words

_SCORE = re.compile(
    r"(?P<name>[a-z][a-z &/'-]*?)\W{0,3}(?:\b(?:is|are|of|at|gets?)\b\W*)?"
    r"(?P<score>(?<![\w.$-])-?\d+(?:\.\d+)?)(?![\w%]|\.\d)(?:\s*(?:/|out of|of)\s*5)?",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?P<score>\d+)(?:\s*(?:/|out of)\s*5)? (?:for|on|in) (?:the )?(?P<name>[a-z][a-z ]*?)(?=\W*(?:[,;.]|and\b|$))",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^.*\b(?:prospect|scores?|scorecard|candidate|partner|reseller|with|as|its|their|has|have|scored|rated|and|for|the)\b",
    re.IGNORECASE,
)
_PROSPECT = re.compile(
    r"\b(?:scor(?:e|ing)|rat(?:e|ing)|qualify(?:ing)?|assess(?:ing)?|prospect|candidate|scorecard (?:for|of))\s+"
    r"(?:the |this |our |new |prospect(?:ive)? |candidate |partner |called |named |for |,)*"
    r"(?P<name>[A-Z][\w&.'-]*(?: (?:[A-Z&][\w&.'-]*))*)"
)
_RULED_OUT = re.compile(
    r"\bruled out (?:by|for|because of|due to|as it is|on) (?:the |an? )?(?P<fact>[\w -]+)", re.IGNORECASE
)


def _starts_on(text: str, words: "Words") -> Sequence[str]:
    day = find_start(text, words.as_of, words.calendar)
    return [day.isoformat()] if day else []


def start_note(text: str, words: "Words") -> str | None:
    """What a person is told of a start that is past, or whose year was not said."""
    day = find_start(text, words.as_of, words.calendar)
    if day is None or not (is_open(text) or day < words.as_of):
        return None
    said = find_periods(text, words.as_of, words.calendar)
    read = f'I read "{said[0].text}" as {day}. ' if said and is_open(text) else ""
    past = (
        f"The records end on {words.as_of}, after that day: what they show done by then is ticked off."
        if day < words.as_of
        else ""
    )
    return f"{read}{past}".strip() or None


def _scores(text: str, words: "Words") -> Sequence[str]:
    """The scores as the scorecard takes them: "market presence 4, technical 3"."""
    lead, _, rest = text.partition(":")
    body = rest if re.search(r"\d", rest) and not re.search(r"\d", lead) else text
    found = [(match["name"], match["score"]) for match in _TURNED.finditer(body)]
    if not found:
        found = [(match["name"], match["score"]) for match in _SCORE.finditer(body)]
    pairs = [f"{name} {score}" for name, score in ((_named(name), score) for name, score in found) if name]
    return [", ".join(pairs)] if pairs else []


def _named(text: str) -> str:
    """A criterion's own words, without what leads up to them."""
    return " ".join(_LEADING.sub("", text).split()).strip(" -&/'")


def _prospect(text: str, words: "Words") -> Sequence[str]:
    match = _PROSPECT.search(text)
    return [match["name"].rstrip(".'")] if match else []


def _ruled_out(text: str, words: "Words") -> Sequence[str]:
    match = _RULED_OUT.search(text)
    return [match["fact"].strip()] if match else []


def _partner_type(text: str, words: "Words") -> Sequence[str]:
    return named(wordings.table("partner_types"), text)


PLAN_READERS: "Mapping[str, Reader]" = {
    "starts_on": _starts_on,
    "scores": _scores,
    "prospect": _prospect,
    "ruled_out": _ruled_out,
    "partner_type": _partner_type,
}
