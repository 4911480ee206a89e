"""What Slack sends is verified before it is read, acknowledged when it is kept, and answered once."""

import asyncio
import json
from urllib.parse import urlencode

import pytest
from asgi_lifespan import LifespanManager
from pydantic import SecretStr

from assistant.asking import Desk
from assistant.channels.serving import serving_app
from assistant.channels.slack.clients import Clients
from assistant.clock import now
from assistant.settings import Settings
from tests.channels.slack.conftest import HOME, Workspace, new_ts
from tests.channels.slack.fake import FakeSlack
from tools.core.errors import BadArgument


def question(ts: str, text: str = "which tier does Acme Networks hold?") -> str:
    event = {"type": "message", "channel_type": "im", "channel": "DU0ADA", "user": "U0ADA", "text": text, "ts": ts}
    authorizations = [{"team_id": HOME, "enterprise_id": None}]
    whole = {"type": "event_callback", "team_id": HOME, "event_id": f"Ev{ts}", "event": event}
    return json.dumps({**whole, "authorizations": authorizations})


def seconds_ago(seconds: int) -> str:
    return str(int(now().timestamp()) - seconds)


@pytest.mark.parametrize(
    ("spoiled", "status"),
    [
        pytest.param({}, 200, id="as Slack signs it"),
        pytest.param({"at": 4 * 60}, 200, id="four minutes old"),
        pytest.param({"at": 10 * 60}, 401, id="ten minutes old"),
        pytest.param({"x-slack-signature": "v0=" + 64 * "0"}, 401, id="another signature"),
        pytest.param({"x-slack-signature": ""}, 401, id="no signature"),
        pytest.param({"x-slack-request-timestamp": 1}, 401, id="another timestamp than the signed one"),
        pytest.param({"x-slack-request-timestamp": "soon"}, 401, id="a timestamp that is none"),
    ],
)
async def test_a_request_is_read_only_if_it_is_signed_and_young(
    workspace: Workspace, spoiled: dict[str, str | int], status: int
) -> None:
    """A number is an age in seconds, counted when the test runs and not when it is collected."""
    headers = {name: value if isinstance(value, str) else seconds_ago(value) for name, value in spoiled.items()}
    response = await workspace.sent(question(new_ts()), **headers)
    await workspace.deliveries.settled()
    assert response.status_code == status
    assert bool(workspace.fake.calls) is (status == 200)


@pytest.mark.parametrize("body", [b"\xff\xfe", b"{", b"", b"[]", b"null", b"payload=%7B", b"{}"], ids=repr)
async def test_no_unsigned_body_makes_a_fault(workspace: Workspace, body: bytes) -> None:
    for kind in ("application/json", "application/x-www-form-urlencoded"):
        response = await workspace.http.post("/slack/events", content=body, headers={"content-type": kind})
        assert response.status_code == 401
    assert workspace.fake.calls == []


@pytest.mark.parametrize("body", ["{}", '{"type": "event_callback"}', '{"type": "view_closed"}'])
async def test_a_signed_body_without_what_we_answer_is_acknowledged(workspace: Workspace, body: str) -> None:
    assert (await workspace.sent(body)).status_code == 200
    assert workspace.fake.calls == []


async def test_slacks_question_whether_the_address_is_ours_is_answered(workspace: Workspace) -> None:
    response = await workspace.sent(json.dumps({"type": "url_verification", "challenge": "abc"}))
    assert response.json() == {"challenge": "abc"}


async def test_two_hundred_deliveries_of_one_event_are_one_answer(workspace: Workspace) -> None:
    body = question(new_ts())
    responses = await asyncio.gather(*(workspace.sent(body) for _ in range(200)))
    await workspace.deliveries.settled()
    assert {response.status_code for response in responses} == {200}
    assert len(workspace.fake.called("chat.stopStream")) == 1


@pytest.mark.parametrize("number", ["1", "2", "3"])
async def test_a_retry_is_acknowledged_and_not_answered_again(workspace: Workspace, number: str) -> None:
    body = question(new_ts())
    await workspace.sent(body)
    retried = {"x-slack-retry-num": number, "x-slack-retry-reason": "http_timeout"}
    assert (await workspace.sent(body, **retried)).status_code == 200
    await workspace.deliveries.settled()
    assert len(workspace.fake.called("chat.stopStream")) == 1


async def test_two_processes_on_one_database_answer_once(slack_settings: Settings, workspace: Workspace) -> None:
    other = Workspace(slack_settings, workspace.fake)
    body = question(new_ts())
    await asyncio.gather(workspace.sent(body), other.sent(body))
    await workspace.deliveries.settled()
    await other.closed()
    assert len(workspace.fake.called("chat.stopStream")) == 1


