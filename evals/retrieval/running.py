"""Asks every question of the shipped playbooks and keeps what each way of ranking finds."""

from collections.abc import Callable, Sequence
from statistics import fmean
from typing import NamedTuple

from assistant.records.playbooks.index import Index
from assistant.records.playbooks.library import Library
from assistant.records.playbooks.ranking import LEXICAL
from assistant.settings import OUR_PLAYBOOKS, Settings
from evals.retrieval.measures import MEASURES, Refusals, refusals
from evals.retrieval.questions import Question
from evals.retrieval.wording import Wording

WAYS = ("BM25", "vectors", "hybrid")
OTHER_WORDS = 1 / 3
"""The share of questions in other words at which groups of any share are compared."""


class Asked(NamedTuple):
    """A question, the ids that each way ranks, and whether the playbooks were found to cover it."""

    question: Question
    other_words: bool
    ranked: dict[str, list[str]]
    covered: bool


def shipped_index(progress: Callable[[int, int], None] | None = None) -> Index:
    """The index of the playbooks that the product ships, whatever the settings name."""
    return Library((OUR_PLAYBOOKS,), Settings().playbooks_index, progress=progress).index()


def ask_all(index: Index, questions: Sequence[Question]) -> list[Asked]:
    """Every question, ranked three ways."""
    wording = Wording(index.sections)
    return [_asked(index, question, other_words=wording.is_other(question)) for question in questions]


def _asked(index: Index, question: Question, *, other_words: bool) -> Asked:
    looked = index.looked(question.ask)
    found = index.found(looked)
    by_vectors = index.ranking.scores(looked.marks, without=LEXICAL).argsort(kind="stable")[::-1]
    orders: dict[str, Sequence[int]] = {
        "BM25": looked.lexical,
        "vectors": [int(number) for number in looked.sections[by_vectors]],
        "hybrid": found.order,
    }
    return Asked(
        question=question,
        other_words=other_words,
        ranked={way: [index.sections[number].id for number in order] for way, order in orders.items()},
        covered=found.covered,
    )


def scores(asked: Sequence[Asked], way: str, other_words: bool | None = None) -> dict[str, float]:
    """Every measure of a way, as a mean over the answerable questions; of those in other words only, or in own."""
    chosen = [one for one in asked if one.question.answers and other_words in {None, one.other_words}]
    return {
        name: fmean(measure(one.ranked[way], one.question.answers) for one in chosen)
        for name, measure in MEASURES.items()
    }


def mixed(asked: Sequence[Asked], way: str) -> dict[str, float]:
    """Every measure of a way where a third of the questions is in other words, whatever their share here."""
    own, other = scores(asked, way, other_words=False), scores(asked, way, other_words=True)
    return {name: (1 - OTHER_WORDS) * value + OTHER_WORDS * other[name] for name, value in own.items()}


def refused(asked: Sequence[Asked]) -> Refusals:
    """How refusing went."""
    return refusals([one.covered for one in asked], [bool(one.question.answers) for one in asked])
