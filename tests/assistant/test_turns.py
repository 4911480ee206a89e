"""A turn told as it goes."""

import asyncio
from collections.abc import Iterator

from assistant.access import OPERATOR
from assistant.answer import Done, Event, Said, Step
from assistant.asking import Desk
from assistant.turns import answer, turn


async def test_a_turn_is_told_in_steps_and_pieces_that_come_to_the_answer(desk: Desk) -> None:
    events = [event async for event in turn(desk, "tier Acme Networks", OPERATOR)]
    assert isinstance(events[0], Step)
    said = "".join(event.text for event in events if isinstance(event, Said))
    (done,) = [event for event in events if isinstance(event, Done)]
    assert events[-1] is done
    assert said == done.answer.text
    assert done.answer == await answer(desk, "tier Acme Networks", OPERATOR)


async def test_whoever_stops_reading_stops_the_work() -> None:
    class Endless(Desk):
        def __init__(self) -> None:
            pass

        def events(self, *_: object, **__: object) -> Iterator[Event]:
            while True:
                yield Step(text="still at it")

    reading = turn(Endless(), "anything", OPERATOR)
    assert isinstance(await anext(reading), Step)
    await reading.aclose()
    await asyncio.wait_for(asyncio.get_running_loop().shutdown_default_executor(), 30)
