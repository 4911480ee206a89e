"""What a model was let say is looked at again, against results computed anew from the receipts."""

from typing import Any

import pytest

from assistant.answer import Answer, Usage
from assistant.asking import Desk
from evals.auditing import asked, unsupported
from tests.evals.made import usage

REBATE = "rebate of Larkmere Cloud in Q1 2025"


def worded(desk: Desk, text: str, used: Usage | None) -> Answer:
    return desk.ask(REBATE).model_copy(update={"text": text, "usage": used})


@pytest.mark.parametrize(
    ("text", "excerpts"),
    [
        pytest.param("Larkmere Cloud has earned $205,176, 8 % of its revenue.", (), id="what the tool found"),
        pytest.param("Larkmere Cloud has earned $205,177.", ("$205,177",), id="a dollar more"),
        pytest.param("Quillhaven has earned $205,176.", ("Quillhaven",), id="another partner's figure"),
    ],
)
def test_a_models_statements_are_held_against_the_results(desk: Desk, text: str, excerpts: tuple[str, ...]) -> None:
    found = unsupported(desk, [worded(desk, text, usage())], [REBATE])
    assert bool(found) is bool(excerpts)
    assert all(any(excerpt in told for told in found) for excerpt in excerpts)


@pytest.mark.parametrize(
    "used",
    [pytest.param(None, id="no model was there"), pytest.param(usage(why="it went silent"), id="the planner spoke")],
)
def test_what_is_in_the_tools_own_words_is_not_looked_at(desk: Desk, used: Usage | None) -> None:
    assert unsupported(desk, [worded(desk, "It has earned $1.", used)], [REBATE]) == ()


def test_figures_of_an_earlier_turn_may_be_said_again(desk: Desk) -> None:
    tier = desk.ask("tier of Larkmere Cloud").model_copy(
        update={"text": "Larkmere Cloud holds Gold and has earned $205,176.", "usage": usage()}
    )
    assert unsupported(desk, [desk.ask(REBATE), tier], [REBATE, "and its tier?"]) == ()
    assert len(unsupported(desk, [tier], ["tier of Larkmere Cloud"])) == 1


@pytest.mark.parametrize(
    ("question", "given"),
    [
        pytest.param(
            "/channel-sales deal Kilnfell Security $150,000.50",
            {"partner": "P-022", "amount": "150000.50"},
            id="a partner and an amount",
        ),
        pytest.param("/channel-sales dashboard April 2025", {"period": "2025-04"}, id="a period"),
    ],
)
def test_a_receipt_is_asked_again_as_a_person_would(desk: Desk, question: str, given: dict[str, Any]) -> None:
    (receipt,) = desk.ask(question).receipts
    assert given.items() <= asked(receipt).items()
    assert desk.call(receipt.tool, asked(receipt)).receipt.id == receipt.id
