"""Joins ranked lists, and says whether a question is covered at all."""

from collections.abc import Sequence

DEPTH = 10
"""The constant of reciprocal rank. Measured on the development questions: 5, 10, 20 and 60 (see evals/retrieval)."""

WEIGHTS = (1.0, 1.0, 1.0)
"""Of BM25, of what sections say, and of what they are asked for: BM25 to vectors is 1 to 2."""

MARGIN = 0.03
"""How much nearer a question must be to a section than to any subject outside, in cosine."""


def joined(lists: Sequence[Sequence[int]], weights: Sequence[float] = WEIGHTS, depth: int = DEPTH) -> list[int]:
    """Sections by weighted reciprocal rank, best first; ties stand in the order of the lists."""
    totals: dict[int, float] = {}
    for ranked, weight in zip(lists, weights, strict=True):
        for rank, section in enumerate(ranked, 1):
            totals[section] = totals.get(section, 0.0) + weight / (depth + rank)
    return sorted(totals, key=lambda section: -totals[section])
