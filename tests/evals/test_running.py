"""A run goes on whatever a turn does, and keeps what was done when it is interrupted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from assistant.answer import Answer
from assistant.asking import Desk
from assistant.records.cut import FrameReader
from assistant.settings import Settings
from evals.__main__ import main, sampled, until_interrupted
from evals.cases import FOLDER, Case, Turn, read_cases
from evals.running import run_case, run_cases
from evals.runs import Tried, read_run
from tests.evals.made import tried

ASKED = Turn(ask="which tier does Acme Networks hold?", tools=({"tier_status": {"partner_id": "P-047"}},))
TWO_TURNS = Case(id="raising-001", kind="raising", turns=(ASKED, Turn(ask="and its rebate?")))


class Raising(Desk):
    """A desk that nobody answers at."""

    def ask(self, text: str, *_: Any, **__: Any) -> Answer:
        """Raise."""
        raise RuntimeError(f"the line is dead: {text[:5]}")


def test_a_turn_that_raises_is_a_wrong_answer_with_its_reason_and_ends_its_conversation(demo_url: str) -> None:
    graded = run_case(Raising.open(Settings(database_url=demo_url)), TWO_TURNS)
    assert graded.faults == (f"turn 1 ({ASKED.ask!r}): raised RuntimeError: the line is dead: which",)


def test_an_apology_is_graded_with_the_exception_behind_it(desk: Desk) -> None:
    broken = Desk(desk.settings, desk.records, cast("FrameReader", None))
    graded = run_case(broken, TWO_TURNS)
    assert len(graded.turns) == 1
    assert graded.turns[0].code == "bug"
    assert "raised AttributeError: 'NoneType' object has no attribute 'read'" in graded.faults[0]


def test_two_processes_answer_as_one_does() -> None:
    cases = [case for case in read_cases() if case.kind == "ambiguity"][:6]

    def told(processes: int) -> list[tuple[str, int, bool, tuple[str, ...]]]:
        found = run_cases(cases, times=2, processes=processes)
        return sorted((one.id, one.time, one.passed, tuple(turn.said for turn in one.turns)) for one in found)

    assert told(2) == told(1)
    assert [(name, time) for name, time, right, _ in told(1) if right] == [(c.id, n) for c in cases for n in (1, 2)]


def interrupted_after(one: Tried) -> Iterator[Tried]:
    yield one
    raise KeyboardInterrupt


def test_an_interrupted_run_keeps_what_was_done() -> None:
    assert list(until_interrupted(interrupted_after(tried("a")), 9)) == [tried("a")]


def test_a_run_is_written_with_its_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "right.yaml").write_text("- ask: help\n  kind: help\n- ask: hello\n  kind: help\n")
    assert main([str(tmp_path / "cases"), "--times", "2", "--out", str(tmp_path / "out")]) == 0
    (data,) = (tmp_path / "out").glob("*.json")
    made = read_run(data)
    assert (made.model, made.times, made.chosen, len(made.tried)) == ("planner", 2, 2, 4)
    assert data.with_suffix(".html").read_text().startswith("<!doctype html>")
    assert "pass^2" in capsys.readouterr().out


def test_kinds_are_chosen_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("one", "two", "three"):
        (tmp_path / f"{kind}.yaml").write_text("- ask: help\n  kind: help\n")
    assert main([str(tmp_path), "--kinds", "one,three"]) == 0
    printed = capsys.readouterr().out
    assert "2 of 3 cases" in printed
    assert "two" not in printed


def test_a_kind_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.yaml").write_text("- ask: help\n  kind: help\n")
    with pytest.raises(SystemExit, match="2"):
        main([str(tmp_path), "--kinds", "one,tow"])
    assert "there is no kind 'tow': the kinds are one" in capsys.readouterr().err


def test_a_sample_is_drawn_from_every_kind_and_again_the_same() -> None:
    cases = read_cases(FOLDER)
    kinds = {case.kind for case in cases}
    drawn = sampled(cases, 60, 7)
    assert len(drawn) == 60
    assert {case.kind for case in drawn} == kinds
    assert drawn == sampled(cases, 60, 7)
    assert drawn != sampled(cases, 60, 8)


def test_a_sample_of_more_than_there_are_is_all_of_them() -> None:
    cases = read_cases(FOLDER)
    assert sampled(cases, 100_000, 0) == cases
