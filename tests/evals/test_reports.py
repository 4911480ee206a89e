"""A run's page says what failed and why, and stands by itself."""

import re
from pathlib import Path

import pytest

from evals.reports.comparing import compare, compared, comparison_page
from evals.reports.page import page, points
from evals.reports.table import percent, rows, title
from tests.evals.made import run, tried, usage

LOADS = re.compile(r"https?:|//[a-z]|src=|<link|<script|@import|url\(")


def test_a_failed_case_stands_with_question_wanted_called_and_answer() -> None:
    shown = page(run(tried("which tier?", right=False), tried("right")))
    for part in (
        "which tier?",
        "tier_status: partner_id is &#39;P-048&#39; and not &#39;P-047&#39;",
        "tier_status(partner_id=&#39;P-047&#39;)\nsays: Silver",
        "tier_status(partner_id=&#39;P-048&#39;)",
        "Acme Networks holds Silver.",
    ):
        assert part in shown


def test_where_all_is_right_nothing_failed() -> None:
    assert '<p class="good">Nothing.</p>' in page(run(tried("a")))


def test_what_was_asked_and_said_is_never_markup() -> None:
    shown = page(run(tried("<script>alert(1)</script>", right=False)))
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_a_page_loads_nothing() -> None:
    before, after = run(tried("a"), tried("b", right=False)), run(tried("a", right=False), tried("b"))
    assert not LOADS.search(page(before))
    assert not LOADS.search(comparison_page(compared(before, after)))


def test_the_table_has_a_models_columns_for_a_model_alone() -> None:
    assert rows(run(tried("a", took=12))) == [
        ("sentences", "1", "1", "100%", "12", "12"),
        ("all", "1", "1", "100%", "12", "12"),
    ]
    of_a_model = rows(run(tried("a", took=12, usage=usage(why="it was silent")), model="small"))[-1]
    assert of_a_model == ("all", "1", "1", "100%", "100%", "100%", "100%", "0%", "1,000", "0.00040", "12", "12")


def test_the_reasons_of_the_planners_turns_are_counted() -> None:
    turns = [tried(ask, usage=usage(why="it was silent for 20 seconds")) for ask in ("a", "b")]
    shown = page(run(*turns, model="small"))
    assert '<td class="words">it was silent for 20 seconds</td><td>2</td>' in shown


def test_the_points_of_a_model_sum_its_tokens_and_cost() -> None:
    found = {point.name: point.shown for point in points(run(*(tried(a, usage=usage()) for a in "ab"), model="small"))}
    assert found["tokens"] == "2,000"
    assert found["faults of ours"] == "0"


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        pytest.param(1.0, "100%", id="all"),
        pytest.param(0.9999, "99.9%", id="all but a few is not all"),
        pytest.param(0.5, "50%", id="half"),
        pytest.param(0.0, "0%", id="none"),
    ],
)
def test_a_share_is_all_only_where_it_is(share: float, shown: str) -> None:
    assert percent(share) == shown


def test_a_title_says_what_was_not_asked() -> None:
    assert title(run(tried("a"))) == "Planner, 1 cases, 12 s"
    assert (
        title(run(tried("a"), chosen=5, of=900, times=2))
        == "Planner, 5 of 900 cases, 2 times each, ended after 1 of 10, 12 s"
    )


def test_a_comparison_says_what_became_right_and_what_became_wrong() -> None:
    before = run(tried("kept"), tried("lost"), tried("won", right=False), tried("gone"))
    after = run(tried("kept"), tried("lost", right=False), tried("won"), tried("new"), tried("newer"))
    found = compared(before, after)
    assert [change.after.id for change in found.became_wrong] == ["sentences-lost"]
    assert [change.after.id for change in found.became_right] == ["sentences-won"]
    assert (found.only_before, found.only_after) == (1, 2)
    assert found.kinds[-1].cells[:5] == ("all", "3", "66.7%", "66.7%", "")


def test_a_case_that_failed_once_of_several_times_became_wrong() -> None:
    before = run(tried("a", time=1), tried("a", time=2), times=2)
    after = run(tried("a", time=1), tried("a", time=2, right=False), times=2)
    assert [change.after.time for change in compared(before, after).became_wrong] == [2]


def test_a_case_is_the_same_wherever_it_stands_in_its_file() -> None:
    moved = tried("a").model_copy(update={"id": "sentences-099"})
    assert compared(run(tried("a", right=False)), run(moved)).only_after == 0


def test_a_comparison_fails_where_a_case_became_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / "1.json", tmp_path / "2.json"
    run(tried("a")).written(one)
    run(tried("a", right=False)).written(two)
    page_of = tmp_path / "both.html"
    assert compare([str(one), str(two), "--out", str(page_of)]) == 1
    assert compare([str(two), str(one)]) == 0
    assert "1 became wrong\n  sentences-a: turn 1 ('a'): tier_status" in capsys.readouterr().out
    assert "Became wrong" in page_of.read_text()
