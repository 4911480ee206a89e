"""A question sent as each surface's own client sends it, and every word that comes back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import httpx
import httpx2
from fastapi import FastAPI
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from microsoft_teams.api.auth.cloud_environment import PUBLIC

from assistant.answer import Answer
from assistant.asking import Desk
from assistant.channels.completions.shapes import EXAMPLE
from assistant.channels.teams.mounting import PATH, mounted
from assistant.settings import Settings
from tests.channels.same.forms import answer_itself, seen, texts_of, unmarked
from tests.channels.slack.conftest import Workspace
from tests.channels.slack.fake import fake_slack
from tests.channels.teams.fake import fake_teams, message
from tests.channels.web.served import STREAM

TOKEN = "cs_of-the-operator"  # noqa: S105 - a made-up token

Transport = Callable[[str, Settings, str], Awaitable[str]]


async def http(question: str, _: Settings, address: str) -> str:
    """The API."""
    async with httpx.AsyncClient(timeout=60) as client:
        sent = await client.post(f"{address}/v1/ask", json={"question": question})
    return answer_itself(Answer.model_validate({k: v for k, v in sent.json().items() if k != "rests_on"}))


async def web(question: str, _: Settings, address: str) -> str:
    """The page's own stream."""
    async with httpx.AsyncClient(timeout=60) as client:
        sent = await client.post(f"{address}/ask", data={"question": question, "talk": ""}, headers=STREAM)
    return seen("\n".join(line.removeprefix("data: ") for line in sent.text.splitlines()))


async def mcp(question: str, _: Settings, address: str) -> str:
    """The `ask` tool over HTTP."""
    known = httpx2.AsyncClient(headers={"authorization": f"Bearer {TOKEN}"}, timeout=60)
    async with Client(streamable_http_client(f"{address}/mcp/", http_client=known)) as client:
        result = await client.call_tool("ask", {"question": question})
    return unmarked("\n".join(block.text for block in result.content if block.type == "text"))


async def completions(question: str, _: Settings, address: str) -> str:
    """A stream of a chat front end."""
    body = EXAMPLE | {"messages": [{"role": "user", "content": question}], "stream": True}
    pieces: list[str] = []
    async with httpx.AsyncClient(timeout=60) as client:
        sent = await client.post(f"{address}/v1/chat/completions", json=body)
    for line in sent.text.splitlines():
        if line.startswith("data: {"):
            pieces += _deltas(httpx.Response(200, text=line.removeprefix("data: ")).json())
    return unmarked("".join(pieces))


def _deltas(chunk: dict[str, Any]) -> list[str]:
    return [choice["delta"].get("content") or "" for choice in chunk["choices"]]


async def slack(question: str, settings: Settings, _: str) -> str:
    """A direct message to a fake workspace: what is streamed and posted, and files that are text."""
    with fake_slack() as fake:
        own = settings.model_copy(update={"slack_api_url": f"{fake.url}/api/"})
        workspace = Workspace(own, fake)
        await workspace.direct(question)
        await workspace.closed()
    files = [content.decode() for content in fake.uploads.values() if not content.startswith(b"\x89PNG")]
    return "\n".join([*texts_of([given for _, given in fake.calls]), *files])


async def teams(question: str, settings: Settings, _: str) -> str:
    """A message in a chat, posted as the service would."""
    with fake_teams() as fake:

        async def token(*_: Any) -> str:
            return fake.token()

        app, cloud = FastAPI(), replace(PUBLIC, openid_metadata_url=f"{fake.url}/openidconfiguration")
        living = mounted(app, Desk.open(settings), settings, cloud=cloud, token=token)
        async with living, httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://us.example") as us:
            headers = {"authorization": f"Bearer {fake.token()}"}
            assert (await us.post(PATH, json=message(fake, question), headers=headers)).status_code == 200
    return "\n".join(unmarked(text) for text in texts_of(fake.messages))


TRANSPORTS: dict[str, Transport] = {
    "http": http,
    "web": web,
    "mcp": mcp,
    "chat completions": completions,
    "slack": slack,
    "teams": teams,
}
