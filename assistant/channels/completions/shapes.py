"""What a client sends, as far as it is read, and what it is sent back, errors included."""

from typing import Any, Literal

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

MODEL = "channel-sales"

EXAMPLE = {"model": MODEL, "messages": [{"role": "user", "content": "which tier does Acme Networks hold?"}]}

Part = dict[str, Any]


class Message(BaseModel):
    """One message of a talk; `content` is a text, or parts of which some are text."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None


class StreamOptions(BaseModel):
    """Whether the last piece of a stream counts what was used."""

    include_usage: bool = False


class Asked(BaseModel):
    """A request. What steers a language model (temperature, max_tokens, stop, tools) is let through, to no effect."""

    model_config = ConfigDict(extra="ignore")

    model: str = MODEL
    messages: list[Message] = Field(min_length=1)
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: int | None = 1
    response_format: Part | None = None
    tool_choice: str | Part | None = None
    metadata: dict[str, Any] | None = None


class Unfit(Exception):
    """A request that cannot be answered as it is; `param` names what does not fit."""

    def __init__(self, message: str, param: str | None = None, code: str | None = None, status: int = 400) -> None:
        super().__init__(message)
        self.param, self.code, self.status = param, code, status


def checked(asked: Asked) -> None:
    """That nothing is asked for which would be silently missing from the answer.

    Raises:
        Unfit: with a sentence that says what to leave out.
    """
    if asked.model != MODEL:
        raise Unfit(
            f"There is no model {asked.model[:60]!r} here; there is {MODEL!r}.", "model", "model_not_found", 404
        )
    if asked.n not in {None, 1}:
        raise Unfit(f"n cannot be {asked.n}: a question has one answer. Leave n out.", "n")
    if asked.response_format and asked.response_format.get("type") != "text":
        raise Unfit("Answers are Markdown. For JSON use POST /v1/ask, or leave response_format out.", "response_format")
    if isinstance(asked.tool_choice, dict) or asked.tool_choice not in {None, "none", "auto"}:
        raise Unfit("Tools of a client are not called. Leave tool_choice out.", "tool_choice")


def fault(message: str, kind: str, *, param: str | None = None, code: str | None = None) -> dict[str, Any]:
    """An error in OpenAI's shape."""
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


def refused(error: Unfit) -> JSONResponse:
    """A request's refusal in OpenAI's shape."""
    body = fault(str(error), "invalid_request_error", param=error.param, code=error.code)
    return JSONResponse(body, status_code=error.status)


def usage(asked: Asked, text: str) -> dict[str, int]:
    """What an exchange took, counted in words: no language model's tokens are known here."""
    read = sum(len(words.split()) for one in asked.messages if isinstance(words := one.content, str))
    written = len(text.split())
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
