"""What is sent to Teams: a status, streamed text where a chat takes it, cards, and one sentence."""

from typing import Any

from microsoft_teams.api import Account, ConversationAccount
from microsoft_teams.api.activities.message import MessageActivityInput
from microsoft_teams.api.activities.typing import TypingActivityInput
from microsoft_teams.api.models.attachment import Attachment
from microsoft_teams.api.models.conversation import ConversationReference
from microsoft_teams.apps import App
from microsoft_teams.apps.http_stream import HttpStream
from microsoft_teams.apps.plugins import StreamCancelledError

from assistant.channels.markdown import Lines, lined
from assistant.channels.teams.reading import Asked

CARD = "application/vnd.microsoft.card.adaptive"


class Posting:
    """One conversation, and the one stream that a personal chat may have open."""

    def __init__(self, app: App, asked: Asked) -> None:
        self._app = app
        self._asked = asked
        self._lines = Lines()
        self._stream = self._opened() if asked.place == "personal" else None

    @property
    def streams(self) -> bool:
        """Whether text is shown as it comes."""
        return self._stream is not None

    async def step(self, text: str) -> None:
        """Say what is being done."""
        if self._stream is not None:
            self._stream.update(f"{text[:1].upper()}{text[1:]} …")
        else:
            await self._sent(TypingActivityInput())

    def say(self, text: str) -> None:
        """Show a piece of the answer's text, where it is streamed."""
        if self._stream is not None and (piece := self._lines(text)):
            self._stream.emit(piece)

    async def finish(self, cards: list[dict[str, Any]], text: str) -> str:
        """Send what is left of an answer; returns the id of the message that holds its beginning."""
        first, *rest = [self._message(card, text) for card in cards] or [MessageActivityInput()]
        first.add_feedback().add_ai_generated()
        sent = await self._closed(self._stream, first, text) if self._stream is not None else await self._sent(first)
        for message in rest:
            await self._sent(message)
        return sent

    async def one(self, card: dict[str, Any], summary: str) -> None:
        """Send one card by itself."""
        await self._sent(self._message(card, summary))

    async def _closed(self, stream: HttpStream, last: MessageActivityInput, text: str) -> str:
        """End the stream; where Teams does not take its end, the whole is sent as a message of its own.

        Raises:
            StreamCancelledError: the person stopped it.
        """
        stream.emit(last)
        closed = await stream.close()
        if stream.canceled:
            raise StreamCancelledError("The person stopped the answer.")
        return closed.id if closed is not None else await self._sent(last.with_text(lined(text)))

    def _message(self, card: dict[str, Any], summary: str) -> MessageActivityInput:
        message = MessageActivityInput(summary=summary[:200])
        return message.add_attachments(Attachment(content_type=CARD, content=card))

    async def _sent(self, activity: MessageActivityInput | TypingActivityInput) -> str:
        sent = await self._app.send(self._asked.conversation, activity, service_url=self._asked.service_url)
        return sent.id

    def _opened(self) -> HttpStream:
        reference = ConversationReference(
            channel_id="msteams",
            service_url=self._asked.service_url,
            bot=Account(id=self._app.id or ""),
            conversation=ConversationAccount(id=self._asked.conversation),
        )
        return HttpStream(self._app.api, reference)
