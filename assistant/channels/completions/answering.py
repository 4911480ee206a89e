"""An answer as one completion, or as the pieces of a stream."""

import json
import uuid
from collections.abc import AsyncGenerator, Callable
from typing import Any

from assistant.access import Person
from assistant.answer import Answer, Citation, Done, Said, Step
from assistant.asking import Desk, apology
from assistant.channels.completions.shapes import MODEL, Asked, fault, usage
from assistant.channels.completions.talks import Turn
from assistant.channels.markdown import Lines, markdown, rest_of
from assistant.clock import now
from assistant.turns import turn


def link_to(public_url: str) -> Callable[[Citation], str | None]:
    """Where a citation opens: its page, where the settings say under which address people reach the pages."""
    base = public_url.rstrip("/")
    return lambda citation: f"{base}/playbooks/{citation.id.replace('#', '/', 1)}" if base else None


def completion(asked: Asked, answer: Answer, public_url: str) -> dict[str, Any]:
    """The whole answer at once; `receipts` is ours, the rest is OpenAI's."""
    text = markdown(answer, link_to(public_url))
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop", "logprobs": None}
    whole = _envelope("chat.completion") | {"choices": [choice], "usage": usage(asked, text)}
    return whole | {"receipts": [receipt.id for receipt in answer.receipts]}


async def stream(asked: Asked, desk: Desk, at: Turn, person: Person, public_url: str) -> AsyncGenerator[str]:
    """Server-sent events: the checked text as it comes, then its tables and sources. Steps keep the line alive."""
    base = _envelope("chat.completion.chunk")
    text, lines = "", Lines()

    def piece(delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return _event(base | {"choices": [choice]} | more)

    yield piece({"role": "assistant", "content": ""})
    try:
        async for event in turn(desk, at.question, person, conversation=at.conversation):
            match event:
                case Step(text=step):
                    yield f": {' '.join(step.split())}\n\n"
                case Said(text=said):
                    text += said
                    yield piece({"content": lines(said)})
                case Done(answer=answer):
                    rest = "".join(f"\n\n{block}" for block in rest_of(answer, link_to(public_url)))
                    text += rest
                    if rest:
                        yield piece({"content": rest})
                    yield piece({}, "stop", receipts=[receipt.id for receipt in answer.receipts])
    except Exception:  # noqa: BLE001 - the edge: a stream that has begun can only say that it breaks off
        yield _event(fault(apology("completion", at.question).text, "server_error", code="bug"))
    else:
        if asked.stream_options and asked.stream_options.include_usage:
            yield _event(base | {"choices": [], "usage": usage(asked, text)})
    yield "data: [DONE]\n\n"


def _envelope(kind: str) -> dict[str, Any]:
    made = int(now().timestamp())
    return {"id": f"chatcmpl-{uuid.uuid4().hex[:24]}", "object": kind, "created": made, "model": MODEL}


def _event(content: dict[str, Any]) -> str:
    return f"data: {json.dumps(content, ensure_ascii=False)}\n\n"
