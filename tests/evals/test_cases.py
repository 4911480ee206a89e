"""Each question of `evals/cases` is answered by its tool, with its arguments and figures."""

from collections import Counter

import pytest

from assistant.asking import Desk
from assistant.reading.intents import choices
from evals.cases import Case, read_cases
from evals.running import run_case

CASES = read_cases()
KINDS = {
    "commands",
    "sentences",
    "typos",
    "followups",
    "ambiguity",
    "advice_and_scope",
    "hostile",
    "bad_input",
    "triggers",
    "corrections",
    "last_quarter",
}


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.id} {case.turns[0].ask[:40]}") for case in CASES])
def test_a_question_is_answered_as_its_case_says(desk: Desk, case: Case) -> None:
    assert run_case(desk, case).faults == ()


def test_every_kind_of_question_is_asked() -> None:
    asked = Counter(case.kind for case in CASES)
    assert set(asked) >= KINDS
    assert sum(asked.values()) >= 150


def test_no_question_is_asked_twice() -> None:
    alone = Counter(case.turns[0].ask.casefold() for case in CASES if len(case.turns) == 1)
    assert [text for text, times in alone.items() if times > 1] == []


def test_every_tool_is_asked_for_with_figures() -> None:
    shown = {name for case in CASES for turn in case.turns if turn.figures for call in turn.tools for name in call}
    assert shown == {choice.tool for choice in choices()}
