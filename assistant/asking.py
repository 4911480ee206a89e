"""One way in, one way out: a channel's message becomes an answer here, whoever asked and wherever.

Commands go straight to the toolbox and never load LangChain; sentences go through the agent.
"""

from collections.abc import Generator, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from assistant.access import OPERATOR, Person
from assistant.agent.steps import doing
from assistant.answer import Answer, Done, Event, Said, Step
from assistant.conversations import Conversations, Spoken, asks_to_forget, forgotten
from assistant.leaving import Leaving, Left
from assistant.observing import watch
from assistant.reading.choosing import choose, topic_after
from assistant.reading.commands import as_command
from assistant.reading.followups import Topic
from assistant.reading.replies import Reply
from assistant.reading.slots import Words
from assistant.reading.words import normalise
from assistant.records.cut import FrameReader
from assistant.records.playbooks.library import Library
from assistant.records.program import read_program
from assistant.records.store import Records
from assistant.settings import Settings
from assistant.toolbox import Outcome, Toolbox
from assistant.wording import answered, refused
from tools.core.errors import BadArgument, ToolError


@dataclass
class Desk:
    """Where questions are taken: the records, the program, and the conversations."""

    settings: Settings
    records: Records
    reader: FrameReader
    surface: str = "shell"

    @cached_property
    def library(self) -> Library:
        """The playbooks that the settings name; their index is opened by the first question that needs it."""
        own = self.settings
        return Library(own.playbook_folders, own.playbooks_index, own.chroma_url)

    @cached_property
    def conversations(self) -> Conversations:
        """What each person's conversations speak of, kept beside the records."""
        return Conversations(self.records, self.settings.keep_conversations_days)

    def forget(self, person: Person, conversation: str | None = None) -> int:
        """Forget one conversation of a person, or all of theirs; how many there were."""
        return self.conversations.forget(person, conversation)

    @classmethod
    def open(cls, settings: Settings) -> "Desk":
        """A desk over the settings' own records and program."""
        records = Records(settings.database_url)
        return cls(settings=settings, records=records, reader=FrameReader(records))

    def at(self, surface: str) -> "Desk":
        """The same desk, as a surface of that name asks it: everything is shared but the name under which it counts."""
        _ = self.library
        shared = copy(self)
        shared.surface = surface
        return shared

    def toolbox(self, person: Person = OPERATOR, as_of: date | None = None) -> Toolbox:
        """The tools as a person may use them, on the records as they are now."""
        own = self.settings
        program = read_program(own.program_dir)
        return Toolbox(self.records, self.reader, program, person, as_of, own.templates_dir, self.library)

    def call(
        self, tool: str, arguments: dict[str, Any], person: Person = OPERATOR, as_of: date | None = None
    ) -> Outcome:
        """One tool, by name.

        Raises:
            ToolError: the tool's refusal, in a sentence.
        """
        return self.toolbox(person, as_of).call(tool, arguments)

    def ask(
        self, text: str, person: Person = OPERATOR, *, conversation: str | None = None, as_of: date | None = None
    ) -> Answer:
        """The answer to a message. A bug becomes an apology with an id, and a full log line."""
        *_, last = self.events(text, person, conversation=conversation, as_of=as_of)
        assert isinstance(last, Done)  # noqa: S101 - a turn that nobody leaves ends with its answer
        return last.answer

    def events(
        self,
        text: str,
        person: Person = OPERATOR,
        *,
        conversation: str | None = None,
        as_of: date | None = None,
        leaving: Leaving | None = None,
    ) -> Iterator[Event]:
        """A turn as it goes: steps as they begin, then the checked text in pieces, and at the end the whole answer.

        Whoever closes the generator, or leaves by `leaving`, stops the turn before its next call of a model or a tool.
        """
        leaving, in_full = leaving or Leaving(), self.settings.log_questions
        with watch.question(text, self.surface, in_full=in_full) as watched:
            try:
                answer = yield from self._turn(text, person, conversation, as_of, leaving)
            except ToolError as error:
                answer = refused(error)
            except Left:
                return
            except GeneratorExit:
                leaving.leave()
                raise
            except Exception:  # noqa: BLE001 - the edge: what is not a ToolError is a bug, logged whole
                answer = apology("question", text, in_full=in_full)
            watched.answer = answer
        for piece in answer.text.splitlines(keepends=True):
            yield Said(text=piece)
        yield Done(answer=answer)

    def _turn(
        self, text: str, person: Person, conversation: str | None, as_of: date | None, leaving: Leaving
    ) -> Generator[Step, None, Answer]:
        longest = self.settings.max_question_chars
        if len(text) > longest:
            raise BadArgument(
                "A question", f"{len(text):,} characters", f"it may have up to {longest:,}. Ask for one thing."
            )
        message = normalise(text)
        if not message:
            raise BadArgument("A question", text, "it says nothing. `help` lists what can be asked.")
        yield Step(text="reading the question")
        if asks_to_forget(message):
            return forgotten(self.forget(person, conversation) if conversation else 0)
        toolbox = self.toolbox(person, as_of)
        spoken = self.conversations.recall(person, conversation)
        words = words_of(toolbox)
        if as_command(message) is None:
            from assistant.agent.loop import Asked, answered_by_agent

            asked = Asked(message, toolbox, words, spoken, conversation)
            answer, topic = yield from answered_by_agent(asked, self.settings, leaving)
        else:
            answer, topic = yield from _commanded(message, toolbox, words, spoken.topic, leaving)
        after = spoken.after(topic, answer)
        if conversation and after not in (spoken, Spoken(Topic())):
            self.conversations.keep(person, conversation, after)
        return answer

    def branch(self, person: Person, earlier: str, later: str) -> None:
        """Let what a conversation speaks of go on under another name too, which then speaks of nothing else."""
        spoken = self.conversations.recall(person, earlier)
        if spoken == Spoken():
            self.forget(person, later)
        else:
            self.conversations.keep(person, later, spoken)


