"""The grader fails what is wrong: a grader that cannot fail proves nothing."""

from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.asking import Desk
from evals.__main__ import main
from evals.cases import Case, Turn, read_cases
from evals.grading import faults, says
from evals.running import run_case

ASKED = "rebate Larkmere Cloud Q1 2025"
RIGHT: dict[str, Any] = {
    "ask": ASKED,
    "tools": ({"rebate_earned": {"partner_id": "P-013", "quarter": "2025-Q1"}},),
    "figures": ("$205,176", "8%"),
}


@pytest.fixture(scope="module")
def answer(desk: Desk) -> Answer:
    """The answer that every turn here is graded against."""
    return desk.ask(ASKED)


def test_a_right_answer_has_no_fault(answer: Answer) -> None:
    assert faults(Turn(**RIGHT), answer) == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        pytest.param({"tools": ({"tier_status": {}},)}, "called ['rebate_earned'] and not ['tier_status']", id="tool"),
        pytest.param({"tools": ()}, "called ['rebate_earned'] and not none", id="a tool where none was wanted"),
        pytest.param(
            {"tools": ({"rebate_earned": {}}, {"tier_status": {}})}, "['rebate_earned', 'tier_status']", id="one short"
        ),
        pytest.param(
            {"tools": ({"rebate_earned": {"partner_id": "P-047", "quarter": "2025-Q1"}},)},
            "partner_id is 'P-013' and not 'P-047'",
            id="argument",
        ),
        pytest.param(
            {"tools": ({"rebate_earned": {"partner_id": "P-013"}},)},
            "quarter is '2025-Q1', which was not asked for",
            id="an argument that nobody gave",
        ),
        pytest.param({"figures": ("$205,177",)}, "does not say '$205,177'", id="figure"),
        pytest.param({"never": ("8%",)}, "says '8%'", id="what must not be said"),
        pytest.param({"kind": "refusal"}, "the answer is a answer and not a refusal", id="kind"),
        pytest.param({"cites": ("co-sell#steps",)}, "does not cite 'co-sell#steps', but nothing", id="citation"),
        pytest.param({"code": "unknown_partner"}, "the code is None and not unknown_partner", id="code"),
    ],
)
def test_a_wrong_answer_has_a_fault(answer: Answer, wrong: dict[str, Any], fault: str) -> None:
    assert fault in "; ".join(faults(Turn(**{**RIGHT, **wrong}), answer))


TWO: tuple[dict[str, Any], ...] = (
    {"tier_status": {}},
    {"rebate_earned": {"partner_id": "P-013", "quarter": "2025-Q1"}},
)
OTHER_ORDER: dict[str, Any] = {"ask": ASKED, "tools": TWO, "any_order": True}


@pytest.mark.parametrize(
    ("turn", "by_model", "right"),
    [
        pytest.param(OTHER_ORDER, True, True, id="a model may call in another order where the case says so"),
        pytest.param(OTHER_ORDER, False, False, id="the planner may not"),
        pytest.param({**OTHER_ORDER, "any_order": False}, True, False, id="nor a model where the case does not"),
        pytest.param(
            {"ask": ASKED, "tools": ({"tier_status": {}},), "also": (TWO[::-1],)}, True, True, id="other calls"
        ),
        pytest.param(
            {"ask": ASKED, "tools": ({"tier_status": {}},), "also": (TWO[::-1],)},
            False,
            False,
            id="not for the planner",
        ),
    ],
)
def test_a_model_may_choose_what_a_case_allows_and_the_planner_what_it_says(
    desk: Desk, answer: Answer, turn: dict[str, Any], by_model: bool, right: bool
) -> None:
    both = answer.model_copy(update={"receipts": (*answer.receipts, *desk.ask("tier Larkmere Cloud").receipts)})
    assert (faults(Turn(**turn), both, by_model=by_model) == []) is right


@pytest.mark.parametrize(
    ("by_model", "right"), [pytest.param(True, True, id="of a model"), pytest.param(False, False, id="of the planner")]
)
def test_the_words_of_a_question_back_are_a_models_own(desk: Desk, by_model: bool, right: bool) -> None:
    asked_back = desk.ask("tier acme").model_copy(update={"text": "Which Acme?", "code": None, "tables": ()})
    turn = Turn(ask="tier acme", kind="question", code="unclear_partner", figures=("Acme Nordic",))
    assert (faults(turn, asked_back, by_model=by_model) == []) is right


def test_what_must_not_be_said_is_a_fault_of_a_models_refusal_too(answer: Answer) -> None:
    refusal = answer.model_copy(update={"kind": "refusal", "receipts": ()})
    assert faults(Turn(ask=ASKED, kind="refusal", never=("$205,176",)), refusal, by_model=True) == ["says '$205,176'"]


@pytest.mark.parametrize(
    ("text", "figure", "said"),
    [
        pytest.param("earned $2,967 so far", "$2,967", True, id="as written"),
        pytest.param("earned $2,967.", "$2,967", True, id="at the end of a sentence"),
        pytest.param("(+$2,967)", "$2,967", True, id="with its sign"),
        pytest.param("earned $12,967", "$2,967", False, id="the end of a larger one"),
        pytest.param("earned $2,967.50", "$2,967", False, id="without its cents"),
        pytest.param("takes back -$400", "$400", False, id="the opposite"),
        pytest.param("3.5% of it", "5%", False, id="the end of a rate"),
        pytest.param("1280 days", "28", False, id="inside a number"),
    ],
)
def test_a_figure_is_said_only_where_it_stands_by_itself(text: str, figure: str, said: bool) -> None:
    assert says(text, figure) is said


def test_what_cites_the_playbooks_unasked_has_a_fault(desk: Desk) -> None:
    advice = desk.ask("how do we run a QBR")
    small_talk = Turn(ask="thanks", tools=({"tier_status": {}},))
    assert "where no advice was asked for" in "; ".join(faults(small_talk, advice))
    assert faults(Turn(ask="", tools=({"advice": {}},), cites=("business-review#steps",)), advice) == []


def test_every_turn_of_a_conversation_is_graded(desk: Desk) -> None:
    follow_up = {**RIGHT, "ask": "and Q2?"}
    graded = run_case(desk, Case(id="graded-001", turns=(Turn(**RIGHT), Turn(**follow_up))))
    assert not graded.passed
    assert all(fault.startswith("turn 2 ('and Q2?')") for fault in graded.faults)


def test_a_case_that_says_more_than_a_case_can_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("- ask: tier Acme Networks\n  figure: [Silver]\n")
    with pytest.raises(ValueError, match=r"(?s)odd.yaml, case 1.*figure"):
        read_cases(tmp_path)


def test_the_table_shows_accuracy_by_kind_and_a_failure_leaves_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "right.yaml").write_text("- ask: help\n  kind: help\n")
    (tmp_path / "wrong.yaml").write_text("- ask: help\n  kind: answer\n")
    assert main([str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert [line.split()[1] for line in printed.splitlines() if "│" in line] == ["right", "wrong", "all"]
    assert "100%" in printed
    assert "wrong-001: turn 1 ('help')" in printed
