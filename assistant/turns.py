"""One turn for channels that serve many people at once: the desk works in a thread and tells how it goes."""

import asyncio
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

from assistant.access import Person
from assistant.answer import Answer, Done, Event
from assistant.asking import Desk
from assistant.leaving import Leaving

_WORKING = ThreadPoolExecutor(64, "turn")
"""A turn mostly waits, for a model or the records: the loop's own few threads are left to what is short."""


async def turn(
    desk: Desk, text: str, person: Person, *, conversation: str | None = None, as_of: date | None = None
) -> AsyncGenerator[Event]:
    """The events of a turn, the last of them Done. Whoever stops reading cancels what is left of it."""
    loop = asyncio.get_running_loop()
    events: asyncio.Queue[Event | BaseException] = asyncio.Queue()
    leaving = Leaving()

    def work() -> None:
        try:
            for event in desk.events(text, person, conversation=conversation, as_of=as_of, leaving=leaving):
                if leaving.gone:
                    return
                loop.call_soon_threadsafe(events.put_nowait, event)
        except BaseException as error:  # noqa: BLE001 - raised again where the events are read
            loop.call_soon_threadsafe(events.put_nowait, error)

    working = loop.run_in_executor(_WORKING, work)
    try:
        while True:
            event = await events.get()
            if isinstance(event, BaseException):
                raise event
            yield event
            if isinstance(event, Done):
                break
        await working
    finally:
        leaving.leave()


async def answer(
    desk: Desk, text: str, person: Person, *, conversation: str | None = None, as_of: date | None = None
) -> Answer:
    """The answer of a turn, for channels that show nothing before it."""
    asked = partial(desk.ask, text, person, conversation=conversation, as_of=as_of)
    return await asyncio.get_running_loop().run_in_executor(_WORKING, asked)
