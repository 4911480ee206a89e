"""Ranked lists joined, and the signs that a question is covered."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records.playbooks.covering import Coverage, Signs
from assistant.records.playbooks.library import KNOWLEDGE
from assistant.records.playbooks.ranking import joined

APART = tuple(range(20))
RANKED = st.lists(st.integers(0, 19), unique=True, max_size=10)


@pytest.mark.parametrize(
    ("lists", "order"),
    [
        pytest.param([[1, 2], [2, 1], []], [1, 2], id="the heavier list breaks a tie"),
        pytest.param([[1], [2], [2]], [2, 1], id="two lists outweigh one"),
        pytest.param([[3], [], []], [3], id="one list is enough"),
        pytest.param([[], [], []], [], id="nothing"),
    ],
)
def test_a_section_stands_by_its_ranks_in_all_lists(lists: list[list[int]], order: list[int]) -> None:
    assert joined(lists, APART) == order


def test_a_section_gains_by_others_of_its_document() -> None:
    lists = [[0, 1], [], []]
    assert joined(lists, ["a", "b", "b"]) == [0, 1]
    assert joined([[0, 1, 2], [], [1, 2]], ["a", "b", "b"])[:2] == [1, 2]
    assert joined([[0, 1], [2], []], ["a", "b", "b"], weights=(1.0, 1.0, 1.0))[0] == 2


@given(st.tuples(RANKED, RANKED, RANKED))
def test_every_listed_section_stands_once(lists: tuple[list[int], list[int], list[int]]) -> None:
    assert sorted(joined(lists, APART)) == sorted({section for ranked in lists for section in ranked})


@given(RANKED.filter(bool))
def test_three_equal_lists_keep_their_order(ranked: list[int]) -> None:
    assert joined([ranked, ranked, ranked], APART) == ranked


NEAR = Signs(inside=0.8, outside=0.3, words=1.0, lexical=3.0, phrased=1.0)
FAR = Signs(inside=0.3, outside=0.8, words=0.2, lexical=0.5, phrased=1.0)


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
    even = Coverage(0.0, Signs(0.0, 0.0, 0.0, 0.0, 0.0), least=0.5)
    assert even.probability(NEAR) == 0.5
    assert even.covers(NEAR)
    assert not replace(even, least=0.51).covers(NEAR)


def test_a_model_reads_back_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(
        "constant: 1\nleast: 0.4\nweights: {inside: 2, outside: -3, words: 4, lexical: 5, phrased: 6}\n", "utf-8"
    )
    assert Coverage.read(path) == Coverage(1.0, Signs(2, -3, 4, 5, 6), 0.4)
