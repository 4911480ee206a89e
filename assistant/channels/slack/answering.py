"""The work on each delivery, after it was acknowledged: answer, share, keep a verdict, suggest what to ask."""

import asyncio
import hashlib
from collections.abc import Callable
from datetime import datetime

from assistant.access import NoAccess, Person, person_named
from assistant.answer import Answer, Done, Said, Step
from assistant.asking import Desk
from assistant.channels.slack.attachments import Attachment, attachments
from assistant.channels.slack.clients import Clients
from assistant.channels.slack.deliveries import Delivery
from assistant.channels.slack.phrases import PHRASES
from assistant.channels.slack.posting import Posting
from assistant.channels.slack.readers import Readers
from assistant.channels.slack.render import Message, message, says_money, sentence
from assistant.clock import now
from assistant.delivery.feedback import Verdict, give_feedback
from assistant.delivery.inbox import Event
from assistant.delivery.kept import answer_kept, keep_answer
from assistant.delivery.listening import listen, listens
from assistant.turns import turn
from tools.core.errors import ToolError

SURFACE = "slack"
PROMPTS = [
    {"title": "How is the channel doing?", "message": "How did the channel do last month?"},
    {"title": "Who is at risk, and why?", "message": "Which partners are at risk?"},
    {"title": "What falls due?", "message": "What falls due in the next 14 days?"},
    {"title": "What can I ask?", "message": "help"},
]


