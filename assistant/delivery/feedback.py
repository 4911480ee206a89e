"""Feedback: whether an answer helped, one verdict a person and answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from assistant.records.delivery import kept
from assistant.records.store import Records

Verdict = Literal["up", "down"]


def give_feedback(
    records: Records,
    person_id: str,
    verdict: Verdict,
    *,
    surface: str,
    answer_key: str,
    receipts: Sequence[str] = (),
    at: datetime,
) -> None:
    """Keep a person's verdict on an answer; a later one takes its place.

    `answer_key` is what the surface calls the answer; `receipts` are the ids of the receipts that it rests on.
    """
    kept.keep_feedback(records, surface, answer_key, person_id, verdict, " ".join(receipts), at=at)


def feedback_counts(records: Records) -> dict[str, dict[Verdict, int]]:
    """How many answers of each surface helped, and how many did not."""
    counts: dict[str, dict[Verdict, int]] = {}
    for surface, verdict, count in kept.feedback_counts(records):
        counts.setdefault(surface, {"up": 0, "down": 0})["up" if verdict == "up" else "down"] = count
    return counts
