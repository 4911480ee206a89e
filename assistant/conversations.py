"""What conversations speak of, from one message to the next and from one process to another.

Kept are the topic and the receipts of the last results, never a figure: a figure is read anew from its receipt,
by whoever may see it.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from assistant.access import Person
from assistant.answer import Answer
from assistant.clock import now
from assistant.reading.followups import Topic
from assistant.records.delivery.conversations import (
    forget_all_of,
    forget_old,
    forget_one,
    keep_spoken,
    spoken_of,
)
from assistant.records.store import Records
from tools.core.errors import BadArgument, NoRecords

LONGEST_NAME = 200
MOST_RECEIPTS = 5
"""Receipts of the last results that a conversation keeps: as many as one question may call tools."""

_FORGET = re.compile(
    r"\W*(?:please |can you |could you )?(?:forget|delete|clear|erase|wipe) (?:all (?:of )?)?"
    r"(?:(?:this|our|the|my) (?:whole )?(?:conversation|chat|thread|history)|everything|(?:it|that) all)"
    r"(?: please| now| so far)?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Spoken:
    """What a conversation speaks of, and the receipts of what was last found in it."""

    topic: Topic | None = None
    receipts: tuple[str, ...] = ()

    def after(self, topic: Topic | None, answer: Answer) -> "Spoken":
        """The same once a message was answered; an answer without results leaves the last ones standing."""
        found = tuple(receipt.id for receipt in answer.receipts[-MOST_RECEIPTS:])
        return Spoken(topic, found or self.receipts)


class Conversations:
    """The conversations that one database keeps, for some days each."""

    def __init__(self, records: Records, days: int) -> None:
        self._records = records
        self._days = timedelta(days=days)
        self._pruned_at = now() - timedelta(days=1)

    def recall(self, person: Person, conversation: str | None) -> Spoken:
        """What a person's conversation spoke of; nothing where it has no name or was forgotten.

        Raises:
            BadArgument: the name is none that can be kept.
        """
        if conversation is None:
            return Spoken()
        if not conversation.isprintable() or not 0 < len(conversation) <= LONGEST_NAME:
            raise BadArgument("A conversation", conversation, f"its name has 1 to {LONGEST_NAME} printable characters.")
        try:
            kept = spoken_of(self._records, person.id, conversation, since=now() - self._days)
        except NoRecords:
            return Spoken()
        return self._shape.validate_json(kept) if kept else Spoken()

    def keep(self, person: Person, conversation: str, spoken: Spoken) -> None:
        """Keep what a person's conversation speaks of, and forget those that have been silent too long."""
        written = self._shape.dump_json(spoken).decode()
        try:
            keep_spoken(self._records, person.id, conversation, written, at=now())
        except NoRecords:
            self._bring_up_to_date()
            keep_spoken(self._records, person.id, conversation, written, at=now())
        self.forget_old()

    def forget(self, person: Person, conversation: str | None = None) -> int:
        """Forget one conversation of a person, or all of theirs; how many there were."""
        try:
            if conversation is None:
                return forget_all_of(self._records, person.id)
            return forget_one(self._records, person.id, conversation)
        except NoRecords:
            return 0

    def forget_old(self) -> int:
        """Forget what has been silent too long, at most once an hour; how many there were."""
        if now() - self._pruned_at < timedelta(hours=1):
            return 0
        self._pruned_at = now()
        return forget_old(self._records, before=now() - self._days)

    def _bring_up_to_date(self) -> None:
        """A database of an earlier release has no place for conversations until it is migrated."""
        from assistant.records.engine import migrate

        migrate(self._records)

    @cached_property
    def _shape(self) -> Any:
        from pydantic import TypeAdapter

        return TypeAdapter(Spoken)


def asks_to_forget(text: str) -> bool:
    """Whether a message asks to forget the conversation that it stands in."""
    return bool(_FORGET.fullmatch(text))


def forgotten(number: int) -> Answer:
    """What is said once a conversation was forgotten."""
    if number:
        return Answer(kind="help", text="This conversation is forgotten. Name the partner in your next question.")
    return Answer(kind="help", text="There is nothing to forget: nothing of this conversation is kept.")
