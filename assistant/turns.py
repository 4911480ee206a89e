"""One turn for channels that serve many people at once: the desk works in a thread and tells how it goes."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import date

from assistant.access import Person
from assistant.answer import Answer, Done, Event
from assistant.asking import Desk


async def turn(
    desk: Desk, text: str, person: Person, *, conversation: str | None = None, as_of: date | None = None
) -> AsyncGenerator[Event]:
    """The events of a turn, the last of them Done. Whoever stops reading cancels what is left of it."""
    loop = asyncio.get_running_loop()
    events: asyncio.Queue[Event | BaseException] = asyncio.Queue()
    left = False

    def work() -> None:
        try:
            for event in desk.events(text, person, conversation=conversation, as_of=as_of):
                if left:
                    return
                loop.call_soon_threadsafe(events.put_nowait, event)
        except BaseException as error:  # noqa: BLE001 - raised again where the events are read
            loop.call_soon_threadsafe(events.put_nowait, error)

    working = loop.run_in_executor(None, work)
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
        left = True


async def answer(
    desk: Desk, text: str, person: Person, *, conversation: str | None = None, as_of: date | None = None
) -> Answer:
    """The answer of a turn, for channels that show nothing before it."""
    return await asyncio.to_thread(desk.ask, text, person, conversation=conversation, as_of=as_of)
