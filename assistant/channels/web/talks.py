"""What was asked and answered on the page, kept while the process runs: a reload and a download need it."""

import secrets
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Literal

from assistant.access import Person
from assistant.answer import Answer
from tools.core.errors import ToolError

_KEPT_TURNS = 500
MOST_AT_ONCE = 3
"""How many questions of one person are worked on at a time."""


class NotKept(ToolError):
    """An answer that is not kept any more, or that is somebody else's."""


class TooMany(ToolError):
    """More questions at once than one person may have open."""


@dataclass(frozen=True)
class Turn:
    """A question and its answer."""

    id: str
    conversation: str
    question: str
    answer: Answer
    verdict: Literal["up", "down"] | None = None

    def rated(self, verdict: Literal["up", "down"]) -> "Turn":
        """The same with a person's verdict."""
        return replace(self, verdict=verdict)


@dataclass
class Talks:
    """The last turns of everybody; each person reads their own alone, and only as long as they see the same rows."""

    _turns: OrderedDict[str, tuple[str, Turn]] = field(default_factory=OrderedDict)
    _open: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock)

    def keep(self, person: Person, turn: Turn) -> None:
        """Keep a turn, and forget the oldest one beyond the limit."""
        with self._lock:
            self._turns[turn.id] = _reader(person), turn
            while len(self._turns) > _KEPT_TURNS:
                self._turns.popitem(last=False)

    def turn(self, person: Person, turn_id: str) -> Turn:
        """One of a person's turns.

        Raises:
            NotKept: it is not kept any more, or it is not theirs.
        """
        with self._lock:
            reader, turn = self._turns.get(turn_id, ("", None))
        if turn is None or reader != _reader(person):
            raise NotKept("This answer is not kept any more. Ask the question again.")
        return turn

    def of(self, person: Person, conversation: str) -> list[Turn]:
        """A person's turns of one conversation, the oldest first."""
        with self._lock:
            kept = list(self._turns.values())
        return [turn for reader, turn in kept if reader == _reader(person) and turn.conversation == conversation]

    @contextmanager
    def working(self, person: Person) -> Iterator[None]:
        """A question of a person's while it is worked on.

        Raises:
            TooMany: as many as may be are open.
        """
        with self._lock:
            if self._open[person.id] >= MOST_AT_ONCE:
                raise TooMany(f"{MOST_AT_ONCE} of your questions are still being answered. Wait for one, or stop it.")
            self._open[person.id] += 1
        try:
            yield
        finally:
            with self._lock:
                self._open[person.id] -= 1
                if not self._open[person.id]:
                    del self._open[person.id]


def new_id() -> str:
    """An id that nobody guesses."""
    return secrets.token_hex(9)


def _reader(person: Person) -> str:
    return f"{person.id}\n{person.scope}"
