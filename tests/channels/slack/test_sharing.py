"""A share shows the channel what its asker saw and no more; a verdict is kept with the receipts it is about."""

from pathlib import Path
from typing import Any

import pytest

from tests.channels.slack.conftest import PEOPLE, Workspace, new_ts, words

REBATE = "rebate Acme Networks Q1 2025"


def buttons(blocks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The buttons of a message by their action."""
    found = [element for block in blocks for element in block.get("elements", []) if "action_id" in element]
    return {element["action_id"]: element for element in found}


async def asked_quietly(workspace: Workspace, channel: str = "C0TEAM", **given: Any) -> dict[str, Any]:
    """The share button of an answer that only its asker sees."""
    await workspace.mention(REBATE, channel=channel, **given)
    share = buttons(workspace.fake.called("chat.postEphemeral")[-1]["blocks"])["share_answer"]
    return {"action_id": "share_answer", "value": share["value"]}


async def test_a_share_shows_the_channel_the_same_answer_in_the_questions_thread(workspace: Workspace) -> None:
    ts = new_ts()
    share = await asked_quietly(workspace, ts=ts)
    quiet = workspace.fake.called("chat.postEphemeral")[0]
    await workspace.click(share)
    shared = workspace.fake.called("chat.postMessage")[0]
    assert (shared["channel"], shared["thread_ts"], shared["text"]) == ("C0TEAM", ts, quiet["text"])
    assert "Shared by <@U0ADA>." in words(shared["blocks"])
    assert "share_answer" not in buttons(shared["blocks"])
    assert workspace.fake.responses[-1]["replace_original"] is True


async def test_only_the_asker_shares(workspace: Workspace) -> None:
    share = await asked_quietly(workspace)
    await workspace.click(share, user="U0JUDE")
    assert workspace.fake.called("chat.postMessage") == []
    assert "Only the person who asked" in workspace.fake.responses[-1]["text"]


async def test_an_asker_whose_access_has_narrowed_since_shares_nothing(workspace: Workspace, tmp_path: Path) -> None:
    share = await asked_quietly(workspace)
    narrower = tmp_path / "narrower.yaml"
    narrower.write_text(PEOPLE.replace("name: Ada Marsh, sees: everything", "name: Ada Marsh, sees: own"))
    later = Workspace(workspace.desk.settings.model_copy(update={"access_file": narrower}), workspace.fake)
    await later.click(share)
    await later.closed()
    assert workspace.fake.called("chat.postMessage") == []
    assert "What you may see has changed" in workspace.fake.responses[-1]["text"]


async def test_a_channel_that_was_shared_with_another_company_since_is_shown_nothing(workspace: Workspace) -> None:
    share = await asked_quietly(workspace, channel="C0LATER")
    workspace.fake.shared.add("C0LATER")
    later = Workspace(workspace.desk.settings, workspace.fake)
    await later.click(share, channel="C0LATER")
    await later.closed()
    assert workspace.fake.called("chat.postMessage") == []
    assert "shared with another company" in workspace.fake.responses[-1]["text"]


@pytest.mark.parametrize("error", ["not_in_channel", "channel_not_found"])
async def test_a_channel_that_we_are_not_in_is_shown_nothing_and_the_asker_is_told_how(
    workspace: Workspace, error: str
) -> None:
    await workspace.command(REBATE)
    share = buttons(workspace.fake.responses[-1]["blocks"])["share_answer"]
    workspace.fake.errors["chat.postMessage"] = [error]
    await workspace.click({"action_id": "share_answer", "value": share["value"]})
    assert "/invite" in workspace.fake.responses[-1]["text"]
    assert workspace.fake.responses[-1]["replace_original"] is False


async def test_a_button_of_our_own_making_shares_nothing(workspace: Workspace) -> None:
    await workspace.click({"action_id": "share_answer", "value": "made-up"})
    assert workspace.fake.called("chat.postMessage") == []
    assert "Ask again" in workspace.fake.responses[-1]["text"]


async def test_a_button_pressed_twice_shares_once(workspace: Workspace) -> None:
    share = {**await asked_quietly(workspace), "action_ts": new_ts()}
    await workspace.click(share)
    await workspace.click(share)
    assert len(workspace.fake.called("chat.postMessage")) == 1


async def test_a_shared_dashboard_brings_its_picture_to_the_channel(workspace: Workspace) -> None:
    await workspace.command("dashboard April 2025")
    share = buttons(workspace.fake.responses[-1]["blocks"])["share_answer"]
    await workspace.click({"action_id": "share_answer", "value": share["value"]})
    assert [call["channel_id"] for call in workspace.fake.called("files.completeUploadExternal")] == [
        "DU0ADA",
        "C0TEAM",
    ]


@pytest.mark.parametrize(("button", "verdict"), [("positive_button", "up"), ("negative_button", "down")])
async def test_a_verdict_is_kept_with_the_answers_receipts(workspace: Workspace, button: str, verdict: str) -> None:
    await workspace.direct(REBATE)
    feedback = buttons(workspace.fake.called("chat.stopStream")[0]["blocks"])["answer_feedback"]
    value = feedback[button]["value"]
    press = {"action_id": "answer_feedback", "type": "feedback_buttons", "value": value}
    await workspace.click(press, channel="DU0ADA")
    with workspace.desk.records.session() as session:
        read = "SELECT person_id, verdict, receipts FROM feedback WHERE answer_key = ?"
        kept = session.rows(read, [value.split()[1]])
    assert kept == [("ada", verdict, value.split()[2])]
    assert value.split()[2].startswith("R-")


async def test_a_slash_answer_in_our_own_conversation_offers_no_share(workspace: Workspace) -> None:
    await workspace.command(REBATE, channel="DU0ADA")
    assert "share_answer" not in buttons(workspace.fake.responses[-1]["blocks"])
