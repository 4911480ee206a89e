"""OpenTelemetry spans by the GenAI conventions, once the standard OTEL_* variables name an exporter.

The libraries are imported by the first span of a process that exports; without an exporter a span costs nothing.
A span is passed on by a variable of our own: a turn is a generator, which may end in another context than it began in.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer
from tools.core.errors import ToolError

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Span, Tracer

AGENT = "channel-sales"
OTLP = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")

_PARENT: "ContextVar[Span | None]" = ContextVar("span", default=None)


class BadExporter(ToolError):
    """The OTEL_* variables ask for an exporter that is not there."""


def wanted(environment: Mapping[str, str]) -> str | None:
    """The exporter that the variables name: "otlp", "console", or None."""
    if environment.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return None
    named = environment.get("OTEL_TRACES_EXPORTER", "").strip().lower()
    if named == "none":
        return None
    return named or ("otlp" if any(environment.get(name) for name in OTLP) else None)


def exporter(environment: Mapping[str, str]) -> "SpanExporter | None":
    """The exporter that the variables name, which reads the rest of them itself.

    Raises:
        BadExporter: it is none that we have.
    """
    named = wanted(environment)
    if named is None:
        return None
    if named == "console":
        from opentelemetry.sdk.trace.export import ConsoleSpanExporter

        return ConsoleSpanExporter()
    protocol = environment.get("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
    if named == "otlp" and protocol == "grpc":
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

        return OTLPSpanExporter()
    raise BadExporter(
        f"OTEL_TRACES_EXPORTER={named} over {protocol} is not there. Use otlp over grpc, console or none."
    )


def tracer_to(exports: "SpanExporter", *, at_once: bool = False) -> "Tracer":
    """A tracer that exports in the background, or each span as it ends."""
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor

    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exports) if at_once else BatchSpanProcessor(exports))
    return provider.get_tracer("channel_sales")


_GIVEN: "list[Tracer]" = []


def trace_with(tracer: "Tracer | None") -> None:
    """Send spans to a tracer instead of where the variables say, or no longer."""
    _GIVEN[:] = [tracer] if tracer else []


@cache
def _configured() -> "Tracer | None":
    exports = exporter(os.environ)
    return tracer_to(exports) if exports else None


def _started(name: str, attributes: dict[str, Any], *, remote: bool = False) -> "Span | None":
    tracer = _GIVEN[0] if _GIVEN else _configured()
    if tracer is None:
        return None
    from opentelemetry.context import Context
    from opentelemetry.trace import SpanKind, set_span_in_context

    parent = _PARENT.get()
    within = set_span_in_context(parent, Context()) if parent else None
    kind = SpanKind.CLIENT if remote else SpanKind.INTERNAL
    return tracer.start_span(name, context=within, kind=kind, attributes=attributes)


@contextmanager
def _spanned(span: "Span | None") -> "Iterator[Span | None]":
    """A span as the parent of those within; one that raises carries the error's name and no message."""
    if span is None:
        yield None
        return
    before = _PARENT.get()
    _PARENT.set(span)
    try:
        yield span
    except BaseException as error:
        failed(span, error.code if isinstance(error, ToolError) else type(error).__name__)
        raise
    finally:
        _PARENT.set(before)
        span.end()


def failed(span: "Span", why: str) -> None:
    """Mark a span as failed."""
    from opentelemetry.trace import StatusCode

    span.set_attribute("error.type", why)
    span.set_status(StatusCode.ERROR)


@contextmanager
def agent(question: str) -> "Iterator[Span | None]":
    """A question, from its message to its answer."""
    named = {"gen_ai.operation.name": "invoke_agent", "gen_ai.provider.name": AGENT, "gen_ai.agent.name": AGENT}
    with _spanned(_started(f"invoke_agent {AGENT}", {**named, "channel_sales.question": question})) as span:
        yield span


def answered(span: "Span | None", answer: Answer | None) -> None:
    """What a question came to, and what it took of a model."""
    if span is None or answer is None:
        return
    span.set_attribute("channel_sales.kind", answer.kind)
    if answer.code == "bug":
        failed(span, answer.code)
    elif answer.code:
        span.set_attribute("channel_sales.code", answer.code)
    if answer.usage:
        span.set_attribute("gen_ai.request.model", answer.usage.model)
        span.set_attribute("gen_ai.usage.input_tokens", answer.usage.input_tokens)
        span.set_attribute("gen_ai.usage.output_tokens", answer.usage.output_tokens)


@contextmanager
def tool(name: str) -> Iterator[None]:
    """A call of a tool, without its arguments."""
    attributes = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": name, "gen_ai.tool.type": "function"}
    with _spanned(_started(f"execute_tool {name}", attributes)):
        yield


class ChatSpan:
    """A call of a language model, without what was said."""

    def __init__(self, span: "Span | None") -> None:
        self._span, self._within = span, _spanned(span)

    def __enter__(self) -> "ChatSpan":
        self._within.__enter__()
        return self

    def __exit__(self, *raised: Any) -> bool | None:
        return self._within.__exit__(*raised)

    def took(self, input_tokens: int, output_tokens: int) -> None:
        """Note the tokens that it read and wrote."""
        if self._span:
            self._span.set_attribute("gen_ai.usage.input_tokens", input_tokens)
            self._span.set_attribute("gen_ai.usage.output_tokens", output_tokens)


def chat(model: str) -> ChatSpan:
    """A call of a language model."""
    attributes = {"gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": model}
    return ChatSpan(_started(f"chat {model}", attributes, remote=True))
