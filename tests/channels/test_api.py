"""HTTP as a client meets it: the same answers, one shape of error, no 500 whatever is sent."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import strategies as st

from assistant.asking import Desk
from assistant.channels.api.app import MOST_BYTES, create_app
from assistant.settings import Settings

LAX = [schemathesis.checks.negative_data_rejection, schemathesis.checks.positive_data_acceptance]
"""Pydantic accepts "1" for a number, and a well-formed question may still name nobody: neither is a fault."""


@pytest.fixture(scope="module")
def client(demo_url: str) -> Iterator[TestClient]:
    """A client of the application over the demo company; a fault of ours comes back as a 500."""
    with TestClient(create_app(Settings(database_url=demo_url)), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def api_schema(demo_url: str) -> Any:
    """The application's own OpenAPI page, from which requests are made up."""
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(Settings(database_url=demo_url)))


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(
    ("path", "method"),
    [("/v1/ask", "POST"), ("/v1/tools", "GET"), ("/v1/tools/{name}", "POST"), ("/v1/dashboard", "GET"),
     ("/healthz", "GET"), ("/readyz", "GET")],
)  # fmt: skip
def test_nothing_that_is_sent_makes_a_fault(
    api_schema: Any, path: str, method: str, mode: schemathesis.GenerationMode
) -> None:
    operation = api_schema[path][method]
    if mode is schemathesis.GenerationMode.NEGATIVE and path in {"/v1/tools", "/healthz", "/readyz"}:
        assert not [*operation.iter_parameters()], "a path that takes nothing cannot be sent anything wrong"
        return

    @hypothesis.given(operation.as_strategy(generation_mode=mode))
    @hypothesis.settings(max_examples=60, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
    def sent(case: Any) -> None:
        case.call_and_validate(excluded_checks=LAX)

    sent()


def test_an_answer_is_the_one_the_desk_gives(client: TestClient, desk: Desk) -> None:
    question = "which tier does Acme Networks hold?"
    answer = desk.ask(question)
    sent = client.post("/v1/ask", json={"question": question}).json()
    assert sent["text"] == answer.text
    assert sent["receipts"][0]["id"] == answer.receipts[0].id
    assert sent["rests_on"] == list(answer.rests_on)


def test_a_follow_up_keeps_the_partner_in_its_own_conversation_only(client: TestClient) -> None:
    def asked(question: str, conversation: str) -> dict[str, Any]:
        sent: dict[str, Any] = client.post("/v1/ask", json={"question": question, "conversation": conversation}).json()
        return sent

    asked("rebate of Larkmere Cloud in Q1 2025", "a")
    follow_up = asked("and its tier?", "a")
    assert follow_up["receipts"][0]["tool"] == "tier_status"
    assert asked("and its tier?", "b")["kind"] == "question"


def test_the_dashboard_is_the_tool_of_that_name(client: TestClient) -> None:
    got = client.get("/v1/dashboard", params={"period": "April 2025"}).json()
    posted = client.post("/v1/tools/dashboard", json={"period": "2025-04"}).json()
    assert got == posted
    revenue = next(s for s in got["result"]["sections"] if s["key"] == "revenue")
    assert 475_000_000 <= revenue["metrics"][0]["value"] < 485_000_000


def test_every_tool_is_listed_with_its_arguments(client: TestClient) -> None:
    tools = client.get("/v1/tools").json()
    assert {"tier_status", "dashboard", "rebate_earned"} <= {tool["name"] for tool in tools}
    assert all(tool["arguments"]["type"] == "object" for tool in tools)


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        pytest.param("/v1/tools/nothing", {}, 404, "unknown_tool", id="unknown tool"),
        pytest.param("/v1/tools/tier_status", {"partner": "Zzyzx"}, 422, "unknown_partner", id="unknown partner"),
        pytest.param("/v1/tools/tier_status", {}, 422, "bad_argument", id="missing argument"),
        pytest.param("/v1/tools/tier_status", {"partner": "Acme"}, 422, "unclear_partner", id="two partners fit"),
        pytest.param("/v1/tools/dashboard", {"period": "2025-99"}, 422, "bad_period", id="impossible month"),
        pytest.param(
            "/v1/tools/rebate_earned",
            {"partner": "Acme Networks", "quarter": "2019-Q1"},
            422,
            "no_rule_in_force",
            id="before the program",
        ),
        pytest.param("/v1/ask", {"text": "hello"}, 422, "bad_request", id="another field"),
        pytest.param("/v1/ask", {"question": "x", "on": "2025-02-30"}, 422, "bad_request", id="impossible day"),
    ],
)
def test_bad_input_has_one_shape(client: TestClient, path: str, body: dict[str, Any], status: int, code: str) -> None:
    response = client.post(path, json=body)
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (status, code)
    assert error["message"].endswith((".", "?"))


