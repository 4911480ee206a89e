"""What a run measures, and that it is read back as it was written."""

from pathlib import Path

import pytest

from evals.runs import Tried, measured, passed, percentile, read_run
from tests.evals.made import run, tried, usage

RIGHT, WRONG = "right", "wrong"


def times(ask: str, *came: str) -> list[Tried]:
    return [tried(ask, right=each == RIGHT, time=number) for number, each in enumerate(came, 1)]


@pytest.mark.parametrize(
    ("right", "k", "share"),
    [
        pytest.param((RIGHT,) * 5, 5, 1.0, id="right each time"),
        pytest.param((WRONG,) * 5, 1, 0.0, id="never right"),
        pytest.param((RIGHT, RIGHT, RIGHT, RIGHT, WRONG), 1, 0.8, id="four of five, once"),
        pytest.param((RIGHT, RIGHT, RIGHT, RIGHT, WRONG), 5, 0.0, id="four of five, five times"),
        pytest.param((RIGHT, RIGHT, RIGHT, RIGHT, WRONG), 2, 0.6, id="six of the ten pairs of five runs"),
        pytest.param((RIGHT,), 5, 1.0, id="fewer runs than asked for count as they are"),
    ],
)
def test_a_case_passes_k_times_as_often_as_k_of_its_runs_are_all_right(
    right: tuple[str, ...], k: int, share: float
) -> None:
    assert passed(times("a", *right), k) == pytest.approx(share)


def test_each_case_counts_alike_however_often_it_was_tried() -> None:
    assert passed([*times("a", RIGHT), *times("b", WRONG, WRONG, WRONG)], 1) == 0.5


@pytest.mark.parametrize(
    ("values", "part", "found"),
    [
        pytest.param([5.0], 95, 5.0, id="of one"),
        pytest.param([4.0, 1.0, 3.0, 2.0], 50, 2.0, id="the lower middle"),
        pytest.param([float(n) for n in range(1, 21)], 95, 19.0, id="the nineteenth of twenty"),
        pytest.param([], 50, 0.0, id="of none"),
    ],
)
def test_a_percentile_is_a_value_that_was_measured(values: list[float], part: int, found: float) -> None:
    assert percentile(values, part) == found


def test_tokens_and_cost_are_a_turns_share_of_the_whole() -> None:
    found = measured([tried("a", usage=usage(tokens=900, cost=400)), tried("b", usage=usage(tokens=500, cost=None))], 1)
    assert (found.tokens, found.cost_micros) == (800, 200)


def test_the_planner_takes_no_tokens_and_costs_nothing() -> None:
    found = measured([tried("a")], 1)
    assert (found.tokens, found.cost_micros, found.by_planner) == (0, 0, 0)


def test_a_turn_whose_planner_answered_for_the_model_is_counted() -> None:
    assert measured([tried("a", usage=usage(why="it was silent")), tried("b", usage=usage())], 1).by_planner == 0.5


def test_right_tools_and_right_figures_are_told_apart() -> None:
    found = measured([tried("a", right=False), tried("b")], 1)
    assert (found.tools, found.figures, found.right) == (0.5, 1.0, 0.5)


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = run(tried("a", usage=usage()), tried("b", right=False), model="small")
    assert read_run(made.written(tmp_path / "run.json")) == made


@pytest.mark.parametrize(
    ("chosen", "complete"),
    [pytest.param(2, True, id="both cases twice"), pytest.param(3, False, id="a case was not reached")],
)
def test_a_run_is_complete_when_each_case_was_tried_each_time(chosen: int, complete: bool) -> None:
    made = run(*times("a", RIGHT, RIGHT), *times("b", RIGHT, RIGHT), times=2, chosen=chosen)
    assert made.complete is complete
