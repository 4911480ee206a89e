"""Folders of playbooks as sections with ids that stay."""

from pathlib import Path

import pytest

from assistant.records.playbooks.sections import parts_named, slug
from assistant.records.playbooks.shelf import NoPlaybooks, Shelf, slug_of
from tests.records.playbooks.conftest import Folder


@pytest.mark.parametrize(
    ("headings", "parts"),
    [
        pytest.param(["Steps to park", "Pitfalls of parking"], ["steps", "pitfalls"], id="kinds"),
        pytest.param(["Steps to park", "Steps to leave"], ["steps-park", "steps-leave"], id="two of one kind"),
        pytest.param(["What MDF may pay for"], ["mdf-pay"], id="words that carry sense"),
        pytest.param(["Same", "Same", "Same"], ["same", "same-2", "same-3"], id="twins"),
        pytest.param(["To be or not"], ["to-be-or-not"], id="only small words"),
        pytest.param(["!!!"], ["part"], id="no word at all"),
    ],
)
def test_a_part_is_named_by_its_kind_or_its_own_words(headings: list[str], parts: list[str]) -> None:
    assert parts_named(headings) == parts


def test_a_slug_has_five_words_at_most_and_no_apostrophe() -> None:
    assert slug("One partner's two three four five six") == "one-partners-two-three-four"
    assert slug_of("Deal Registration_2025") == "deal-registration-2025"


def test_a_section_names_its_folder_file_and_day(folder: Folder) -> None:
    shelf = Shelf((folder(lots="---\nupdated: 2025-03-04\n---\n# Lots\n## Steps\n1. Stop."),))
    (section,), skipped = shelf.read()
    assert (section.id, section.source, section.playbook) == ("lots#steps", "theirs/lots.md", "Lots")
    assert str(section.updated_on) == "2025-03-04"
    assert (section.audience, skipped) == ("vendor", [])


def test_phrases_are_read_from_the_folders_own_file(folder: Folder) -> None:
    made = folder(lots="# Lots\n## Steps\n1. Stop.")
    (made / "asked.yaml").write_text("lots:\n  steps:\n  - how do I park\n", encoding="utf-8")
    assert Shelf((made,)).read()[0][0].asked == ("how do I park",)


def test_phrases_that_are_no_yaml_are_named_with_their_file(folder: Folder) -> None:
    made = folder(lots="# Lots\nText.")
    (made / "asked.yaml").write_text("lots: [", encoding="utf-8")
    with pytest.raises(NoPlaybooks, match=r"asked\.yaml cannot be read"):
        Shelf((made,)).read()


def test_a_long_part_is_cut_at_its_paragraphs(folder: Folder) -> None:
    paragraphs = [f"{number} " + "word " * 250 for number in range(3)]
    shelf = Shelf((folder(long="# Long\n## Steps\n" + "\n\n".join(paragraphs)),))
    sections = shelf.read()[0]
    assert [section.text[0] for section in sections] == ["0", "1", "2"]
    assert len({section.id for section in sections}) == 3


def test_two_files_of_one_name_have_ids_of_their_own(folder: Folder) -> None:
    shelf = Shelf((folder("ours", lots="# Lots\nOne."), folder("theirs", lots="# Lots\nTwo.")))
    assert [section.id.partition("#")[0] for section in shelf.read()[0]] == ["lots", "theirs/lots"]


def test_readmes_hidden_files_and_other_kinds_are_no_playbooks(folder: Folder) -> None:
    made = folder(lots="# Lots\nText.", readme="# Read me\nText.")
    (made / ".draft.md").write_text("# Draft\nText.", encoding="utf-8")
    (made / "~$lots.docx").write_bytes(b"lock")
    (made / "picture.png").write_bytes(b"png")
    assert [file.name for file in Shelf((made,)).files] == ["theirs/lots.md"]


def test_a_damaged_file_is_named_and_the_rest_is_read(folder: Folder) -> None:
    made = folder(lots="# Lots\nText.")
    (made / "broken.pdf").write_bytes(b"%PDF broken")
    sections, skipped = Shelf((made,)).read()
    assert [section.playbook for section in sections] == ["Lots"]
    assert [(one.path.name, one.reason) for one in skipped] == [("broken.pdf", "it is damaged")]


@pytest.mark.parametrize(("named", "says"), [("missing", "There is no folder"), ("empty", "No markdown, PDF or DOCX")])
def test_a_folder_without_playbooks_is_refused(tmp_path: Path, named: str, says: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoPlaybooks, match=says):
        _ = Shelf((tmp_path / named,)).files


def test_the_digest_changes_with_content_and_phrases_and_not_with_time(folder: Folder) -> None:
    made = folder(lots="# Lots\nText.")
    first = Shelf((made,)).digest
    assert Shelf((folder(lots="# Lots\nText."),)).digest == first
    (made / "asked.yaml").write_text("lots:\n  lots:\n  - park\n", encoding="utf-8")
    second = Shelf((made,)).digest
    assert Shelf((folder(lots="# Lots\nOther."),)).digest not in {first, second}
    assert second != first
