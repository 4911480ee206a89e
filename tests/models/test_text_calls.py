"""Tool calls that small models write into their text, in every shape that was met."""

from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from assistant.agent.models.text_calls import TextCall, looks_like_a_call, text_calls, without_thoughts

TOOLS = frozenset({"tier_status", "rebate_earned"})
ACME = TextCall("tier_status", {"partner": "Acme"})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"name": "tier_status", "arguments": {"partner": "Acme"}}', id="bare"),
        pytest.param('{"tool": "tier_status", "args": {"partner": "Acme"}}', id="tool and args"),
        pytest.param('{"tool_name": "tier_status", "parameters": {"partner": "Acme"}}', id="parameters"),
        pytest.param('{"action": "tier_status", "action_input": {"partner": "Acme"}}', id="action"),
        pytest.param('{"function": {"name": "tier_status", "arguments": {"partner": "Acme"}}}', id="in a function"),
        pytest.param('{"function": "tier_status", "arguments": {"partner": "Acme"}}', id="function as the name"),
        pytest.param('{"name": "tier_status", "arguments": "{\\"partner\\": \\"Acme\\"}"}', id="arguments as a string"),
        pytest.param('{"type": "function", "name": "tier_status", "partner": "Acme"}', id="arguments beside the name"),
        pytest.param('{"tier_status": {"partner": "Acme"}}', id="the name as the key"),
        pytest.param('[{"name": "tier_status", "arguments": {"partner": "Acme"}}]', id="a list"),
        pytest.param('{"tool_calls": [{"name": "tier_status", "args": {"partner": "Acme"}}]}', id="tool_calls"),
        pytest.param('```json\n{"name": "tier_status", "arguments": {"partner": "Acme"}}\n```', id="a fence"),
        pytest.param('```\n{"name": "tier_status", "arguments": {"partner": "Acme"}}', id="a fence left open"),
        pytest.param('<tool_call>\n{"name": "tier_status", "arguments": {"partner": "Acme"}}\n</tool_call>', id="tags"),
        pytest.param('<tool_call>{"name": "tier_status", "arguments": {"partner": "Acme"}}', id="tags left open"),
        pytest.param('[TOOL_CALLS] [{"name": "tier_status", "arguments": {"partner": "Acme"}}]', id="TOOL_CALLS"),
        pytest.param('<function=tier_status>{"partner": "Acme"}</function>', id="a function tag"),
        pytest.param('<|python_tag|>{"name": "tier_status", "parameters": {"partner": "Acme"}}', id="python_tag"),
        pytest.param(
            'I will look. {"name": "tier_status", "arguments": {"partner": "Acme"}} One moment.', id="amid prose"
        ),
        pytest.param('{"name": "tier_status", "arguments": {"partner": "Acme"}', id="a last brace forgotten"),
        pytest.param("{'name': 'tier_status', 'arguments': {'partner': 'Acme'}}", id="written as Python"),
        pytest.param("tier_status(partner='Acme')", id="a call in Python"),
        pytest.param('```python\nprint(tier_status(partner="Acme"))\n```', id="a call amid Python"),
    ],
)
def test_a_call_is_read_in_any_shape(text: str) -> None:
    assert text_calls(text, TOOLS) == [ACME]


def test_several_calls_are_read_in_their_order() -> None:
    text = '[{"name": "tier_status", "arguments": {"partner": "Acme"}}, {"name": "rebate_earned", "arguments": {}}]'
    assert text_calls(text, TOOLS) == [ACME, TextCall("rebate_earned", {})]


def test_a_tool_that_does_not_exist_is_read_too_so_that_its_model_can_be_told() -> None:
    assert text_calls('{"name": "weather", "arguments": {"city": "Oslo"}}', TOOLS) == [
        TextCall("weather", {"city": "Oslo"})
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Acme holds Silver.", id="prose"),
        pytest.param("Co-sell by the rules [cosell/rules].", id="a citation"),
        pytest.param('{"name": "Acme Networks", "tier": "Silver"}', id="an object that calls nothing"),
        pytest.param('{"name": "tier_status", "arguments": [', id="broken in mid-call"),
        pytest.param('{"name": "tier_status", "arguments": "Acme"}', id="arguments that are no object"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_call_is_not_read_as_one(text: str) -> None:
    assert text_calls(text, TOOLS) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param('{"name": "tier_status", "arguments": [', True, id="broken in mid-call"),
        pytest.param('Sure!\n```json\n{"name": "tier_status",\n```', True, id="broken in a fence"),
        pytest.param("<tool_call>tier_status(Acme)</tool_call>", True, id="tags around no JSON"),
        pytest.param('{"answer": "Acme holds Silver"}', True, id="an object in place of words"),
        pytest.param("Acme holds Silver [tiers/held].", False, id="a citation"),
        pytest.param("Acme {the reseller} holds Silver.", False, id="braces in prose"),
    ],
)
def test_a_broken_call_is_told_from_prose(text: str, meant: bool) -> None:
    assert looks_like_a_call(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("tier_status(Acme, on?): The tier a partner holds.", True, id="a line of the catalogue"),
        pytest.param("I used tier_status for this.", False, id="a tool's name alone"),
        pytest.param("It grew (by a half).", False, id="a bracket in prose"),
        pytest.param("weather(city)", False, id="no tool of ours"),
    ],
)
def test_a_tool_applied_as_in_code_is_meant_as_a_call(text: str, meant: bool) -> None:
    assert looks_like_a_call(text, TOOLS) is meant
    assert text_calls(text, TOOLS) == []


def test_what_a_model_thinks_aloud_is_nobodys_answer() -> None:
    assert without_thoughts("<think>Maybe $400?</think>\nIt holds Silver.") == "It holds Silver."
    assert without_thoughts("<think>Never closed, so nothing was said") == ""


@hypothesis.given(st.text(alphabet="{}[]\"',:<>/`=|\\ toolcalnmegrus_1", max_size=120))
@hypothesis.settings(deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    found = text_calls(text, TOOLS)
    assert all(isinstance(call.arguments, dict) for call in found)
    assert isinstance(looks_like_a_call(text), bool)


@hypothesis.given(
    st.dictionaries(
        st.text(max_size=8), st.one_of(st.text(max_size=12), st.integers(), st.booleans(), st.none()), max_size=4
    )
)
def test_arguments_come_through_unchanged(arguments: dict[str, Any]) -> None:
    import json

    written = json.dumps({"name": "tier_status", "arguments": arguments})
    for text in (written, f"```json\n{written}\n```", f"<tool_call>{written}</tool_call>"):
        assert text_calls(text, TOOLS) == [TextCall("tier_status", arguments)]
