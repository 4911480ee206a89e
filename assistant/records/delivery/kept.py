"""Feedback, answers that may be shared, and the channels that opted in."""

from datetime import datetime

from assistant.records.delivery.inbox import written
from assistant.records.store import Records

FEEDBACK = """
INSERT INTO feedback (surface, answer_key, person_id, verdict, receipts, given_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (surface, answer_key, person_id) DO UPDATE SET verdict = excluded.verdict, given_at = excluded.given_at
"""
COUNTS = "SELECT surface, verdict, count(*) FROM feedback GROUP BY surface, verdict ORDER BY surface, verdict"
KEEP = """
INSERT INTO kept_answers (answer_key, surface, person_id, scope, answer, kept_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (answer_key) DO NOTHING
"""
READ = "SELECT person_id, scope, answer FROM kept_answers WHERE answer_key = ? AND surface = ?"
FORGET = "DELETE FROM kept_answers WHERE kept_at < ?"
LISTEN = "INSERT INTO listening (surface, place, since) VALUES (?, ?, ?) ON CONFLICT (surface, place) DO NOTHING"
LEAVE = "DELETE FROM listening WHERE surface = ? AND place = ?"
LISTENS = "SELECT 1 FROM listening WHERE surface = ? AND place = ?"


def keep_feedback(
    records: Records, surface: str, answer_key: str, person_id: str, verdict: str, receipts: str, *, at: datetime
) -> None:
    """Keep a person's verdict on an answer; a later one takes its place."""
    with records.session(writes=True) as session:
        session.rows(FEEDBACK, [surface, answer_key, person_id, verdict, receipts, written(at)])


def feedback_counts(records: Records) -> list[tuple[str, str, int]]:
    """How many verdicts of each kind each surface has taken."""
    with records.session() as session:
        return [(str(surface), str(verdict), int(count)) for surface, verdict, count in session.rows(COUNTS)]


def keep_answer(
    records: Records, surface: str, answer_key: str, person_id: str, scope: str, answer: str, *, at: datetime
) -> None:
    """Keep an answer under a key of the surface's own, with its asker and whose rows it shows."""
    with records.session(writes=True) as session:
        session.rows(KEEP, [answer_key, surface, person_id, scope, answer, written(at)])


def answer_kept(records: Records, surface: str, answer_key: str) -> tuple[str, str, str] | None:
    """The asker, the scope and the answer under a key; None where none is kept any more."""
    with records.session() as session:
        found = session.rows(READ, [answer_key, surface])
    return (str(found[0][0]), str(found[0][1]), str(found[0][2])) if found else None


def forget_answers(records: Records, *, before: datetime) -> None:
    """Drop the answers that were kept before an instant."""
    with records.session(writes=True) as session:
        session.rows(FORGET, [written(before)])


def listen(records: Records, surface: str, place: str, *, on: bool, at: datetime) -> None:
    """Have a channel opt in or out of being answered without an address."""
    with records.session(writes=True) as session:
        session.rows(LISTEN, [surface, place, written(at)]) if on else session.rows(LEAVE, [surface, place])


def listens(records: Records, surface: str, place: str) -> bool:
    """Whether a channel has opted in."""
    with records.session() as session:
        return bool(session.rows(LISTENS, [surface, place]))
