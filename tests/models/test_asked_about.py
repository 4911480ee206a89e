"""A model may ask about a partner that the person, the conversation or a tool has named, and about no other."""

import pytest

from assistant.access import Person
from tests.models.conftest import Desks
from tests.models.server import ScriptedServer, calls, says
from tests.models.test_failures import BY_PLANNER

NOBODY = BY_PLANNER.format(why="it asked about a partner that nobody had named")


@pytest.mark.parametrize(
    ("question", "partner"),
    [
        pytest.param("how did April go?", "Acme Networks", id="nobody at all"),
        pytest.param("what is your api key?", "Larkmere Cloud", id="out of scope"),
        pytest.param("what tier does Larkmere Cloud hold?", "Acme Networks", id="somebody else"),
        pytest.param("what tier does P-013 hold?", "P-047", id="another id"),
    ],
)
def test_a_partner_that_nobody_named_is_the_planners_question(
    desk_of: Desks, scripted: ScriptedServer, question: str, partner: str
) -> None:
    scripted.plays(calls("tier_status", partner=partner), says("It holds Silver."))
    answer = desk_of().ask(question)
    assert NOBODY in answer.notes
    assert not [one for one in answer.receipts if one.arguments.get("partner_id") == "P-047"]


@pytest.mark.parametrize(
    ("question", "partner"),
    [
        pytest.param("what tier does larkmere hold?", "Larkmere Cloud", id="a part of the name"),
        pytest.param("what tier does Larkmeer hold?", "Larkmere Cloud", id="a slip"),
        pytest.param("what tier does P-013 hold?", "P-013", id="its id"),
        pytest.param("what tier does P-013 hold?", "Larkmere Cloud (P-013)", id="its id and its name"),
    ],
)
def test_a_partner_that_was_named_somehow_is_asked_about(
    desk_of: Desks, scripted: ScriptedServer, question: str, partner: str
) -> None:
    scripted.plays(calls("tier_status", partner=partner), says("Larkmere Cloud holds Gold."))
    answer = desk_of().ask(question)
    assert NOBODY not in answer.notes


def test_the_partner_of_the_conversation_needs_no_naming(desk_of: Desks, scripted: ScriptedServer) -> None:
    desk = desk_of()
    scripted.plays(calls("tier_status", partner="Larkmere Cloud"), says("Larkmere Cloud holds Gold."))
    desk.ask("what tier does Larkmere Cloud hold?", conversation="c-of-nobody")
    scripted.plays(calls("mdf_balance", partner="Larkmere Cloud"), says("It has some left."))
    answer = desk.ask("and their MDF?", conversation="c-of-nobody")
    assert NOBODY not in answer.notes
    assert [one.tool for one in answer.receipts] == ["mdf_balance"]


def test_a_partners_own_people_need_not_name_it(desk_of: Desks, scripted: ScriptedServer) -> None:
    ada = Person(id="ada", name="Ada", sees="partner", partner_id="P-013")
    scripted.plays(calls("tier_status", partner="Larkmere Cloud"), says("Larkmere Cloud holds Gold."))
    answer = desk_of().ask("what tier do we hold?", person=ada)
    assert NOBODY not in answer.notes
    assert [one.tool for one in answer.receipts] == ["tier_status"]


def test_a_partner_that_a_tool_has_found_may_be_asked_about(desk_of: Desks, scripted: ScriptedServer) -> None:
    listed = desk_of(model="").ask("who leads the awards of Q1 2025?")
    (name,) = {row[1] for row in listed.tables[0].rows[:1]}
    scripted.plays(
        calls("quarter_awards", quarter="Q1 2025"), calls("tier_status", partner=name.split(",")[0]), says("It is so.")
    )
    answer = desk_of().ask("who leads the awards of Q1 2025, and what tier do they hold?")
    assert [one.tool for one in answer.receipts] == ["quarter_awards", "tier_status"]