async def test_the_acknowledgement_does_not_wait_for_the_answer(workspace: Workspace) -> None:
    assert (await workspace.sent(question(new_ts()))).status_code == 200
    assert workspace.fake.called("chat.stopStream") == []
    await workspace.deliveries.settled()
    assert len(workspace.fake.called("chat.stopStream")) == 1


async def test_an_event_that_cannot_be_kept_is_not_acknowledged(slack_settings: Settings, fake: FakeSlack) -> None:
    lost = Workspace(slack_settings.model_copy(update={"database_url": "sqlite:////nowhere/at/all.db"}), fake)
    assert (await lost.sent(question(new_ts()))).status_code == 503


async def test_a_rate_limit_is_waited_out(workspace: Workspace) -> None:
    workspace.fake.errors["chat.postEphemeral"] = ["ratelimited", "ratelimited"]
    await workspace.mention("rebate Acme Networks Q1 2025")
    assert len(workspace.fake.called("chat.postEphemeral")) == 3


async def test_blocks_that_slack_refuses_leave_the_text(workspace: Workspace) -> None:
    workspace.fake.errors["chat.postEphemeral"] = ["invalid_blocks"]
    await workspace.mention("rebate Acme Networks Q1 2025")
    posted = workspace.fake.called("chat.postEphemeral")[-1]
    assert "blocks" not in posted
    assert "$2,900" in posted["text"] or "$" in posted["text"]


@pytest.mark.parametrize("error", ["not_in_channel", "user_not_in_channel", "is_archived"])
async def test_a_channel_that_takes_nothing_from_us_is_answered_in_direct_messages(
    workspace: Workspace, error: str
) -> None:
    workspace.fake.errors["chat.postEphemeral"] = [error]
    await workspace.mention("rebate Acme Networks Q1 2025")
    assert workspace.fake.called("chat.postMessage")[0]["channel"] == "DU0ADA"


async def test_work_that_slack_interrupts_is_left_to_be_taken_again(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    workspace.fake.errors["chat.postEphemeral"] = ["internal_error"]
    await workspace.mention("rebate Acme Networks Q1 2025")
    assert "is left, to be taken again" in caplog.text


async def test_a_command_for_a_workspace_without_a_token_is_told_so(slack_settings: Settings, fake: FakeSlack) -> None:
    tokens = SecretStr("T0FIRST=xoxb-first, T0SECOND=xoxb-second")
    workspace = Workspace(slack_settings.model_copy(update={"slack_bot_token": tokens}), fake)
    body = urlencode({"command": "/channel-sales", "team_id": HOME, "user_id": "U0ADA", "text": "help"})
    await workspace.sent(body, kind="application/x-www-form-urlencoded")
    await workspace.deliveries.settled()
    assert fake.calls == []
    assert fake.responses == []


async def test_each_workspace_is_spoken_to_with_its_own_token() -> None:
    clients = Clients(Settings(slack_bot_token=SecretStr("T0FIRST=xoxb-first, T0SECOND=xoxb-second")))
    assert clients.of("T0FIRST").token == "xoxb-first"  # noqa: S105 - a fake
    assert clients.of("T0SECOND").token == "xoxb-second"  # noqa: S105 - a fake
    assert clients.authorized(None, "T0THIRD") is None
    await clients.close()


@pytest.mark.parametrize("token", ["", "xapp-1", "T1=", "xoxb-1, nonsense"])
def test_a_bot_token_that_is_none_is_refused_without_being_shown(token: str) -> None:
    with pytest.raises(BadArgument, match="CHANNEL_SALES_SLACK_BOT_TOKEN") as refused:
        Clients(Settings(slack_bot_token=SecretStr(token) if token else None))
    assert "nonsense" not in str(refused.value)


async def test_what_is_served_answers_in_slack_too(slack_settings: Settings, fake: FakeSlack) -> None:
    app = serving_app(slack_settings)
    speaking = Workspace(slack_settings, fake)
    async with LifespanManager(app):
        transport = speaking.http._transport
        assert transport is not None
        transport.app = app  # type: ignore[attr-defined]
        response = await speaking.sent(question(new_ts()))
    assert response.status_code == 200
    assert len(fake.called("chat.stopStream")) == 1


def test_without_a_signing_secret_nothing_is_served_for_slack(demo_url: str) -> None:
    app = serving_app(Settings(database_url=demo_url))
    assert "/slack/events" not in {getattr(route, "path", "") for route in app.routes}
    assert Desk.open(Settings(database_url=demo_url)).settings.slack_signing_secret is None
