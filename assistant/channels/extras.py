"""What surfaces need beyond the core, and what to say where it is missing."""

from collections.abc import Iterator
from contextlib import contextmanager

from tools.core.errors import ToolError


class MissingExtra(ToolError):
    """A surface is configured, and the libraries it stands on are not installed."""


@contextmanager
def needing(name: str, extra: str) -> Iterator[None]:
    """Say what to install where the import of a surface finds its libraries missing.

    Raises:
        MissingExtra: they are.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtra(
            f"{name} is configured, and {error.name!r} is not installed. "
            f"Install it with `make server`, or `pip install 'channel-sales[{extra}]'`, or unset its settings."
        ) from error
