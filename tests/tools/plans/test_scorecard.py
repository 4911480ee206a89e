"""A recruitment scorecard: the playbook's three prospects, the edges of the pass mark, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import frames
from tests.tools.plans.asking import practised
from tools.core.errors import BadArgument
from tools.plans.scorecard import RecruitmentScorecard, recruitment_scorecard

NAMES = ("market presence", "technical", "alignment", "finance", "sales", "service")


def scored(*scores: int | None, ruled_out: str | None = None) -> RecruitmentScorecard:
    given_scores = ", ".join(f"{name} {score}" for name, score in zip(NAMES, scores, strict=True) if score is not None)
    return recruitment_scorecard(frames(), practised(), scores=given_scores, ruled_out=ruled_out)


@pytest.mark.parametrize(
    ("scores", "points", "decision"),
    [
        pytest.param((4, 4, 3, 4, 4, 4), 76_00, "sign", id="the playbook's A"),
        pytest.param((3, 3, 4, 3, 2, 3), 62_00, "conditional", id="the playbook's B"),
        pytest.param((5, 2, 1, 5, 4, 4), 68_00, "wait", id="the playbook's C"),
        pytest.param((5, 5, 5, 5, 5, 5), 100_00, "sign", id="everything"),
        pytest.param((1, 1, 1, 1, 1, 1), 20_00, "decline", id="nothing"),
        pytest.param((4, 3, 3, 4, 3, 4), 70_00, "sign", id="exactly on the pass mark"),
        pytest.param((4, 3, 3, 4, 3, 3), 68_00, "conditional", id="one score below the pass mark"),
        pytest.param((5, 5, 2, 3, 3, 3), 74_00, "sign with a condition", id="past the mark with a weak criterion"),
        pytest.param((3, 2, 3, 3, 2, 3), 54_00, "decline", id="a point below conditional"),
    ],
)
def test_points_are_weight_times_score_over_five_and_the_table_decides(
    scores: tuple[int, ...], points: int, decision: str
) -> None:
    found = scored(*scores)
    assert (found.points_x100, found.decision) == (points, decision)
    assert sum(row.points_x100 for row in found.criteria) == points
    assert found.passed is (points >= 70_00)


def test_each_line_is_worked_out() -> None:
    assert [row.points_x100 for row in scored(4, 4, 3, 4, 4, 4).criteria] == [20_00, 16_00, 12_00, 12_00, 8_00, 8_00]


def test_a_criterion_without_a_fact_scores_one_and_is_named() -> None:
    found = scored(5, 5, 5, 5, 5, None)
    assert found.points_x100 == 92_00
    assert found.unknown == ("Service quality",)
    assert found.decision == "sign with a condition"


def test_two_unknown_criteria_postpone_the_decision() -> None:
    found = scored(5, 5, 5, 5, None, None)
    assert (found.points_x100, found.decision) == (84_00, "postpone")


@pytest.mark.parametrize(
    "fact", ["sanctions", "Insolvent", "bankrupt", "lawful conduct", "Sells counterfeit or unlicensed product"]
)
def test_a_fact_rules_a_prospect_out_whatever_its_points(fact: str) -> None:
    found = scored(5, 5, 5, 5, 5, 5, ruled_out=fact)
    assert (found.points_x100, found.decision) == (100_00, "decline")
    assert found.ruled_out


@pytest.mark.parametrize("nothing", ["no", "none", "", " "])
def test_nothing_that_rules_out_is_nothing(nothing: str) -> None:
    assert scored(5, 5, 5, 5, 5, 5, ruled_out=nothing).ruled_out is None


def test_weak_finances_ask_for_prepayment() -> None:
    assert scored(5, 5, 5, 1, 5, 5).conditions == (
        "Financial stability: Ask for prepayment, or sell through a distributor, until the score rises.",
    )
    assert scored(5, 5, 5, 2, 5, 5).conditions == ()


def test_the_two_weakest_are_the_lowest_and_of_equals_the_heavier() -> None:
    assert scored(4, 4, 3, 4, 4, 4).weakest == ("Strategic alignment", "Market presence")


def test_without_scores_it_is_the_form_to_fill() -> None:
    found = recruitment_scorecard(frames(), practised())
    assert (found.points_x100, found.decision, found.weakest, found.unknown) == (None, None, (), ())
    assert [row.weight for row in found.criteria] == [25, 20, 20, 15, 10, 10]


@pytest.mark.parametrize(
    "text",
    [
        "market presence 4",
        "Market-Presence: 4",
        "market_presence=4",
        "MARKET 4/5",
        "customers 4 of 5; technical 3",
        "market   4\ntechnical 3",
    ],
)
def test_scores_are_written_in_several_ways(text: str) -> None:
    assert recruitment_scorecard(frames(), practised(), scores=text).criteria[0].score == 4


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("charm 4", "the criteria are Market presence, Technical", id="no such criterion"),
        pytest.param("market 6", "a whole number from 1 to 5", id="above five"),
        pytest.param("market 0", "a whole number from 1 to 5", id="zero"),
        pytest.param("market -3", "a whole number from 1 to 5", id="negative"),
        pytest.param("market 3.5", "a whole number from 1 to 5", id="a half"),
        pytest.param("market 4, presence 3", "scored twice", id="the same one twice"),
        pytest.param("market", 'write "criterion score" pairs', id="no score"),
        pytest.param("4", 'write "criterion score" pairs', id="no criterion"),
        pytest.param("x" * 3_000, "up to 2,000 characters", id="a novel"),
        pytest.param("'; DROP TABLE partners; --", 'write "criterion score" pairs', id="SQL"),
    ],
)
def test_scores_that_do_not_fit_are_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(BadArgument) as refused:
        recruitment_scorecard(frames(), practised(), scores=text)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_an_unknown_fact_names_those_there_are() -> None:
    with pytest.raises(BadArgument, match="sanctions, insolvency, conduct, counterfeit"):
        scored(5, 5, 5, 5, 5, 5, ruled_out="bad weather")


@given(st.lists(st.integers(1, 5), min_size=6, max_size=6), st.integers(0, 5))
def test_a_better_score_never_costs_points(scores: list[int], place: int) -> None:
    better = [min(5, score + (at == place)) for at, score in enumerate(scores)]
    low, high = scored(*scores).points_x100, scored(*better).points_x100
    assert low is not None
    assert high is not None
    assert 20_00 <= low <= high <= 100_00


@given(st.text(max_size=80))
def test_any_text_is_scored_or_refused(text: str) -> None:
    said = ""
    try:
        recruitment_scorecard(frames(), practised(), scores=text)
    except BadArgument as refused:
        said = str(refused)
    assert "\n" not in said
