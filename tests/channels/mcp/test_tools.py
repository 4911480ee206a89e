"""The tools as the official client meets them: their schemas, their results, and how they refuse."""

from typing import Any

import jsonschema
import pytest

from assistant.access import Person
from assistant.answer import Answer
from assistant.asking import Desk
from tests.channels.mcp.calls import ACME, CALLS, client_of, text_of
from tools import TOOLS


async def test_every_tool_of_the_catalogue_is_listed_and_ask_beside_them(desk: Desk) -> None:
    async with client_of(desk) as client:
        listed = (await client.list_tools()).tools
    assert [tool.name for tool in listed] == [*(tool.name for tool in TOOLS), "ask"]
    assert set(CALLS) == {tool.name for tool in listed}


async def test_every_tool_is_marked_as_one_that_only_reads(desk: Desk) -> None:
    async with client_of(desk) as client:
        for tool in (await client.list_tools()).tools:
            marks = tool.annotations
            assert marks is not None
            assert (marks.read_only_hint, marks.idempotent_hint) == (True, True), tool.name
            assert (marks.destructive_hint, marks.open_world_hint) == (False, False), tool.name


@pytest.mark.parametrize("name", CALLS)
async def test_a_call_gives_text_and_a_structure_that_its_schema_describes(desk: Desk, name: str) -> None:
    async with client_of(desk) as client:
        cards = {tool.name: tool for tool in (await client.list_tools()).tools}
        jsonschema.Draft202012Validator.check_schema(cards[name].input_schema)
        jsonschema.validate(CALLS[name], cards[name].input_schema)
        result = await client.call_tool(name, CALLS[name])
    assert not result.is_error, text_of(result)
    schema: Any = cards[name].output_schema
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(
        result.structured_content
    )
    assert len(text_of(result)) > 40


async def test_the_structure_is_what_the_desk_computes(desk: Desk) -> None:
    async with client_of(desk) as client:
        result = await client.call_tool("rebate_earned", CALLS["rebate_earned"])
    outcome = desk.call("rebate_earned", CALLS["rebate_earned"])
    assert result.structured_content == {
        "result": outcome.result.model_dump(mode="json"),
        "lines": outcome.lines,
        "receipt": outcome.receipt.model_dump(mode="json"),
    }
    assert f"Receipt {outcome.receipt.id}." in text_of(result)


async def test_a_plain_question_is_answered_and_its_follow_up_keeps_the_partner(desk: Desk) -> None:
    async with client_of(desk) as client:
        first = await client.call_tool("ask", {"question": "rebate of Larkmere Cloud in Q1 2025", "conversation": "m"})
        second = await client.call_tool("ask", {"question": "and its tier?", "conversation": "m"})
    assert first.structured_content["receipts"][0]["tool"] == "rebate_earned"
    assert second.structured_content["receipts"][0]["tool"] == "tier_status"
    assert "Larkmere Cloud" in text_of(second)


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        pytest.param("tier_status", {"partner": "Acme"}, "Do you mean Acme Networks or Acme Nordic?", id="two fit"),
        pytest.param("tier_status", {}, 'partner cannot be "missing"', id="an argument is missing"),
        pytest.param("tier_status", {**ACME, "hue": "red"}, "tier_status takes partner, on.", id="an unknown argument"),
        pytest.param("nothing", {}, "There is no tool 'nothing'.", id="an unknown tool"),
        pytest.param("dashboard", {"period": "2025-99"}, "2025-99", id="an impossible month"),
        pytest.param("ask", {}, 'question cannot be "missing"', id="no question"),
        pytest.param("ask", {"question": " "}, "it says nothing", id="an empty question"),
    ],
)
async def test_a_refusal_is_a_tool_error_in_its_own_sentence(
    desk: Desk, name: str, arguments: dict[str, Any], sentence: str
) -> None:
    async with client_of(desk) as client:
        result = await client.call_tool(name, arguments)
    assert result.is_error
    assert sentence in text_of(result)
    assert "Error executing tool" not in text_of(result)


async def test_a_bug_is_an_apology_with_an_id_and_nothing_of_its_cause() -> None:
    class Broken(Desk):
        def __init__(self) -> None:
            pass

        def call(self, *_: Any, **__: Any) -> Any:
            raise ZeroDivisionError("a secret of the inside")

        def ask(self, *_: Any, **__: Any) -> Answer:
            raise ZeroDivisionError("a secret of the inside")

    async with client_of(Broken()) as client:
        for name in ("tier_status", "ask"):
            result = await client.call_tool(name, CALLS[name])
            assert result.is_error
            assert "(fault " in text_of(result)
            assert "secret" not in text_of(result)


async def test_a_person_of_a_partner_is_given_that_partner_alone(desk: Desk) -> None:
    acme = desk.call("tier_status", ACME).receipt.arguments["partner_id"]
    theirs = Person(id="pat", sees="partner", partner_id=acme)
    async with client_of(desk, theirs) as client:
        own = await client.call_tool("tier_status", ACME)
        other = await client.call_tool("tier_status", {"partner": "Larkmere Cloud"})
        awards = await client.call_tool("quarter_awards", {})
    assert not own.is_error
    assert other.is_error
    assert "Larkmere" not in text_of(other).replace('"Larkmere Cloud"', "")
    assert awards.is_error
