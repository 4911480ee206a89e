"""A fake of Slack's Web API on loopback: it keeps what it is called with, and refuses what Slack would refuse."""

import asyncio
import itertools
import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request, Response, WebSocket, WebSocketDisconnect

from tests.channels.loopback import serving
from tests.channels.slack.validator import faults

BOT = "xoxb-fake"
POSTING = {"chat.postMessage", "chat.postEphemeral", "chat.stopStream"}


class FakeSlack:
    """What was called, in order; `errors` queues refusals by method, `shared` names channels of several companies."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.responses: list[dict[str, Any]] = []
        self.uploads: dict[str, bytes] = {}
        self.errors: dict[str, list[str]] = defaultdict(list)
        self.shared: set[str] = set()
        self.acknowledged: list[dict[str, Any]] = []
        self.to_send: list[dict[str, Any]] = []
        self.url = ""
        self.closing = False
        self._numbers = itertools.count(1)
        self.app = FastAPI()
        self.app.post("/api/{method}")(self.call)
        self.app.get("/api/{method}")(self.call)
        self.app.post("/upload/{file}")(self.upload)
        self.app.post("/respond/{status}")(self.respond)
        self.app.websocket("/socket")(self.socket)

    def called(self, method: str) -> list[dict[str, Any]]:
        """The arguments of every call of a method."""
        return [given for name, given in self.calls if name == method]

    def methods(self) -> list[str]:
        """The methods that were called, without statuses, which say nothing of the answer."""
        return [name for name, _ in self.calls if name != "assistant.threads.setStatus"]

    async def call(self, method: str, request: Request) -> Response:
        given = await _arguments(request)
        self.calls.append((method, given))
        if request.headers.get("authorization") not in {f"Bearer {BOT}", "Bearer xapp-fake"}:
            return _json({"ok": False, "error": "invalid_auth"})
        if self.errors[method]:
            error = self.errors[method].pop(0)
            if error == "ratelimited":
                return _json({"ok": False, "error": error}, 429, {"Retry-After": "0"})
            return _json({"ok": False, "error": error})
        if method in POSTING and (wrong := faults(given.get("blocks") or [])):
            return _json({"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": wrong}})
        return _json({"ok": True, **self._result(method, given)})

    def _result(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        number = next(self._numbers)
        made: dict[str, dict[str, Any]] = {
            "chat.postMessage": {"ts": f"900.{number}", "channel": given.get("channel")},
            "chat.startStream": {"ts": f"900.{number}", "channel": given.get("channel")},
            "conversations.open": {"channel": {"id": f"D{given.get('users')}"}},
            "conversations.info": {
                "channel": {"id": given.get("channel"), "is_ext_shared": given.get("channel") in self.shared}
            },
            "files.getUploadURLExternal": {"upload_url": f"{self.url}/upload/F{number}", "file_id": f"F{number}"},
            "files.completeUploadExternal": {"files": [{"id": f"F{number}"}]},
            "apps.connections.open": {"url": f"{self.url.replace('http', 'ws')}/socket"},
        }
        return made.get(method, {})

    async def upload(self, file: str, request: Request) -> Response:
        self.uploads[file] = await request.body()
        return Response("OK")

    async def respond(self, status: int, request: Request) -> Response:
        given = json.loads(await request.body())
        if status == 200 and (wrong := faults(given.get("blocks") or [])):
            return Response(f"invalid_blocks {wrong}", status_code=400)
        self.responses.append(given)
        return Response("ok", status_code=status)

    async def socket(self, websocket: WebSocket) -> None:
        """Socket Mode: envelopes go out, acknowledgements come back."""
        await websocket.accept()
        await websocket.send_json({"type": "hello", "num_connections": 1})
        try:
            while not self.closing:
                while self.to_send:
                    await websocket.send_json(self.to_send.pop(0))
                    self.acknowledged.append(json.loads(await websocket.receive_text()))
                await asyncio.sleep(0.01)
        except WebSocketDisconnect:
            return


@contextmanager
def fake_slack() -> Iterator[FakeSlack]:
    """A fake, served by a thread of this process."""
    fake = FakeSlack()
    with serving(fake.app) as url:
        fake.url = url
        yield fake
        fake.closing = True


async def _arguments(request: Request) -> dict[str, Any]:
    """Arguments in any of the forms that Slack takes them in."""
    body = (await request.body()).decode()
    if request.headers.get("content-type", "").startswith("application/json"):
        given: dict[str, Any] = json.loads(body or "{}")
    else:
        given = dict(parse_qsl(body)) | dict(request.query_params)
    return {key: _value(value) for key, value in given.items()}


def _value(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        return json.loads(value)
    return value


def _json(value: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(json.dumps(value), status_code=status, media_type="application/json", headers=headers)
