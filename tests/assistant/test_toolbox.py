"""Arguments as people give them become a tool's own, and every call leaves a receipt."""

from datetime import date
from typing import Any

import pytest

from assistant.access import OPERATOR, NoAccess, Person
from assistant.asking import Desk
from assistant.records.receipts import receipt_read
from assistant.toolbox import UnknownTool, argument_lines, asked_shape, tool_named
from tools import TOOLS
from tools.core.errors import BadArgument, ToolError, UnclearPartner, UnknownPartner


@pytest.mark.parametrize(
    ("tool", "given", "exact"),
    [
        pytest.param(
            "tier_status", {"partner": "acme networks"}, {"partner_id": "Acme Networks"}, id="a name in any case"
        ),
        pytest.param(
            "rebate_earned",
            {"partner": "Acme Networks", "quarter": "last quarter"},
            {"quarter": "2025-Q1"},
            id="a relative quarter",
        ),
        pytest.param("dashboard", {"period": "April 2025"}, {"period": "2025-04"}, id="a month by name"),
        pytest.param(
            "mdf_match", {"partner": "Acme Networks", "cost": "12k"}, {"cost_cents": 1_200_000}, id="short money"
        ),
        pytest.param(
            "mdf_match",
            {"partner": "Acme Networks", "cost": 12000},
            {"cost_cents": 1_200_000},
            id="a number is dollars",
        ),
        pytest.param("mdf_match", {"partner": "Acme Networks", "cost": 0.5}, {"cost_cents": 50}, id="half a dollar"),
        pytest.param(
            "tier_status",
            {"partner": "Acme Networks", "on": "31 March 2025"},
            {"on": "2025-03-31"},
            id="a day in words",
        ),
        pytest.param("dashboard", {"tier": None, "period": ""}, {}, id="empty arguments are left out"),
    ],
)
def test_an_argument_reaches_the_tool_in_its_exact_form(
    desk: Desk, tool: str, given: dict[str, Any], exact: dict[str, Any]
) -> None:
    receipt = desk.call(tool, given).receipt
    bound = dict(receipt.arguments)
    if "partner_id" in exact:
        exact = {**exact, "partner_id": desk.toolbox().roster.match(exact["partner_id"])}
    elif "partner" in given:
        bound.pop("partner_id")
    assert bound == exact


@pytest.mark.parametrize(
    ("tool", "given", "error", "says"),
    [
        pytest.param("tier_status", {}, BadArgument, "partner", id="an argument is missing"),
        pytest.param("tier_status", {"partner": "Zzyzx"}, UnknownPartner, "Zzyzx", id="an unknown partner"),
        pytest.param(
            "tier_status",
            {"partner": "Acme"},
            UnclearPartner,
            "Acme Networks or Acme Nordic",
            id="a name that fits two",
        ),
        pytest.param(
            "tier_status",
            {"partner": "Acme Networks", "colour": 1},
            BadArgument,
            "takes partner, on",
            id="an argument it has not",
        ),
        pytest.param("tier_status", {"partner": ["Acme"]}, BadArgument, "partner", id="a list for a name"),
        pytest.param("tier_statu", {}, UnknownTool, "tier_status", id="a tool nearly named"),
        pytest.param(
            "mdf_match", {"partner": "Acme Networks", "cost": "150.000 EUR"}, ToolError, "EUR", id="another currency"
        ),
        pytest.param("mdf_match", {"partner": "Acme Networks", "cost": -5}, ToolError, "-5", id="a negative amount"),
        pytest.param(
            "mdf_match", {"partner": "Acme Networks", "cost": 1e18}, ToolError, "1,000,000,000,000", id="10^18 dollars"
        ),
        pytest.param(
            "mdf_match", {"partner": "Acme Networks", "cost": float("nan")}, ToolError, "nan", id="not a number"
        ),
        pytest.param("dashboard", {"period": "2025-13"}, ToolError, "2025-13", id="month thirteen"),
        pytest.param("dashboard", {"period": "31 April 2025"}, ToolError, "April has 30 days", id="31 April"),
    ],
)
def test_an_argument_that_does_not_fit_is_refused_in_a_sentence(
    desk: Desk, tool: str, given: dict[str, Any], error: type[ToolError], says: str
) -> None:
    with pytest.raises(error) as refused:
        desk.call(tool, given)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_same_question_has_the_same_receipt_and_another_day_another(desk: Desk) -> None:
    first = desk.call("tier_status", {"partner": "Acme Networks"}).receipt
    again = desk.call("tier_status", {"partner": "acme  networks"}).receipt
    earlier = desk.call("tier_status", {"partner": "Acme Networks"}, as_of=date(2025, 3, 31)).receipt
    assert first.id == again.id
    assert first.id != earlier.id