def _commanded(
    text: str, toolbox: Toolbox, words: Words, topic: Topic | None, leaving: Leaving
) -> Generator[Step, None, tuple[Answer, Topic | None]]:
    choice = choose(text, words, topic)
    spoken = topic_after(choice, topic)
    if isinstance(choice, Reply):
        return Answer(kind=choice.kind, text=choice.text, code=choice.code), spoken
    outcomes: list[Outcome] = []
    failed: list[ToolError] = []
    for call in choice:
        leaving.check()
        yield Step(text=doing(call.tool, call.arguments, toolbox))
        try:
            outcomes.append(toolbox.call(call.tool, call.arguments))
        except ToolError as error:
            failed.append(error)
    if not outcomes:
        return refused(failed[0]), topic
    notes = [note for call in choice for note in call.notes]
    return answered(outcomes, (*notes, *map(str, failed))), spoken


def words_of(toolbox: Toolbox) -> Words:
    """What a sentence is read with: the day, the calendar, and the names that the person may use."""
    return Words(
        as_of=toolbox.as_of,
        calendar=toolbox.calendar,
        roster=lambda: toolbox.roster,
        tiers=tuple(dict.fromkeys(tier.name for block in toolbox.program.tiers.values for tier in block.tiers)),
        regions=lambda: toolbox.lists.regions,
        managers=lambda: toolbox.lists.managers,
        currency=toolbox.program.company.currency,
    )


def apology(where: str, text: str, *, in_full: bool = False) -> Answer:
    """What a person is told of a bug; the log has the rest under the same id, and the text itself if `in_full`."""
    fault = watch.bug(where, watch.told(text, in_full=in_full))
    return Answer(
        kind="refusal",
        code="bug",
        text=f"Sorry, something is wrong on my side (fault {fault}). It is in the log; please try again.",
    )
