"""An event is worked on once, however often and wherever it is delivered, and is not lost once acknowledged."""

import asyncio
import logging
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from assistant.delivery.inbox import KEPT, MOST_ATTEMPTS, STALE, Deliveries, Event
from assistant.delivery.together import Together
from assistant.records.delivery import inbox
from assistant.records.store import Records
from tests.delivery.conftest import Clock
from tools.core.errors import ToolError

AT = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)


def claimed(records: Records, key: str = "chat:1", at: datetime = AT) -> bool:
    delivered = [(key, '{"text": "hello"}')]
    return inbox.claim(records, "chat", delivered, at=at, stale=at - STALE, most=MOST_ATTEMPTS) == [True]


def claims_of_twenty(url: str) -> int:
    """How many of the same twenty events one process gets."""
    return sum(claimed(Records(url), f"chat:{number}") for number in range(20))


def rows(records: Records) -> list[tuple[object, ...]]:
    with records.session() as session:
        return session.rows("SELECT event_key, state, attempts, payload FROM inbox ORDER BY event_key")


class Worked:
    """Work that notes what it was given, and fails as long as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.events: list[Event] = []
        self.failures = failures

    async def __call__(self, event: Event) -> None:
        self.events.append(event)
        if len(self.events) <= self.failures:
            raise ConnectionError("the service is away")


def test_two_hundred_deliveries_of_an_event_from_many_threads_are_claimed_once(records: Records) -> None:
    with ThreadPoolExecutor(50) as pool:
        assert sum(pool.map(lambda _: claimed(records), range(200))) == 1


def test_processes_that_are_delivered_the_same_events_share_them_out(records: Records) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert sum(pool.map(claims_of_twenty, [records.url] * 2)) == 20


@pytest.mark.parametrize(
    ("attempts", "done", "waited", "taken"),
    [
        pytest.param(0, False, timedelta(), True, id="new"),
        pytest.param(1, False, STALE, False, id="claimed exactly as long ago as a claim holds"),
        pytest.param(1, False, STALE + timedelta(microseconds=1), True, id="left a moment longer"),
        pytest.param(1, True, timedelta(days=1), False, id="done"),
        pytest.param(MOST_ATTEMPTS, False, timedelta(days=1), False, id="tried often enough"),
    ],
)
def test_an_event_is_taken_when_nobody_has_it(
    records: Records, attempts: int, *, done: bool, waited: timedelta, taken: bool
) -> None:
    at = AT
    for number in range(attempts):
        at = AT + number * timedelta(hours=1)
        assert claimed(records, at=at)
    if done:
        inbox.finish(records, ["chat:1"], at=at)
    assert claimed(records, at=at + waited) is taken


def test_one_event_twice_among_those_that_are_claimed_together_is_claimed_once(records: Records) -> None:
    delivered = [("chat:1", "{}"), ("chat:2", "{}"), ("chat:1", "{}")]
    got = inbox.claim(records, "chat", delivered, at=AT, stale=AT - STALE, most=MOST_ATTEMPTS)
    assert got == [True, True, False]


async def test_what_arrives_during_a_write_is_written_together_in_the_next() -> None:
    writes: list[list[int]] = []

    async def write(items: list[int]) -> list[int]:
        writes.append(items)
        await asyncio.sleep(0)
        if 7 in items:
            raise ConnectionError("the records are away")
        return [item * 2 for item in items]

    together = Together(write)
    assert await asyncio.gather(*map(together.write, range(5))) == [0, 2, 4, 6, 8]
    assert writes == [[0, 1, 2, 3, 4]]
    with pytest.raises(ConnectionError):
        await together.write(7)
    assert await together.write(8) == 16


async def test_receiving_does_not_wait_for_the_work(records: Records) -> None:
    open_door = asyncio.Event()
    worked: list[Event] = []

    async def work(event: Event) -> None:
        await open_door.wait()
        worked.append(event)

    deliveries = Deliveries(records, "chat", work)
    assert await deliveries.receive("1", {"text": "hello"})
    assert worked == []
    open_door.set()
    await deliveries.settled()
    assert worked == [{"text": "hello"}]


async def test_two_hundred_deliveries_at_once_are_one_piece_of_work(records: Records) -> None:
    work = Worked()
    deliveries = Deliveries(records, "chat", work)
    new = await asyncio.gather(*(deliveries.receive("1", {"delivery": number}) for number in range(200)))
    await deliveries.settled()
    assert sum(new) == len(work.events) == 1


async def test_no_more_than_its_places_are_worked_on_at_once(records: Records) -> None:
    open_door = asyncio.Event()
    inside: list[Event] = []

    async def work(event: Event) -> None:
        inside.append(event)
        await open_door.wait()

    deliveries = Deliveries(records, "chat", work, at_once=3)
    await asyncio.gather(*(deliveries.receive(str(number), {}) for number in range(20)))
    assert len(inside) == 3
    open_door.set()
    await deliveries.settled()
    assert len(inside) == 20


async def test_surfaces_do_not_take_each_others_events(records: Records) -> None:
    chat, post = Worked(), Worked()
    assert await Deliveries(records, "chat", chat).receive("1", {})
    assert await Deliveries(records, "post", post).receive("1", {})


async def test_what_is_done_keeps_no_word_of_what_was_asked_and_its_key_for_a_week(
    records: Records, clock: Clock
) -> None:
    deliveries = Deliveries(records, "chat", Worked(), clock=clock)
    await deliveries.receive("1", {"text": "what did Acme earn?"})
    await deliveries.settled()
    assert rows(records) == [("chat:1", "done", 1, "")]
    clock.passes(days=KEPT.days)
    await deliveries.sweep()
    assert rows(records) == [("chat:1", "done", 1, "")]
    clock.passes(seconds=1)
    await deliveries.sweep()
    assert rows(records) == []


async def test_work_that_fails_is_taken_again_once_its_claim_is_over(
    records: Records, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    work = Worked(failures=1)
    deliveries = Deliveries(records, "chat", work, clock=clock)
    await deliveries.receive("1", {"text": "hello"})
    await deliveries.settled()
    assert "the event chat:1 is left, to be taken again" in caplog.text
    assert await deliveries.sweep() == 0
    clock.passes(minutes=6)
    assert await deliveries.sweep() == 1
    await deliveries.settled()
    assert work.events == [{"text": "hello"}] * 2
    assert rows(records) == [("chat:1", "done", 2, "")]


async def test_another_process_takes_what_one_that_died_had_acknowledged(records: Records, clock: Clock) -> None:
    async def dies(_: Event) -> None:
        raise asyncio.CancelledError

    dead = Deliveries(records, "chat", dies, clock=clock)
    await dead.receive("1", {"text": "hello"})
    await dead.settled()
    clock.passes(minutes=6)
    work = Worked()
    living = Deliveries(records, "chat", work, clock=clock)
    async with living.living():
        while not work.events:
            await asyncio.sleep(0.01)
        await living.settled()
    assert work.events == [{"text": "hello"}]


async def test_work_that_never_succeeds_is_given_up_and_logged(
    records: Records, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    work = Worked(failures=99)
    deliveries = Deliveries(records, "chat", work, clock=clock)
    await deliveries.receive("1", {})
    for _ in range(5):
        await deliveries.settled()
        clock.passes(minutes=6)
        await deliveries.sweep()
    assert len(work.events) == MOST_ATTEMPTS
    assert rows(records) == [("chat:1", "given up", 3, "")]
    given_up = [record for record in caplog.records if record.levelno == logging.ERROR and "given up" in record.message]
    assert len(given_up) == 1


async def test_an_event_that_cannot_be_kept_is_not_acknowledged(tmp_path: Path) -> None:
    work = Worked()
    deliveries = Deliveries(Records(f"sqlite:///{tmp_path}/missing.db"), "chat", work)
    with pytest.raises(ToolError):
        await deliveries.receive("1", {})
    assert work.events == []


async def test_the_application_comes_up_on_a_schema_of_before_and_lets_work_finish_at_its_end(tmp_path: Path) -> None:
    work = Worked()
    deliveries = Deliveries(Records(f"sqlite:///{tmp_path}/new.db"), "chat", work)
    async with deliveries.living():
        await deliveries.receive("1", {})
    assert work.events == [{}]
    assert rows(deliveries.records) == [("chat:1", "done", 1, "")]
