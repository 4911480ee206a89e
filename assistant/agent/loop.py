"""The loop: LangChain's agent over the catalogue, with this turn's model, tools, limits and gate put in.

The agent is compiled once. What belongs to one question travels as the run's context, so that nothing of
one person's turn can be met in another's.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import cache
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware, AgentState, ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, RemoveMessage, ToolMessage
from langchain_core.tools import BaseTool, StructuredTool
from langgraph.prebuilt.tool_node import ToolCallRequest
from langgraph.runtime import Runtime

from assistant.agent.models.configured import modelled_by
from assistant.agent.models.limits import ModelFailed
from assistant.agent.reports import reported
from assistant.agent.shapes import plain_shape
from assistant.agent.steps import doing
from assistant.agent.turn import Modelled, Turn
from assistant.answer import Answer, Step
from assistant.conversations import Spoken
from assistant.leaving import Leaving
from assistant.planner import Planner
from assistant.reading.followups import Topic
from assistant.reading.slots import Words
from assistant.records.delivery.conversations import thread_of
from assistant.settings import Settings
from assistant.toolbox import Toolbox, asked_shape
from tools import TOOLS
from tools.core.catalogue import Tool
from tools.core.errors import ToolError

MOST_STEPS = 100
"""Steps of one run after which it is a fault of ours: a turn's budget ends it long before."""

MOST_TURNS = 6
"""Past turns that a model is shown; what the conversation speaks of and its last results it is told besides."""

Handler = Callable[[ModelRequest[Turn]], ModelResponse[Any]]


class OneTurn(AgentMiddleware[AgentState[Any], Turn]):
    """Puts the turn's own model, tools and limits into the compiled agent."""

    def before_agent(self, state: AgentState[Any], runtime: Runtime[Turn]) -> dict[str, Any] | None:  # noqa: ARG002
        """Let go of what a long conversation need not keep: old turns, and the tools' words of past ones."""
        gone = let_go(state["messages"])
        return {"messages": [RemoveMessage(id=str(message.id)) for message in gone]} if gone else None

    def wrap_model_call(self, request: ModelRequest[Turn], handler: Handler) -> AIMessage:
        """What the turn's model says next, or the planner where there is none or it cannot go on."""
        turn = _turn(request.runtime)
        turn.leaving.check()
        if not turn.planned:
            from assistant.agent.modelled import modelled

            try:
                reply = modelled(request, handler, turn)
            except ModelFailed as failed:
                turn.fall_back(str(failed), at=len(request.messages))
        if turn.planned:
            messages: list[AnyMessage] = [HumanMessage(turn.text), *_since(request.messages, turn)]
            reply = _only(handler(request.override(model=turn.planner, messages=messages)))
        turn.heard(reply)
        return reply

    def wrap_tool_call(self, request: ToolCallRequest, handler: object) -> ToolMessage:  # noqa: ARG002 - LangChain's
        """A tool's words. A refusal is an answer too: the model may ask again."""
        turn = _turn(request.runtime)
        turn.leaving.check()
        name, arguments, at = request.tool_call["name"], request.tool_call["args"], str(request.tool_call["id"])
        request.runtime.stream_writer(doing(name, arguments, turn.toolbox))
        try:
            outcome = turn.toolbox.call(name, arguments)
        except ToolError as error:
            turn.found[at] = error
            return ToolMessage(str(error), tool_call_id=at, name=name, status="error")
        turn.found[at] = outcome
        return ToolMessage(reported(outcome), tool_call_id=at, name=name)


@dataclass(frozen=True)
class Asked:
    """A sentence, who asks it with which tools, and the conversation that it stands in."""

    text: str
    toolbox: Toolbox
    words: Words
    spoken: Spoken
    conversation: str | None = None
    model: Modelled | None = None
    """Another model than that of the settings."""

    @property
    def thread(self) -> str | None:
        """The checkpoints' id of the conversation; None where nothing is to be kept."""
        return thread_of(self.toolbox.person.id, self.conversation) if self.conversation else None


def answered_by_agent(
    asked: Asked, settings: Settings, leaving: Leaving
) -> Generator[Step, None, tuple[Answer, Topic | None]]:
    """Run a turn, telling its steps: the answer, and what the conversation now speaks of.

    Raises:
        Left: whoever asked has gone.
    """
    turn = Turn(
        asked.text, asked.toolbox, asked.words, leaving, asked.spoken.topic, asked.model or modelled_by(settings)
    )
    if turn.modelled is None or asked.thread is None:
        yield from _run(_agent(), turn, {})
    else:
        yield from _remembered(asked, turn, settings.database_url, asked.thread)
    return turn.answer(), turn.spoken()


def _remembered(asked: Asked, turn: Turn, url: str, thread: str) -> Generator[Step, None, None]:
    """A turn of a model that knows the conversation. The planner needs no messages: the topic is all it reads."""
    from assistant.agent.memory import found_before, keep_newest, saver_of

    saver = saver_of(url)
    turn.earlier = found_before(asked.toolbox.records, asked.spoken.receipts, asked.toolbox.person)
    agent = _agent().copy(update={"checkpointer": saver})
    yield from _run(agent, turn, {"configurable": {"thread_id": thread}}, durability="exit")
    keep_newest(saver, thread)


def _run(agent: Any, turn: Turn, config: dict[str, Any], **options: Any) -> Generator[Step, None, None]:
    asked = {"messages": [HumanMessage(turn.text)]}
    config = {"recursion_limit": MOST_STEPS, **config}
    for step in agent.stream(asked, config, context=turn, stream_mode="custom", **options):
        yield Step(text=step)


def let_go(messages: list[AnyMessage]) -> list[AnyMessage]:
    """The messages that go: all of past turns but questions and answers, and the turns before the last few."""
    past = messages[: _asked_at(messages)]
    kept = [m for m in past if isinstance(m, HumanMessage) or (isinstance(m, AIMessage) and not m.tool_calls)]
    kept = kept[-2 * MOST_TURNS :]
    return [message for message in past if message not in kept]


def _asked_at(messages: list[AnyMessage]) -> int:
    return max(at for at, message in enumerate(messages) if isinstance(message, HumanMessage))


def _turn(runtime: Any) -> Turn:
    """The turn of a run: without one nobody is asking, and nothing may be shown."""
    if not isinstance(runtime.context, Turn):
        raise TypeError("the agent was run for nobody")
    return runtime.context


def _since(messages: list[AnyMessage], turn: Turn) -> list[AnyMessage]:
    """The messages since the planner took over."""
    return messages[max(turn.planned_from, _asked_at(messages) + 1) :]


def _only(response: ModelResponse[Any]) -> AIMessage:
    reply = response.result[-1]
    assert isinstance(reply, AIMessage)  # noqa: S101 - what a chat model returns
    return reply


class Nobody(Planner):
    """The model that the agent is compiled with; each turn puts its own in the place."""

    words: Any = None


@cache
def _agent() -> Any:
    return create_agent(Nobody(), [_shown(tool) for tool in TOOLS], middleware=[OneTurn()], context_schema=Turn)


def _shown(tool: Tool) -> BaseTool:
    """A tool as a model is shown it. It is run by the turn, on the asking person's own toolbox."""

    def run(**_: Any) -> str:
        raise TypeError(f"{tool.name} was called outside a turn")

    return StructuredTool(
        name=tool.name, description=tool.description, args_schema=plain_shape(asked_shape(tool)), func=run
    )
