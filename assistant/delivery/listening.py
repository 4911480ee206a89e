"""The channels that opted in: there the assistant answers what it is about without being addressed."""

from datetime import datetime

from assistant.records.delivery import kept
from assistant.records.store import Records


def listen(records: Records, *, surface: str, place: str, on: bool, at: datetime) -> None:
    """Have a channel opt in or out."""
    kept.listen(records, surface, place, on=on, at=at)


def listens(records: Records, *, surface: str, place: str) -> bool:
    """Whether a channel has opted in."""
    return kept.listens(records, surface, place)
