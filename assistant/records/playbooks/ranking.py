"""Joins ranked lists by weighted reciprocal rank.

Every number here was measured on the development questions (see evals/retrieval).
"""

from collections.abc import Hashable, Sequence

DEPTH = 3
"""The constant of reciprocal rank; 2, 3, 5, 8, 10, 20 and 60 were tried."""

WEIGHTS = (2.0, 1.0, 2.0)
"""Of BM25, of what sections say, and of what they are asked for."""

NEIGHBOURS, NEIGHBOURS_SHARE = 3, 0.4
"""A section also gains by its playbook: by this share of the mean of the best three in the same document."""


def joined(
    lists: Sequence[Sequence[int]],
    documents: Sequence[Hashable],
    weights: Sequence[float] = WEIGHTS,
    depth: int = DEPTH,
) -> list[int]:
    """Sections by weighted reciprocal rank and by their documents' best, best first.

    Args:
        lists: Numbers of sections, each list best first. Ties stand in the order of the lists.
        documents: The document of each section.
        weights: Of each list.
        depth: Larger values flatten the difference between first ranks.
    """
    own: dict[int, float] = {}
    for ranked, weight in zip(lists, weights, strict=True):
        for rank, section in enumerate(ranked, 1):
            own[section] = own.get(section, 0.0) + weight / (depth + rank)
    together: dict[Hashable, list[float]] = {}
    for section, total in own.items():
        together.setdefault(documents[section], []).append(total)
    gains = {
        document: NEIGHBOURS_SHARE * sum(sorted(totals)[-NEIGHBOURS:]) / NEIGHBOURS
        for document, totals in together.items()
    }
    return sorted(own, key=lambda section: -(own[section] + gains[documents[section]]))
