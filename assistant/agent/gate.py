"""The grounding gate as a turn meets it: what a text states must stand in what the turn's tools have found."""

import re
from collections.abc import Iterator

from assistant.agent.prompts import prompt_sentences
from assistant.agent.turn import Turn
from assistant.grounding import Evidence, Fault, faults

_MONEY = re.compile(
    r"[$\u20ac\u00a3\u00a5]\s?\d|\b\d[\d,.]*\s?(?:USD|EUR|GBP|dollars?|euros?|pounds?)\b", re.IGNORECASE
)
_CITED = re.compile(r"\[([^\[\]\s]{1,80})\]")


def held_against(text: str, turn: Turn) -> list[Fault]:
    """The faults of a text against what this turn's tools have found and the person has said."""
    evidence = Evidence(
        outcomes=[*turn.good, *turn.earlier],
        said=[turn.text, *map(str, turn.failed)],
        as_of=turn.toolbox.as_of,
        names=tuple(turn.toolbox.roster.names.values()),
    )
    return [*faults(text, evidence), *_unasked(text, turn), *_uncited(text, evidence), *_recited(text)]


def _unasked(text: str, turn: Turn) -> Iterator[Fault]:
    """Money in an answer that rests on no tool, even an amount that the person named."""
    if not turn.good and not turn.earlier and (found := _MONEY.search(text)):
        yield Fault(found[0], "no tool was called, so nothing can be said about money")


def _uncited(text: str, evidence: Evidence) -> Iterator[Fault]:
    """A citation in any form that is not one of a passage which the tools have found."""
    known = {one.id for words in evidence.worded for one in words.citations}
    for cited in dict.fromkeys(_CITED.findall(text)):
        if cited not in known and "#" not in cited:
            yield Fault(f"[{cited}]", "no passage of that name was found")


def _recited(text: str) -> Iterator[Fault]:
    """A sentence of the model's own instructions."""
    plain = " ".join(text.split())
    yield from (Fault(one[:80], "that is an instruction to you") for one in prompt_sentences() if one in plain)
