"""Folders of playbooks that a test writes, and a place for their index with the outside subjects already embedded."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.records.playbooks.index import Recipe
from assistant.records.playbooks.library import KNOWLEDGE, Library

Folder = Callable[..., Path]


@pytest.fixture(scope="session")
def embedded_outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the vectors of every outside subject."""
    cache = tmp_path_factory.mktemp("vectors") / "vectors.db"
    recipe = Recipe.read(KNOWLEDGE, cache)
    recipe.vectors.of(recipe.outside)
    return cache


@pytest.fixture
def place(tmp_path: Path, embedded_outside: Path) -> Path:
    """Where an index of this test goes."""
    made = tmp_path / "index"
    made.mkdir()
    shutil.copy(embedded_outside, made / "vectors.db")
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Writes texts by file name into a folder, and returns it."""

    def write(name: str = "theirs", **texts: str) -> Path:
        made = tmp_path / name
        made.mkdir(exist_ok=True)
        for stem, text in texts.items():
            (made / f"{stem}.md").write_text(text, encoding="utf-8")
        return made

    return write


@pytest.fixture
def library(folder: Folder, place: Path) -> Callable[..., Library]:
    """A library of texts by file name."""

    def over(**texts: str) -> Library:
        return Library((folder(**texts),), place)

    return over
