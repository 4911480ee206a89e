"""Writes that wait for each other are made together: a burst of them costs one transaction, not one each."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Together(Generic[Item, Result]):
    """Collects what comes in while a write is under way, and writes it in the next."""

    def __init__(self, write: Callable[[list[Item]], Awaitable[list[Result]]]) -> None:
        self._write = write
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def write(self, item: Item) -> Result:
        """The result of one item, once the write that holds it is done; its error is that of all in the write."""
        result: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, result))
        if self._writing is None:
            self._writing = asyncio.create_task(self._written())
        return await result

    async def _written(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting, []
            try:
                results = await self._write([item for item, _ in together])
            except Exception as error:  # noqa: BLE001 - raised again where each result is awaited
                for _, waiting in together:
                    if not waiting.done():
                        waiting.set_exception(error)
                continue
            for (_, waiting), result in zip(together, results, strict=True):
                if not waiting.done():
                    waiting.set_result(result)
        self._writing = None
