"""The grounding gate as a turn meets it: what a text states must stand in what the turn's tools have found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.agent.reports import reported
from assistant.agent.turn import Turn

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Fault:
    """A statement that nothing supports, and why."""

    excerpt: str
    why: str


def held_against(text: str, turn: Turn) -> Sequence[Fault]:
    """The faults of a text against what this turn's tools have found and the person has said."""
    known = "\n".join([turn.text, turn.toolbox.as_of.isoformat(), *map(reported, turn.good), *map(str, turn.failed)])
    figures = set(_FIGURE.findall(known))
    stated = _FIGURE.findall(text)
    return [Fault(one, "no tool has found this figure") for one in dict.fromkeys(stated) if one not in figures]
