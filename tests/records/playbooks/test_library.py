"""Foreign folders searched by the setting alone: covered or not, cited, and indexed once for their content."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.records.playbooks.frames import passages
from assistant.records.playbooks.library import Library
from tests.records.playbooks.conftest import Folder
from tools.core.errors import BadArgument
from tools.core.frames import rows

Over = Callable[..., Library]

BEES = "# Bee keeping\n## Steps to move a hive\n1. Close the hive at dusk.\n2. Carry it two miles away.\n"
WINE = "# Wine cellar\n## How cold a cellar is\nKeep bottles at twelve degrees, away from light.\n"
OPEN = "---\naudience: partners\n---\n# Honey shop\n## How honey is priced\nA jar of honey costs nine dollars.\n"


def test_a_foreign_folder_is_searched_without_phrases_of_its_own(library: Over) -> None:
    found = library(bees=BEES, wine=WINE).search("how do I transport a beehive?")
    assert found.covered
    assert found.passages[0].section.id == "bees#steps"
    assert 0.3 < found.passages[0].cosine <= 1.0


def test_what_no_file_answers_is_not_covered_and_the_nearest_are_named(library: Over) -> None:
    found = library(bees=BEES, wine=WINE).search("Which exchange rate does accounting use?")
    assert not found.covered
    assert {one.section.playbook for one in found.passages} == {"Bee keeping", "Wine cellar"}


def test_a_partners_person_never_finds_or_opens_a_vendors_section(library: Over) -> None:
    shelf = library(bees=BEES, honey=OPEN)
    found = shelf.search("how do I transport a beehive or price honey?", audience="partners")
    assert [one.section.id for one in found.passages] == ["honey#honey-priced"]
    assert shelf.section("honey#honey-priced", audience="partners").playbook == "Honey shop"
    with pytest.raises(BadArgument, match="no section is cited like that"):
        shelf.section("bees#steps", audience="partners")


@pytest.mark.parametrize("citation", ["bees#steps", "[bees#steps]", " `BEES#steps` ", "bees"])
def test_a_section_opens_by_its_citation_in_any_dress_or_by_its_beginning(library: Over, citation: str) -> None:
    assert library(bees=BEES, wine=WINE).section(citation).heading == "Steps to move a hive"


@pytest.mark.parametrize(
    ("citation", "hint"),
    [
        ("bees#stepz", "Do you mean bees#steps"),
        ("b", "Do you mean bees#steps or books#steps"),
        ("qqqqqq", "`channel-sales playbook search WORDS` finds them"),
        ("", "`channel-sales playbook search WORDS` finds them"),
    ],
)
def test_a_citation_that_opens_nothing_names_what_is_near(library: Over, citation: str, hint: str) -> None:
    shelf = library(bees=BEES, books="# Books\n## Steps to read\n1. Open it.\n")
    with pytest.raises(BadArgument, match=hint):
        shelf.section(citation)


def test_an_index_is_built_once_for_its_content_and_never_changed(library: Over, folder: Folder, place: Path) -> None:
    shelf = library(bees=BEES)
    first, skipped = shelf.build()
    before = {path: path.read_bytes() for path in (place / first).rglob("*") if path.is_file()}
    assert skipped == []
    assert shelf.build()[0] == first
    folder(bees=BEES + "3. Open it at dawn.\n")
    second, _ = shelf.build()
    assert second != first
    assert {path: path.read_bytes() for path in before} == before
    folder(bees=BEES)
    assert shelf.build()[0] == first


def test_the_pointer_names_the_newest_index_and_a_search_follows_it(library: Over, folder: Folder, place: Path) -> None:
    shelf = library(bees=BEES)
    assert shelf.search("moving a hive").passages[0].section.id == "bees#steps"
    folder(wine=WINE)
    assert shelf.search("temperature of the cellar").passages[0].section.id == "wine#cold-cellar"
    (pointed,) = json.loads((place / "current.json").read_text(encoding="utf-8")).values()
    assert pointed == shelf.version()
    assert not list(place.glob("*.part"))


def test_while_another_process_builds_the_earlier_index_answers(library: Over, folder: Folder, place: Path) -> None:
    from filelock import FileLock

    shelf = library(bees=BEES)
    first, _ = shelf.build()
    folder(wine=WINE)
    with FileLock(place / "building.lock"):
        assert shelf.build()[0] == first
    assert shelf.build()[0] != first


def test_only_the_latest_indexes_are_kept(library: Over, folder: Folder, place: Path) -> None:
    shelf = library(bees=BEES)
    for number in range(5):
        folder(bees=f"{BEES}Number {number}.\n")
        shelf.build()
    assert len(list(place.glob("*/done.json"))) == 3


def test_a_damaged_file_is_named_and_the_others_are_found(library: Over, folder: Folder) -> None:
    shelf = library(bees=BEES)
    (folder() / "broken.pdf").write_bytes(b"%PDF broken")
    _, skipped = shelf.build()
    assert [one.path.name for one in skipped] == ["broken.pdf"]
    assert shelf.search("moving a hive").covered


def test_progress_is_told_while_texts_are_embedded(library: Over) -> None:
    shelf = library(bees=BEES)
    told: list[tuple[int, int]] = []
    shelf.progress = lambda done, total: told.append((done, total))
    shelf.build()
    assert told
    assert told[-1][0] == told[-1][1]


def test_passages_leave_as_a_table_best_first(library: Over) -> None:
    shelf = library(bees=BEES, wine=WINE)
    table = rows(passages(shelf.search("how do I transport a beehive?")))
    assert [row["rank"] for row in table] == [1, 2]
    assert table[0]["section_id"] == "bees#steps"
    assert table[0]["source"] == "theirs/bees.md"
    assert table[0]["covered"] is True
    assert 3_000 < table[0]["nearness_bp"] <= 10_000
