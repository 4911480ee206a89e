"""The agent: LangChain's `create_agent` over the toolbox, on the planner or on any chat model.

LangChain stops here and at the planner. Tools answer with words for the model and with their outcome as
an artifact; tables and receipts are taken from the artifacts, never retyped by a model.
"""

from typing import Any

from langchain.agents import create_agent
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langchain_core.tools import BaseTool, StructuredTool

from assistant.answer import Answer
from assistant.planner import Planner
from assistant.reading.followups import Topic
from assistant.reading.slots import Words
from assistant.toolbox import Outcome, Toolbox, asked_shape
from assistant.wording import answered, refused, worded
from tools import TOOLS
from tools.core.catalogue import Tool
from tools.core.errors import ToolError

MOST_STEPS = 12
"""Steps of one turn after which it is a loop: a question needs two or four."""


def ask_agent(text: str, toolbox: Toolbox, words: Words, topic: Topic | None = None) -> tuple[Answer, Topic | None]:
    """One turn: the answer to a sentence, and what the conversation now speaks of."""
    model: BaseChatModel = Planner(words=words, topic=topic, tags=["nostream"])
    agent = create_agent(model, [_bound(tool, toolbox) for tool in TOOLS])
    state = agent.invoke({"messages": [HumanMessage(text)]}, config={"recursion_limit": MOST_STEPS})
    messages = state["messages"]
    last = messages[-1]
    outcomes = [m.artifact for m in messages if isinstance(m, ToolMessage)]
    planned = [m.response_metadata for m in messages if isinstance(m, AIMessage)]
    spoken = next((marks["topic"] for marks in planned if "topic" in marks), topic)
    if not outcomes:
        marks = last.response_metadata
        return Answer(kind=marks.get("kind", "answer"), text=str(last.content), code=marks.get("code")), spoken
    good = [outcome for outcome in outcomes if isinstance(outcome, Outcome)]
    failed = [outcome for outcome in outcomes if isinstance(outcome, ToolError)]
    if not good:
        return refused(failed[0]), topic
    notes = [note for marks in planned for note in marks.get("notes", ())]
    return answered(good, (*notes, *(str(error) for error in failed))), spoken


def _bound(tool: Tool, toolbox: Toolbox) -> BaseTool:
    def run(**arguments: Any) -> tuple[str, Outcome | ToolError]:
        """A tool's words and outcome; a tool's refusal is an answer too."""
        try:
            outcome = toolbox.call(tool.name, arguments)
        except ToolError as error:
            return str(error), error
        return worded(outcome).text, outcome

    return StructuredTool(
        name=tool.name,
        description=tool.description,
        args_schema=asked_shape(tool),
        func=run,
        response_format="content_and_artifact",
    )
