"""Setting Slack up: the manifest that is pasted, the socket that needs no address, and what is said of mistakes."""

import asyncio
import contextlib
import re
import subprocess
import sys
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.asking import Desk
from assistant.channels.slack.manifest import manifest, manifest_shape
from assistant.channels.slack.mounting import answer_by_socket, serve_socket
from assistant.settings import HOME as ROOT
from assistant.settings import Settings
from tests.channels.slack.conftest import HOME, new_ts
from tests.channels.slack.fake import FakeSlack
from tools.core.errors import BadArgument

USED = {
    "app_mentions:read": "mentions",
    "assistant:write": "the pane's status and suggestions",
    "channels:history": "phrases in channels",
    "channels:read": "whether a channel is shared",
    "chat:write": "answers",
    "commands": "/channel-sales",
    "files:write": "pictures and files",
    "groups:history": "phrases in private channels",
    "groups:read": "whether a private channel is shared",
    "im:history": "direct messages",
    "im:read": "direct messages",
    "im:write": "files for the asker alone",
    "mpim:read": "whether a group's messages are shared",
}


def test_the_manifest_names_our_address_wherever_slack_calls_it() -> None:
    made = manifest_shape("https://sales.example.com/")
    address = "https://sales.example.com/slack/events"
    settings = made["settings"]
    assert settings["event_subscriptions"]["request_url"] == address
    assert settings["interactivity"] == {"is_enabled": True, "request_url": address}
    assert [command["url"] for command in made["features"]["slash_commands"]] == [address]
    assert settings["socket_mode_enabled"] is False


def test_without_an_address_the_manifest_is_for_a_socket() -> None:
    assert not re.search(r"URL|https?:", manifest(None).partition("_metadata")[2])
    made = manifest_shape(None)
    assert made["settings"]["socket_mode_enabled"] is True
    assert made["features"]["slash_commands"][0]["command"] == "/channel-sales"


def test_the_manifest_asks_for_what_is_used_and_for_nothing_else() -> None:
    assert manifest_shape(None)["oauth_config"]["scopes"] == {"bot": sorted(USED)}


@pytest.mark.parametrize(
    ("part", "most"),
    [
        pytest.param(("display_information", "name"), 35, id="name"),
        pytest.param(("display_information", "description"), 140, id="description"),
        pytest.param(("features", "bot_user", "display_name"), 80, id="bot"),
        pytest.param(("features", "agent_view", "agent_description"), 300, id="agent"),
    ],
)
def test_the_manifests_texts_fit(part: tuple[str, ...], most: int) -> None:
    value: Any = manifest_shape(None)
    for key in part:
        value = value[key]
    assert 0 < len(value) <= most


@pytest.mark.parametrize(
    "url", ["", "http://sales.example.com", "sales.example.com", "https://", "https://a b", "https://x\n- y: z"]
)
def test_an_address_that_slack_would_not_call_is_refused(url: str) -> None:
    with pytest.raises(BadArgument, match="https"):
        manifest(url)


def test_the_shell_prints_the_manifest_without_importing_slacks_libraries() -> None:
    probe = (
        "import sys; from assistant.channels.cli.app import run; code = run(['slack', 'manifest']);"
        "sys.exit(code or 'slack_bolt' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, cwd=ROOT, check=False)  # noqa: S603
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == manifest(None)


@pytest.mark.parametrize("token", [None, "xoxb-1", ""])
def test_a_socket_without_an_app_token_says_which_to_make(token: str | None) -> None:
    settings = Settings(slack_app_token=SecretStr(token) if token is not None else None)
    with pytest.raises(BadArgument, match="connections:write"):
        serve_socket(settings)


async def test_over_a_socket_an_event_is_acknowledged_and_answered_once(
    slack_settings: Settings, fake: FakeSlack
) -> None:
    event = {
        "type": "message",
        "channel_type": "im",
        "channel": "DU0ADA",
        "user": "U0ADA",
        "text": "which tier does Acme Networks hold?",
        "ts": new_ts(),
    }
    payload = {"type": "event_callback", "team_id": HOME, "event_id": "EvSocket", "event": event}
    envelopes = [
        {"type": "events_api", "envelope_id": f"e{n}", "payload": payload, "accepts_response_payload": False}
        for n in (1, 2)
    ]
    fake.acknowledged.clear()
    fake.to_send.extend(envelopes)
    socket = asyncio.create_task(answer_by_socket(Desk.open(slack_settings), slack_settings, "xapp-fake"))
    for _ in range(3_000):
        if fake.called("chat.stopStream") and len(fake.acknowledged) == 2:
            break
        await asyncio.sleep(0.01)
    socket.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await socket
    assert sorted(answer["envelope_id"] for answer in fake.acknowledged) == ["e1", "e2"]
    assert len(fake.called("chat.stopStream")) == 1


def test_no_secret_is_shown_where_settings_are_printed() -> None:
    shown = repr(Settings(slack_signing_secret=SecretStr("sig-1"), slack_bot_token=SecretStr("xoxb-2")))
    assert "sig-1" not in shown
    assert "xoxb-2" not in shown
