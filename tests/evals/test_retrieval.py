"""What the retrieval evals measure, on rankings short enough to work out by hand."""

from math import log2

import numpy as np
import pytest

from assistant.records.playbooks.covering import Signs
from assistant.records.playbooks.ranking import Marks
from assistant.records.playbooks.sections import Section
from assistant.records.playbooks.shelf import Shelf
from assistant.settings import OUR_PLAYBOOKS
from evals.retrieval.__main__ import falls_short
from evals.retrieval.fit import apart, written
from evals.retrieval.fitting import Listed, fitted_coverage, fitted_ranking
from evals.retrieval.measures import Refusals, hit_at_5, ndcg_at_10, recall_at_5, reciprocal_rank, refusals
from evals.retrieval.questions import FITTED, GROUPS, Group, Question, read_questions
from evals.retrieval.running import WAYS, Asked, mixed
from evals.retrieval.wording import Wording

RANKED = ["a", "b", "c", "d", "e", "f"]


@pytest.mark.parametrize(
    ("answers", "recall", "hit", "ndcg", "reciprocal"),
    [
        pytest.param(["a"], 1.0, 1.0, 1.0, 1.0, id="first"),
        pytest.param(["b"], 1.0, 1.0, 1 / log2(3), 0.5, id="second"),
        pytest.param(["f"], 0.0, 0.0, 1 / log2(7), 1 / 6, id="sixth: outside of five, inside of ten"),
        pytest.param(["a", "z"], 0.5, 1.0, 1 / (1 + 1 / log2(3)), 1.0, id="one of two"),
        pytest.param(["z"], 0.0, 0.0, 0.0, 0.0, id="none"),
        pytest.param(list("abcdefg"), 1.0, 1.0, 0.0, 1.0, id="seven answers: five can stand among five"),
    ],
)
def test_measures_of_a_ranking(answers: list[str], recall: float, hit: float, ndcg: float, reciprocal: float) -> None:
    assert recall_at_5(RANKED, answers) == recall
    assert hit_at_5(RANKED, answers) == hit
    assert reciprocal_rank(RANKED, answers) == pytest.approx(reciprocal)
    if len(answers) <= 2:
        assert ndcg_at_10(RANKED, answers) == pytest.approx(ndcg)


def test_refusals_are_counted_among_what_was_and_what_should_be_refused() -> None:
    covered = [True, True, False, False, False, True]
    answerable = [True, True, True, False, False, False]
    assert refusals(covered, answerable) == Refusals(precision=2 / 3, recall=2 / 3, wrongly_refused=1 / 3)
    assert refusals([True], [True]) == Refusals(precision=1.0, recall=1.0, wrongly_refused=0.0)


def test_a_question_is_in_other_words_when_its_answers_use_at_most_two_fifths_of_them() -> None:
    others = [Section(f"a#{number}", "A", "Cars", "Park.", "a.md") for number in range(2, 9)]
    wording = Wording([Section("a#1", "A", "Bees", "The hive is moved at dusk.", "a.md"), *others])
    assert not wording.is_other(Question(ask="when is a hive moved", answers=("a#1",)))
    assert wording.is_other(Question(ask="transporting insects after sunset", answers=("a#1",)))
    assert not wording.is_other(Question(ask="what is VAT"))


def asked(ranked: list[str], *, other_words: bool) -> Asked:
    return Asked(Question(ask="?", answers=("a",)), other_words, dict.fromkeys(WAYS, ranked), covered=True)


def test_groups_are_compared_at_a_third_in_other_words() -> None:
    """Three in other words and one in own; found first, second and not at all among the three: 2/3 x 1 + 1/3 x 1/2."""
    own = [asked(["a", "b"], other_words=False)]
    others = [asked(ranked, other_words=True) for ranked in (["a"], ["b", "a"], ["b"])]
    found = mixed([*own, *others], "hybrid")
    assert found["MRR"] == pytest.approx(2 / 3 + 1 / 3 * 1 / 2)
    assert found["recall@5"] == pytest.approx(2 / 3 + 1 / 3 * 2 / 3)


