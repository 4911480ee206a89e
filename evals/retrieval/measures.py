"""What a ranking is worth, by the usual measures."""

from collections.abc import Callable, Sequence
from math import log2
from typing import NamedTuple

Measure = Callable[[Sequence[str], Sequence[str]], float]


def recall_at_5(ranked: Sequence[str], answers: Sequence[str]) -> float:
    """The answering sections among the first five, of those that could stand there."""
    return len(set(ranked[:5]) & set(answers)) / min(len(answers), 5)


def hit_at_5(ranked: Sequence[str], answers: Sequence[str]) -> float:
    """1 when any answering section is among the first five."""
    return float(bool(set(ranked[:5]) & set(answers)))


def ndcg_at_10(ranked: Sequence[str], answers: Sequence[str]) -> float:
    """Gains discounted by rank over the best there could be; every answering section is worth the same."""
    gained = sum(1 / log2(rank + 1) for rank, section in enumerate(ranked[:10], 1) if section in answers)
    return gained / sum(1 / log2(rank + 1) for rank in range(1, min(len(answers), 10) + 1))


def reciprocal_rank(ranked: Sequence[str], answers: Sequence[str]) -> float:
    """One over the rank of the first answering section; 0 when none is found."""
    return next((1 / rank for rank, section in enumerate(ranked, 1) if section in answers), 0.0)


MEASURES: dict[str, Measure] = {
    "recall@5": recall_at_5,
    "hit@5": hit_at_5,
    "nDCG@10": ndcg_at_10,
    "MRR": reciprocal_rank,
}


class Refusals(NamedTuple):
    """Of what was refused, how much should be; of what should be, how much was; of the rest, how much was lost."""

    precision: float
    recall: float
    wrongly_refused: float


def refusals(covered: Sequence[bool], answerable: Sequence[bool]) -> Refusals:
    """How refusing went: what was refused, beside what should have been."""
    pairs = list(zip(covered, answerable, strict=True))
    refused = [known for found, known in pairs if not found]
    right = sum(1 for known in refused if not known)
    wrong = len(refused) - right
    unanswerable = sum(1 for known in answerable if not known)
    return Refusals(
        precision=right / len(refused) if refused else 1.0,
        recall=right / unanswerable if unanswerable else 1.0,
        wrongly_refused=wrong / max(1, len(pairs) - unanswerable),
    )
