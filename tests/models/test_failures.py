"""Whatever a model or its server does, the answer is right, its figures are the tool's, and a note says why.

Larkmere Cloud's rebate of 2025-Q1 is 8% of $2,564,700: $205,176, of which $49,033 is due.
"""

import pytest

from assistant.answer import Answer
from assistant.asking import Desk
from tests.models.conftest import Desks
from tests.models.server import Line, ScriptedServer, calls, says

QUESTION = "what rebate did Larkmere Cloud earn in Q1 2025?"
RIGHT = calls("rebate_earned", partner="Larkmere Cloud", quarter="Q1 2025")
BROKEN = Line(calls=(("rebate_earned", '{"partner": "Larkmere Cloud", "quarter": '),))
BY_PLANNER = "The language model was not used: {why}. The built-in planner answered instead."
BY_TOOLS = "The language model's wording was not used: {why}. These are the tools' own words."
OFF = [says("It earned $4,000."), says("I meant $5,000.")]


def limits(script: list[Line]) -> dict[str, float]:
    """Silence is given up soon where a line of the script is silent, and late where a busy machine may be slow."""
    silent = any(line.stalls for line in script)
    return {"model_timeout_seconds": 1.0 if silent else 30.0, "model_turn_seconds": 60.0, "model_retries": 0}


def is_right(answer: Answer) -> None:
    """The one right answer to the question, whoever words it."""
    assert answer.kind == "answer"
    assert "$205,176" in answer.text
    assert "$49,033" in answer.text
    (receipt,) = answer.receipts
    assert (receipt.tool, receipt.arguments) == ("rebate_earned", {"partner_id": "P-013", "quarter": "2025-Q1"})
    assert ("Due", "$49,033") in answer.tables[0].rows


@pytest.mark.parametrize(
    ("script", "why"),
    [
        pytest.param([Line(status=429)], "its server takes no more questions just now (429)", id="429"),
        pytest.param(
            [Line(status=429, headers={"retry-after": "3600"})],
            "its server takes no more questions just now (429)",
            id="429 for an hour",
        ),
        pytest.param([Line(status=500)], "its server refused with status 500", id="500"),
        pytest.param([Line(status=503)], "its server refused with status 503", id="503"),
        pytest.param([Line(status=400)], "its server refused with status 400", id="400"),
        pytest.param([Line(status=401)], "its server refused with status 401", id="a wrong key"),
        pytest.param([Line(status=404)], "its server refused with status 404", id="an unknown model"),
        pytest.param([says("", stalls=True)], "it went silent", id="silence before the first word"),
        pytest.param([says("")], "it said nothing", id="an empty answer"),
        pytest.param(
            [Line(raw="<html>It works!</html>")],
            "its server answered with something that is no chat completion",
            id="a page in place of an answer",
        ),
        pytest.param([calls("rebate_lookup", partner="Larkmere Cloud")], "it kept asking for tools that do not exist",
                     id="an unknown tool"),
        pytest.param([BROKEN], "it wrote a tool call that cannot be read", id="arguments that are no JSON"),
        pytest.param([says('{"name": "rebate_earned", "arguments": ')], "it wrote a tool call that cannot be read",
                     id="a broken call in the text"),
        pytest.param(OFF, "it stated what no tool had found", id="money without a tool"),
        pytest.param([says("I would rather not.")], "it called no tool", id="an answer without a tool"),
    ],
)  # fmt: skip
def test_where_the_model_cannot_choose_the_planner_answers(
    desk_of: Desks, scripted: ScriptedServer, streams: bool, script: list[Line], why: str
) -> None:
    scripted.plays(*script)
    answer = desk_of(model_streams=streams, **limits(script)).ask(QUESTION)
    is_right(answer)
    assert [note for note in answer.notes if "language model" in note] == [BY_PLANNER.format(why=why)]
    assert answer.usage is not None
    assert (answer.usage.instead, answer.usage.why) == ("planner", why)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param([says("It earned $205,177.")], "it stated what no tool had found", id="a wrong figure"),
        pytest.param([says("")], "it said nothing", id="an empty answer"),
        pytest.param([RIGHT], "it kept asking for what it had been told", id="the same call for ever"),
        pytest.param([says('```json\n{"tool": "rebate_earned", "args":\n```')],
                     "it wrote a tool call that cannot be read", id="a broken call in a fence"),
    ],
)  # fmt: skip
def test_where_the_model_cannot_word_what_it_found_the_tools_speak_for_themselves(
    desk_of: Desks, scripted: ScriptedServer, streams: bool, words: list[Line], why: str
) -> None:
    scripted.plays(RIGHT, *words)
    answer = desk_of(model_streams=streams, **limits(words)).ask(QUESTION)
    is_right(answer)
    assert [note for note in answer.notes if "language model" in note] == [BY_TOOLS.format(why=why)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        pytest.param(says("Larkmere Cloud earned", stalls=True, begun=True), "it went silent", id="silence"),
        pytest.param(
            says("Larkmere Cloud earned $205,176.", cut=True),
            "its server cannot be reached, or cut the connection",
            id="a cut line",
        ),
    ],
)
@pytest.mark.parametrize("after", [[], [RIGHT]], ids=["at once", "after a tool"])
def test_a_stream_that_breaks_off_is_not_half_an_answer(
    desk_of: Desks, scripted: ScriptedServer, after: list[Line], line: Line, why: str
) -> None:
    scripted.plays(*after, line)
    answer = desk_of(**limits([line])).ask(QUESTION)
    is_right(answer)
    assert BY_PLANNER.format(why=why) in answer.notes


def test_a_server_that_is_not_there_is_named(demo_url: str, desk_of: Desks) -> None:
    answer = desk_of(model_url="http://127.0.0.1:9/v1", model_retries=0).ask(QUESTION)
    is_right(answer)
    assert BY_PLANNER.format(why="its server cannot be reached, or cut the connection") in answer.notes


@pytest.fixture
def plain(desk: Desk) -> Answer:
    """The planner's own answer."""
    return desk.ask(QUESTION)


def test_without_a_model_nothing_is_said_of_one(plain: Answer) -> None:
    is_right(plain)
    assert plain.usage is None
    assert not [note for note in plain.notes if "language model" in note]
