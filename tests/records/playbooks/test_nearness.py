"""Cosines of a question with sections, and vectors sharpened by how wordings of one thing differ."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.records.playbooks.dense.nearness import Nearness
from assistant.records.playbooks.dense.vectors import Text

Array = np.ndarray[Any, Any]

AXES = np.eye(4, dtype=np.float32)
HALF = np.array([0.6, 0.8, 0, 0], dtype=np.float32)


def built() -> Nearness:
    """Two sections: one with two stretches and two phrases, one with a stretch and no phrase."""
    texts = [
        Text(0, "said", "whole"),
        Text(0, "said", "title"),
        Text(0, "said", "first stretch", 0),
        Text(0, "said", "second stretch", 1),
        Text(0, "asked", "phrase"),
        Text(0, "asked", "another"),
        Text(1, "said", "whole"),
        Text(1, "said", "title"),
        Text(1, "said", "stretch", 0),
    ]
    rows = [AXES[1], AXES[2], AXES[3], HALF, AXES[0], HALF, AXES[0], HALF, AXES[1]]
    return Nearness.build(texts, np.array(rows))


def both(nearness: Nearness) -> dict[str, list[Any]]:
    found = nearness.of(np.array([0, 1]), AXES[0], nearness.sharpened(AXES[0]))
    return {name: [pytest.approx(value, abs=1e-6) for value in values] for name, values in found._asdict().items()}


def test_each_cosine_is_that_of_its_own_texts() -> None:
    found = both(built())
    assert found["text"] == [0.0, 1.0]
    assert found["title"] == [0.0, 0.6]
    assert found["stretch"] == [0.6, 0.0]
    assert found["stretch_second"] == [0.0, 0.0]
    assert found["phrase"][0] == 1.0
    assert found["asked"][0] == 1.0
    assert found["asked_second"][0] == 0.6
    assert found["asked_four"][0] == 0.8


def test_a_section_without_phrases_is_asked_for_by_its_title_and_stretches() -> None:
    found = both(built())
    assert found["asked"][1] == 0.6
    assert found["asked_four"][1] == 0.3


def test_the_nearest_stretch_is_named_only_where_it_is_nearer_than_whole_and_title() -> None:
    found = built().of(np.array([0, 1]), AXES[0], AXES[0])
    assert found.place.tolist() == [1, -1]


def test_sections_may_be_asked_for_in_any_choice() -> None:
    nearness = built()
    (alone,) = nearness.of(np.array([1]), AXES[0], AXES[0]).text
    assert alone == pytest.approx(1.0)
    assert len(nearness.of(np.array([], dtype=np.int64), AXES[0], AXES[0]).text) == 0


def test_what_was_kept_reads_back(tmp_path: Path) -> None:
    built().save(tmp_path)
    assert both(Nearness.load(tmp_path)) == both(built())


def test_few_texts_are_not_sharpened() -> None:
    assert np.array_equal(built().sharpener, np.eye(4))


def test_sharpened_vectors_lose_what_only_tells_wordings_apart() -> None:
    """The first two directions name the section; the third is how it is worded, and is the largest."""
    chance = np.random.default_rng(3)
    owners = np.repeat(np.arange(20), 110)
    angles = owners * (2 * np.pi / 20)
    flat = np.zeros(len(owners))
    rows = np.stack([np.cos(angles), np.sin(angles), flat, flat], axis=1)
    rows = (rows + chance.normal(0, [0.1, 0.1, 1.0, 0.1], rows.shape)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    texts = [Text(int(section), "said", "") for section in owners]
    first, second, third, _ = np.linalg.norm(Nearness.build(texts, rows).sharpener, axis=1)
    assert third < first / 3
    assert third < second / 3
