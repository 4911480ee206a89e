"""ChatOpenAI, except that a stream is hung up once nobody waits for it, and a broken tool call is not taken for whole.

Joined chunks are read as far as they go: `{"partner": "Acme", "quar` would become a call without its quarter.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk
from langchain_openai import ChatOpenAI

from assistant.agent.models.limits import GIVEN_UP, ModelFailed

BROKEN = "broken_calls"
"""The mark, in a message's metadata, of tool calls whose arguments are no JSON."""


class Endpoint(ChatOpenAI):
    """A server of chat completions."""

    def _stream(self, *arguments: Any, **options: Any) -> Iterator[ChatGenerationChunk]:
        written: dict[Any, str] = defaultdict(str)
        with closing(super()._stream(*arguments, **options)) as chunks:  # type: ignore[type-var]
            for chunk in chunks:
                if (given_up := GIVEN_UP.get()) and given_up.is_set():
                    raise ModelFailed("nobody waits for it")
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
