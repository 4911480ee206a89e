"""What conversations speak of, one row each, and the checkpoints that an agent has of them.

The checkpoints' tables are LangGraph's own and stand in the same database, so that one statement forgets both.
"""

from collections.abc import Sequence
from datetime import datetime

from assistant.records.delivery.inbox import written
from assistant.records.store import Records, Session

KEEP = """
INSERT INTO conversations (person_id, conversation, spoken, told_at) VALUES (?, ?, ?, ?)
ON CONFLICT (person_id, conversation) DO UPDATE SET spoken = excluded.spoken, told_at = excluded.told_at
"""
READ = "SELECT spoken FROM conversations WHERE person_id = ? AND conversation = ? AND told_at >= ?"
THEIRS = "SELECT person_id, conversation FROM conversations WHERE person_id = ?"
OLD = "SELECT person_id, conversation FROM conversations WHERE told_at < ?"
FORGET = "DELETE FROM conversations WHERE person_id = ? AND conversation = ?"
CHECKPOINTS = frozenset({"checkpoints", "writes", "checkpoint_blobs", "checkpoint_writes"})
_TABLES = {
    True: "SELECT name FROM sqlite_master WHERE type = 'table'",
    False: "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
}


def thread_of(person_id: str, conversation: str) -> str:
    """The checkpoints' id of a person's conversation; no two pairs share one."""
    return f"{len(person_id)}:{person_id}:{conversation}"


def spoken_of(records: Records, person_id: str, conversation: str, *, since: datetime) -> str | None:
    """What a conversation spoke of, as it was kept; None where nothing was since an instant."""
    with records.session() as session:
        found = session.rows(READ, [person_id, conversation, written(since)])
    return str(found[0][0]) if found else None


def keep_spoken(records: Records, person_id: str, conversation: str, spoken: str, *, at: datetime) -> None:
    """Keep what a conversation speaks of, in place of what it spoke of before."""
    with records.session(writes=True) as session:
        session.rows(KEEP, [person_id, conversation, spoken, written(at)])


def forget_one(records: Records, person_id: str, conversation: str) -> int:
    """Forget a conversation; how many there were of it."""
    return _forget(records, f"{THEIRS} AND conversation = ?", [person_id, conversation])


def forget_all_of(records: Records, person_id: str) -> int:
    """Forget all conversations of a person; how many there were."""
    return _forget(records, THEIRS, [person_id])


def forget_old(records: Records, *, before: datetime) -> int:
    """Forget the conversations that have been silent since an instant; how many there were."""
    return _forget(records, OLD, [written(before)])


def _forget(records: Records, which: str, values: Sequence[object]) -> int:
    with records.session() as session:
        if not session.rows(which, values):
            return 0
    with records.session(writes=True) as session:
        found = session.rows(which, values)
        tables = _checkpoint_tables(session)
        for person_id, conversation in found:
            session.rows(FORGET, [person_id, conversation])
            for table in tables:
                session.rows(f"DELETE FROM {table} WHERE thread_id = ?", [thread_of(person_id, conversation)])  # noqa: S608
    return len(found)


def _checkpoint_tables(session: Session) -> list[str]:
    """The checkpoints' tables that are there: none where no model was ever asked."""
    return sorted(CHECKPOINTS & {str(name) for (name,) in session.rows(_TABLES[session.raw])})
