"""A model that takes no tools reads of them in its prompt, writes its calls, and is told in words what they found."""

from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from assistant.agent.written import written, written_tools
from assistant.toolbox import asked_shape
from tests.models.conftest import Desks
from tests.models.server import ScriptedServer, says
from tests.models.test_answers import WORDED
from tests.models.test_failures import QUESTION, is_right
from tools import TOOLS

CALL = '{"name": "rebate_earned", "arguments": {"partner": "Larkmere Cloud", "quarter": "Q1 2025"}}'


def test_the_request_holds_no_tools_and_every_one_of_them_in_words(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(says(CALL), WORDED)
    answer = desk_of(model_tools="written").ask(QUESTION)
    is_right(answer)
    assert answer.text == WORDED.text
    assert all("tools" not in request for request in scripted.requests)
    system = scripted.heard(0)[0]
    assert all(f"{tool.name}(" in system for tool in TOOLS)


def test_what_a_tool_found_is_a_message_of_its_own(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(says(CALL), WORDED)
    desk_of(model_tools="written").ask(QUESTION)
    roles = [message["role"] for message in scripted.requests[-1]["messages"]]
    assert roles == ["system", "user", "assistant", "user"]
    assert scripted.heard()[2] == CALL
    assert scripted.heard()[3].startswith("rebate_earned: Larkmere Cloud")


def test_a_line_of_the_catalogue_says_what_may_be_left_out() -> None:
    lines = dict(line.split("(", 1) for line in written_tools().splitlines())
    assert lines["mdf_match"].startswith("partner, cost, activity?, activity_on?): What marketing development funds")
    for tool in TOOLS:
        named = lines[tool.name].split("): ")[0]
        fields = asked_shape(tool).model_fields.items()
        assert named == ", ".join(name if field.is_required() else f"{name}?" for name, field in fields)


def test_results_of_one_message_stand_together_and_words_stay() -> None:
    asked = [{"name": "tier_status", "args": {"partner": "A"}, "id": "1"}, {"name": "advice", "args": {}, "id": "2"}]
    told = written(
        [
            HumanMessage("tier and advice?"),
            AIMessage("", tool_calls=asked),
            ToolMessage("Gold.", name="tier_status", tool_call_id="1"),
            ToolMessage("Meet.", name="advice", tool_call_id="2"),
            AIMessage("Gold; meet."),
        ]
    )
    assert [(message.type, message.text) for message in told] == [
        ("human", "tier and advice?"),
        ("ai", '{"name": "tier_status", "arguments": {"partner": "A"}}\n{"name": "advice", "arguments": {}}'),
        ("human", "tier_status: Gold.\n\nadvice: Meet."),
        ("ai", "Gold; meet."),
    ]
