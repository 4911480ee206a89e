"""What Slack sends, read into one shape: who asked what, and where. Pure; what is not for us is None."""

import html
import re
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from assistant.channels.slack.phrases import speaks_of_us
from assistant.channels.slack.render import FEEDBACK, SHARE

_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")
_LINKED = re.compile(r"<(?:[#@!]?[^>|]*)\|([^>]*)>")
_LINK = re.compile(r"<(?:mailto:)?([^>]*)>")
_LISTEN = re.compile(r"^\s*listen\s+(on|off)\s*$", re.IGNORECASE)
_WRITTEN = {None, "file_share", "thread_broadcast"}
"""The subtypes of messages that a person wrote."""

_BUTTONS: dict[str, Literal["share", "feedback"]] = {SHARE: "share", FEEDBACK: "feedback"}


class Delivery(BaseModel):
    """One thing to do, once; `key` is the same however often and as whichever event it is delivered."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["question", "opened", "share", "feedback", "listen"]
    key: str
    team: str
    user: str
    channel: str
    text: str = ""
    ts: str = ""
    thread: str = ""
    private: bool = False
    """Whether the channel is the person's and ours alone."""
    foreign: bool = False
    """Whether the person is of another workspace than the one that installed us."""
    shared: bool = False
    """Whether Slack says that the channel is shared with another company."""
    unasked: bool = False
    """Whether nobody addressed us, and a phrase is the reason to answer."""
    value: str = ""
    response_url: str = ""

    @property
    def conversation(self) -> str:
        """The thread as the desk remembers it; commands in a channel are one conversation of their own."""
        return f"slack:{self.team}:{self.channel}:{self.thread or self.ts or 'commands'}"


def read(body: Mapping[str, Any], homes: frozenset[str]) -> Delivery | None:
    """A request of Slack's, as it was signed; `homes` are the team and the enterprise that installed us."""
    team = min(homes, default="", key=lambda home: not home.startswith("T"))
    if "command" in body:
        return _command(body, team)
    if body.get("type") == "block_actions":
        return _action(body, team, homes)
    if body.get("type") == "event_callback":
        return _event(body, team, homes)
    return None


def _command(body: Mapping[str, Any], team: str) -> Delivery:
    channel, text = str(body.get("channel_id", "")), str(body.get("text", ""))
    listen = _LISTEN.match(text)
    return Delivery(
        kind="listen" if listen else "question",
        key=f"command:{body.get('trigger_id', '')}",
        team=team,
        user=str(body.get("user_id", "")),
        channel=channel,
        text=f"/channel-sales {spoken(text)}",
        private=channel.startswith("D"),
        value=listen.group(1).lower() if listen else "",
        response_url=str(body.get("response_url", "")),
    )


def _action(body: Mapping[str, Any], team: str, homes: frozenset[str]) -> Delivery | None:
    action: Mapping[str, Any] = next(iter(body.get("actions") or []), {})
    kind = _BUTTONS.get(str(action.get("action_id")))
    user, container = body.get("user") or {}, body.get("container") or {}
    if kind is None:
        return None
    channel = str(container.get("channel_id") or (body.get("channel") or {}).get("id", ""))
    return Delivery(
        kind=kind,
        key=f"action:{user.get('id', '')}:{action.get('action_ts') or body.get('trigger_id', '')}",
        team=team,
        user=str(user.get("id", "")),
        channel=channel,
        thread=str(container.get("thread_ts") or ""),
        private=channel.startswith("D"),
        foreign=_is_foreign(user.get("team_id"), homes),
        value=str(action.get("value", "")),
        response_url=str(body.get("response_url", "")),
    )


def _event(body: Mapping[str, Any], team: str, homes: frozenset[str]) -> Delivery | None:
    event = body.get("event") or {}
    given = {
        "team": team,
        "foreign": _is_foreign(event.get("user_team") or event.get("source_team"), homes),
        "shared": bool(body.get("is_ext_shared_channel")),
    }
    if event.get("type") in {"assistant_thread_started", "app_home_opened"}:
        return _opened(event, str(body.get("event_id", "")), given)
    if event.get("type") in {"app_mention", "message"} and event.get("subtype") in _WRITTEN:
        return None if event.get("bot_id") or not event.get("user") else _message(event, given)
    return None


def _opened(event: Mapping[str, Any], event_id: str, given: dict[str, Any]) -> Delivery | None:
    """The pane was opened, in Slack's older way as a thread of its own, in its newer one as the messages tab."""
    thread = event.get("assistant_thread") or {}
    if event.get("type") == "app_home_opened" and event.get("tab") != "messages":
        return None
    return Delivery(
        kind="opened",
        key=f"opened:{event_id}",
        user=str(thread.get("user_id") or event.get("user", "")),
        channel=str(thread.get("channel_id") or event.get("channel", "")),
        thread=str(thread.get("thread_ts") or ""),
        private=True,
        **given,
    )


def _message(event: Mapping[str, Any], given: dict[str, Any]) -> Delivery | None:
    """A message. Of one that mentions us Slack sends two events, and both have its channel and `ts`."""
    text, channel, ts = str(event.get("text", "")), str(event.get("channel", "")), str(event.get("ts", ""))
    private = event.get("channel_type") == "im" or channel.startswith("D")
    unasked = event["type"] == "message" and not private
    if unasked and (_MENTION.search(text) or not speaks_of_us(spoken(text))):
        return None
    return Delivery(
        kind="question",
        key=f"message:{channel}:{ts}",
        user=str(event["user"]),
        channel=channel,
        text=spoken(text),
        ts=ts,
        thread=str(event.get("thread_ts") or ""),
        private=private,
        unasked=unasked,
        **given,
    )


def spoken(text: str) -> str:
    """A message as its author sees it: no mentions, links by their label, and entities as characters."""
    shown = _LINK.sub(r"\1", _LINKED.sub(r"\1", _MENTION.sub(" ", text)))
    return " ".join(html.unescape(shown).split())


def _is_foreign(team: object, homes: frozenset[str]) -> bool:
    return bool(team) and team not in homes
