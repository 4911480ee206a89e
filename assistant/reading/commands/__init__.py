"""The one grammar of commands: `/channel-sales WORD ...` in a chat, `channel-sales WORD ...` in a shell.

A command is a word that names a tool, followed by whatever a person writes; the same slots that read a
sentence read the rest. `plan` takes the kind of document before the rest. `help` lists them; a word near a
command's asks back.
"""

import re
from dataclasses import dataclass

from assistant.reading.commands.listed import COMMANDS, Command
from assistant.reading.commands.plans import PLANS, kind_named

__all__ = ["COMMANDS", "PLANS", "Command", "Typed", "as_command", "help_rows", "is_addressed", "without_address"]

WORDS: dict[str, Command] = {word: command for command in COMMANDS for word in (command.word, *command.also)}

_PROSE = re.compile(
    r"\b(is|are|was|were|do|does|did|can|will|would|should|how|what|which|who|why|the)\b|^\w+\s*(,|&|\+|and\b|plus\b)",
    re.IGNORECASE,
)
_FEW_WORDS = 3
_ADDRESS = re.compile(r"^\s*(?:/channel[-_ ]?sales|channel-sales)\b[:,]?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Typed:
    """A message as a command: the command, its word as typed and the rest, or `near` when it is only nearly one.

    `plan` where a document is asked for and its kind is not said. `sure` where it cannot begin a sentence.
    """

    command: Command | None
    rest: str
    near: tuple[str, ...] = ()
    word: str = ""
    plan: bool = False
    sure: bool = True


def is_addressed(text: str) -> bool:
    """Whether a message begins with `/channel-sales`."""
    return bool(_ADDRESS.match(text))


def without_address(text: str) -> str:
    """A message without a leading `/channel-sales`."""
    return _ADDRESS.sub("", text, count=1).strip()


def as_command(text: str) -> Typed | None:
    """A message read as a command, or None where it is a sentence.

    `/channel-sales how did April go?` is a sentence: its first word is no command, nor near one. Where a
    command is called for, a word near one's asks back instead of guessing.
    """
    addressed, words = is_addressed(text), without_address(text)
    head, _, rest = words.partition(" ")
    head = head.strip(":,.!?").lower()
    if not head or head == "?" or (head == "help" and len(rest.split()) < 2):
        return Typed(None, "help")
    if head in {"plan", "plans"}:
        return _planned(rest.strip(), addressed=addressed)
    if command := _named(head):
        return (
            None
            if _reads_as_sentence(words)
            else Typed(command, rest.strip(), word=head, sure=addressed or not command.common)
        )
    near = _near(head) if addressed and len(head) > 2 and not _reads_as_sentence(words) else ()
    return Typed(None, rest.strip(), near) if near else None


def _planned(rest: str, *, addressed: bool) -> Typed | None:
    """`plan KIND ...`; "plan a webinar with Acme" is a sentence, unless a command is called for."""
    word, _, after = rest.partition(" ")
    if command := kind_named(word.strip(":,.!?").lower()):
        return None if _reads_as_sentence(after) else Typed(command, after.strip(), word=f"plan {word}")
    asked = not rest or (addressed and not _reads_as_sentence(rest) and len(rest.split()) < _FEW_WORDS)
    return Typed(None, rest, plan=True) if asked else None


def _named(head: str) -> Command | None:
    return WORDS.get(head) or WORDS.get(head.removesuffix("s"))


def _reads_as_sentence(words: str) -> bool:
    """Whether a line that starts with a command's word is prose: "claims that are late this week?"."""
    return words.endswith("?") or bool(_PROSE.search(words))


def _near(word: str) -> tuple[str, ...]:
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) < 5 else 2
    found = sorted((OSA.distance(word, known), command.word) for known, command in WORDS.items())
    return tuple(dict.fromkeys(name for distance, name in found if distance <= allowed))[:2]


def help_rows() -> list[tuple[str, str, str]]:
    """Each command as a person writes it, what it is for, and an example."""
    return [(f"{c.word} {c.takes}", c.about, c.example) for c in (*COMMANDS, *PLANS)]
