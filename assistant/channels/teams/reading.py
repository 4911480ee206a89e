"""What Teams sends, read into one shape: who asked what, and where. Pure; what is not for us is None."""

import html
import re
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

_AT = re.compile(r"</?at[^>]*>")

Place = Literal["personal", "groupChat", "channel"]


class Asked(BaseModel):
    """One thing to do, once."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["question", "welcome"] = "question"
    activity: str
    conversation: str
    """Holds the thread where it is one in a channel, so that a thread is a conversation of its own."""
    place: Place = "personal"
    service_url: str
    user: str
    """The person's object id in their own directory; empty where Teams does not say it."""
    text: str = ""
    tenants: tuple[str, ...] = ()
    """The directories of the person, of the conversation and of the activity, as far as they are named."""
    shared: bool = False
    """Whether the channel is shared with other teams or companies."""

    @property
    def key(self) -> str:
        """The same however often it is delivered."""
        return f"{self.conversation}:{self.activity}"

    @property
    def channel(self) -> str:
        """The conversation without its thread, as an access list names a place."""
        return self.conversation.partition(";")[0]


def read(activity: Mapping[str, Any]) -> Asked | None:
    """An activity as JSON, its token verified."""
    if activity.get("type") == "message":
        return _message(activity)
    if activity.get("type") == "installationUpdate" and str(activity.get("action", "")).startswith("add"):
        asked = _asked(activity, kind="welcome")
        return asked if asked.place == "personal" else None
    return None


def _message(activity: Mapping[str, Any]) -> Asked | None:
    """A message in a personal chat, or one elsewhere that mentions us."""
    us = (activity.get("recipient") or {}).get("id")
    text, mentioned = str(activity.get("text") or ""), False
    for entity in activity.get("entities") or []:
        if entity.get("type") == "mention" and (entity.get("mentioned") or {}).get("id") == us:
            text, mentioned = text.replace(str(entity.get("text") or ""), " ", 1), True
    asked = _asked(activity, text=spoken(text))
    return asked if mentioned or asked.place == "personal" else None


def _asked(activity: Mapping[str, Any], **more: Any) -> Asked:
    person, conversation = activity.get("from") or {}, activity.get("conversation") or {}
    channel_data = activity.get("channelData") or {}
    tenants = (
        person.get("tenantId"), conversation.get("tenantId"), (channel_data.get("tenant") or {}).get("id"),
    )  # fmt: skip
    return Asked(
        activity=str(activity.get("id", "")),
        conversation=str(conversation.get("id", "")),
        place=conversation.get("conversationType") or "personal",
        service_url=str(activity.get("serviceUrl", "")),
        user=str(person.get("aadObjectId") or ""),
        tenants=tuple(dict.fromkeys(str(tenant) for tenant in tenants if tenant)),
        shared=(channel_data.get("channel") or {}).get("type") == "shared",
        **more,
    )


def spoken(text: str) -> str:
    """A message as it was spoken: others' mentions are their names, and marks of HTML are gone."""
    return " ".join(html.unescape(_AT.sub("", text)).split())