def test_the_blind_questions_are_not_fitted() -> None:
    assert set(GROUPS) - set(FITTED) == {"blind"}


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_is_large_has_a_fifth_unanswerable_and_names_sections_that_there_are(group: Group) -> None:
    questions = read_questions(group)
    known = {section.id for section in Shelf((OUR_PLAYBOOKS,)).read(phrased=False)[0]}
    assert len(questions) >= 150
    assert sum(1 for one in questions if not one.answers) >= 0.19 * len(questions)
    assert {answer for one in questions for answer in one.answers} <= known


def test_no_question_stands_in_two_groups_or_among_the_phrases() -> None:
    asked = [one.ask.lower().rstrip("?") for group in GROUPS for one in read_questions(group)]
    assert len(asked) == len(set(asked))
    held = {one.ask.lower().rstrip("?") for group in GROUPS[1:] for one in read_questions(group)}
    phrases = {phrase.lower().rstrip("?") for section in Shelf((OUR_PLAYBOOKS,)).read()[0] for phrase in section.asked}
    assert held & phrases == set()


def signs(inside: float, outside: float, words: float = 0.5, lexical: float = 0.5) -> Signs:
    return Signs(inside, outside, asked=0.5, outside_sharpened=0.5, words=words, lexical=lexical, phrased=1.0)


def test_fitting_finds_the_sign_that_tells_questions_apart() -> None:
    chance = np.random.default_rng(1)
    seen = [signs(float(a), float(b), float(c), float(d)) for a, b, c, d in chance.random((400, 4))]
    model = fitted_coverage(seen, [one.inside > one.outside for one in seen], least=0.5)
    assert model.weights.inside > 5 > abs(model.weights.words)
    assert model.weights.outside < -5
    assert model.probability(signs(0.9, 0.1)) > 0.95
    assert model.probability(signs(0.1, 0.9)) < 0.05


def test_a_fitted_model_is_written_as_it_is_read() -> None:
    import yaml

    model = fitted_coverage([signs(1, 0), signs(0, 1)] * 5, [True, False] * 5, least=0.4)
    kept = yaml.safe_load(written(model))
    assert kept["constant"] == round(model.constant, 3)
    assert kept["weights"]["inside"] == round(model.weights.inside, 3)
    assert kept["least"] == 0.4


def test_a_ranking_is_fitted_to_the_mark_that_answering_sections_have() -> None:
    chance = np.random.default_rng(2)
    questions = []
    for _ in range(60):
        marks = chance.random((20, len(Marks._fields)))
        best = np.argsort(-marks[:, Marks._fields.index("words")])[:2]
        questions.append(Listed(marks, np.isin(np.arange(20), best)))
    ranking = fitted_ranking(questions)
    others = [abs(weight) for name, weight in ranking.weights._asdict().items() if name != "words"]
    assert ranking.weights.words > 5 * max(others)
    right = sum(bool(one.answering[ranking.scores(one.marks).argmax()]) for one in questions)
    assert right >= 58


def test_questions_of_one_document_are_left_out_together() -> None:
    documents = {"a#1": 3, "a#2": 3, "b#1": 6}
    asked = [("one", ("a#1",)), ("two", ("a#2", "b#1")), ("three", ()), ("four", ("b#1",))]
    assert apart(documents, [Question(ask=ask, answers=answers) for ask, answers in asked]) == [3, 3, 2, 1]


def test_what_falls_short_of_a_threshold_is_named() -> None:
    assert falls_short("held out", {"recall@5": 0.9, "MRR": 0.8}, {"recall@5": 0.9, "MRR": 0.81}) == [
        "held out: MRR is 0.800 and should be 0.810 or more"
    ]
