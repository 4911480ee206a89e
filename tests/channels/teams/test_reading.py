"""What Teams sends, read; and who reads what it is answered with."""

from typing import Any

import pytest

from assistant.channels.teams.reading import read, spoken

BASE: dict[str, Any] = {
    "type": "message",
    "id": "a-1",
    "serviceUrl": "https://smba.example/teams",
    "from": {"id": "29:ada", "aadObjectId": "oid-ada", "tenantId": "t-1"},
    "recipient": {"id": "28:bot"},
    "conversation": {"id": "19:x@thread.tacv2;messageid=7", "conversationType": "channel", "tenantId": "t-1"},
    "channelData": {"tenant": {"id": "t-2"}, "channel": {"type": "shared"}},
}


def mention(text: str, who: str = "28:bot") -> dict[str, Any]:
    return {"type": "mention", "text": text, "mentioned": {"id": who}}


def test_a_mention_of_us_is_left_out_and_one_of_another_is_their_name() -> None:
    text = "<at>Channel sales</at>&nbsp;what did <at id='1'>Jude</at> earn at AT&amp;T?"
    entities = [mention("<at>Channel sales</at>"), mention("<at id='1'>Jude</at>", "29:jude")]
    asked = read(BASE | {"text": text, "entities": entities})
    assert asked is not None
    assert asked.text == "what did Jude earn at AT&T?"
    assert (asked.user, asked.tenants, asked.shared) == ("oid-ada", ("t-1", "t-2"), True)
    assert asked.channel == "19:x@thread.tacv2"
    assert asked.key == "19:x@thread.tacv2;messageid=7:a-1"


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"text": "hello"}, id="nobody is mentioned"),
        pytest.param({"text": "<at>x</at> hi", "entities": [mention("<at>x</at>", "29:j")]}, id="another is mentioned"),
        pytest.param({"type": "messageDelete"}, id="a message is deleted"),
        pytest.param({"type": "installationUpdate", "action": "add"}, id="we are installed in a team"),
        pytest.param({"type": "installationUpdate", "action": "remove"}, id="we are removed"),
        pytest.param({"text": None, "entities": None}, id="an empty message"),
    ],
)
def test_what_is_not_for_us_is_none(changed: dict[str, Any]) -> None:
    assert read(BASE | changed) is None


def test_without_an_object_id_nobody_is_known() -> None:
    asked = read(BASE | {"text": "tier", "from": {"id": "29:x"}, "conversation": {"id": "a:1"}})
    assert asked is not None
    assert (asked.user, asked.place) == ("", "personal")


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ("  tier\u00a0of\r\n Acme ", "tier of Acme"),
        ("<at>Ada Marsh</at>'s partners", "Ada Marsh's partners"),
        ("$5 &lt; $6", "$5 < $6"),
        ("", ""),
    ],
)
def test_a_message_is_read_as_it_was_spoken(sent: str, text: str) -> None:
    assert spoken(sent) == text
