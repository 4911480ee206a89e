"""A tool's arguments as a model is shown them: the same ones in far fewer tokens.

A model pays for every token of every tool in every call. What may be left out is not among the required, so neither
"or null" nor a default of null says anything; the toolbox judges what comes back by the whole shape.
"""

from typing import Any

from pydantic import BaseModel


def plain_shape(shape: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of a tool's arguments, with one type and one sentence each."""
    schema = shape.model_json_schema()
    asked = {name: _plain(field) for name, field in schema["properties"].items()} if "properties" in schema else {}
    needed = schema.get("required", [])
    return {"type": "object", "properties": asked, **({"required": needed} if needed else {})}


def _plain(field: dict[str, Any]) -> dict[str, Any]:
    """A field's first type: a person's words are a string, whatever else the toolbox takes for it."""
    types = [one["type"] for one in field.get("anyOf", [field])]
    kept = {"type": types[0], "description": field.get("description"), "enum": field.get("enum")}
    kept["default"] = field.get("default")
    return {name: said for name, said in kept.items() if said is not None}
