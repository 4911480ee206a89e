"""From the messages that a client sends each time to a question in its conversation.

A client keeps the talk and sends it whole. A conversation is named by a hash of what the person has said so far, so
that an edited or repeated message goes on from its own past. A past that is not known here is asked again, silently.
"""

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass, field

from assistant.access import Person
from assistant.asking import Desk
from assistant.channels.completions.shapes import Asked, Message, Unfit

MOST_ASKED_AGAIN, MOST_KNOWN = 6, 10_000


@dataclass(frozen=True)
class Turn:
    """A question, and the conversation that it stands in."""

    question: str
    conversation: str


@dataclass
class Talks:
    """The conversations that clients carry on."""

    desk: Desk
    known: OrderedDict[tuple[str, str], None] = field(default_factory=OrderedDict)

    def turn(self, asked: Asked, person: Person) -> Turn:
        """The last question, with what was said before it brought to mind.

        Raises:
            Unfit: the last message is none of a person's, or holds what cannot be read.
        """
        said = [one for one in asked.messages if one.role == "user"]
        if not said or asked.messages[-1].role != "user":
            raise Unfit("The last message must be of role 'user': it is the question.", "messages")
        question = text_of(said[-1])
        if named := (asked.metadata or {}).get("conversation"):
            return Turn(question, f"completions:{named}")
        return Turn(question, self._brought_to_mind([_kept(one) for one in said[:-1]], question, person))

    def _brought_to_mind(self, past: list[str], question: str, person: Person) -> str:
        """The name of the conversation in which a question stands, which speaks of what its past spoke of."""
        start = len(past)
        while start and (person.id, _name(past[:start])) not in self.known and len(past) - start < MOST_ASKED_AGAIN:
            start -= 1
        for end in range(start, len(past)):
            later = self._step(past[:end], past[end], person)
            self.desk.ask(past[end], person, conversation=later)
        return self._step(past, question, person)

    def _step(self, past: list[str], question: str, person: Person) -> str:
        later = _name([*past, question])
        self.desk.branch(person, _name(past), later)
        self.known[person.id, later] = None
        self.known.move_to_end((person.id, later))
        while len(self.known) > MOST_KNOWN:
            self.known.popitem(last=False)
        return later


def text_of(message: Message) -> str:
    """What a message says.

    Raises:
        Unfit: it holds a picture, a sound or a file.
    """
    if not isinstance(message.content, list):
        return message.content or ""
    other = next((part for part in message.content if part.get("type") != "text"), None)
    if other is not None:
        kind = str(other.get("type")).removesuffix("_url").removeprefix("input_")[:40]
        raise Unfit(f"A part of type {kind!r} cannot be read here. Ask in words.", "messages", "unsupported_content")
    return "\n".join(str(part.get("text", "")) for part in message.content)


def _kept(message: Message) -> str:
    """What an earlier message said; what could not be read then is left out."""
    parts = message.content if isinstance(message.content, list) else [{"type": "text", "text": message.content or ""}]
    return "\n".join(str(part.get("text", "")) for part in parts if part.get("type") == "text")


def _name(said: list[str]) -> str:
    return "completions:" + hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]
