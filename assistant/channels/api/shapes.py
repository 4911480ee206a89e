"""What goes over the wire: requests with examples, and the one shape of an error."""

from datetime import date
from typing import Annotated, Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Receipt


class Question(BaseModel):
    """A message, as a person writes it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": "what would Acme Networks earn on a $150,000 new-logo deal closed in 45 days?"},
                {"question": "and in Q1?", "conversation": "thread-17", "on": "2025-04-30"},
            ]
        },
    )

    question: Annotated[str, Field(description="A command or a sentence.")]
    conversation: Annotated[
        str | None, Field(max_length=200, description="Follow-ups under one id keep the partner and the period.")
    ] = None
    on: Annotated[date | None, Field(description="Ask as of another day than the records' own.")] = None


class ToolAnswer(BaseModel):
    """One tool's exact result."""

    result: dict[str, Any]
    lines: list[dict[str, Any]]
    receipt: Receipt


class Fault(BaseModel):
    """What is wrong: a word for programs, a sentence for people."""

    code: str
    message: str


class Faulty(BaseModel):
    """The one shape of an error."""

    error: Fault


def fault(status: int, code: str, message: str) -> JSONResponse:
    """An error in its one shape; what no encoding can hold is replaced."""
    clean = message.encode("utf-8", "replace").decode()
    return JSONResponse({"error": {"code": code, "message": clean}}, status_code=status)
