"""Who may see what in Slack: nobody unknown, nobody more than their own, and in a shared channel one partner alone."""

import re
from typing import Any

import pytest

from tests.channels.slack.conftest import ELSEWHERE, Workspace, words

ACME = "which tier does Acme Networks hold?"
LARKMERE = "which tier does Larkmere Cloud hold?"
FOREIGN = {"user_team": ELSEWHERE, "source_team": ELSEWHERE}


def told(workspace: Workspace) -> str:
    """All that anybody was sent."""
    calls = [given for name, given in workspace.fake.calls if name.startswith("chat.")]
    streamed = [chunk for given in calls for chunk in given.get("chunks", [])]
    return "\n".join(
        [*(str(given.get("text", "")) for given in calls), words(streamed), words(workspace.fake.responses)]
    )


async def test_a_person_who_is_not_listed_is_told_so_in_one_sentence_and_nothing_else(workspace: Workspace) -> None:
    await workspace.direct(ACME, user="U0NOBODY")
    sent = [given for name, given in workspace.fake.calls if name.startswith("chat.")]
    assert [given["text"] for given in sent] == [
        "No access is set for 'slack:U0NOBODY'. Ask the owner of the access list to add you."
    ]
    assert workspace.fake.called("assistant.threads.setStatus") == []


async def test_in_a_channel_that_sentence_is_for_them_alone(workspace: Workspace) -> None:
    await workspace.mention(ACME, user="U0NOBODY")
    assert [name for name in workspace.fake.methods() if name.startswith("chat.")] == ["chat.postEphemeral"]
    assert "Silver" not in told(workspace)


async def test_whoever_is_not_listed_gets_no_answer_for_saying_a_phrase_and_no_reproach(workspace: Workspace) -> None:
    await workspace.said("how is our channel partner business going?", "C0LISTED", user="U0NOBODY")
    assert told(workspace).strip() == ""


@pytest.mark.parametrize(
    ("user", "question", "answered"),
    [
        pytest.param("U0ADA", ACME, True, id="who sees everything"),
        pytest.param("U0JUDE", ACME, True, id="a manager of their own partner"),
        pytest.param("U0JUDE", LARKMERE, False, id="a manager of another's"),
        pytest.param("U0PAT", ACME, True, id="a partner of itself"),
        pytest.param("U0PAT", LARKMERE, False, id="a partner of another"),
    ],
)
async def test_a_person_sees_in_slack_what_they_see_elsewhere(
    workspace: Workspace, user: str, question: str, *, answered: bool
) -> None:
    await workspace.direct(question, user=user)
    assert ("holds" in told(workspace)) is answered


SHARED: list[Any] = [
    pytest.param("U0ADA", "C0ACME", ACME, True, id="the channel's partner, for who sees everything"),
    pytest.param("U0ADA", "C0ACME", LARKMERE, False, id="another partner, for who sees everything"),
    pytest.param("U0JUDE", "C0ACME", ACME, True, id="the channel's partner, for its manager"),
    pytest.param("U0INKA", "C0ACME", ACME, False, id="the channel's partner, for another's manager"),
    pytest.param("U0INKA", "C0ACME", LARKMERE, False, id="a manager's own partner, which is not the channel's"),
    pytest.param("U0PAT", "C0ACME", ACME, True, id="the partner's own person"),
    pytest.param("U0LEE", "C0ACME", ACME, False, id="another partner's person"),
    pytest.param("U0LEE", "C0ACME", LARKMERE, False, id="another partner's person, of their own"),
    pytest.param("U0NOBODY", "C0ACME", ACME, True, id="an unknown person sees what the channel may"),
    pytest.param("U0NOBODY", "C0ACME", LARKMERE, False, id="and no more"),
    pytest.param("U0ADA", "C0BARE", ACME, False, id="a shared channel without a partner"),
    pytest.param("U0ADA", "C0WIDE", ACME, False, id="a shared channel whose entry sees everything"),
]