def test_a_receipt_is_read_back_with_its_result(desk: Desk) -> None:
    outcome = desk.call("rebate_earned", {"partner": "Acme Networks", "quarter": "2025-Q1"})
    kept = receipt_read(desk.records, outcome.receipt.id, OPERATOR)
    assert kept["tool"] == "rebate_earned"
    assert kept["arguments"] == outcome.receipt.arguments
    assert kept["result"] == outcome.result.model_dump(mode="json")


def test_an_unknown_receipt_is_refused(desk: Desk) -> None:
    with pytest.raises(BadArgument, match="R-none"):
        receipt_read(desk.records, "R-none", OPERATOR)


def test_a_person_of_one_partner_sees_no_other(desk: Desk) -> None:
    own = desk.toolbox().roster.match("Acme Networks")
    person = Person(id="u1", name="Pat", sees="partner", partner_id=own)
    assert desk.call("tier_status", {"partner": own}, person).receipt.arguments == {"partner_id": own}
    with pytest.raises(UnknownPartner) as refused:
        desk.call("tier_status", {"partner": "Acme Nordic"}, person)
    assert "Nordic" not in str(refused.value).replace('"Acme Nordic"', "")


def test_a_partner_manager_sees_the_partners_they_manage(desk: Desk) -> None:
    manager = desk.toolbox().lists.managers[0]
    everyone = desk.call("dashboard", {"manager": manager})
    person = Person(id="u2", name=manager, sees="own")
    own = desk.call("dashboard", {}, person)
    assert own.receipt.id != everyone.receipt.id
    assert desk.toolbox(person).lists.managers == (manager,)
    counted = [outcome.result.metric("active_partners").value for outcome in (own, everyone)]  # type: ignore[attr-defined]
    assert counted[0] == counted[1] > 0


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_tool_describes_itself_and_each_argument(tool: Any) -> None:
    assert 30 < len(tool.description) < 400
    assert set(argument_lines(tool)) == set(tool.arguments)
    for field in asked_shape(tool).model_fields.values():
        assert field.description


def test_every_tool_is_named_once() -> None:
    names = [tool.name for tool in TOOLS]
    assert len(names) == len(set(names))
    assert all(tool_named(name).name == name for name in names)


def test_what_compares_every_partner_is_not_answered_from_some(desk: Desk) -> None:
    acme = Person(id="acme", sees="partner", partner_id="P-047")
    with pytest.raises(NoAccess, match="compares every partner"):
        desk.call("quarter_awards", {"quarter": "2025-Q1"}, acme)


def test_figures_over_some_partners_say_so(desk: Desk) -> None:
    manager = Person(id="u2", name=desk.toolbox().lists.managers[0], sees="own")
    note = "Only the partners that you may see are counted; totals and shares are of theirs alone."
    assert note in desk.ask("/channel-sales dashboard April 2025", manager).notes
    assert note not in desk.ask("/channel-sales dashboard April 2025").notes


def test_nothing_is_said_of_days_after_the_records(desk: Desk) -> None:
    assert desk.call("tier_status", {"partner": "P-047"}, as_of=date(2025, 4, 30)).receipt.as_of == date(2025, 4, 30)
    with pytest.raises(BadArgument, match="the records end on 2025-04-30"):
        desk.call("tier_status", {"partner": "P-047"}, as_of=date(2025, 5, 1))


def test_lines_of_text_are_no_ledger(desk: Desk) -> None:
    assert desk.call("partner_profile", {}).lines == []
    assert desk.call("incentive_statement", {"partner": "Acme Networks", "period": "Q1 2025"}).lines


def test_what_a_tool_raises_is_no_part_of_its_last_argument() -> None:
    for tool in TOOLS:
        assert [line for line in argument_lines(tool).values() if "Raises" in line] == []
