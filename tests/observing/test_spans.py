"""Spans follow OpenTelemetry's GenAI conventions, hold no content, and are there only where an exporter is named."""

import json
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.trace import SpanKind, StatusCode

from assistant.asking import Desk
from assistant.observing.spans import BadExporter, exporter, wanted
from tests.models.server import Line, ScriptedServer, calls, says
from tests.observing.conftest import KEY, Spans

ASKED = "which tier does Larkmere Cloud hold?"
HOLDS = "Larkmere Cloud holds Gold."


def attributes(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


def test_a_question_to_a_model_is_an_agent_over_two_chats_and_a_tool(
    modelled: Desk, scripted: ScriptedServer, collected: Spans
) -> None:
    scripted.plays(calls("tier_status", partner="Larkmere Cloud"), says(HOLDS))
    modelled.ask(ASKED)
    chosen, tool, worded, agent = collected()
    assert [span.name for span in (agent, chosen, tool, worded)] == [
        "invoke_agent channel-sales", "chat scripted", "execute_tool tier_status", "chat scripted",
    ]  # fmt: skip
    assert all(
        span.parent is not None and span.parent.span_id == agent.context.span_id for span in (chosen, tool, worded)
    )
    assert agent.parent is None
    assert (chosen.kind, tool.kind, agent.kind) == (SpanKind.CLIENT, SpanKind.INTERNAL, SpanKind.INTERNAL)


def test_a_chat_names_its_model_and_its_tokens(modelled: Desk, scripted: ScriptedServer, collected: Spans) -> None:
    scripted.plays(calls("tier_status", partner="Larkmere Cloud"), says(HOLDS))
    modelled.ask(ASKED)
    assert attributes(collected()[0]) == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "scripted",
        "gen_ai.usage.input_tokens": 900,
        "gen_ai.usage.output_tokens": 50,
    }
    agent = attributes(collected()[-1])
    assert (agent["gen_ai.usage.input_tokens"], agent["gen_ai.usage.output_tokens"]) == (1800, 100)


def test_no_span_holds_what_was_asked_or_said_or_a_key(
    modelled: Desk, scripted: ScriptedServer, collected: Spans
) -> None:
    scripted.plays(calls("tier_status", partner="Larkmere Cloud"), says(HOLDS))
    modelled.ask(ASKED)
    told = "".join(span.to_json() for span in collected())
    assert not [word for word in ("Larkmere", "Gold", KEY) if word in told]


def test_a_tools_refusal_is_its_code(desk: Desk, collected: Spans) -> None:
    desk.ask("/channel-sales rebate Larkmere Cloud Q1 1999")
    tool = collected()[0]
    assert (tool.name, attributes(tool)["error.type"]) == ("execute_tool rebate_earned", "no_rule_in_force")
    assert tool.status.status_code is StatusCode.ERROR


def test_a_server_that_fails_is_a_failed_chat_and_an_answered_question(
    modelled: Desk, scripted: ScriptedServer, collected: Spans
) -> None:
    scripted.plays(Line(status=500))
    assert modelled.ask(ASKED).receipts[0].tool == "tier_status"
    chat, tool, agent = collected()
    assert (chat.name, attributes(chat)["error.type"]) == ("chat scripted", "ModelFailed")
    assert (tool.status.status_code, agent.status.status_code) == (StatusCode.UNSET, StatusCode.UNSET)


def test_two_questions_are_two_traces(desk: Desk, collected: Spans) -> None:
    for _ in range(2):
        desk.ask(ASKED)
    assert len({span.context.trace_id for span in collected()}) == 2


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        pytest.param({}, None, id="nothing"),
        pytest.param({"OTEL_SERVICE_NAME": "x"}, None, id="a name and no exporter"),
        pytest.param({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4317"}, "otlp", id="an endpoint"),
        pytest.param({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:4317"}, "otlp", id="one of traces"),
        pytest.param({"OTEL_TRACES_EXPORTER": "console"}, "console", id="the terminal"),
        pytest.param(
            {"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4317"}, None, id="none"
        ),
        pytest.param(
            {"OTEL_SDK_DISABLED": "true", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4317"}, None, id="disabled"
        ),
    ],
)
def test_spans_are_exported_where_the_standard_variables_say(environment: dict[str, str], named: str | None) -> None:
    assert wanted(environment) == named


@pytest.mark.parametrize(
    ("environment", "kind"),
    [
        pytest.param({}, "NoneType", id="none"),
        pytest.param({"OTEL_TRACES_EXPORTER": "console"}, "ConsoleSpanExporter", id="console"),
        pytest.param({"OTEL_TRACES_EXPORTER": "otlp"}, "OTLPSpanExporter", id="otlp"),
    ],
)
def test_the_exporter_is_the_one_that_is_named(environment: dict[str, str], kind: str) -> None:
    assert type(exporter(environment)).__name__ == kind


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"OTEL_TRACES_EXPORTER": "zipkin"}, id="an exporter"),
        pytest.param({"OTEL_TRACES_EXPORTER": "otlp", "OTEL_EXPORTER_OTLP_PROTOCOL": "http/json"}, id="a protocol"),
    ],
)
def test_what_is_not_there_is_told(environment: dict[str, str]) -> None:
    with pytest.raises(BadExporter, match="Use otlp over grpc, console or none"):
        exporter(environment)


def test_a_span_is_written_as_the_conventions_have_it(desk: Desk, collected: Spans) -> None:
    desk.ask(ASKED)
    tool = json.loads(collected()[0].to_json())
    assert tool["attributes"] == {
        "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "tier_status", "gen_ai.tool.type": "function",
    }  # fmt: skip
