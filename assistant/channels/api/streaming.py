"""A turn as server-sent events: `step` as each begins, `said` for each piece of the checked text, `done` at the end."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

from fastapi import Request
from fastapi.responses import StreamingResponse

from assistant.answer import Done, Event

MEDIA = "text/event-stream"
STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer, or with `Accept: text/event-stream` the turn as it goes.",
        "content": {MEDIA: {"schema": {"type": "string"}, "example": 'event: step\ndata: {"text": "reading ..."}\n\n'}},
    }
}


def wants_stream(request: Request) -> bool:
    """Whether a client asks for events."""
    return MEDIA in request.headers.get("accept", "")


def streamed(events: AsyncGenerator[Event]) -> StreamingResponse:
    """The events of a turn on the wire. A client that goes away closes them, and so stops the turn."""

    async def told() -> AsyncIterator[str]:
        async with aclosing(events):
            async for event in events:
                part = event.answer if isinstance(event, Done) else event
                yield f"event: {type(event).__name__.lower()}\ndata: {part.model_dump_json()}\n\n"

    return StreamingResponse(told(), media_type=MEDIA, headers={"cache-control": "no-store", "x-accel-buffering": "no"})
