"""The work on each message, after it was acknowledged; a verdict is kept at once."""

import asyncio
import contextlib

from microsoft_teams.apps import App
from microsoft_teams.apps.plugins import StreamCancelledError

from assistant.access import Person, person_named
from assistant.answer import Answer, Citation, Done, Said, Step
from assistant.asking import Desk
from assistant.channels.teams.cards import cards, said
from assistant.channels.teams.pictures import Pictures
from assistant.channels.teams.posting import Posting
from assistant.channels.teams.readers import reader
from assistant.channels.teams.reading import Asked
from assistant.clock import now
from assistant.delivery.feedback import Verdict, give_feedback
from assistant.delivery.inbox import Event
from assistant.delivery.kept import answer_kept, keep_answer
from assistant.turns import turn
from tools.core.errors import ToolError

SURFACE = "teams"
WELCOME = (
    "Ask me about partners, tiers, deals, incentives and the dashboard, such as: which tier does Acme Networks hold? "
    "In a channel, mention me. `help` lists what I answer."
)


class Answering:
    """One desk's answers in Teams."""

    def __init__(self, desk: Desk, pictures: Pictures) -> None:
        self._desk = desk.at(SURFACE)
        self._pictures = pictures
        self.app: App | None = None

    async def work(self, event: Event) -> None:
        """Do what an activity asks for."""
        asked = Asked.model_validate(event)
        assert self.app is not None  # noqa: S101 - set before anything is delivered
        try:
            if asked.kind == "welcome":
                await Posting(self.app, asked).one(said(WELCOME), WELCOME)
            else:
                person = await asyncio.to_thread(reader, self._desk, asked)
                await self._answered(asked, person, Posting(self.app, asked))
        except StreamCancelledError:
            return
        except ToolError as refusal:
            await Posting(self.app, asked).one(said(str(refusal)), str(refusal))

    async def _answered(self, asked: Asked, person: Person, posting: Posting) -> None:
        answer = Answer(text="")
        async for event in turn(self._desk, asked.text, person, conversation=f"teams:{asked.conversation}"):
            match event:
                case Step(text=step):
                    await posting.step(step)
                case Said(text=piece):
                    posting.say(piece)
                case Done(answer=answer):
                    pass
        picture = await asyncio.to_thread(self._pictures.kept, asked, person, answer)
        shown = cards(answer, link=self._link, picture=picture, told=posting.streams)
        sent = await posting.finish(shown, answer.text)
        await asyncio.to_thread(self._keep, person, answer, sent)

    def verdict(self, user: str, message: str, reaction: str) -> None:
        """Keep what a person thinks of an answer, with its receipts where it was their own."""
        records, who = self._desk.records, f"teams:{user}"
        receipts: tuple[str, ...] = ()
        with contextlib.suppress(ToolError):
            person = person_named(who, self._desk.settings.access_file)
            who = person.id
            kept = answer_kept(records, person, surface=SURFACE, key=message)
            receipts = tuple(receipt.id for receipt in kept.receipts)
        given: Verdict = "up" if reaction == "like" else "down"
        give_feedback(records, who, given, surface=SURFACE, answer_key=message, receipts=receipts, at=now())

    def _keep(self, person: Person, answer: Answer, message: str) -> None:
        if message and answer.receipts:
            keep_answer(self._desk.records, person, answer, surface=SURFACE, key=message, at=now())

    def _link(self, citation: Citation) -> str | None:
        base = self._desk.settings.public_url.rstrip("/")
        return f"{base}/playbooks/{citation.id.replace('#', '/', 1)}" if base else None