class Answering:
    """One desk's answers in Slack."""

    def __init__(self, desk: Desk, clients: Clients, clock: Callable[[], datetime] = now) -> None:
        self._desk = desk
        self._clients = clients
        self._clock = clock
        self._readers = Readers(desk, clients.of, clock)
        listed = desk.settings.slack_listen_channels.split(",")
        self._listed = {channel.strip() for channel in listed if channel.strip()}
        self._kinds = {
            "question": self._question,
            "opened": self._opened,
            "share": self._share,
            "feedback": self._feedback,
            "listen": self._listen,
        }

    async def work(self, event: Event) -> None:
        """Do what a delivery asks for."""
        asked = Delivery.model_validate(event)
        posting = Posting(self._clients.of(asked.team), asked)
        try:
            await self._kinds[asked.kind](asked, posting)
        except ToolError as refusal:
            if not asked.unasked:
                await posting.quietly(sentence(str(refusal)))

    async def _question(self, asked: Delivery, posting: Posting) -> None:
        if asked.unasked and not await self._listens(asked):
            return
        reader = await self._readers.of(asked)
        answer = await self._answered(asked, reader, posting)
        if asked.unasked and answer.kind != "answer":
            return
        quiet = bool(asked.response_url) or (not asked.private and says_money(answer))
        await self._shown(asked, answer, reader, posting, quiet=quiet)

    async def _answered(self, asked: Delivery, reader: Person, posting: Posting) -> Answer:
        """The turn, told while it goes."""
        answer = Answer(text="")
        async for event in turn(self._desk, asked.text, reader, conversation=asked.conversation):
            if isinstance(event, Step) and not asked.unasked:
                await posting.status(event.text)
            elif isinstance(event, Said):
                await posting.say(event.text)
            elif isinstance(event, Done):
                answer = event.answer
        return answer

    async def _shown(self, asked: Delivery, answer: Answer, reader: Person, posting: Posting, *, quiet: bool) -> None:
        key = _key(asked)
        shareable = quiet and not asked.private and answer.kind == "answer"
        if shareable:
            await asyncio.to_thread(
                keep_answer, self._desk.records, reader, answer, surface=SURFACE, key=key, at=self._clock()
            )
        share = f"{key} {asked.thread or asked.ts}".strip() if shareable else ""
        shown = message(answer, key=key, share=share, streamed=posting.streamed)
        files, fault = await self._files(answer, shown)
        shown = shown.with_line(fault) if fault else shown
        if quiet and files:
            shown = shown.with_line("The file is in our direct messages, because only you may see it.")
        if posting.streamed:
            await posting.end_stream(shown)
        elif quiet:
            await posting.quietly(shown)
        else:
            await posting.publicly(shown)
        await _uploaded(posting, files, quietly=quiet)
        if quiet:
            await posting.status("")

    async def _files(self, answer: Answer, shown: Message) -> tuple[list[Attachment], str]:
        """The files of an answer, or none and why: an answer is not lost with its document."""
        try:
            return await asyncio.to_thread(attachments, self._desk, answer, shown.file), ""
        except ToolError as error:
            return [], str(error)

    async def _share(self, asked: Delivery, posting: Posting) -> None:
        """Show the stored answer to the channel, for its asker, within what they and the channel may see now."""
        reader = await self._readers.of(asked)
        key, _, thread = asked.value.partition(" ")
        answer = await asyncio.to_thread(answer_kept, self._desk.records, reader, surface=SURFACE, key=key)
        posting = Posting(self._clients.of(asked.team), asked.model_copy(update={"thread": thread}))
        shown = message(answer, key=key)
        if not await posting.shared(shown.with_line(f"Shared by <@{asked.user}>.", ours=True)):
            await posting.respond(sentence("I am not in this channel. `/invite` me, then share again."))
            return
        files, _ = await self._files(answer, shown)
        await _uploaded(posting, files, quietly=False)
        await posting.respond(sentence("It is shared with the channel."), replace=True)

    async def _feedback(self, asked: Delivery, posting: Posting) -> None:
        verdict, _, rest = asked.value.partition(" ")
        key, *receipts = rest.split(" ")
        given: Verdict = "up" if verdict == "up" else "down"
        await asyncio.to_thread(
            give_feedback,
            self._desk.records,
            self._person_id(asked.user),
            given,
            surface=SURFACE,
            answer_key=key,
            receipts=receipts,
            at=self._clock(),
        )
        await posting.quietly(sentence("Thank you. Your verdict is kept with the answer's receipts."))

    async def _opened(self, asked: Delivery, posting: Posting) -> None:
        await self._readers.of(asked)
        await posting.prompts("Ask about a partner, a deal or a month", PROMPTS)

    async def _listen(self, asked: Delivery, posting: Posting) -> None:
        """Have a channel opt in or out, for whoever sees more than one partner."""
        reader = await self._readers.of(asked)
        if reader.sees == "partner":
            raise NoAccess(
                "This channel may not be changed by a partner's people, or while it is shared with another company."
            )
        on = asked.value == "on"
        await asyncio.to_thread(
            listen, self._desk.records, surface=SURFACE, place=_place(asked), on=on, at=self._clock()
        )
        phrases = ", ".join(PHRASES)
        said = f"I answer here when a message says one of: {phrases}. Invite me to the channel, so that I can read it."
        await posting.quietly(sentence(said if on else "I answer here when I am mentioned, and not otherwise."))

    async def _listens(self, asked: Delivery) -> bool:
        if asked.channel in self._listed:
            return True
        return await asyncio.to_thread(listens, self._desk.records, surface=SURFACE, place=_place(asked))

    def _person_id(self, user: str) -> str:
        try:
            return person_named(f"slack:{user}", self._desk.settings.access_file).id
        except NoAccess:
            return f"slack:{user}"


async def _uploaded(posting: Posting, files: list[Attachment], *, quietly: bool) -> None:
    for file in files:
        await posting.upload(file.name, file.title, file.content, quietly=quietly)


def _place(asked: Delivery) -> str:
    return f"{asked.team}:{asked.channel}"


def _key(asked: Delivery) -> str:
    """The name of an answer: the same when the work on a delivery is done again, and not to be guessed."""
    return hashlib.sha256(f"{asked.team}:{asked.user}:{asked.key}".encode()).hexdigest()[:32]
