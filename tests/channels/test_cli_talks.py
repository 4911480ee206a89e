"""Conversations in a shell: an id goes on across commands, a chat is forgotten at its end, steps are for terminals."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from assistant.answer import Answer, Done, Event, Said, Step
from assistant.channels.cli import screen
from assistant.channels.cli.app import run
from assistant.settings import settings

RIGHT = "$205,176"


@pytest.fixture(autouse=True)
def shell(own_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A shell over a demo company that a test may write to."""
    monkeypatch.setenv("CHANNEL_SALES_DATABASE_URL", own_url)
    monkeypatch.setenv("CHANNEL_SALES_LOG_FILE", str(tmp_path / "log"))
    monkeypatch.setenv("COLUMNS", "80")
    settings.cache_clear()


def test_a_follow_up_goes_on_under_its_id_alone(capsys: pytest.CaptureFixture[str]) -> None:
    run(["ask", "--conversation", "a", "rebate of Larkmere Cloud in Q2 2025"])
    capsys.readouterr()
    assert run(["ask", "--conversation", "a", "and Q1?"]) == 0
    assert RIGHT in capsys.readouterr().out
    assert run(["ask", "--conversation", "b", "and Q1?"]) == 2
    assert run(["ask", "and Q1?"]) == 2


def test_forgetting_ends_it(capsys: pytest.CaptureFixture[str]) -> None:
    run(["ask", "--conversation", "a", "rebate of Larkmere Cloud in Q2 2025"])
    capsys.readouterr()
    assert run(["forget", "a"]) == 0
    assert capsys.readouterr().out == "1 conversation forgotten.\n"
    assert run(["ask", "--conversation", "a", "and Q1?"]) == 2
    assert run(["forget"]) == 0
    assert capsys.readouterr().out == "0 conversations forgotten.\n"


def test_a_chat_follows_up_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("rebate of Larkmere Cloud in Q2 2025\nand Q1?\n\n"))
    assert run(["chat"]) == 0
    assert RIGHT in capsys.readouterr().out
    run(["forget"])
    assert capsys.readouterr().out == "0 conversations forgotten.\n"


def test_a_chat_with_an_id_goes_on_the_next_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in ("rebate of Larkmere Cloud in Q2 2025\n\n", "and Q1?\n\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(words))
        assert run(["chat", "--conversation", "mine"]) == 0
    assert RIGHT in capsys.readouterr().out


def test_steps_are_not_printed_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    run(["rebate", "Larkmere", "Q1", "2025"])
    said = capsys.readouterr()
    assert "reading" not in said.out + said.err


def test_a_terminal_shows_each_step_and_wipes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    page = io.StringIO()
    shown = Console(file=page, force_terminal=True, width=80)
    monkeypatch.setattr(screen, "console", lambda **_: shown)
    answer = Answer(text="It holds Gold.")
    turn: list[Event] = [Step(text="reading the tier of \x1bAcme"), Said(text=answer.text), Done(answer=answer)]
    assert screen.watched(turn) == answer
    printed = page.getvalue()
    assert "reading the tier of \ufffdAcme" in printed
    assert printed.rstrip().endswith(("\x1b[2K", "\x1b[?25h", "\x1b[1A\x1b[2K"))
