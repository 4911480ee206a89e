"""What a person does in Slack, and what they see: in the pane, in channels, by command, and in follow-ups."""

from pathlib import Path

import pytest

from assistant.channels.slack.answering import PROMPTS
from assistant.settings import Settings
from tests.channels.slack.conftest import Workspace, new_ts, words
from tests.channels.slack.fake import FakeSlack


async def test_a_direct_message_is_answered_in_its_thread_as_a_stream(workspace: Workspace) -> None:
    ts = new_ts()
    await workspace.direct("which tier does Acme Networks hold?", ts=ts)
    fake = workspace.fake
    assert fake.methods() == ["chat.startStream", "chat.stopStream"]
    started, stopped = fake.called("chat.startStream")[0], fake.called("chat.stopStream")[0]
    assert started["thread_ts"] == ts
    assert (started["recipient_team_id"], started["recipient_user_id"]) == ("T0HOME", "U0ADA")
    streamed = "".join(chunk["text"] for chunk in [*started["chunks"], *stopped["chunks"]])
    assert streamed.startswith("Acme Networks holds Silver")
    assert "Receipt R-" in words(stopped["blocks"])
    assert [block["type"] for block in stopped["blocks"]].count("table") == 1
    assert not any(block["type"] == "section" for block in stopped["blocks"])


async def test_the_person_is_told_what_is_being_done_while_it_is_done(workspace: Workspace) -> None:
    root = new_ts()
    await workspace.mention("rebate Acme Networks Q1 2025", ts=root)
    told = workspace.fake.called("assistant.threads.setStatus")
    assert {call["thread_ts"] for call in told} == {root}
    assert told[0]["status"].startswith("is reading")
    assert told[-1]["status"] == "", "an answer for the asker alone does not end it"


async def test_a_thread_is_a_conversation_and_another_is_not(workspace: Workspace) -> None:
    root = new_ts()
    await workspace.direct("rebate of Larkmere Cloud in Q1 2025", ts=root)
    await workspace.direct("and its tier?", thread_ts=root)
    await workspace.direct("and its tier?")
    stops = workspace.fake.called("chat.stopStream")
    assert "Receipt R-" in words(stops[1]["blocks"])
    assert "blocks" not in stops[2], "who asks back has nothing to rest on"


async def test_where_slack_streams_nothing_the_answer_is_posted_whole(workspace: Workspace) -> None:
    workspace.fake.errors["chat.startStream"] = ["not_allowed_token_type"]
    await workspace.direct("which tier does Acme Networks hold?")
    posted = workspace.fake.called("chat.postMessage")[0]
    assert posted["blocks"][0]["text"]["text"].startswith("Acme Networks holds Silver")


async def test_an_answer_with_money_is_for_the_asker_alone_in_a_channel(workspace: Workspace) -> None:
    await workspace.mention("what is the rebate of Acme Networks in Q1 2025?")
    assert workspace.fake.methods()[-1] == "chat.postEphemeral"
    posted = workspace.fake.called("chat.postEphemeral")[0]
    assert (posted["channel"], posted["user"]) == ("C0TEAM", "U0ADA")
    assert "$" in posted["text"]
    assert "chat.postMessage" not in workspace.fake.methods()


async def test_an_answer_without_money_is_for_the_thread(workspace: Workspace) -> None:
    ts = new_ts()
    await workspace.mention("what does the program say about claims?", ts=ts)
    posted = workspace.fake.called("chat.postMessage")
    assert [call["thread_ts"] for call in posted] == [ts]
    assert workspace.fake.called("chat.postEphemeral") == []


async def test_a_command_is_acknowledged_with_words_and_answered_to_its_person_alone(workspace: Workspace) -> None:
    acknowledged = await workspace.command("tier Acme Networks")
    assert acknowledged.json() == {"response_type": "ephemeral", "text": "Reading the question …"}
    answer = workspace.fake.responses[0]
    assert answer["response_type"] == "ephemeral"
    assert answer["text"].startswith("Acme Networks holds Silver")
    assert "chat.postMessage" not in workspace.fake.methods()


async def test_commands_of_a_channel_are_one_conversation(workspace: Workspace) -> None:
    await workspace.command("rebate Larkmere Cloud Q1 2025", channel="C0FOLLOW")
    await workspace.command("and its tier?", channel="C0FOLLOW")
    assert workspace.fake.responses[1]["text"].startswith("Larkmere Cloud holds")


async def test_a_name_that_is_nobodys_is_told_in_a_sentence(workspace: Workspace) -> None:
    await workspace.command("tier Zzyzx Unheard Of")
    assert "Zzyzx" in workspace.fake.responses[0]["text"]
    assert not any(block["type"] == "context_actions" for block in workspace.fake.responses[0]["blocks"])


async def test_help_lists_the_commands(workspace: Workspace) -> None:
    await workspace.command("")
    assert "tier" in workspace.fake.responses[0]["text"]


@pytest.mark.parametrize(
    ("event", "thread"),
    [
        pytest.param(
            {
                "type": "assistant_thread_started",
                "assistant_thread": {"user_id": "U0ADA", "channel_id": "D1", "thread_ts": "1.2", "context": {}},
            },
            "1.2",
            id="the older pane names a thread",
        ),
        pytest.param(
            {"type": "app_home_opened", "user": "U0ADA", "channel": "D1", "tab": "messages"},
            None,
            id="the newer one has none",
        ),
    ],
)
async def test_whoever_opens_the_pane_is_suggested_what_to_ask(
    workspace: Workspace, event: dict[str, object], thread: str | None
) -> None:
    await workspace.event(event)
    given = workspace.fake.called("assistant.threads.setSuggestedPrompts")[0]
    assert given.get("thread_ts") == thread
    assert 1 <= len(given["prompts"]) <= 4
    assert all(set(prompt) == {"title", "message"} for prompt in given["prompts"])


