"""The whole turn without model time, beside a bare `create_agent` loop with the same tools; and the planner's median.

A scripted model chooses and words at once, so that what is left is ours: reading the records' state and the program,
the gate, the limits, the hooks. The two ways take turns, question by question.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple
from unittest.mock import patch

from langchain.agents import create_agent
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.tools import BaseTool, StructuredTool
from rich.table import Table

from assistant.agent import loop
from assistant.agent.models.limits import Budget
from assistant.agent.turn import Modelled
from assistant.asking import Desk
from assistant.toolbox import Toolbox, asked_shape
from assistant.wording import worded
from evals.cases import read_cases
from evals.running import demo_desk
from evals.runs import percentile
from tools import TOOLS
from tools.core.catalogue import Tool

MOST_RATIO = 1.3
MOST_MS = 50
ROUNDS = 40

ACME, LARKMERE, KILNFELL, QUILLHAVEN = "Acme Networks", "Larkmere Cloud", "Kilnfell Security", "Quillhaven"
QUESTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    f"which tier does {ACME} hold?": ("tier_status", {"partner": ACME}),
    f"what rebate has {LARKMERE} earned in Q1 2025?": ("rebate_earned", {"partner": LARKMERE, "quarter": "Q1 2025"}),
    f"what would {KILNFELL} earn on a 150k deal?": ("deal_estimate", {"partner": KILNFELL, "amount": "150k"}),
    f"how much MDF does {ACME} have left?": ("mdf_balance", {"partner": ACME}),
    f"what did {QUILLHAVEN} earn in Q1?": ("incentive_statement", {"partner": QUILLHAVEN, "period": "2025-Q1"}),
    "how did April go?": ("dashboard", {"period": "2025-04"}),
}
"""Questions with the call that answers each."""


class Scripted(BaseChatModel):
    """A chat model that answers at once: the question's call, then the first sentence of what the tool said."""

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, *_: Any, **__: Any) -> Any:
        """The script knows the tools."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002 - the shape is LangChain's
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002 - and here
        **_: Any,
    ) -> ChatResult:
        last = messages[-1]
        if isinstance(last, ToolMessage):
            said = AIMessage(str(last.content).splitlines()[0])
        else:
            name, arguments = QUESTIONS[str(last.content)]
            said = AIMessage("", tool_calls=[{"name": name, "args": arguments, "id": "call-1", "type": "tool_call"}])
        return ChatResult(generations=[ChatGeneration(message=said)])


class Timing(NamedTuple):
    """A question's median milliseconds, bare and whole, and the median of the ratios of the pairs."""

    question: str
    bare: float
    whole: float
    ratio: float


def overhead(desk: Desk, rounds: int = ROUNDS) -> list[Timing]:
    """Each question both ways, in turns, after a turn of each to warm up."""
    bare = _bare(desk.toolbox())
    took: dict[str, list[tuple[float, float]]] = {question: [] for question in QUESTIONS}
    with scripted():
        for _ in range(rounds + 1):
            for question, pairs in took.items():
                pairs.append((timed(bare, question), timed(desk.ask, question)))
    return [_timing(question, pairs[1:]) for question, pairs in took.items()]


def _timing(question: str, pairs: Sequence[tuple[float, float]]) -> Timing:
    bare, whole = zip(*pairs, strict=True)
    return Timing(question, median(bare), median(whole), median(one / other for other, one in pairs))


def _bare(toolbox: Toolbox) -> Callable[[str], object]:
    """The loop as its documentation has it, compiled once, over one toolbox that is made once."""
    agent: Any = create_agent(Scripted(), [_tool(tool, toolbox) for tool in TOOLS])
    return lambda question: agent.invoke({"messages": [HumanMessage(question)]})


def _tool(tool: Tool, toolbox: Toolbox) -> BaseTool:
    def run(**arguments: Any) -> str:
        return worded(toolbox.call(tool.name, arguments)).text

    return StructuredTool(name=tool.name, description=tool.description, args_schema=asked_shape(tool), func=run)


@contextmanager
def scripted() -> Iterator[None]:
    """Put the script where the settings' model would be."""
    model = Scripted(tags=["nostream"])
    budget = partial(Budget, "scripted", 60, 8, 1_000_000)
    with patch.object(loop, "modelled_by", lambda _: Modelled(model, budget(), retries=0)):
        yield


def timed(work: Callable[[str], object], question: str) -> float:
    """Milliseconds of one question."""
    began = perf_counter()
    work(question)
    return (perf_counter() - began) * 1000


def planned(desk: Desk, questions: Sequence[str]) -> tuple[float, float, float]:
    """The planner's p50 and p95 in milliseconds, each question asked once to warm up, and a turn's processor time.

    The processor's time is the same on a busy machine, where the clock's is not.
    """
    for question in questions:
        desk.ask(question)
    busy = process_time()
    took = [timed(desk.ask, question) for question in questions]
    return percentile(took, 50), percentile(took, 95), (process_time() - busy) * 1000 / len(questions)


def table() -> Table:
    """Both measurements."""
    sentences = [case.turns[0].ask for case in read_cases() if case.kind in {"sentences", "amounts_and_dates"}]
    with demo_desk() as desk:
        timings = overhead(desk)
        middle, late, busy = planned(desk, sentences)
    ratio = median(timing.ratio for timing in timings)
    shown = Table(
        title=f"The whole turn beside a bare loop, no model time, {ROUNDS} rounds",
        caption=f"Median ratio {ratio:.2f}x, goal at most {MOST_RATIO}x: {_met(ratio <= MOST_RATIO)}\n"
        f"The planner, {len(sentences)} sentences, warm: p50 {middle:.0f} ms, p95 {late:.0f} ms, "
        f"processor {busy:.0f} ms a turn; goal p50 below {MOST_MS} ms: {_met(middle < MOST_MS)}",
    )
    for heading in ("question", "bare ms", "whole ms", "ratio"):
        shown.add_column(heading, justify="left" if heading == "question" else "right")
    for one in timings:
        shown.add_row(one.question, f"{one.bare:.1f}", f"{one.whole:.1f}", f"{one.ratio:.2f}x")
    return shown


def _met(met: bool) -> str:
    return "met" if met else "missed"
