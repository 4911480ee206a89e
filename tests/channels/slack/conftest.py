"""A fake Slack, a workspace of people, and the application that both meet."""

import itertools
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from slack_sdk.signature import SignatureVerifier

from assistant.asking import Desk
from assistant.channels.slack.mounting import PATH, add_address, slack_app
from assistant.clock import now
from assistant.settings import Settings
from tests.channels.slack.fake import BOT, FakeSlack, fake_slack

SIGNED_WITH = "a-signing-secret"
HOME, ELSEWHERE = "T0HOME", "T0OTHER"
NUMBERS = itertools.count(1)
PEOPLE = """
- {id: ada, name: Ada Marsh, sees: everything, also: ["slack:U0ADA"]}
- {id: jude, name: Jude Lindott, sees: own, also: ["slack:U0JUDE"]}
- {id: inka, name: Inka Gildott, sees: own, also: ["slack:U0INKA"]}
- {id: pat, sees: partner, partner_id: P-047, also: ["slack:U0PAT"]}
- {id: lee, sees: partner, partner_id: P-013, also: ["slack:U0LEE"]}
- {id: "slack-channel:C0ACME", sees: partner, partner_id: P-047}
- {id: "slack-channel:C0WIDE", sees: everything}
"""
"""Jude manages Acme Networks (P-047), Inka Larkmere Cloud (P-013)."""


@pytest.fixture(scope="module")
def served() -> Iterator[FakeSlack]:
    """One fake for the tests of a module."""
    with fake_slack() as fake:
        yield fake


@pytest.fixture
def fake(served: FakeSlack) -> FakeSlack:
    """The fake, as if nothing had been said to it."""
    served.calls.clear()
    served.responses.clear()
    served.uploads.clear()
    served.errors.clear()
    served.shared = {"C0ACME", "C0BARE", "C0WIDE"}
    return served


@pytest.fixture
def slack_settings(demo_url: str, fake: FakeSlack, tmp_path: Path) -> Settings:
    people = tmp_path / "people.yaml"
    people.write_text(PEOPLE)
    return Settings(
        database_url=demo_url,
        access_file=people,
        slack_signing_secret=SecretStr(SIGNED_WITH),
        slack_bot_token=SecretStr(BOT),
        slack_api_url=f"{fake.url}/api/",
        slack_listen_channels="C0LISTED, C0BOTH",
    )


class Workspace:
    """What people do in Slack, sent as Slack sends it."""

    def __init__(self, settings: Settings, fake: FakeSlack) -> None:
        self.fake = fake
        self.app = FastAPI()
        self.desk = Desk.open(settings)
        self.slack = slack_app(self.desk, settings)
        self.deliveries = self.slack.deliveries
        add_address(self.app, self.slack.bolt, settings)
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://127.0.0.1")

    async def closed(self) -> None:
        """End of work."""
        await self.deliveries.settled()
        await self.slack.clients.close()
        await self.http.aclose()

    async def sent(self, body: str, *, kind: str = "application/json", **headers: str) -> httpx.Response:
        """A signed request; `headers` may spoil it."""
        at = headers.pop("at", str(_now()))
        signature = SignatureVerifier(SIGNED_WITH).generate_signature(timestamp=at, body=body) or ""
        signed = {"content-type": kind, "x-slack-request-timestamp": at, "x-slack-signature": signature, **headers}
        return await self.http.post(PATH, content=body.encode(), headers=signed)

    async def event(self, event: dict[str, Any], *, wait: bool = True, **outer: Any) -> httpx.Response:
        """An event of the Events API, and the work on it."""
        number = next(NUMBERS)
        whole = {
            "type": "event_callback",
            "team_id": HOME,
            "event_id": f"Ev{number}",
            "authorizations": [{"team_id": HOME, "enterprise_id": None}],
            "event": event,
            **outer,
        }
        response = await self.sent(json.dumps(whole))
        if wait:
            await self.deliveries.settled()
        return response

    async def direct(self, text: str, user: str = "U0ADA", **given: Any) -> None:
        """A direct message to us."""
        await self.event(
            {
                "type": "message",
                "channel_type": "im",
                "channel": f"D{user}",
                "user": user,
                "text": text,
                "ts": new_ts(),
                **given,
            }
        )

    async def mention(self, text: str, channel: str = "C0TEAM", user: str = "U0ADA", **given: Any) -> None:
        """A mention of us in a channel."""
        await self.event(
            {
                "type": "app_mention",
                "channel": channel,
                "user": user,
                "text": f"<@U0BOT> {text}",
                "ts": new_ts(),
                **given,
            }
        )

    async def said(self, text: str, channel: str, user: str = "U0ADA", **given: Any) -> None:
        """A message in a channel that does not address us."""
        await self.event(
            {
                "type": "message",
                "channel_type": "channel",
                "channel": channel,
                "user": user,
                "text": text,
                "ts": new_ts(),
                **given,
            }
        )

    async def command(
        self, text: str, channel: str = "C0TEAM", user: str = "U0ADA", status: int = 200
    ) -> httpx.Response:
        """`/channel-sales TEXT`, and the work on it."""
        given = {
            "command": "/channel-sales",
            "text": text,
            "team_id": HOME,
            "user_id": user,
            "channel_id": channel,
            "trigger_id": f"trigger-{next(NUMBERS)}",
            "response_url": f"{self.fake.url}/respond/{status}",
        }
        response = await self.sent(urlencode(given), kind="application/x-www-form-urlencoded")
        await self.deliveries.settled()
        return response

    async def click(
        self, action: dict[str, Any], user: str = "U0ADA", channel: str = "C0TEAM", thread: str = ""
    ) -> None:
        """A button is pressed."""
        payload = {
            "type": "block_actions",
            "team": {"id": HOME},
            "user": {"id": user, "team_id": HOME},
            "channel": {"id": channel},
            "container": {"type": "message", "channel_id": channel, "thread_ts": thread},
            "actions": [{"action_ts": new_ts(), **action}],
            "response_url": f"{self.fake.url}/respond/200",
        }
        body = urlencode({"payload": json.dumps(payload)})
        assert (await self.sent(body, kind="application/x-www-form-urlencoded")).status_code == 200
        await self.deliveries.settled()


def new_ts() -> str:
    """A message's instant, which no other message of the tests has."""
    return f"1746000000.{next(NUMBERS):06}"


def _now() -> int:
    return int(now().timestamp())


@pytest.fixture
async def workspace(slack_settings: Settings, fake: FakeSlack) -> AsyncIterator[Workspace]:
    made = Workspace(slack_settings, fake)
    yield made
    await made.closed()


def words(blocks: list[dict[str, Any]]) -> str:
    """Every text of some blocks, in order."""
    return "\n".join(_texts(blocks))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
