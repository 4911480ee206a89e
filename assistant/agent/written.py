"""Tools and their results in plain words, for a server that knows no tools and for models too small for schemas.

The catalogue's schemas take thousands of tokens of every call; a line a tool takes a tenth. What such a model calls
it writes as JSON into its text, where `models/text_calls.py` reads it.
"""

import json
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage

from assistant.agent.shapes import plain_shape
from assistant.toolbox import asked_shape
from tools import TOOLS
from tools.core.catalogue import Tool


@cache
def written_tools() -> str:
    """One line a tool: `deadlines(partner?, within_days?): What falls due ...`; `?` marks what may be left out."""
    return "\n".join(map(_line, TOOLS))


def _line(tool: Tool) -> str:
    shape = plain_shape(asked_shape(tool))
    needed = shape.get("required", [])
    arguments = ", ".join(name if name in needed else f"{name}?" for name in shape["properties"])
    return f"{tool.name}({arguments}): {tool.description}"


def written(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """A conversation in which calls, and what tools found, are text; results of one message stand together."""
    told: list[AnyMessage] = []
    for tools, group in groupby(messages, key=lambda message: isinstance(message, ToolMessage)):
        if tools:
            told.append(HumanMessage("\n\n".join(f"{message.name}: {message.text}" for message in group)))
        else:
            told += [_plain(message) for message in group]
    return told


def _plain(message: AnyMessage) -> AnyMessage:
    if isinstance(message, AIMessage) and message.tool_calls:
        asked = ({"name": call["name"], "arguments": call["args"]} for call in message.tool_calls)
        return AIMessage("\n".join(json.dumps(call, ensure_ascii=False) for call in asked))
    return message
