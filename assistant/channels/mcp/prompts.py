"""The documents as prompts: a plan is made from the records and put into the talk, to be handed out or worked on."""

import asyncio
from collections.abc import Callable
from typing import Any

from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    GetPromptResult,
    Prompt,
    PromptArgument,
    PromptMessage,
    TextContent,
)

from assistant.access import Person
from assistant.asking import Desk, apology
from assistant.documents.making import TITLES, Document, document_of
from assistant.toolbox import UnknownTool, asked_shape, tool_named
from tools.core.catalogue import Tool
from tools.core.errors import ToolError

REQUEST = (
    "Here is the document {title}, made from the records as of {as_of} (receipt {receipt}). Show it to me, then offer "
    "to change its wording. Keep every figure, date and name as it stands; for other figures call the tools.\n\n{text}"
)


def listed() -> list[Prompt]:
    """One prompt a document, with the arguments of its tool."""
    return [_prompt(tool_named(name)) for name in TITLES]


async def rendered(desk: Desk, name: str, arguments: dict[str, str], who: Callable[[], Person]) -> GetPromptResult:
    """A document in a message.

    Raises:
        MCPError: with the sentence of what is missing or does not fit, or an apology with an id.
    """
    try:
        document = await asyncio.to_thread(_made, desk, name, arguments, who())
        text = document.plain
    except ToolError as error:
        raise MCPError(INVALID_PARAMS, str(error)) from error
    except Exception as error:
        raise MCPError(INTERNAL_ERROR, apology("prompt", f"{name} {arguments}").text) from error
    said = REQUEST.format(title=document.title, as_of=document.as_of, receipt=document.receipt, text=text)
    return GetPromptResult(
        description=document.title, messages=[PromptMessage(role="user", content=TextContent(text=said))]
    )


def _made(desk: Desk, name: str, arguments: dict[str, Any], person: Person) -> Document:
    if name not in TITLES:
        raise UnknownTool(f"There is no prompt {name[:60]!r}. There are {', '.join(TITLES)}.")
    outcome = desk.call(name, arguments, person)
    return document_of(outcome, desk.toolbox(person).program.company, desk.settings.templates_dir)


def _prompt(tool: Tool) -> Prompt:
    arguments = [
        PromptArgument(name=name, description=field.description, required=field.is_required())
        for name, field in asked_shape(tool).model_fields.items()
    ]
    return Prompt(name=tool.name, title=TITLES[tool.name], description=tool.description, arguments=arguments)
