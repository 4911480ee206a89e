"""Wrong answers that mean to slip past the gate are held back, and correct ones beside them go out."""

import pytest

from assistant.asking import Desk
from assistant.grounding import faults
from evals.grounding.attacks import Turn, turns

TURNS = [pytest.param(turn, id=f"{n} {' '.join(turn.calls[0])}") for n, turn in enumerate(turns(), 1)]


@pytest.mark.parametrize("turn", TURNS)
def test_a_wrong_answer_is_held_back_in_whatever_form_it_is_written(turn: Turn, desk: Desk) -> None:
    evidence = turn.evidence(desk.toolbox())
    assert [text for text in turn.wrong if not faults(text, evidence)] == []


@pytest.mark.parametrize("turn", TURNS)
def test_a_correct_answer_goes_out_in_whatever_words_it_is_written(turn: Turn, desk: Desk) -> None:
    evidence = turn.evidence(desk.toolbox())
    assert [(text, found[0].why) for text in turn.right if (found := faults(text, evidence))] == []


def test_there_are_enough_of_both_to_tell() -> None:
    wrong, right = (sum(len(getattr(turn, kind)) for turn in turns()) for kind in ("wrong", "right"))
    assert wrong >= 400
    assert right >= 100
