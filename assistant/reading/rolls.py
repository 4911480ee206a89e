"""Whether a message asks for a list of partners and for nothing else about them.

A sign finds a wording wherever it stands, and "which Gold partners sell in the West" would be answered with a list that
knows nothing of selling. So a list is asked for only where every word of a message is explained.
"""

import re
from collections.abc import Sequence
from contextlib import suppress

from assistant.reading import wordings
from assistant.reading.periods import find_periods
from assistant.reading.slots import Words, tier_places
from assistant.reading.wordings.finding import places
from assistant.reading.words import Span
from tools.core.errors import ToolError

_WORD = re.compile(r"[^\W_][\w'-]*")
_SOME = re.compile(
    r"\b(?:partners|resellers|accounts|companies|roster|(?:partner )?(?:list|directory))\b", re.IGNORECASE
)
_WHO = re.compile(r"\b(?:who|which ones?)\b", re.IGNORECASE)


def is_roll(text: str, words: Words) -> bool:
    """Whether a text, its partners blanked out, names partners by what they are and says nothing more."""
    if "|" in text:
        return False
    kinds = _found("partner_types", text)
    states = _found("partner_states", text)
    several = bool(_SOME.search(text)) or any(one.text.casefold().endswith("s") for one in (*kinds, *states))
    rest = _without(text, kinds)
    narrowed: list[Span] = [
        *tier_places(rest, words),
        *_people_and_places(rest, words),
        *_found("partner_states", rest),
    ]
    if not (several or (_WHO.search(text) and narrowed)):
        return False
    with suppress(ToolError):
        narrowed += find_periods(rest, words.as_of, words.calendar, standing=words.standing)
    return all(
        word.removesuffix("'s").strip("'-") in wordings.words("roll")
        for word in _WORD.findall(_without(rest, narrowed).casefold())
    )


def _without(text: str, spans: Sequence[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _found(table: str, text: str) -> list[Span]:
    return [
        Span(match.start(), match.end(), match[0])
        for pattern in wordings.table(table).values()
        for match in pattern.finditer(text)
    ]


def _people_and_places(text: str, words: Words) -> list[Span]:
    """Regions and managers by their whole names, and managers by one word of theirs."""
    whole = places([*words.regions(), *words.managers()], text)
    own = {part.casefold() for name in words.managers() for part in name.split()}
    single = [Span(m.start(), m.end(), m[0]) for m in _WORD.finditer(text) if m[0].casefold().removesuffix("'s") in own]
    return [*whole, *single]
