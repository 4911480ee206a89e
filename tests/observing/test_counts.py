"""Counts are what Prometheus reads at /metrics, and hold no person's words."""

from typing import cast

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families as families

from assistant.asking import Desk
from assistant.channels.api.app import create_app
from assistant.observing.counts import Counts
from assistant.records.cut import FrameReader
from assistant.settings import Settings
from tests.models.server import Line, ScriptedServer, calls, says

ASKED = "which tier does Larkmere Cloud hold?"
HERE = ("127.0.0.1", 50_000)


def counted(page: str, name: str) -> dict[tuple[str, ...], float]:
    """The samples of a count, by the values of their labels."""
    samples = [sample for family in families(page) for sample in family.samples]
    return {tuple(sample.labels.values()): sample.value for sample in samples if sample.name == f"channel_sales_{name}"}


def test_questions_are_counted_by_kind_and_surface(desk: Desk, counts: Counts) -> None:
    desk.ask(ASKED)
    for _ in range(2):
        desk.at("http").ask("tier Northwind Traders")
    page = counts.page()
    assert counted(page, "questions_total") == {("answer", "shell"): 1, ("refusal", "http"): 2}
    assert counted(page, "question_seconds_count") == {("shell",): 1, ("http",): 2}


def test_tools_are_counted_and_their_refusals_by_code(desk: Desk, counts: Counts) -> None:
    desk.ask(ASKED)
    desk.ask("/channel-sales rebate Larkmere Cloud Q1 1999")
    assert counted(counts.page(), "tool_calls_total") == {("tier_status",): 1, ("rebate_earned",): 1}
    assert counted(counts.page(), "tool_refusals_total") == {("no_rule_in_force",): 1}


def test_a_models_calls_tokens_and_cost_are_counted(modelled: Desk, scripted: ScriptedServer, counts: Counts) -> None:
    scripted.plays(calls("tier_status", partner="Larkmere Cloud"), says("Larkmere Cloud holds Gold."))
    modelled.ask(ASKED)
    page = counts.page()
    assert counted(page, "model_calls_total") == {("scripted",): 2}
    assert counted(page, "model_tokens_total") == {("read", "scripted"): 1800, ("written", "scripted"): 100}
    assert counted(page, "model_cost_total") == {("scripted",): 0.00088}
    assert counted(page, "fallbacks_total") == {}


def test_an_answer_in_a_models_place_is_counted(modelled: Desk, scripted: ScriptedServer, counts: Counts) -> None:
    scripted.plays(Line(status=500))
    modelled.ask(ASKED)
    assert counted(counts.page(), "fallbacks_total") == {("planner", "scripted"): 1}


def test_statements_that_nothing_supports_are_counted(modelled: Desk, scripted: ScriptedServer, counts: Counts) -> None:
    scripted.plays(
        calls("tier_status", partner="Larkmere Cloud"), says("It has earned $123,456."), says("It holds Gold.")
    )
    modelled.ask(ASKED)
    assert counted(counts.page(), "gate_faults_total") == {(): 1}


def test_bugs_are_counted(desk: Desk, counts: Counts) -> None:
    Desk(desk.settings, desk.records, cast("FrameReader", None)).ask("tier Larkmere Cloud")
    assert counted(counts.page(), "bugs_total") == {("question",): 1}


def test_metrics_are_scraped_from_the_app(demo_url: str) -> None:
    with TestClient(create_app(Settings(database_url=demo_url)), client=HERE) as client:
        before = counted(client.get("/metrics").text, "questions_total").get(("answer", "http"), 0)
        client.post("/v1/ask", json={"question": ASKED})
        page = client.get("/metrics")
    assert page.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert counted(page.text, "questions_total")["answer", "http"] == before + 1


@pytest.mark.parametrize(
    ("token", "sent", "client", "status"),
    [
        pytest.param("", "", HERE, 200, id="no token is asked for, from this machine"),
        pytest.param("", "", ("10.0.0.7", 50_000), 403, id="no token is asked for, from another"),
        pytest.param("right", "right", ("10.0.0.7", 50_000), 200, id="with the token, from another"),
        pytest.param("right", "wrong", HERE, 401, id="with a wrong one"),
        pytest.param("right", "", HERE, 401, id="without the one that is asked for"),
    ],
)
def test_metrics_are_for_the_token_or_for_this_machine(
    demo_url: str, token: str, sent: str, client: tuple[str, int], status: int
) -> None:
    app = create_app(Settings(database_url=demo_url, api_token=token))
    headers = {"authorization": f"Bearer {sent}"} if sent else {}
    assert TestClient(app, client=client).get("/metrics", headers=headers).status_code == status
