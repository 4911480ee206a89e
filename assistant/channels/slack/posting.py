"""Where an answer goes in Slack: a stream or a message in the thread, for the asker alone, or to their inbox."""

import logging
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from assistant.channels.slack import limits
from assistant.channels.slack.deliveries import Delivery
from assistant.channels.slack.render import Message
from assistant.channels.slack.texts import as_markdown, shortened

log = logging.getLogger("channel_sales")

CLOSED = {"not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived", "no_permission"}
"""Errors of a channel that takes nothing from us: what was asked there is answered in the asker's direct messages."""
REFUSED = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments"}
BUFFER = 80
"""Characters of a stream that are sent together: about a line."""


class Posting:
    """The replies to one delivery."""

    def __init__(self, client: AsyncWebClient, asked: Delivery) -> None:
        self._client = client
        self._asked = asked
        self._stream: Any = None
        self._said = 0
        self.streams = asked.private and not asked.response_url
        """Whether text is shown as it comes: elsewhere it must be whole before it is known who may read it."""

    @property
    def _thread(self) -> str | None:
        return self._asked.thread or self._asked.ts or None

    async def status(self, doing: str) -> None:
        """Show what is being done under the question. Where Slack has no place for it, it is not shown."""
        if self._thread is None:
            return
        asked = self._asked
        try:
            await self._client.assistant_threads_setStatus(
                channel_id=asked.channel,
                thread_ts=self._thread,
                status=shortened(f"is {doing} …" if doing else "", 250),
            )
        except SlackApiError as error:
            log.info("slack shows no status in %s: %s", asked.channel, error.response.get("error"))

    async def say(self, text: str) -> None:
        """Stream a piece of the text; where Slack does not, the whole is posted at the end."""
        if not self.streams or self._said > limits.TEXT:
            return
        asked, self._said = self._asked, self._said + len(text)
        try:
            if self._stream is None:
                self._stream = await self._client.chat_stream(
                    channel=asked.channel,
                    thread_ts=self._thread or "",
                    recipient_team_id=asked.team,
                    recipient_user_id=asked.user,
                    buffer_size=BUFFER,
                )
            await self._stream.append(markdown_text=as_markdown(text))
        except SlackApiError as error:
            log.info("slack streams nothing in %s: %s", asked.channel, error.response.get("error"))
            self._stream, self.streams = None, False

    @property
    def streamed(self) -> bool:
        """Whether the text is there already."""
        return self._stream is not None

    async def end_stream(self, message: Message) -> None:
        """Put the rest of an answer under its streamed text."""
        try:
            await self._stream.stop(blocks=message.blocks or None)
        except SlackApiError as error:
            if _why(error) not in REFUSED:
                raise
            log.exception("slack refused the blocks of %s", self._asked.key)
            await self._client.chat_stopStream(channel=self._asked.channel, ts=self._stream.ts)

    async def publicly(self, message: Message) -> None:
        """Post for everybody in the channel, in the question's thread."""
        await self._sent(message, self._client.chat_postMessage, channel=self._asked.channel, thread_ts=self._thread)

    async def shared(self, message: Message) -> bool:
        """Post for everybody in the channel; False where it takes nothing from us."""
        try:
            await self._client.chat_postMessage(
                channel=self._asked.channel, thread_ts=self._thread, text=message.text, blocks=message.blocks
            )
        except SlackApiError as error:
            if _why(error) in CLOSED:
                return False
            raise
        return True

    async def quietly(self, message: Message) -> None:
        """Post for the asker alone; where the channel takes nothing from us, in their direct messages."""
        asked = self._asked
        if asked.response_url:
            await self.respond(message)
        elif asked.private:
            await self.publicly(message)
        else:
            await self._sent(
                message,
                self._client.chat_postEphemeral,
                channel=asked.channel,
                user=asked.user,
                thread_ts=asked.thread or None,
            )

    async def respond(self, message: Message, *, replace: bool = False) -> None:
        """Answer through the address that came with a command or a button; only its person sees it."""
        webhook = AsyncWebhookClient(self._asked.response_url)
        given = {"response_type": "ephemeral", "replace_original": replace}
        sent = await webhook.send_dict({**given, "text": message.text, "blocks": message.blocks})
        if sent.status_code == 404 or "invalid_blocks" in sent.body:
            log.error("slack refused a response to %s: %s", self._asked.key, sent.body[:200])
            sent = await webhook.send_dict({**given, "text": message.text})
        if sent.status_code >= 500:
            raise ConnectionError(f"Slack's response address answered {sent.status_code}")

    async def upload(self, name: str, title: str, content: bytes, *, quietly: bool) -> None:
        """Add a file to the thread, or to the asker's direct messages where the channel may not see it."""
        channel = await self._direct() if quietly else self._asked.channel
        await self._client.files_upload_v2(
            filename=name, title=title, content=content, channel=channel, thread_ts=None if quietly else self._thread
        )

    async def prompts(self, title: str, prompts: list[dict[str, str]]) -> None:
        """Suggest what to ask. Only Slack's older pane names a thread for it."""
        await self._client.assistant_threads_setSuggestedPrompts(
            channel_id=self._asked.channel, thread_ts=self._asked.thread or None, title=title, prompts=prompts
        )

    async def _direct(self) -> str:
        opened = await self._client.conversations_open(users=[self._asked.user])
        return str(opened["channel"]["id"])

    async def _sent(self, message: Message, post: Any, **where: Any) -> None:
        """Post blocks, or the text alone where Slack refuses them; what a channel does not take goes to the asker."""
        given = {key: value for key, value in where.items() if value is not None}
        try:
            await post(text=message.text, blocks=message.blocks, **given)
        except SlackApiError as error:
            if _why(error) in REFUSED:
                log.exception("slack refused the blocks of %s", self._asked.key)
                await post(text=message.text, **given)
            elif _why(error) in CLOSED and not self._asked.private:
                await self._client.chat_postMessage(
                    channel=await self._direct(), text=message.text, blocks=message.blocks
                )
            else:
                raise


def _why(error: SlackApiError) -> str:
    return str(error.response.get("error", ""))
