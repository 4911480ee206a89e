"""Marks weighed into an order, and the signs that a question is covered."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records.playbooks.covering import Coverage, Signs
from assistant.records.playbooks.dense.nearness import Cosines
from assistant.records.playbooks.library import KNOWLEDGE
from assistant.records.playbooks.ranking import LEXICAL, Marks, Ranking, marked

Array = np.ndarray[Any, Any]

DOCUMENTS = np.array([0, 0, 1, 1, 1, 1])
KINDS = ["steps", "when", "steps", "prices", "edge-cases", "metrics"]
ASKED = np.array([0.9, 0.1, 0.5, 0.8, 0.6, 0.7])


def marks_of(words: list[float]) -> Array:
    cosines = Cosines(*[ASKED] * len(Cosines._fields))
    return marked(cosines, np.array(words), np.array([0.0, 1, 0, 0, 0, 3]), DOCUMENTS, KINDS)


def column(marks: Array, name: str) -> list[Any]:
    return [pytest.approx(value) for value in marks[:, Marks._fields.index(name)]]


def test_scores_count_as_shares_of_the_best_and_as_logarithms() -> None:
    marks = marks_of([4.0, 0, 0, 2, 0, 0])
    assert column(marks, "words") == [1, 0, 0, 0.5, 0, 0]
    assert column(marks, "part") == [0, 1 / 3, 0, 0, 0, 1]
    assert column(marks, "words_log") == [np.log(5), 0, 0, np.log(3), 0, 0]


def test_a_section_also_has_the_mean_of_the_best_three_of_its_document() -> None:
    marks = marks_of([4.0, 0, 0, 2, 0, 0])
    two, four = (0.9 + 0.1 + 0.1) / 3, (0.8 + 0.7 + 0.6) / 3
    assert column(marks, "document_asked") == [two, two, four, four, four, four]
    assert column(marks, "document_words") == [1 / 3, 1 / 3, 0.5 / 3, 0.5 / 3, 0.5 / 3, 0.5 / 3]


def test_a_section_of_a_kind_has_that_kinds_mark() -> None:
    marks = marks_of([4.0, 0, 0, 2, 0, 0])
    assert column(marks, "steps") == [1, 0, 1, 0, 0, 0]
    assert column(marks, "edge_cases") == [0, 0, 0, 0, 1, 0]
    assert column(marks, "worked_example") == [0, 0, 0, 0, 0, 0]


def test_a_question_without_a_known_word_has_no_lexical_mark() -> None:
    none = Cosines(*[np.zeros(0)] * len(Cosines._fields))
    assert marked(none, np.zeros(0), np.zeros(0), np.zeros(0, dtype=int), []).shape == (0, len(Marks._fields))
    assert not any(marks_of([0.0] * 6)[:, Marks._fields.index("words")])


def test_the_order_is_the_weighed_sum_and_marks_can_be_left_out() -> None:
    ranking = Ranking(Marks(*[0.0] * len(Marks._fields))._replace(asked=1.0, words=2.0))
    marks = marks_of([0.0, 4, 0, 0, 0, 0])
    assert ranking.scores(marks).argmax() == 1
    assert ranking.scores(marks, without=LEXICAL).argmax() == 0


def test_the_shipped_ranking_has_a_weight_for_each_mark() -> None:
    assert all(isinstance(weight, float) for weight in Ranking.read(KNOWLEDGE / "ranking.yaml").weights)


NEAR = Signs(inside=0.8, outside=0.3, asked=0.8, outside_sharpened=0.2, words=1.0, lexical=3.0, phrased=1.0)
FAR = Signs(inside=0.3, outside=0.8, asked=0.2, outside_sharpened=0.8, words=0.2, lexical=0.5, phrased=1.0)


def test_the_shipped_model_covers_what_is_near_and_refuses_what_is_far() -> None:
    shipped = Coverage.read(KNOWLEDGE / "coverage.yaml")
    assert shipped.covers(NEAR)
    assert not shipped.covers(FAR)


@given(st.floats(0, 1), st.floats(0, 0.5))
def test_a_question_nearer_to_a_section_is_never_less_probable(inside: float, more: float) -> None:
    shipped = Coverage.read(KNOWLEDGE / "coverage.yaml")
    lower = shipped.probability(replace_sign(NEAR, inside))
    assert shipped.probability(replace_sign(NEAR, inside + more)) >= lower


def replace_sign(signs: Signs, inside: float) -> Signs:
    return signs._replace(inside=inside)


def test_exactly_the_least_probability_counts_as_covered(tmp_path: Path) -> None:
    even = Coverage(0.0, Signs(*[0.0] * 7), least=0.5)
    assert even.probability(NEAR) == 0.5
    assert even.covers(NEAR)
    assert not replace(even, least=0.51).covers(NEAR)


def test_a_model_reads_back_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(
        "constant: 1\nleast: 0.4\nweights: {inside: 2, outside: -3, asked: 7, outside_sharpened: -8,"
        " words: 4, lexical: 5, phrased: 6}\n",
        "utf-8",
    )
    assert Coverage.read(path) == Coverage(1.0, Signs(2, -3, 7, -8, 4, 5, 6), 0.4)