def test_a_question_that_is_too_long_is_refused_and_a_body_that_is_too_large_is_not_read(client: TestClient) -> None:
    refused = client.post("/v1/ask", json={"question": "x" * 1_000_000}).json()
    assert (refused["kind"], refused["code"]) == ("refusal", "bad_argument")
    response = client.post("/v1/ask", json={"question": "x" * MOST_BYTES})
    assert (response.status_code, response.json()["error"]["code"]) == (413, "too_large")


def test_a_body_that_does_not_say_how_large_it_is_is_read_no_further_than_the_limit(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * (MOST_BYTES // 4)

    response = client.post("/v1/ask", content=endless(), headers={"content-type": "application/json"})
    assert (response.status_code, response.json()["error"]["code"]) == (413, "too_large")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"question": "\\ud800"}', b"[" * 100_000])
def test_a_broken_body_is_refused(client: TestClient, body: bytes) -> None:
    response = client.post("/v1/ask", content=body, headers={"content-type": "application/json"})
    assert response.status_code in {200, 400, 422}
    assert response.json().get("kind") != "answer"


@hypothesis.given(st.text(max_size=300))
@hypothesis.settings(max_examples=150, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
def test_no_text_makes_a_fault(desk: Desk, text: str) -> None:
    answer = desk.ask(text)
    assert answer.code != "bug"
    assert answer.text


@hypothesis.given(
    st.sampled_from(
        ["tier", "deal", "rebate", "mdf", "dashboard", "health", "deadlines", "rules", "path", "statement"]
    ),
    st.text(max_size=80),
)
@hypothesis.settings(max_examples=150, deadline=None, suppress_health_check=list(hypothesis.HealthCheck))
def test_no_command_makes_a_fault(desk: Desk, word: str, rest: str) -> None:
    assert desk.ask(f"/channel-sales {word} {rest}").code != "bug"


def test_a_token_is_asked_for_where_one_is_set(demo_url: str) -> None:
    app = create_app(Settings(database_url=demo_url, api_token="s3cret"))  # noqa: S106 - a made-up token
    client = TestClient(app)
    assert client.get("/v1/tools").status_code == 401
    assert client.get("/v1/tools", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/v1/tools", headers={"authorization": "Bearer s3cret"}).status_code == 200
    assert client.get("/healthz").status_code == 200


def test_it_is_ready_once_records_are_there(client: TestClient, tmp_path: Path) -> None:
    assert client.get("/readyz").json()["as_of"] == "2025-04-30"
    empty = TestClient(create_app(Settings(database_url=f"sqlite:///{tmp_path / 'none.db'}")))
    response = empty.get("/readyz")
    assert (response.status_code, response.json()["error"]["code"]) == (503, "no_records")


def test_a_fault_of_ours_is_an_apology_with_an_id(demo_url: str, tmp_path: Path) -> None:
    app = create_app(Settings(database_url=demo_url))
    app.add_api_route("/broken", lambda: 1 / 0)
    response = TestClient(app, raise_server_exceptions=False).get("/broken")
    assert response.status_code == 500
    assert "fault" in response.json()["error"]["message"]
    assert "ZeroDivision" not in response.text
