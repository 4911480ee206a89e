"""What a turn may take of a model: tries, seconds, calls and tokens, counted and priced; and how it is stopped."""

from decimal import Decimal
from threading import Timer

import pytest

from assistant.agent.models.limits import Budget, ModelFailed
from assistant.answer import Done, Event, Step
from assistant.leaving import Leaving
from tests.models.conftest import KEY, Desks
from tests.models.server import Line, ScriptedServer, calls, says
from tests.models.test_failures import BY_PLANNER, QUESTION, RIGHT, is_right

WORDED = says("Larkmere Cloud earned $205,176, of which $49,033 is due.")


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(Line(status=429), id="429"),
        pytest.param(Line(status=429, headers={"retry-after": "0.1"}), id="429 with a time to wait"),
        pytest.param(Line(status=500), id="500"),
        pytest.param(Line(status=502, raw="Bad gateway"), id="a proxy's page"),
    ],
)
def test_a_passing_fault_is_tried_again(desk_of: Desks, scripted: ScriptedServer, streams: bool, first: Line) -> None:
    scripted.plays(first, RIGHT, WORDED)
    answer = desk_of(model_retries=1, model_streams=streams).ask(QUESTION)
    is_right(answer)
    assert answer.usage is not None
    assert (answer.usage.instead, answer.usage.calls) == (None, 3)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_a_refusal_is_not_tried_again(desk_of: Desks, scripted: ScriptedServer, status: int) -> None:
    scripted.plays(Line(status=status))
    is_right(desk_of(model_retries=3).ask(QUESTION))
    assert len(scripted.requests) == 1


def test_a_wait_that_is_longer_than_the_turn_is_not_waited_for(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(Line(status=429, headers={"retry-after": "3600"}))
    is_right(desk_of(model_retries=3).ask(QUESTION))
    assert len(scripted.requests) == 1


def test_a_stream_that_trickles_for_ever_ends_with_the_turn(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(says("Larkmere", drips=True))
    answer = desk_of(model_turn_seconds=2.0, model_timeout_seconds=30.0, model_retries=3).ask(QUESTION)
    is_right(answer)
    assert BY_PLANNER.format(why="it did not finish within 2 seconds") in answer.notes
    assert scripted.hung_up.wait(240), "the line is hung up, so that the server stops writing too"


def test_a_turn_ends_at_its_tool_calls(desk_of: Desks, scripted: ScriptedServer) -> None:
    quarters = ["Q1 2025", "Q2 2025", "Q4 2024", "Q3 2024", "Q2 2024"]
    scripted.plays(*(calls("rebate_earned", partner="Larkmere Cloud", quarter=quarter) for quarter in quarters))
    answer = desk_of(model_most_calls=3).ask(QUESTION)
    is_right(answer)
    assert BY_PLANNER.format(why="it asked for more than the 3 tool calls of a turn") in answer.notes


def test_a_turn_ends_at_its_tokens(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(RIGHT, says("never asked for"))
    answer = desk_of(model_most_tokens=900).ask(QUESTION)
    is_right(answer)
    assert len(scripted.requests) == 1
    assert BY_PLANNER.format(why="it used up the 900 tokens of a turn") in answer.notes


def test_words_that_broke_off_at_the_servers_limit_are_asked_for_again(
    desk_of: Desks, scripted: ScriptedServer, streams: bool
) -> None:
    scripted.plays(RIGHT, says("Larkmere Cloud earned $205,176, of", ends="length"), WORDED)
    answer = desk_of(model_streams=streams).ask(QUESTION)
    assert answer.text == WORDED.text
    assert "broke off" in scripted.heard()[-1]


def test_tokens_are_counted_and_priced_in_millionths(desk_of: Desks, scripted: ScriptedServer, streams: bool) -> None:
    scripted.plays(RIGHT, WORDED)
    prices = {"scripted": (Decimal("0.40"), Decimal("1.60"))}
    usage = desk_of(model_prices=prices, model_streams=streams).ask(QUESTION).usage
    assert usage is not None
    assert (usage.model, usage.calls, usage.input_tokens, usage.output_tokens) == ("scripted", 2, 1800, 100)
    assert usage.cost_micros == 720 + 160


def test_tokens_are_estimated_where_a_server_does_not_count_them(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(Line(calls=RIGHT.calls, counts=False), says(WORDED.text, counts=False))
    usage = desk_of().ask(QUESTION).usage
    assert usage is not None
    assert 100 < usage.input_tokens < 5_000
    assert usage.cost_micros is None


@pytest.mark.parametrize(("spent", "cost"), [(1, 0), (2, 1), (3, 1), (4, 2)], ids=["0.4", "0.8", "1.2", "1.6"])
def test_a_cost_is_rounded_to_the_nearest_millionth(spent: int, cost: int) -> None:
    budget = Budget("m", 1, 1, 1, prices=(Decimal("0.4"), Decimal(0)))
    budget.spend(spent, 0)
    assert budget.usage().cost_micros == cost


def test_a_turn_out_of_seconds_calls_no_more() -> None:
    budget = Budget("m", seconds=0, most_calls=1, most_tokens=1)
    with pytest.raises(ModelFailed, match="did not finish within 0 seconds"):
        budget.start_call()
    assert budget.calls == 0


def test_whoever_leaves_while_a_model_writes_ends_the_turn_at_once(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(says("Larkmere", drips=True))
    leaving, told = Leaving(), list[Event]()
    for event in desk_of(model_turn_seconds=600.0).events(QUESTION, leaving=leaving):
        told.append(event)
        if isinstance(event, Step):
            Timer(0.3, leaving.leave).start()
    assert not [event for event in told if isinstance(event, Done)]
    assert len(scripted.requests) == 1
    assert scripted.hung_up.wait(240)


def test_azure_has_its_version_in_the_query_and_its_key_in_a_header(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(RIGHT, WORDED)
    url = scripted.url.removesuffix("/v1") + "/openai/deployments/mini"
    is_right(desk_of(model_url=url, model_api_version="2025-01-01").ask(QUESTION))
    assert scripted.paths[0] == "/openai/deployments/mini/chat/completions?api-version=2025-01-01"
    assert scripted.headers[0]["api-key"] == KEY


def test_any_other_server_is_sent_the_key_as_a_bearer(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(RIGHT, WORDED)
    desk_of().ask(QUESTION)
    assert scripted.headers[0]["authorization"] == f"Bearer {KEY}"
    assert "api-key" not in scripted.headers[0]


def test_a_reply_is_asked_to_end_at_the_limit_of_the_settings(desk_of: Desks, scripted: ScriptedServer) -> None:
    scripted.plays(RIGHT, WORDED)
    is_right(desk_of(model_most_reply_tokens=300).ask(QUESTION))
    assert [request["max_completion_tokens"] for request in scripted.requests] == [300, 300]
