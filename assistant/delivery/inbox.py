"""Deliveries: each event of a surface is taken once, acknowledged when it is safe, and worked on after.

A surface awaits `receive` and then acknowledges: from there on the event is in the records and outlives the
process. Work that raises, or whose process dies, is taken again after `STALE`, and given up after `MOST_ATTEMPTS`.
A process that dies between its answer and the mark that it is done answers twice; nothing less is answered never.
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from assistant.clock import now
from assistant.delivery.together import Together
from assistant.records.delivery import inbox
from assistant.records.store import Records

log = logging.getLogger("channel_sales")

T = TypeVar("T")
Event = dict[str, Any]
Work = Callable[[Event], Awaitable[None]]

STALE = timedelta(minutes=5)
"""How long a claim is its claimer's alone: longer than any turn takes."""
MOST_ATTEMPTS = 3
AT_ONCE = 3
"""Events worked on at once: answers are made by the processor, and those that arrive are acknowledged beside them."""
KEPT = timedelta(days=7)
"""How long the keys of what is done are kept; no service delivers again after that."""
SWEEP_EVERY = 60.0
GRACE = 20.0
"""Seconds: between looks for what was left, and for work to end when the process does."""


class Deliveries:
    """The events of one surface, and the work that each of them starts."""

    def __init__(
        self, records: Records, surface: str, work: Work, *, at_once: int = AT_ONCE, clock: Callable[[], datetime] = now
    ) -> None:
        self.records = records
        self.surface = surface
        self._work = work
        self._clock = clock
        self._places = asyncio.Semaphore(at_once)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix=f"{surface}-inbox")
        self._claimed: Together[tuple[str, str], bool] = Together(partial(self._written, self._claim))
        self._finished: Together[str, None] = Together(partial(self._written, self._finish))
        self._working: set[asyncio.Task[None]] = set()

    async def receive(self, key: str, event: Event) -> bool:
        """Take an event, a JSON object, by a key that is its own; False where it was taken before.

        Raises:
            ToolError: it could not be kept. Do not acknowledge it, so that it is delivered again.
        """
        own = f"{self.surface}:{key}"
        if not await self._claimed.write((own, json.dumps(event))):
            return False
        self._start(own, event)
        return True

    async def sweep(self) -> int:
        """Take again what was left unfinished, and forget what is long done; how many events are taken again."""
        left, given_up = await self._written(self._take_again)
        for key in given_up:
            log.error("the event %s is given up after %d attempts", key, MOST_ATTEMPTS)
        for key, payload in left:
            self._start(key, json.loads(payload))
        return len(left)

    async def settled(self) -> None:
        """Wait until nothing is being worked on."""
        while self._working:
            await asyncio.wait(self._working)

    @asynccontextmanager
    async def living(self) -> AsyncGenerator[None]:
        """Sweep now and again while the application is up; at its end let work finish, the rest is taken again."""
        await self._written(self._migrated)
        sweeping = asyncio.create_task(self._sweeping())
        try:
            yield
        finally:
            sweeping.cancel()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.settled(), GRACE)
            for task in self._working:
                task.cancel()
            self._writer.shutdown(wait=False)

    def _start(self, key: str, event: Event) -> None:
        task = asyncio.create_task(self._worked(key, event))
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def _worked(self, key: str, event: Event) -> None:
        async with self._places:
            try:
                await self._work(event)
                await self._finished.write(key)
            except Exception:
                log.exception("the event %s is left, to be taken again", key)

    async def _sweeping(self) -> None:
        while True:
            try:
                await self.sweep()
            except Exception:
                log.exception("the inbox of %s could not be swept", self.surface)
            await asyncio.sleep(SWEEP_EVERY)

    async def _written(self, write: Callable[..., T], *values: Any) -> T:
        """One write at a time, in a thread of the inbox's own: answers never keep an acknowledgement waiting."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, write, *values)

    def _claim(self, delivered: list[tuple[str, str]]) -> list[bool]:
        at = self._clock()
        return inbox.claim(self.records, self.surface, delivered, at=at, stale=at - STALE, most=MOST_ATTEMPTS)

    def _finish(self, keys: list[str]) -> list[None]:
        inbox.finish(self.records, keys, at=self._clock())
        return [None] * len(keys)

    def _take_again(self) -> tuple[list[tuple[str, str]], list[str]]:
        at = self._clock()
        inbox.forget(self.records, before=at - KEPT)
        return inbox.take_again(self.records, self.surface, at=at, stale=at - STALE, most=MOST_ATTEMPTS)

    def _migrated(self) -> None:
        from assistant.records.engine import migrate

        migrate(self.records)
