"""Keys and values that do not have a rule's shape, in a person's words."""

from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assistant.records.program_checks.faults import Fault, Path
from assistant.records.program_checks.files import Written
from assistant.records.program_checks.place import did_you_mean
from assistant.records.program_checks.unsaid import IN_WORDS, UNSAID
from tools.core.program import RULES, Company, Rule


def shaped(rule: str, written: Written, like: Any = None) -> tuple[BaseModel | None, list[Fault]]:
    """A file's model, or None, and each of its values that has another shape than the rule's, or than `like`."""
    model: type[BaseModel] = like or (Company if rule == "company" else Rule[RULES[rule]])  # type: ignore[valid-type]
    data: dict[str, Any] = written.data
    faults: list[Fault] = []
    if rule != "company":
        if "name" in data:
            faults.append(
                written.fault("error", ("name",), "the key 'name' is unknown", "The file's name names the rule.")
            )
        data = {**data, "name": rule}
    try:
        return model.model_validate(data, by_alias=True, by_name=False), faults
    except ValidationError as error:
        found = [_fault(rule, model, written, one) for one in error.errors(include_url=False)]
        return None, [*faults, *(fault for fault in found if fault)]


def _fault(rule: str, model: type[BaseModel], written: Written, error: ErrorDetails) -> Fault | None:
    path = tuple(error["loc"])
    if path in written.broken:
        return None
    if error["type"] == "missing":
        what, remedy = _missing(rule, path)
        return written.fault("error", path, what, remedy)
    if error["type"] == "extra_forbidden":
        known = _keys(model, path[:-1])
        return written.fault("error", path, f"the key {str(path[-1])!r} is unknown", did_you_mean(str(path[-1]), known))
    in_words = IN_WORDS.get(_key(rule, path)) if error["type"] == "model_type" else None
    what, remedy = in_words or _worded(error)
    return written.fault("error", path, what, remedy)


def _missing(rule: str, path: Path) -> tuple[str, str]:
    return UNSAID.get(_key(rule, path), ("it is missing", f"Write `{path[-1]}`."))


def _key(rule: str, path: Path) -> str:
    """A path without its numbers: "tiers.tiers.requirements.at_least"."""
    return ".".join(str(step) for step in (rule, *path) if not isinstance(step, int) and step != "values")


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that a block at a path may have."""
    for step in path:
        if isinstance(step, str):
            model = _inner(model, step) or model
    named = (field.alias or name for name, field in model.model_fields.items())
    return [key for key in named if not (key == "name" and model.__name__.startswith("Rule["))]


def _inner(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    field = next((field for name, field in model.model_fields.items() if key in (name, field.alias)), None)
    return _model_in(field.annotation) if field else None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _worded(error: ErrorDetails) -> tuple[str, str]:
    """What is wrong with a value, and what to write instead."""
    kind, shown, context = error["type"], _shown(error["input"]), error.get("ctx", {})
    if kind == "literal_error":
        known = [part.strip(" '") for part in str(context["expected"]).replace(" or ", ",").split(",")]
        return f"{shown} is none of {', '.join(known)}", did_you_mean(str(error["input"]), known)
    if kind in ("greater_than_equal", "less_than_equal"):
        bound, side = (context.get("ge"), "or more") if kind == "greater_than_equal" else (context.get("le"), "at most")
        return f"{shown} is out of bounds", f"Write {_bound(bound, side)}."
    if kind == "value_error":
        return str(context["error"]), "Write an amount in whole currency units, at most two decimals, such as 5_000."
    return f"{shown} is not {_KINDS[kind][0]}" if kind in _KINDS else error["msg"], _KINDS.get(kind, _OTHERWISE)[1]


def _bound(bound: Any, side: str) -> str:
    return f"{bound} {side}" if side == "or more" else f"{side} {bound}"


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a block of keys"
    if isinstance(value, list | tuple):
        return "a list"
    text = "nothing" if value is None else repr(value) if isinstance(value, str) else str(value).lower()
    return text if len(text) <= 60 else text[:59] + "…"


_OTHERWISE = ("", "Look at the same key in the shipped program.")
_NUMBER = ("a whole number", "Write digits alone, such as 5_000 or 30.")
_DAY = ("a day", "Write it like 2025-04-30.")
_BLOCK = ("a block of keys", "Write its keys below it, or between { and }.")
_LIST = ("a list", "Write its items between [ and ], or one a line after a dash.")
_TEXT = ("text", "Write words, in quotes if YAML reads them otherwise.")
_FLAG = ("true or false", "Write true or false.")
_KINDS = {
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "int_parsing_size": _NUMBER,
    "finite_number": _NUMBER,
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "model_type": _BLOCK,
    "model_attributes_type": _BLOCK,
    "dict_type": _BLOCK,
    "tuple_type": _LIST,
    "frozen_set_type": _LIST,
    "string_type": _TEXT,
    "string_too_short": ("anything", "Say it in words."),
    "bool_type": _FLAG,
    "bool_parsing": _FLAG,
}
