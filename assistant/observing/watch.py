"""The hooks: what happens is watched from here, and told to the log, the spans and the counts that are switched on."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from assistant.answer import Answer
from assistant.clock import stopwatch
from assistant.observing import spans
from tools.core.errors import ToolError

if TYPE_CHECKING:
    from assistant.observing.counts import Counts

log = logging.getLogger("channel_sales")

QUESTION: ContextVar[str | None] = ContextVar("question", default=None)
"""The id of the question that is being answered; it stands on every log line."""

_COUNTS: "list[Counts]" = []


def count_into(counts: "Counts | None") -> None:
    """Count what happens in this process from now on, or no longer."""
    _COUNTS[:] = [counts] if counts else []


@dataclass
class Watched:
    """A question on its way; the answer is put here when there is one."""

    id: str
    answer: Answer | None = None


@contextmanager
def question(text: str, surface: str, *, in_full: bool = False) -> Iterator[Watched]:
    """Watch a question from its message to its answer. One that is left unanswered counts as "left"."""
    watched, before, began = Watched(uuid4().hex[:12]), QUESTION.get(), stopwatch()
    QUESTION.set(watched.id)
    try:
        with spans.agent(watched.id) as span:
            try:
                yield watched
            finally:
                spans.answered(span, watched.answer)
    finally:
        seconds = stopwatch() - began
        _tell(watched.answer, surface, seconds, told(text, in_full=in_full))
        # Not by its token: a generator may be closed in another context than the one it began in.
        QUESTION.set(before)


def told(text: str, *, in_full: bool) -> dict[str, object]:
    """A person's words as a log line may hold them: their length and hash, or themselves where that is asked for."""
    shape = {"characters": len(text), "sha256": hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]}
    return {**shape, "text": text} if in_full else shape


def _tell(answer: Answer | None, surface: str, seconds: float, words: dict[str, object]) -> None:
    kind = answer.kind if answer else "left"
    for counts in _COUNTS:
        counts.question(kind, surface, seconds, answer.usage if answer else None)
    if not log.isEnabledFor(logging.INFO):
        return
    outcome = (
        {"kind": kind, "code": answer.code, "tools": [r.tool for r in answer.receipts]} if answer else {"kind": kind}
    )
    used = answer.usage.model_dump(exclude_none=True) if answer and answer.usage else {}
    log.info("answered", extra={"surface": surface, "milliseconds": round(seconds * 1000), **outcome, **used, **words})


@contextmanager
def tool_call(name: str) -> Iterator[None]:
    """Watch a call of a tool, and its refusal by its code."""
    with spans.tool(name):
        try:
            yield
        except ToolError as error:
            for counts in _COUNTS:
                counts.refusal(error.code)
            raise
        finally:
            for counts in _COUNTS:
                counts.tool(name)


def model_call(model: str) -> "spans.ChatSpan":
    """Watch a call of a language model; what it took is given to the span with `took`."""
    return spans.chat(model)


def held_back(statements: int) -> None:
    """Count statements of a model that nothing supports and that no person was shown."""
    for counts in _COUNTS:
        counts.held_back(statements)


def bug(where: str, words: dict[str, object]) -> str:
    """Log the exception that is being handled, whole, and count it; the id that the apology gives."""
    fault = uuid4().hex[:8]
    log.exception("bug %s in %s", fault, where, extra={"fault": fault, "where": where, **words})
    for counts in _COUNTS:
        counts.bug(where)
    return fault
