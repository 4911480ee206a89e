"""One question on its way: who asks what, which model reads it, and what the tools have found so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage

from assistant.agent.models.limits import Budget
from assistant.answer import Answer, Usage
from assistant.leaving import Leaving
from assistant.planner import Planner
from assistant.reading.followups import PERIODS, Call, Topic
from assistant.reading.slots import Words
from assistant.toolbox import Outcome, Toolbox, UnknownTool
from assistant.wording import answered, refused
from tools.core.errors import ToolError


@dataclass
class Modelled:
    """A language model, and what the turn may take of it."""

    model: BaseChatModel
    budget: Budget
    retries: int
    written: bool = False
    """Whether it reads of the tools in its prompt, and writes its calls."""


@dataclass
class Turn:
    """What one run of the agent reads and gathers; it is never kept.

    `earlier` are the results that the conversation spoke of last; a model may word them again.
    `called` holds the tool calls in order, `found` what each came to. `instead` is who spoke in the
    model's place: the planner, which chooses again, or the tools' own words; `why` completes the sentence.
    """

    text: str
    toolbox: Toolbox
    words: Words
    leaving: Leaving
    topic: Topic | None = None
    modelled: Modelled | None = None
    found: dict[str, Outcome | ToolError] = field(default_factory=dict)
    called: dict[str, Call] = field(default_factory=dict)
    earlier: tuple[Outcome, ...] = ()
    abandoned: tuple[Outcome, ...] = ()
    replies: list[AIMessage] = field(default_factory=list)
    instead: Literal["planner", "tools"] | None = None
    why: str | None = None
    planned_from: int = 0

    @property
    def planner(self) -> Planner:
        """Our own chat model, on this turn's words."""
        return Planner(words=self.words, topic=self.topic, tags=["nostream"])

    @property
    def planned(self) -> bool:
        """Whether the planner answers."""
        return self.modelled is None or self.instead == "planner"

    @property
    def good(self) -> list[Outcome]:
        """What tools have found, the same once."""
        found = [one for one in map(self.found.get, self.called) if isinstance(one, Outcome)]
        return list({one.receipt.id: one for one in found}.values())

    @property
    def failed(self) -> list[ToolError]:
        """The refusals of tools that did not answer when they were called again."""
        answering = {one.tool for one in self.good}
        refusals = [
            error
            for at, call in self.called.items()
            if isinstance(error := self.found.get(at), ToolError) and (self.planned or call.tool not in answering)
        ]
        return list({str(error): error for error in refusals}.values())

    def unknown_tools(self) -> int:
        """How often a tool was called that does not exist."""
        return sum(isinstance(error, UnknownTool) for error in self.found.values())

    def heard(self, reply: AIMessage) -> None:
        """Keep what was said last, and the order of its calls: tools of one message may finish in any order."""
        self.replies.append(reply)
        self.called |= {str(call["id"]): Call(call["name"], call["args"]) for call in reply.tool_calls}

    def fall_back(self, why: str, at: int) -> None:
        """Let the planner answer the question anew; `at` is how many messages there are before it."""
        self.instead, self.why, self.planned_from = "planner", why, at
        self.abandoned = tuple(self.good)
        self.found.clear()
        self.called.clear()

    def usage(self) -> Usage | None:
        """What the model has taken, where there is one."""
        return self.modelled.budget.usage(self.instead, self.why) if self.modelled else None

    def answer(self) -> Answer:
        """The answer: the last words, and beside them what the tools found, by code."""
        return self._answer().model_copy(update={"usage": self.usage()})

    def _answer(self) -> Answer:
        last, notes = self.replies[-1], tuple(self._notes())
        if self.good:
            found = answered(self.good, (*notes, *map(str, self.failed)))
            return found if self.planned or self.instead else found.model_copy(update={"text": last.text.strip()})
        if self.failed:
            first = refused(self.failed[0])
            return first.model_copy(update={"notes": notes})
        marks = last.response_metadata
        if self.planned and self.abandoned and marks.get("code") in {"unplaced", "no_playbook"}:
            return answered(self.abandoned, notes)
        if not self.planned and self.earlier:
            rests = answered(self.earlier)
            return rests.model_copy(update={"text": last.text.strip(), "tables": (), "results": (), "notes": notes})
        kind = marks.get("kind") or ("question" if last.text.rstrip().endswith("?") else "answer")
        return Answer(kind=kind, text=last.text.strip(), code=marks.get("code"), notes=notes)

    def _notes(self) -> Iterator[str]:
        for reply in self.replies:
            yield from reply.response_metadata.get("notes", ())
        if self.instead == "planner":
            yield f"The language model was not used: {self.why}. The built-in planner answered instead."
        elif self.instead == "tools":
            yield f"The language model's wording was not used: {self.why}. These are the tools' own words."

    def spoken(self) -> Topic | None:
        """What the conversation speaks of after this turn."""
        if self.planned:
            return next(
                (r.response_metadata["topic"] for r in self.replies if "topic" in r.response_metadata), self.topic
            )
        calls = [_call(one) for one in self.good]
        return (self.topic or Topic()).after(calls) if calls else self.topic


def _call(outcome: Outcome) -> Call:
    """A call as a follow-up goes on from it."""
    given = {key: value for key, value in outcome.receipt.arguments.items() if key not in {"partner_id"}}
    if partner := outcome.receipt.arguments.get("partner_id"):
        given["partner"] = partner
    for key in [key for key in given if key.endswith("_cents")]:
        given[key.removesuffix("_cents")] = f"{given.pop(key) / 100:.2f}"
    period = next((str(given[name]) for name in PERIODS if given.get(name)), None)
    return Call(outcome.tool, given, period=period)
