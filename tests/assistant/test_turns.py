"""A turn told as it goes."""

import asyncio
import threading
from collections.abc import Iterator

from assistant.access import OPERATOR
from assistant.answer import Done, Event, Said, Step
from assistant.asking import Desk
from assistant.leaving import Leaving
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
            self.closed = threading.Event()

        def events(self, *_: object, **__: object) -> Iterator[Event]:
            try:
                while True:
                    yield Step(text="still at it")
            finally:
                self.closed.set()

    desk = Endless()
    reading = turn(desk, "anything", OPERATOR)
    assert isinstance(await anext(reading), Step)
    await reading.aclose()
    assert await asyncio.to_thread(desk.closed.wait, 30)


def test_a_step_says_what_is_read_of_whom_and_a_piece_of_text_comes_before_the_end(desk: Desk) -> None:
    told = list(desk.events("/channel-sales rebate Larkmere Q1 2025", OPERATOR))
    assert [event.text for event in told if isinstance(event, Step)] == [
        "reading the question",
        "reading the rebate of Larkmere Cloud, 2025-Q1",
    ]
    said, done = told[2:]
    assert isinstance(said, Said)
    assert isinstance(done, Done)
    assert said.text == done.answer.text


def test_whoever_left_before_the_first_tool_is_read_nothing(desk: Desk) -> None:
    leaving = Leaving()
    leaving.leave()
    told = list(desk.events("/channel-sales tier Larkmere", OPERATOR, leaving=leaving))
    assert [event.text for event in told if isinstance(event, Step)] == ["reading the question"]
    assert not [event for event in told if isinstance(event, Done)]
