"""A desk whose work is watched: by a collector of spans, by a reader of log lines, and by counts."""

import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic import SecretStr

from assistant.asking import Desk
from assistant.observing import spans, watch
from assistant.observing.counts import Counts
from assistant.observing.logs import Lines, secrets_of
from assistant.settings import Settings
from tests.models.server import ScriptedServer, scripted_server

KEY = "sk-of-a-test-0123456789"

Spans = Callable[[], list[ReadableSpan]]
LogLines = Callable[[], list[dict[str, Any]]]


@pytest.fixture(scope="package")
def scripted() -> Iterator[ScriptedServer]:
    """A scripted model on loopback."""
    with scripted_server() as server:
        yield server


@pytest.fixture
def modelled(demo_url: str, scripted: ScriptedServer) -> Desk:
    """A desk whose sentences go to the scripted model, at 400 and 1,600 a billion tokens."""
    prices: Any = {"scripted": ("0.40", "1.60")}
    return Desk.open(
        Settings(
            database_url=demo_url,
            model="scripted",
            model_url=scripted.url,
            model_key=SecretStr(KEY),
            model_retries=0,
            model_prices=prices,
        )
    )


@pytest.fixture
def collected() -> Iterator[Spans]:
    """The spans that have ended, in the order of their ends."""
    memory = InMemorySpanExporter()
    spans.trace_with(spans.tracer_to(memory, at_once=True))
    yield lambda: list(memory.get_finished_spans())
    spans.trace_with(None)


@pytest.fixture
def counts() -> Iterator[Counts]:
    """Counts of one test."""
    counting = Counts()
    watch.count_into(counting)
    yield counting
    watch.count_into(None)


@pytest.fixture
def lines(modelled: Desk) -> Iterator[LogLines]:
    """The log lines that a server writes, as a program reads them."""
    written, log = StringIO(), logging.getLogger("channel_sales")
    handler, level = logging.StreamHandler(written), log.level
    handler.setFormatter(Lines(secrets_of(modelled.settings)))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    log.removeHandler(handler)
    log.setLevel(level)
