"""What a language model does next in a turn: tools to call, or words that hold against what tools have found.

What cannot be read or does not hold goes back to it once, with the fault named. After that the tools speak
for themselves, and where none has answered the planner does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from langchain.agents.middleware import ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, SystemMessage, ToolCall

from assistant.agent.asked_about import of_nobody
from assistant.agent.gate import held_against
from assistant.agent.models.calling import called
from assistant.agent.models.endpoint import BROKEN
from assistant.agent.models.limits import Budget, ModelFailed
from assistant.agent.models.text_calls import looks_like_a_call, text_calls, without_thoughts
from assistant.agent.prompts import prompt
from assistant.agent.reports import reported
from assistant.agent.turn import Modelled, Turn
from assistant.agent.written import written, written_tools
from assistant.observing.watch import held_back, model_call
from assistant.reading.choosing import choose
from assistant.reading.followups import Topic
from assistant.reading.replies import Reply
from tools import TOOLS
from tools.core.errors import ToolError

NAMES = frozenset(tool.name for tool in TOOLS)
CUT = "cut"
"""The mark of words that the server broke off at its own limit."""
_CHARACTERS_A_TOKEN = 4
_MOST_RECALLED = 6_000
"""Characters of the last results that a model is told again."""

Handler = Callable[[ModelRequest[Turn]], ModelResponse[Any]]


@dataclass(frozen=True)
class Unfit:
    """Why words cannot be shown: what the model is told, and what the person is told if it does not help."""

    kind: str
    told: str
    why: str


def modelled(request: ModelRequest[Turn], handler: Handler, turn: Turn) -> AIMessage:
    """The model's next tool calls, or its words once they hold.

    Raises:
        ModelFailed: it has neither, and no tool has found anything.
    """
    assert turn.modelled is not None  # noqa: S101 - the loop asks only where there is a model
    request = request.override(model=turn.modelled.model, system_message=SystemMessage(_system(turn)))
    faulted: set[str] = set()
    aside: list[AnyMessage] = []
    while True:
        said = _said(_told(request, aside, turn.modelled), handler, turn, turn.modelled)
        if said.tool_calls:
            return _calling(said, turn, turn.modelled.budget)
        unfit = _unfit(said, turn)
        if unfit is None:
            return said
        if unfit.kind in faulted:
            return _without_its_words(unfit.why, turn)
        faulted.add(unfit.kind)
        aside = [AIMessage(said.text or "(nothing)"), HumanMessage(unfit.told)]


def _told(request: ModelRequest[Turn], aside: list[AnyMessage], model: Modelled) -> ModelRequest[Turn]:
    """The request with what was said aside, and without tools where the model has them in writing."""
    messages = [*request.messages, *aside]
    return (
        request.override(messages=written(messages), tools=[]) if model.written else request.override(messages=messages)
    )


def _said(request: ModelRequest[Turn], handler: Handler, turn: Turn, model: Modelled) -> AIMessage:
    """One call of the model, with tool calls read out of its text where it has written them there."""
    with model_call(model.budget.model) as watched:
        said = called(lambda: handler(request).result[-1], model.budget, model.retries, turn.leaving)
        if not isinstance(said, AIMessage):
            raise ModelFailed("its server answered with something that is no chat completion")
        watched.took(*_spend(model.budget, request.messages, said))
    text = without_thoughts(said.text)
    if said.invalid_tool_calls or said.response_metadata.get(BROKEN):
        return AIMessage(text, response_metadata={BROKEN: True})
    if said.response_metadata.get("finish_reason") == "length":
        return AIMessage(text, response_metadata={CUT: True})
    calls = said.tool_calls or [_tool_call(call.tool, call.arguments) for call in text_calls(text, NAMES)]
    return AIMessage(text, tool_calls=calls)


def _tool_call(name: str, arguments: dict[str, Any]) -> ToolCall:
    return ToolCall(name=name, args=arguments, id=None, type="tool_call")


def _spend(budget: Budget, messages: list[AnyMessage], said: AIMessage) -> tuple[int, int]:
    """Count tokens as the server does, or by the length of the texts where it does not say."""
    read = sum(len(str(message.content)) for message in messages) // _CHARACTERS_A_TOKEN
    took = read, len(str(said.content)) // _CHARACTERS_A_TOKEN
    if usage := said.usage_metadata:
        took = usage["input_tokens"], usage["output_tokens"]
    budget.spend(*took)
    return took


def _calling(said: AIMessage, turn: Turn, budget: Budget) -> AIMessage:
    """Tool calls under ids of our own: servers give the same one twice, or none.

    A model that asks only for what it has already been told is going round in circles.
    """
    asked = [(call["name"], call["args"]) for call in said.tool_calls]
    known = [(call.tool, call.arguments) for call in turn.called.values()]
    if turn.unknown_tools() and any(name not in NAMES for name, _ in asked):
        return _without_its_words("it kept asking for tools that do not exist", turn)
    if any(of_nobody(arguments, turn) for _, arguments in asked):
        return _without_its_words("it asked about a partner that nobody had named", turn)
    if all(call in known for call in asked):
        return _without_its_words("it kept asking for what it had been told", turn)
    budget.start_tools(len(asked))
    calls = [ToolCall(name=name, args=args, id=f"call-{uuid4().hex[:12]}", type="tool_call") for name, args in asked]
    return AIMessage("", tool_calls=calls)


def _unfit(said: AIMessage, turn: Turn) -> Unfit | None:
    """Why these words cannot be the answer, if they cannot."""
    text = said.text
    if said.response_metadata.get(CUT):
        return Unfit("cut", prompt("cut"), "it ran out of room in mid-sentence")
    if said.response_metadata.get(BROKEN) or looks_like_a_call(text, NAMES):
        return Unfit("unreadable", prompt("unreadable"), "it wrote a tool call that cannot be read")
    if not text.strip():
        return Unfit("empty", prompt("empty"), "it said nothing")
    if faults := held_against(text, turn):
        held_back(len(faults))
        listed = "\n".join(f"- {fault.excerpt}: {fault.why}" for fault in faults)
        return Unfit("ungrounded", prompt("rewrite", faults=listed), "it stated what no tool had found")
    if not turn.found and _computable(turn):
        return Unfit("idle", prompt("idle"), "it called no tool")
    return None


def _computable(turn: Turn) -> bool:
    """Whether the planner would call a tool for the question: then words without one are no answer."""
    try:
        return not isinstance(choose(turn.text, turn.words, turn.topic), Reply)
    except ToolError:
        return False


def _without_its_words(why: str, turn: Turn) -> AIMessage:
    """The end of a turn whose tools speak for themselves.

    Raises:
        ModelFailed: no tool has found anything.
    """
    if not turn.good:
        raise ModelFailed(why)
    turn.instead, turn.why = "tools", why
    return AIMessage("\n\n".join(message for message in _own_words(turn)))


def _own_words(turn: Turn) -> list[str]:
    from assistant.wording import worded

    return [worded(outcome).text for outcome in turn.good]


def _system(turn: Turn) -> str:
    box = turn.toolbox
    told = prompt("agent", company=box.program.company.name, as_of=box.as_of.isoformat(), currency=turn.words.currency)
    if turn.modelled and turn.modelled.written:
        told += f"\n\n{prompt('tools', tools=written_tools())}"
    topic = turn.topic or Topic()
    if not (topic.partners or topic.period or turn.earlier):
        return told
    partners = ", ".join(box.roster.names.get(partner, partner) for partner in topic.partners)
    results = "\n\n".join(reported(outcome) for outcome in turn.earlier)[:_MOST_RECALLED]
    recalled = {"partners": partners, "period": topic.period, "results": results}
    return f"{told}\n\n{prompt('spoken', **{name: value or 'none' for name, value in recalled.items()})}"
