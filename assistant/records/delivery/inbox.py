"""The inbox: a delivery is claimed by its key in one statement, so it is taken once whoever delivers it how often."""

from collections.abc import Sequence
from datetime import datetime

from assistant.records.store import Records

CLAIM = """
INSERT INTO inbox (event_key, surface, payload, state, attempts, claimed_at) VALUES (?, ?, ?, 'claimed', 1, ?)
ON CONFLICT (event_key) DO UPDATE SET attempts = inbox.attempts + 1, claimed_at = excluded.claimed_at
WHERE inbox.state = 'claimed' AND inbox.claimed_at < ? AND inbox.attempts < ?
RETURNING attempts
"""
FINISH = "UPDATE inbox SET state = 'done', payload = '', finished_at = ? WHERE event_key = ?"
GIVE_UP = """
UPDATE inbox SET state = 'given up', payload = '', finished_at = ?
WHERE surface = ? AND state = 'claimed' AND claimed_at < ? AND attempts >= ? RETURNING event_key
"""
TAKE_AGAIN = """
UPDATE inbox SET attempts = attempts + 1, claimed_at = ?
WHERE surface = ? AND state = 'claimed' AND claimed_at < ? AND attempts < ? RETURNING event_key, payload
"""
FORGET = "DELETE FROM inbox WHERE finished_at < ?"


def claim(
    records: Records, surface: str, delivered: Sequence[tuple[str, str]], *, at: datetime, stale: datetime, most: int
) -> list[bool]:
    """Of each key and payload whether it is the caller's to work on: new, or left before `stale` with tries to spare.

    All are claimed in one transaction: a commit costs more than the claims that it holds.
    """
    with records.session(writes=True) as session:
        return [
            bool(session.rows(CLAIM, [key, surface, payload, written(at), written(stale), most]))
            for key, payload in delivered
        ]


def finish(records: Records, keys: Sequence[str], *, at: datetime) -> None:
    """Mark deliveries as done. Their payloads are forgotten."""
    with records.session(writes=True) as session:
        for key in keys:
            session.rows(FINISH, [written(at), key])


def take_again(
    records: Records, surface: str, *, at: datetime, stale: datetime, most: int
) -> tuple[list[tuple[str, str]], list[str]]:
    """The deliveries that were left before `stale`: keys and payloads to work on, and keys that are given up."""
    with records.session(writes=True) as session:
        given_up = session.rows(GIVE_UP, [written(at), surface, written(stale), most])
        left = session.rows(TAKE_AGAIN, [written(at), surface, written(stale), most])
    return [(str(key), str(payload)) for key, payload in left], [str(key) for (key,) in given_up]


def forget(records: Records, *, before: datetime) -> None:
    """Drop the deliveries that were finished before an instant."""
    with records.session(writes=True) as session:
        session.rows(FORGET, [written(before)])


def written(at: datetime) -> str:
    """An instant as it is kept: texts of one form sort as their instants do."""
    return at.isoformat(timespec="microseconds")