@pytest.mark.parametrize(("user", "channel", "question", "answered"), SHARED)
async def test_a_shared_channel_is_answered_with_the_narrower_of_asker_and_partner(
    workspace: Workspace, user: str, channel: str, question: str, *, answered: bool
) -> None:
    await workspace.mention(question, channel=channel, user=user)
    assert ("holds" in told(workspace)) is answered


@pytest.mark.parametrize(("user", "channel", "question", "answered"), SHARED)
async def test_a_command_in_a_shared_channel_sees_no_more_than_a_mention(
    workspace: Workspace, user: str, channel: str, question: str, *, answered: bool
) -> None:
    await workspace.command(question, channel=channel, user=user)
    assert ("holds" in told(workspace)) is answered


async def test_in_a_shared_channel_nothing_of_the_whole_company_is_told(workspace: Workspace) -> None:
    await workspace.mention("dashboard April 2025", channel="C0ACME")
    assert "of 1 partner " in told(workspace)
    assert not {"Quillhaven", "Larkmere", "Tarnwick"} & set(re.findall(r"\w+", told(workspace)))


async def test_a_shared_channel_without_a_partner_says_which_entry_is_missing(workspace: Workspace) -> None:
    await workspace.mention(ACME, channel="C0BARE")
    assert "slack-channel:C0BARE" in told(workspace)


async def test_slack_saying_that_a_channel_is_shared_is_enough(workspace: Workspace) -> None:
    mention = {"type": "app_mention", "channel": "C0TEAM", "user": "U0ADA", "text": f"<@U0BOT> {ACME}", "ts": "1.1"}
    await workspace.event(mention, is_ext_shared_channel=True)
    assert "shared with another company" in told(workspace)


@pytest.mark.parametrize(
    ("channel", "answered"),
    [
        pytest.param("C0UNSEEN", False, id="one without an entry is not answered"),
        pytest.param("C0ACME", True, id="one with a partner is, as that partner"),
    ],
)
async def test_a_channel_that_cannot_be_looked_up_may_be_a_shared_one(
    workspace: Workspace, channel: str, *, answered: bool
) -> None:
    workspace.fake.errors["conversations.info"] = ["channel_not_found"]
    await workspace.command(ACME, channel=channel, user="U0ADA")
    assert ("holds" in told(workspace)) is answered
    assert ("/invite" in told(workspace)) is not answered


@pytest.mark.parametrize(
    ("user", "answered"),
    [
        pytest.param("U0PAT", True, id="a partner's person, of their own partner"),
        pytest.param("U0ADA", False, id="who is listed as seeing everything"),
        pytest.param("U0JUDE", False, id="who is listed as a manager"),
        pytest.param("U0NOBODY", False, id="who is not listed"),
    ],
)
async def test_a_person_of_another_workspace_sees_one_partner_or_nothing(
    workspace: Workspace, user: str, *, answered: bool
) -> None:
    await workspace.direct(ACME, user=user, **FOREIGN)
    assert ("holds" in told(workspace)) is answered


async def test_a_person_of_another_workspace_makes_any_channel_a_shared_one(workspace: Workspace) -> None:
    await workspace.mention(ACME, channel="C0TEAM", user="U0ADA", **FOREIGN)
    assert "shared with another company" in told(workspace)


@pytest.mark.parametrize(
    ("user", "channel"),
    [
        pytest.param("U0PAT", "C0TEAM", id="a partner's person"),
        pytest.param("U0ADA", "C0ACME", id="anybody in a shared channel"),
        pytest.param("U0NOBODY", "C0TEAM", id="nobody known"),
    ],
)
async def test_a_channel_is_not_opted_in_by(workspace: Workspace, user: str, channel: str) -> None:
    await workspace.command("listen on", channel=channel, user=user)
    assert "I answer here when a message says" not in told(workspace)
    await workspace.said("how is our channel partner business going?", channel)
    assert workspace.fake.called("chat.postEphemeral") == []


async def test_whoever_opens_the_pane_and_is_not_listed_is_suggested_nothing(workspace: Workspace) -> None:
    await workspace.event({"type": "app_home_opened", "user": "U0NOBODY", "channel": "D1", "tab": "messages"})
    assert workspace.fake.called("assistant.threads.setSuggestedPrompts") == []
