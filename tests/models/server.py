"""A server of OpenAI's chat completions on loopback that says what a test has scripted, streamed or not.

Each request takes the next line of the script; the last line is said again and again.
"""

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

TOKENS = {"prompt_tokens": 900, "completion_tokens": 50, "total_tokens": 950}


@dataclass(frozen=True)
class Line:
    """What the server does with one request.

    Tool calls are (name, arguments as JSON text). `status` other than 200 is a refusal; `raw` is sent as it is.
    `stalls` holds the answer back after its first piece, or before it where nothing is `begun`; `cut` loses the
    line after it; `drips` never ends, a word every tenth of a second; `ends` is the reason given for the end.
    """

    text: str = ""
    calls: tuple[tuple[str, str], ...] = ()
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: str | None = None
    stalls: bool = False
    begun: bool = False
    cut: bool = False
    drips: bool = False
    counts: bool = True
    ends: str = "stop"

    @property
    def message(self) -> dict[str, Any]:
        """The message of a chat completion."""
        calls = [
            {"id": "call_0", "type": "function", "index": at, "function": {"name": name, "arguments": arguments}}
            for at, (name, arguments) in enumerate(self.calls)
        ]
        return {"role": "assistant", "content": self.text, **({"tool_calls": calls} if calls else {})}


def says(text: str, **otherwise: Any) -> Line:
    """Words."""
    return Line(text=text, **otherwise)


def calls(tool: str, **arguments: Any) -> Line:
    """One tool call."""
    return Line(calls=((tool, json.dumps(arguments)),))


class ScriptedServer:
    """The server: its script, and every request that it was sent."""

    def __init__(self) -> None:
        self.script: list[Line] = []
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.released = threading.Event()
        self.url = ""
        self.asked = threading.Event()
        self.hung_up = threading.Event()

    def plays(self, *lines: Line) -> None:
        """Begin a script."""
        self.script = list(lines)
        self.requests.clear()
        self.headers.clear()
        self.paths.clear()
        self.asked.clear()
        self.hung_up.clear()

    def heard(self, request: int = -1) -> list[str]:
        """The texts of a request's messages."""
        return [str(message.get("content")) for message in self.requests[request]["messages"]]

    def next(self) -> Line:
        """The line of this request."""
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


@contextmanager
def scripted_server() -> Iterator[ScriptedServer]:
    """A server that runs while the tests do."""
    scripted = ScriptedServer()
    listening = socket.create_server(("127.0.0.1", 0))
    scripted.url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    server = uvicorn.Server(uvicorn.Config(_app(scripted), log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield scripted
    scripted.released.set()
    server.should_exit = True
    thread.join(10)


def _app(scripted: ScriptedServer) -> FastAPI:
    app = FastAPI()

    @app.post("/{path:path}")
    async def complete(path: str, request: Request) -> Response:
        body = await request.json()
        scripted.requests.append(body)
        scripted.headers.append(dict(request.headers))
        scripted.paths.append(f"/{path}?{request.url.query}".removesuffix("?"))
        scripted.asked.set()
        line = scripted.next()
        if line.raw is not None:
            return Response(line.raw, line.status, line.headers)
        if line.status != 200:
            return JSONResponse({"error": {"message": f"scripted {line.status}"}}, line.status, line.headers)
        if body.get("stream"):
            return StreamingResponse(_streamed(scripted, line), media_type="text/event-stream")
        if line.stalls:
            await _stalled(scripted)
        return JSONResponse(_whole(line))

    return app


async def _stalled(scripted: ScriptedServer) -> None:
    while not scripted.released.is_set():
        await asyncio.sleep(0.02)


def _whole(line: Line) -> dict[str, Any]:
    choice = {"index": 0, "message": line.message, "finish_reason": "tool_calls" if line.calls else line.ends}
    usage = {"usage": TOKENS} if line.counts else {}
    return {"id": "c", "object": "chat.completion", "created": 1, "model": "scripted", "choices": [choice], **usage}


async def _streamed(scripted: ScriptedServer, line: Line) -> AsyncIterator[str]:
    if line.stalls and not line.begun:
        await _stalled(scripted)
    pieces: list[dict[str, Any]] = [{"role": "assistant", "content": piece} for piece in _pieces(line.text)]
    if line.calls:
        pieces.append({"tool_calls": line.message["tool_calls"]})
    for at, piece in enumerate(pieces or [{"role": "assistant", "content": ""}]):
        yield _event({"choices": [{"index": 0, "delta": piece, "finish_reason": None}]})
        if at == 0 and line.stalls:
            await _stalled(scripted)
        if line.drips:
            async for drop in _dripping(scripted):
                yield drop
        if at == 0 and line.cut:
            raise ConnectionResetError("scripted")
    yield _event({"choices": [{"index": 0, "delta": {}, "finish_reason": "tool_calls" if line.calls else line.ends}]})
    if line.counts:
        yield _event({"choices": [], "usage": TOKENS})
    yield "data: [DONE]\n\n"


async def _dripping(scripted: ScriptedServer) -> AsyncIterator[str]:
    try:
        while not scripted.released.is_set():
            yield _event({"choices": [{"index": 0, "delta": {"content": " and"}, "finish_reason": None}]})
            await asyncio.sleep(0.1)
    finally:
        scripted.hung_up.set()


def _pieces(text: str) -> list[str]:
    return [text[at : at + 12] for at in range(0, len(text), 12)]


def _event(part: dict[str, Any]) -> str:
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted", **part}
    return f"data: {json.dumps(chunk)}\n\n"
