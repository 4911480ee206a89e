"""A turn over HTTP as server-sent events; a client that goes away stops it."""

import json
import socket
import threading
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.asking import Desk
from assistant.channels.api.app import create_app
from assistant.settings import Settings
from tests.models.server import ScriptedServer, says
from tests.models.test_failures import QUESTION, RIGHT

EVENTS = {"accept": "text/event-stream"}
WORDED = "Larkmere Cloud earned $205,176 in 2025-Q1.\nOf that, $49,033 is due."


@pytest.fixture
def own(demo_url: str, scripted: ScriptedServer) -> Settings:
    """Settings of a served desk on the scripted model."""
    return Settings(
        database_url=demo_url,
        model="scripted",
        model_url=scripted.url,
        model_key=SecretStr("k"),
        model_turn_seconds=600,
        log_file="/dev/null",
    )


@pytest.fixture
def address(own: Settings) -> Iterator[str]:
    """The product itself, served on loopback."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(own), log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def told(text: str) -> list[tuple[str, dict[str, str]]]:
    """The events of a stream: their kinds and what they carry."""
    parts = [part.partition("\ndata: ") for part in text.strip().split("\n\n")]
    return [(kind.removeprefix("event: "), json.loads(carried)) for kind, _, carried in parts]


def test_a_stream_tells_the_steps_then_the_checked_text_then_the_answer(
    own: Settings, scripted: ScriptedServer
) -> None:
    scripted.plays(RIGHT, says("Larkmere Cloud earned $9."), says(WORDED))
    response = TestClient(create_app(own)).post("/v1/ask", json={"question": QUESTION}, headers=EVENTS)
    assert response.headers["content-type"].startswith("text/event-stream")
    events = told(response.text)
    assert [kind for kind, _ in events] == ["step", "step", "said", "said", "done"]
    assert events[1][1]["text"] == "reading the rebate of Larkmere Cloud, Q1 2025"
    assert "".join(carried["text"] for kind, carried in events if kind == "said") == WORDED
    assert events[-1][1]["text"] == WORDED
    assert "$9." not in response.text


def test_a_stream_and_an_answer_at_once_are_the_same_turn(demo_url: str) -> None:
    client = TestClient(create_app(Settings(database_url=demo_url)))
    at_once = client.post("/v1/ask", json={"question": QUESTION}).json()
    streamed = told(client.post("/v1/ask", json={"question": QUESTION}, headers=EVENTS).text)
    assert streamed[-1] == ("done", at_once)


def test_a_question_that_is_refused_is_told_as_a_stream_too(own: Settings) -> None:
    response = TestClient(create_app(own)).post("/v1/ask", json={"question": " "}, headers=EVENTS)
    assert told(response.text)[-1][1]["code"] == "bad_argument"


def test_a_client_that_goes_away_stops_the_turn(address: str, scripted: ScriptedServer) -> None:
    scripted.plays(says("Larkmere Cloud", drips=True))
    with httpx.stream(
        "POST", f"{address}/v1/ask", json={"question": QUESTION}, headers=EVENTS, timeout=240
    ) as response:
        lines = response.iter_lines()
        assert next(lines) == "event: step"
        assert scripted.asked.wait(240)
    assert scripted.hung_up.wait(240), "the model is hung up on"
    assert len(scripted.requests) == 1


def test_many_turns_at_once_are_each_answered(own: Settings, scripted: ScriptedServer, own_url: str) -> None:
    desk = Desk.open(own.model_copy(update={"database_url": own_url}))
    scripted.plays(says("Which partner do you mean?"))
    found: list[str] = []

    def ask(number: int) -> None:
        found.append(desk.ask("hm, well", conversation=f"c{number}").text)

    asking = [threading.Thread(target=ask, args=[number]) for number in range(12)]
    for one in asking:
        one.start()
    for one in asking:
        one.join(120)
    assert found == ["Which partner do you mean?"] * 12
