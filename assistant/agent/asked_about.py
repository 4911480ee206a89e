"""Whom a model's call is about: a partner that nobody has named is one of its own making.

Small models copy a name out of an example, and any model may take one from what it has read. The figures of such a
call would be right and answer nobody's question.
"""

import re
from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz

from assistant.agent.reports import reported
from assistant.agent.turn import Turn
from tools.core.errors import ToolError

_WORD = re.compile(r"\w{3,}")
_ALIKE = 75
"""Out of 100; "jarow" for Jarrowmarch is a person's slip, and the model's reading of it is no invention."""


def of_nobody(arguments: Mapping[str, Any], turn: Turn) -> bool:
    """Whether a call asks about a partner that neither the person, the conversation nor a tool has named.

    A partner's own people need not name it.
    """
    written, roster = arguments.get("partner"), turn.toolbox.roster
    if not isinstance(written, str) or not written.strip():
        return False
    try:
        partner = roster.match(written)
    except ToolError:
        return False  # the tool says so itself, and what fits better
    if partner == turn.toolbox.person.partner_id or (turn.topic and partner in turn.topic.partners):
        return False
    named = f"{written} {roster.names[partner]}"
    return not (_in(named, turn.text) or any(_told(roster.names[partner], one) for one in (*turn.good, *turn.earlier)))


def _in(name: str, text: str) -> bool:
    """Whether a text holds a word of a name, give or take a slip."""
    said = {word.casefold() for word in _WORD.findall(text)}
    meant = {word.casefold() for word in _WORD.findall(name)}
    return any(fuzz.partial_ratio(one, other) >= _ALIKE for one in meant for other in said)


def _told(name: str, outcome: Any) -> bool:
    return name in reported(outcome)
