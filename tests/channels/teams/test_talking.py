"""Activities posted as the service would: answered once, in their thread, to whoever may see it, and to nobody else."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from assistant.asking import Desk
from assistant.clock import now
from assistant.delivery.feedback import feedback_counts
from assistant.settings import Settings
from tests.channels.teams.fake import OTHER_TENANT, FakeTeams, mentioning, message

Talking = Callable[[], Any]
TIER = "which tier does Acme Networks hold?"
STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def shown(fake: FakeTeams) -> str:
    """Every text that people see, in order."""
    texts: list[str] = []

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            texts.extend([part["text"]] if part.get("type") == "TextBlock" else [])
            for value in part.values():
                walk(value)
        elif isinstance(part, list):
            for value in part:
                walk(value)

    for sent in fake.messages:
        texts.append(sent.get("text") or "")
        walk(sent.get("attachments"))
    return "\n".join(texts)


async def test_a_question_in_a_chat_is_streamed_into_a_card(fake: FakeTeams, talking: Talking, desk: Desk) -> None:
    answer = desk.ask(TIER)
    async with talking() as post:
        assert (await post(message(fake, TIER))).status_code == 200
    streamed = [sent for _, sent in fake.sent if sent["type"] == "typing"]
    assert streamed[0]["text"] == "Reading the question …"
    assert streamed[0]["channelData"]["streamType"] == "informative"
    (last,) = fake.messages
    assert last["channelData"]["streamType"] == "final"
    assert last["text"] == answer.text
    assert last["channelData"]["feedbackLoop"] == {"type": "default"}
    assert f"Receipt {answer.receipts[0].id}." in shown(fake)
    assert answer.text not in str(fake.cards)


async def test_a_mention_in_a_channel_is_answered_in_its_thread(fake: FakeTeams, talking: Talking, desk: Desk) -> None:
    async with talking() as post:
        await post(mentioning(fake, TIER))
    conversations = {conversation for conversation, _ in fake.sent}
    assert conversations == {"19:general@thread.tacv2;messageid=1700000000000"}
    assert fake.sent[0][1]["type"] == "typing"
    (card,) = fake.cards
    assert card["body"][0]["text"] == desk.ask(TIER).text
    assert [element["type"] for element in card["body"]][:3] == ["TextBlock", "Table", "Table"]


async def test_a_thread_is_a_conversation(fake: FakeTeams, talking: Talking) -> None:
    other = {"id": "19:general@thread.tacv2;messageid=2", "conversationType": "channel"}
    async with talking() as post:
        await post(mentioning(fake, "rebate of Larkmere Cloud in Q1 2025"))
        while not fake.messages:
            await asyncio.sleep(0.05)
        await post(mentioning(fake, "and its tier?"))
        await post(mentioning(fake, "and its tier?", conversation=other))
    followed, lost = (
        [sent for conversation, sent in fake.sent if conversation.endswith(ending) and sent["type"] == "message"]
        for ending in ("=1700000000000", "=2")
    )
    assert "Larkmere Cloud holds" in str(followed[-1])
    assert "Larkmere" not in str(lost)


async def test_a_group_chat_is_answered_where_we_are_mentioned_only(fake: FakeTeams, talking: Talking) -> None:
    group = {"id": "19:group@thread.v2", "conversationType": "groupChat"}
    async with talking() as post:
        await post(message(fake, TIER, conversation=group))
        assert fake.sent == []
        await post(mentioning(fake, TIER, conversation=group))
    assert len(fake.messages) == 1


@pytest.mark.parametrize("times", [2, 20])
async def test_a_message_delivered_again_is_answered_once(fake: FakeTeams, talking: Talking, times: int) -> None:
    activity = mentioning(fake, TIER)
    async with talking() as post:
        answers = await asyncio.gather(*(post(activity) for _ in range(times)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(fake.messages) == 1


async def test_it_is_acknowledged_before_it_is_worked_on(fake: FakeTeams, talking: Talking) -> None:
    async with talking() as post:
        assert (await post(mentioning(fake, "dashboard April 2025"))).status_code == 200
        assert fake.messages == []
    assert len(fake.messages) == 1


async def test_what_teams_does_not_take_at_once_is_sent_again(fake: FakeTeams, talking: Talking) -> None:
    fake.failing.extend([429])
    async with talking() as post:
        await post(message(fake, TIER))
    assert "Acme Networks holds" in shown(fake)


BAD_TOKENS: list[Any] = [
    pytest.param({"aud": "another-bot"}, id="for another bot"),
    pytest.param({"iss": "https://evil.example"}, id="of another issuer"),
    pytest.param({"exp": int((now() - timedelta(hours=1)).timestamp())}, id="expired"),
    pytest.param({"exp": None, "aud": None}, id="for nobody"),
    pytest.param({"serviceurl": "https://evil.example"}, id="for another service"),
    pytest.param({"serviceurl": None}, id="for no service"),
    pytest.param({"key": STRANGER}, id="signed by a stranger"),
]


@pytest.mark.parametrize("changed", BAD_TOKENS)
async def test_a_token_that_does_not_fit_is_turned_away(fake: FakeTeams, talking: Talking, changed: Any) -> None:
    async with talking() as post:
        assert (await post(message(fake, TIER), fake.token(**changed))).status_code == 401
    assert fake.sent == []


@pytest.mark.parametrize("token", [None, "garbage", "a.b.c"])
async def test_without_a_token_nothing_is_answered(fake: FakeTeams, talking: Talking, token: str | None) -> None:
    async with talking() as post:
        assert (await post(message(fake, TIER), token)).status_code == 401
    assert fake.sent == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"[" * 100_000])
async def test_a_body_that_is_no_object_is_refused(fake: FakeTeams, talking: Talking, body: bytes) -> None:
    async with talking() as post:
        us: httpx.AsyncClient = post.us
        sent = await us.post("/teams/messages", content=body, headers={"authorization": f"Bearer {fake.token()}"})
        assert sent.status_code == 400


def as_(fake: FakeTeams, user: str, text: str, **changed: Any) -> dict[str, Any]:
    return message(fake, text, **({"from": {"id": f"29:{user}", "aadObjectId": f"oid-{user}"}} | changed))


async def test_an_unknown_person_is_told_so_in_a_sentence(fake: FakeTeams, talking: Talking) -> None:
    async with talking() as post:
        await post(as_(fake, "mallory", TIER))
    assert shown(fake).strip() == (
        "I do not know you yet. Ask the owner of the access list to add `teams:oid-mallory` to your entry."
    )


async def test_a_manager_is_given_their_own_partners(fake: FakeTeams, talking: Talking) -> None:
    async with talking() as post:
        await post(as_(fake, "inka", TIER))
    assert "Gold" not in shown(fake)
    assert "Acme Networks holds" not in shown(fake)


ELSEWHERE = {"channelData": {"tenant": {"id": OTHER_TENANT}}}


async def test_of_another_organisation_only_a_partners_people_are_answered(fake: FakeTeams, talking: Talking) -> None:
    async with talking() as post:
        await post(as_(fake, "pat", TIER, **ELSEWHERE))
        await post(as_(fake, "pat", "which tier does Larkmere Cloud hold?", **ELSEWHERE))
        await post(as_(fake, "ada", "dashboard April 2025", **ELSEWHERE))
    said = shown(fake)
    assert "Acme Networks holds Silver" in said
    assert "Larkmere Cloud holds" not in said
    assert "You write from another organisation" in said
    assert "$4.8" not in said


async def test_a_channel_of_the_access_list_sees_no_more_than_that(fake: FakeTeams, talking: Talking) -> None:
    place = {"id": "19:acme@thread.tacv2;messageid=1", "conversationType": "channel"}
    async with talking() as post:
        await post(mentioning(fake, "which tier does Larkmere Cloud hold?", conversation=place))
        await post(mentioning(fake, TIER, conversation=place))
    assert "Acme Networks holds Silver" in shown(fake)
    assert "Larkmere Cloud holds" not in shown(fake)


async def test_a_shared_channel_that_is_not_listed_is_not_answered_in(fake: FakeTeams, talking: Talking) -> None:
    shared = {"channelData": {"channel": {"id": "19:general@thread.tacv2", "type": "shared"}}}
    async with talking() as post:
        await post(mentioning(fake, TIER, **shared))
    assert "This channel is shared with another organisation" in shown(fake)
    assert "Silver" not in shown(fake)


async def test_who_sees_less_than_the_channel_is_sent_to_the_chat(fake: FakeTeams, talking: Talking) -> None:
    place = {"id": "19:acme@thread.tacv2;messageid=1", "conversationType": "channel"}
    inka = {"from": {"id": "29:inka", "aadObjectId": "oid-inka"}}
    async with talking() as post:
        await post(mentioning(fake, TIER, conversation=place, **inka))
    assert shown(fake).strip() == "What you may see is not what this channel may see. Ask me in our own chat."


async def test_feedback_is_kept_with_the_answers_receipts(
    fake: FakeTeams, talking: Talking, teams_settings: Settings
) -> None:
    records = Desk.open(teams_settings).records
    verdict = {"actionName": "feedback", "actionValue": {"reaction": "like", "feedback": "{}"}}
    async with talking() as post:
        before = feedback_counts(records).get("teams", {"up": 0, "down": 0})
        liked = message(fake, "", type="invoke", name="message/submitAction", value=verdict, replyToId="m-liked")
        assert (await post(liked)).status_code == 200
        assert (await post(liked)).status_code == 200
    assert feedback_counts(records)["teams"]["up"] == before["up"] + 1


async def test_whoever_installs_us_is_told_what_to_ask(fake: FakeTeams, talking: Talking) -> None:
    async with talking() as post:
        await post(message(fake, "", type="installationUpdate", action="add"))
    assert "Ask me about partners" in shown(fake)


async def test_a_dashboard_shows_its_picture_at_a_signed_address(fake: FakeTeams, talking: Talking) -> None:
    async with talking() as post:
        await post(mentioning(fake, "dashboard April 2025"))
        while not fake.messages:
            await asyncio.sleep(0.05)
        (address,) = [element["url"] for element in fake.cards[0]["body"] if element["type"] == "Image"]
        assert address.startswith("https://sales.example.com/teams/charts/")
        path = address.removeprefix("https://sales.example.com")
        picture = await post.us.get(path)
        assert picture.content.startswith(b"\x89PNG")
        forged = await post.us.get(path.replace("/ada.png", "/jude.png"))
        assert forged.status_code == 404


async def test_a_message_of_no_kind_that_we_answer_is_acknowledged(fake: FakeTeams, talking: Talking) -> None:
    async with talking() as post:
        assert (
            await post(message(fake, "", type="messageReaction", reactionsAdded=[{"type": "like"}]))
        ).status_code == 200
    assert fake.sent == []


def test_the_secret_is_not_shown_with_the_settings(teams_settings: Settings) -> None:
    assert "a-client-secret" not in repr(teams_settings)
