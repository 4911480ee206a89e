"""ChatOpenAI, except that a tool call which broke off in mid-stream is not taken for a whole one.

Joined chunks are read as far as they go: `{"partner": "Acme", "quar` would become a call without its quarter.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk
from langchain_openai import ChatOpenAI

BROKEN = "broken_calls"
"""The mark, in a message's metadata, of tool calls whose arguments are no JSON."""


class Endpoint(ChatOpenAI):
    """A server of chat completions."""

    def _stream(self, *arguments: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        written: dict[Any, str] = defaultdict(str)
        for chunk in super()._stream(*arguments, **options):
            if isinstance(chunk.message, AIMessageChunk):
                for piece in chunk.message.tool_call_chunks:
                    written[piece["index"]] += piece["args"] or ""
            yield chunk
        if not all(map(_is_object, written.values())):
            yield ChatGenerationChunk(message=AIMessageChunk(content="", response_metadata={BROKEN: True}))


def _is_object(text: str) -> bool:
    try:
        return not text.strip() or isinstance(json.loads(text), dict)
    except ValueError:
        return False
