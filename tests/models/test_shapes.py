"""What a model is shown of a tool's arguments: every one of them, with one type and its sentence."""

import json
from typing import Literal

import pytest
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import BaseModel, Field, create_model

from assistant.agent.loop import _shown
from assistant.agent.shapes import plain_shape
from assistant.toolbox import asked_shape
from tools import TOOLS
from tools.core.catalogue import Tool


class Asked(BaseModel):
    """One argument of each make."""

    partner: str = Field(description="A name.")
    amount: str | int | float = Field(description="Money.")
    how: Literal["sum", "share"] = Field(description="What to work out.")
    period: str | None = Field(None, description="A month.")
    days: int | None = Field(None, description="Days.")
    years: int = Field(1, description="Years.")
    first: bool = Field(default=False, description="Whether it is the first.")


def test_each_make_of_argument_has_one_type() -> None:
    assert plain_shape(Asked) == {
        "type": "object",
        "properties": {
            "partner": {"type": "string", "description": "A name."},
            "amount": {"type": "string", "description": "Money."},
            "how": {"type": "string", "description": "What to work out.", "enum": ["sum", "share"]},
            "period": {"type": "string", "description": "A month."},
            "days": {"type": "integer", "description": "Days."},
            "years": {"type": "integer", "description": "Years.", "default": 1},
            "first": {"type": "boolean", "description": "Whether it is the first.", "default": False},
        },
        "required": ["partner", "amount", "how"],
    }


def test_a_tool_without_arguments_has_an_empty_shape() -> None:
    assert plain_shape(create_model("nothing")) == {"type": "object", "properties": {}}


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_tool_is_shown_with_every_argument_and_its_sentence(tool: Tool) -> None:
    whole, shown = asked_shape(tool), convert_to_openai_tool(_shown(tool))["function"]
    arguments = shown["parameters"]["properties"]
    assert list(arguments) == list(whole.model_fields)
    assert all(arguments[name]["description"] == field.description for name, field in whole.model_fields.items())
    assert "null" not in json.dumps(arguments)
