"""The catalogue as MCP tools: schemas of what goes in and comes out, and a call with its text and its structure."""

import asyncio
import inspect
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from mcp_types import CallToolResult, ContentBlock, TextContent, ToolAnnotations
from mcp_types import Tool as Card
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic.json_schema import GenerateJsonSchema

from assistant.access import Person
from assistant.answer import Answer, Receipt
from assistant.asking import Desk, apology
from assistant.channels.markdown import markdown
from assistant.channels.mcp.playbooks import address, links
from assistant.toolbox import Outcome, asked_shape
from assistant.wording import answered, refused
from tools import TOOLS
from tools.core.catalogue import Tool
from tools.core.errors import BadArgument, ToolError

ASK = "ask"
READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
"""Every tool only reads, and reads the same for the same arguments."""


class Untitled(GenerateJsonSchema):
    """Schemas without a title a field: it says the field's name again, and a client reads every schema there is."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the shape is pydantic's
        """Never."""
        return False


WRITTEN: dict[str, Any] = {"mode": "serialization", "by_alias": False, "schema_generator": Untitled}
"""How the schema of what a call gives is made, so that it describes what `model_dump` writes."""


class Question(BaseModel):
    """What `ask` takes."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(description="A question or a command in plain words, such as: which partners are at risk?")
    conversation: str | None = Field(
        None, max_length=200, description="Follow-ups under one id keep the partner and the period."
    )
    on: date | None = Field(None, description="Ask as of another day than the records' own, such as 2025-03-31.")


@cache
def listed() -> list[Card]:
    """Every tool of the catalogue, and `ask`."""
    return [*(_card(tool) for tool in TOOLS), _ask_card()]


async def called(desk: Desk, name: str, arguments: dict[str, Any], who: Callable[[], Person]) -> CallToolResult:
    """One call. A refusal is a tool error in its own sentence; a bug an apology with an id."""
    try:
        person = who()
        if name == ASK:
            question = _question(arguments)
            answer = await asyncio.to_thread(
                desk.ask, question.question, person, conversation=question.conversation, as_of=question.on
            )
            return _answered(answer, answer.model_dump(mode="json"))
        outcome = await asyncio.to_thread(desk.call, name, arguments, person)
        return _answered(answered([outcome]), structured(outcome))
    except ToolError as error:
        return _answered(refused(error), None)
    except Exception:  # noqa: BLE001 - the edge: what is not a ToolError is a bug, logged whole
        return _answered(apology("tool", f"{name} {arguments}"), None)


def structured(outcome: Outcome) -> dict[str, Any]:
    """The exact result: what the output schema describes."""
    return {
        "result": outcome.result.model_dump(mode="json"),
        "lines": outcome.lines,
        "receipt": outcome.receipt.model_dump(mode="json"),
    }


def _answered(answer: Answer, structure: dict[str, Any] | None) -> CallToolResult:
    if structure is None or answer.kind == "refusal":
        return CallToolResult(content=[TextContent(text=answer.text)], is_error=True)
    content: list[ContentBlock] = [TextContent(text=markdown(answer, address)), *links(answer.citations)]
    return CallToolResult(content=content, structured_content=structure)


def _question(arguments: dict[str, Any]) -> Question:
    try:
        return Question.model_validate(arguments)
    except ValidationError as error:
        fault = error.errors()[0]
        field = ".".join(str(step) for step in fault["loc"])
        raise BadArgument(field, arguments.get(field, "missing"), f"{fault['msg'].lower()}.") from error


def _card(tool: Tool) -> Card:
    return Card(
        name=tool.name,
        title=tool.name.replace("_", " ").capitalize(),
        description=tool.description,
        input_schema=asked_shape(tool).model_json_schema(schema_generator=Untitled),
        output_schema=_answer_shape(tool).model_json_schema(
            mode="serialization", by_alias=False, schema_generator=Untitled
        ),
        annotations=READS,
    )


def _ask_card() -> Card:
    return Card(
        name=ASK,
        title="Ask",
        description="A plain question or a follow-up about partners, deals, incentives, or how channel sales is done, "
        "where no tool fits it. `kind` says whether it is an answer, a question back or help.",
        input_schema=Question.model_json_schema(schema_generator=Untitled),
        output_schema=Answer.model_json_schema(**WRITTEN),
        annotations=READS,
    )


def _answer_shape(tool: Tool) -> type[BaseModel]:
    """A tool's result, the lines of its ledger once more, and the receipt that recomputes it."""
    result: Any = inspect.signature(tool.run, eval_str=True).return_annotation
    fields: dict[str, Any] = {
        "result": (result, ...),
        "lines": (list[dict[str, Any]], Field(description="The ledger lines of the result, if it has any.")),
        "receipt": (Receipt, ...),
    }
    return create_model(f"{tool.name}_answer", **fields)
