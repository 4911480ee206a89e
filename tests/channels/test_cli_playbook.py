"""`channel-sales playbook ...` as a person uses it: open a citation, search, and index with a bar on a terminal."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.channels.cli.app import run
from assistant.channels.cli.indexing import indexing
from assistant.records.playbooks.library import Library
from assistant.settings import OUR_PLAYBOOKS, Settings, settings

Shell = Callable[..., tuple[int, str, str]]
BEES = "---\nupdated: 2025-03-04\n---\n# Bee keeping\n## Steps to move a hive\n1. Close the hive at dusk.\n"


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """Another company's folder."""
    made = tmp_path / "theirs"
    made.mkdir()
    (made / "bees.md").write_text(BEES, encoding="utf-8")
    return made


@pytest.fixture
def shell(
    theirs: Path, demo_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """Runs a command line over that folder: its exit code, output and errors."""
    place = tmp_path / "index"
    place.mkdir()
    warm = Settings().playbooks_index / "vectors.db"
    if warm.is_file():
        shutil.copy(warm, place)
    monkeypatch.setenv("CHANNEL_SALES_DATABASE_URL", demo_url)
    monkeypatch.setenv("CHANNEL_SALES_LOG_FILE", str(tmp_path / "log"))
    monkeypatch.setenv("CHANNEL_SALES_PLAYBOOKS_DIRS", str(theirs))
    monkeypatch.setenv("CHANNEL_SALES_PLAYBOOKS_INDEX", str(place))
    monkeypatch.setenv("COLUMNS", "80")
    settings.cache_clear()

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_a_citation_opens_with_its_title_source_and_day(shell: Shell) -> None:
    code, out, err = shell("playbook", "show", "[bees#steps]")
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == [
        "Bee keeping: Steps to move a hive",
        "[bees#steps] theirs/bees.md, 2025-03-04",
    ]
    assert "Close the hive at dusk." in out


def test_every_section_that_ours_can_cite_opens(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Advice cites nothing but these: tests/records/playbooks asks it every question of development."""
    monkeypatch.setenv("CHANNEL_SALES_PLAYBOOKS_DIRS", str(OUR_PLAYBOOKS))
    settings.cache_clear()
    ours = Library((OUR_PLAYBOOKS,), Settings().playbooks_index).sections()
    assert len(ours) > 300
    for section in ours:
        code, out, err = shell("playbook", "show", section.id, "--json")
        assert (code, err) == (0, "")
        assert json.loads(out)["text"] == section.text


def test_a_citation_is_one_json_object_for_a_program(shell: Shell) -> None:
    code, out, _ = shell("playbook", "show", "bees#steps", "--json")
    assert code == 0
    assert json.loads(out) == {
        "id": "bees#steps",
        "playbook": "Bee keeping",
        "heading": "Steps to move a hive",
        "source": "theirs/bees.md",
        "updated_on": "2025-03-04",
        "text": "1. Close the hive at dusk.",
    }


def test_a_citation_that_opens_nothing_is_bad_input(shell: Shell) -> None:
    code, out, err = shell("playbook", "show", "bees#stepz")
    assert (code, out) == (2, "")
    assert "Do you mean bees#steps?" in " ".join(err.split())


def test_a_search_lists_what_it_finds_or_says_that_it_is_not_covered(shell: Shell) -> None:
    assert shell("playbook", "search", "move", "a", "beehive") == (
        0,
        "[bees#steps] Bee keeping: Steps to move a hive\n",
        "",
    )
    code, out, _ = shell("playbook", "search", "tax rate on dividends")
    assert code == 0
    assert out.splitlines()[0] == "The playbooks do not cover this. The nearest sections:"
    found = json.loads(shell("playbook", "search", "move a beehive", "--json")[1])
    assert (found["covered"], found["passages"][0]["id"]) == (True, "bees#steps")


def test_a_search_without_words_is_bad_input(shell: Shell) -> None:
    code, _, err = shell("playbook", "search", " ")
    assert code == 2
    assert "Write what to look for." in err


def test_indexing_counts_sections_and_files_and_names_a_damaged_one(shell: Shell, theirs: Path) -> None:
    code, out, err = shell("playbook", "index")
    assert (code, err) == (0, "")
    assert out.startswith("1 sections of 1 files are indexed as ")
    (theirs / "broken.pdf").write_bytes(b"%PDF broken")
    code, out, err = shell("playbook", "index")
    assert code == 2
    assert "broken.pdf is left out: it is damaged." in err
    assert out.startswith("1 sections of 2 files")


class Terminal(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("done", "drawn"),
    [
        pytest.param(0, "Indexing the playbooks " + " " * 30 + " 0 of 8", id="at the start"),
        pytest.param(4, "━" * 15 + " " * 15 + " 4 of 8", id="half way"),
        pytest.param(8, "━" * 30 + " 8 of 8\r\033[K", id="done: the line is cleared"),
    ],
)
def test_a_bar_is_drawn_on_a_terminal(monkeypatch: pytest.MonkeyPatch, done: int, drawn: str) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    indexing(done, 8)
    assert drawn in screen.getvalue()


def test_no_bar_is_drawn_into_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    indexing(4, 8)
    assert capsys.readouterr().err == ""
