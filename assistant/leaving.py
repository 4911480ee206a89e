"""Whether whoever asked is still there: a turn looks before each call of a model or a tool."""

from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Any


class Left(Exception):
    """Whoever asked has gone; the turn ends where it is."""


class Leaving:
    """A door that closes once. It may be closed from another thread."""

    def __init__(self) -> None:
        self._gone: Future[None] = Future()

    @property
    def gone(self) -> bool:
        """Whether they have left."""
        return self._gone.done()

    def leave(self) -> None:
        """Say that nobody waits for the answer any more."""
        if not self._gone.done():
            self._gone.set_result(None)

    def check(self) -> None:
        """Go on only while somebody waits.

        Raises:
            Left: nobody does.
        """
        if self.gone:
            raise Left

    def wait(self, seconds: float, work: Future[Any] | None = None) -> None:
        """Wait for some seconds, or until `work` is done.

        Raises:
            Left: nobody waits for the answer any more.
        """
        waited: set[Future[Any]] = {self._gone, *([work] if work else [])}
        wait(waited, timeout=seconds, return_when=FIRST_COMPLETED)
        self.check()