async def test_the_home_tab_is_not_the_pane(workspace: Workspace) -> None:
    await workspace.event({"type": "app_home_opened", "user": "U0ADA", "channel": "D1", "tab": "home"})
    assert workspace.fake.calls == []


async def test_every_suggested_prompt_is_answered(workspace: Workspace) -> None:
    kinds = {prompt["message"]: workspace.desk.ask(prompt["message"]).kind for prompt in PROMPTS}
    assert set(kinds.values()) == {"answer", "help"}


async def test_the_dashboard_comes_with_its_picture(workspace: Workspace) -> None:
    await workspace.direct("dashboard April 2025")
    assert [content[:8] for content in workspace.fake.uploads.values()] == [b"\x89PNG\r\n\x1a\n"]
    completed = workspace.fake.called("files.completeUploadExternal")[0]
    assert completed["channel_id"] == "DU0ADA"


async def test_a_picture_with_money_goes_to_the_askers_direct_messages(workspace: Workspace) -> None:
    await workspace.mention("dashboard April 2025")
    completed = workspace.fake.called("files.completeUploadExternal")[0]
    assert completed["channel_id"] == "DU0ADA"
    assert "thread_ts" not in completed
    assert "direct messages" in words(workspace.fake.called("chat.postEphemeral")[0]["blocks"])


async def test_a_plan_comes_as_a_document_to_change_and_one_to_hand_out(workspace: Workspace) -> None:
    await workspace.direct("make an onboarding plan for Bluefern Analytics starting 5 May 2025")
    named = [call["filename"] for call in workspace.fake.called("files.getUploadURLExternal")]
    assert named == ["onboarding-plan-bluefern-analytics.docx", "onboarding-plan-bluefern-analytics.pdf"]
    assert [content[:4] for content in workspace.fake.uploads.values()] == [b"PK\x03\x04", b"%PDF"]


async def test_a_template_that_cannot_be_used_costs_the_document_and_not_the_answer(
    slack_settings: Settings, fake: FakeSlack, tmp_path: Path
) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "onboarding_plan.md.j2").write_text("{{ plan.tasks[999].title }}")
    broken = Workspace(slack_settings.model_copy(update={"templates_dir": templates}), fake)
    await broken.direct("make an onboarding plan for Bluefern Analytics starting 5 May 2025")
    await broken.closed()
    stopped = fake.called("chat.stopStream")[0]
    assert "Receipt R-" in words(stopped["blocks"])
    assert "onboarding_plan.md.j2" in words(stopped["blocks"])
    assert fake.uploads == {}


@pytest.mark.parametrize(
    "text",
    [
        "MDF for Acme Networks?",
        "partner tier of Larkmere Cloud",
        "how is our channel partner business going?",
        "what does our Partner  Ecosystem look like in April 2025",
    ],
)
async def test_a_channel_that_is_listed_is_answered_when_a_phrase_is_said(workspace: Workspace, text: str) -> None:
    await workspace.said(text, "C0LISTED")
    assert {"chat.postEphemeral", "chat.postMessage"} & set(workspace.fake.methods())


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        pytest.param("how is our channel partner business going?", "C0TEAM", id="a channel that did not opt in"),
        pytest.param("how is our business going?", "C0LISTED", id="no phrase"),
        pytest.param("let var x = 1", "C0LISTED", id="an acronym in small letters"),
        pytest.param("the resellership is long", "C0LISTED", id="a phrase inside a word"),
        pytest.param("<@U0OTHER> how is our channel partner business?", "C0LISTED", id="addressed to somebody"),
        pytest.param("MDF", "C0LISTED", id="a phrase that asks nothing"),
    ],
)
async def test_it_is_silent_otherwise(workspace: Workspace, text: str, channel: str) -> None:
    await workspace.said(text, channel)
    assert [name for name in workspace.fake.methods() if name.startswith("chat.")] == []


async def test_a_channel_opts_in_and_out_by_command(workspace: Workspace) -> None:
    question = "how is our channel partner business going?"
    await workspace.command("listen on", channel="C0OPTS")
    assert "deal registration" in workspace.fake.responses[0]["text"]
    await workspace.said(question, "C0OPTS")
    assert len(workspace.fake.called("chat.postEphemeral")) == 1
    await workspace.command("listen off", channel="C0OPTS")
    await workspace.said(question, "C0OPTS")
    assert len(workspace.fake.called("chat.postEphemeral")) == 1


async def test_a_mention_in_a_listening_channel_is_answered_once_though_it_is_two_events(workspace: Workspace) -> None:
    ts, text = new_ts(), "<@U0BOT> how is our channel partner business going?"
    given = {"channel": "C0BOTH", "user": "U0ADA", "text": text, "ts": ts}
    await workspace.event({"type": "message", "channel_type": "channel", **given})
    await workspace.event({"type": "app_mention", **given})
    assert len(workspace.fake.called("chat.postEphemeral")) == 1


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(
            {"type": "message", "subtype": "message_changed", "channel_type": "im", "channel": "D1"}, id="edited"
        ),
        pytest.param(
            {"type": "message", "channel_type": "im", "channel": "D1", "bot_id": "B1", "text": "hi"}, id="a bot"
        ),
        pytest.param({"type": "reaction_added", "user": "U0ADA"}, id="an event of another kind"),
    ],
)
async def test_what_nobody_asked_is_acknowledged_and_left(workspace: Workspace, event: dict[str, object]) -> None:
    assert (await workspace.event(event)).status_code == 200
    assert workspace.fake.calls == []
