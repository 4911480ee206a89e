"""Who reads an answer: the asker, and never more than the narrower of what they and their channel may see."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError

from assistant.access import NoAccess, Person, person_named
from assistant.asking import Desk
from assistant.channels.slack.deliveries import Delivery
from assistant.clock import now

log = logging.getLogger("channel_sales")

KNOWN_FOR = timedelta(minutes=1)
"""How long it is believed that a channel is, or is not, shared with another company."""


class Readers:
    """Turns an asker and a channel into the person whose cut of the records an answer is made from."""

    def __init__(self, desk: Desk, client: Callable[[str], Any], clock: Callable[[], datetime] = now) -> None:
        self._desk = desk
        self._client = client
        self._clock = clock
        self._shared: dict[tuple[str, str], tuple[datetime, bool]] = {}

    async def of(self, asked: Delivery) -> Person:
        """The reader of an answer in the channel where it is asked for.

        Raises:
            NoAccess: with the one sentence that they are told.
        """
        if asked.private:
            asker = self._known(f"slack:{asked.user}")
            if asked.foreign and asker.sees != "partner":
                raise NoAccess("You are of another company, and no partner is set for you, so I may not answer.")
            return asker
        place = self._known_or_none(f"slack-channel:{asked.channel}")
        shared = asked.foreign or asked.shared or await self._is_shared(asked.team, asked.channel)
        if shared is not False and (place is None or place.sees != "partner"):
            raise NoAccess(_unseen(asked.channel) if shared is None else _unset(asked.channel))
        if place is None:
            return self._known(f"slack:{asked.user}")
        asker_known = self._known_or_none(f"slack:{asked.user}") if shared else self._known(f"slack:{asked.user}")
        return await asyncio.to_thread(self._narrower, asker_known, place, asked.user)

    async def _is_shared(self, team: str, channel: str) -> bool | None:
        """Whether a channel is shared with another company, or about to be; None where it cannot be looked up."""
        kept = self._shared.get((team, channel))
        if kept and kept[0] + KNOWN_FOR > self._clock():
            return kept[1]
        try:
            found = (await self._client(team).conversations_info(channel=channel))["channel"]
        except SlackApiError as error:
            log.info("slack shows no channel %s: %s", channel, error.response.get("error"))
            return None
        shared = bool(found.get("is_ext_shared") or found.get("is_pending_ext_shared"))
        self._shared[team, channel] = (self._clock(), shared)
        return shared

    def _known(self, identity: str) -> Person:
        return person_named(identity, self._desk.settings.access_file)

    def _known_or_none(self, identity: str) -> Person | None:
        try:
            return self._known(identity)
        except NoAccess:
            return None

    def _narrower(self, asker: Person | None, place: Person, user: str) -> Person:
        """The cut that both allow, under the asker's own name."""
        if asker is None:
            return place.model_copy(update={"id": f"slack:{user}"})
        if place.sees == "everything" or asker.scope == place.scope:
            return asker
        if asker.sees == "everything":
            return place.model_copy(update={"id": asker.id, "also": ()})
        if asker.sees == "own" and place.sees == "partner" and self._manages(asker, place):
            return place.model_copy(update={"id": asker.id, "also": ()})
        raise NoAccess("What you may see is not what this channel may see, so I do not answer here. Ask me directly.")

    def _manages(self, manager: Person, place: Person) -> bool:
        return place.partner_id in self._desk.toolbox(manager).roster.names


def _unset(channel: str) -> str:
    return (
        "This channel is shared with another company and no partner is set for it, so I do not answer here. "
        f"Ask the owner of the access list to add 'slack-channel:{channel}'."
    )


def _unseen(channel: str) -> str:
    return (
        f"I cannot see whether {channel} is shared with another company, so I do not answer here. "
        "`/invite` me to it, or ask me in a direct message."
    )
