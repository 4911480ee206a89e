"""Tool calls that a model writes into its text: small local models do so instead of calling.

Every shape in use comes down to a name and arguments in JSON, in a code fence, in tags, or bare. The tool's
own schema judges the arguments afterwards, as it does those of any call.
"""

import ast
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCED = re.compile(r"```[\w-]*\s*(.*?)(?:```|\Z)", re.DOTALL)
_TAGGED = re.compile(
    r"<(tool_call|function_call|tools?)>\s*(.*?)(?:</\1>|\Z)|\[TOOL_CALLS\]\s*(.*)|<\|python_tag\|>\s*(.*)", re.DOTALL
)
_NAMED = re.compile(r"<function=([\w-]+)>\s*(.*?)(?:</function>|\Z)", re.DOTALL)
_NAMES = ("name", "tool", "tool_name", "function", "function_name", "action")
_ARGUMENTS = ("arguments", "args", "parameters", "params", "input", "action_input", "tool_input", "kwargs")
_LOOKS_LIKE_ONE = re.compile(
    r'<tool_call>|<function=|\[TOOL_CALLS\]|"(?:arguments|args|parameters|tool_calls|tool_name|function)"\s*:'
    r'|^\s*[\[{]\s*[{"\']',
)
_APPLIED = re.compile(r"\b([a-z_]{4,40})\(")
"""A name and a bracket: a call as in code, where the name is a tool's."""
_MOST_CLOSERS = 3


@dataclass(frozen=True)
class TextCall:
    """A tool and its arguments, as they were written."""

    tool: str
    arguments: dict[str, Any]


def without_thoughts(text: str) -> str:
    """A text without what a model thought aloud before it."""
    return _THOUGHT.sub("", text).strip()


def text_calls(text: str, tools: Collection[str]) -> list[TextCall]:
    """The tool calls that a text holds; none where it is prose."""
    for name, body in _NAMED.findall(text):
        arguments = _read(body)
        return [TextCall(name, arguments)] if isinstance(arguments, dict) else []
    for part in _parts(text):
        if calls := list(_calls(_read(part), tools)):
            return calls
    return list(_as_in_python(text, tools))


def looks_like_a_call(text: str, tools: Collection[str] = ()) -> bool:
    """Whether a text without a readable call was meant to be one; such a text is nothing for a person."""
    bodies = [text, *(body for body in _FENCED.findall(text))]
    named = any(name in tools for name in _APPLIED.findall(text))
    return named or any(_LOOKS_LIKE_ONE.search(body) for body in bodies)


def read_arguments(written: Any) -> dict[str, Any] | None:
    """Arguments as an object, also where they were written as a string; None where they are neither."""
    if isinstance(written, str):
        written = _read(written)
    return written if isinstance(written, dict) else None


def _parts(text: str) -> Iterator[str]:
    """Where a call may stand: in tags, in fences, and wherever a bracket opens."""
    for _, *bodies in _TAGGED.findall(text):
        yield from filter(None, bodies)
    yield from _FENCED.findall(text)
    for found in re.finditer(r"[\[{]", text):
        yield text[found.start() :]


def _as_in_python(text: str, tools: Collection[str]) -> Iterator[TextCall]:
    """Calls such as `tier_status(partner="Acme")`, as models write that have read much code."""
    for found in _APPLIED.finditer(text):
        try:
            call = ast.parse(text[found.start() : text.index(")", found.start()) + 1], mode="eval").body
            if found[1] in tools and isinstance(call, ast.Call) and not call.args:
                yield TextCall(found[1], {str(one.arg): ast.literal_eval(one.value) for one in call.keywords})
        except (ValueError, SyntaxError):
            continue


def _read(text: str) -> Any:
    """The JSON value that a text begins with, or None. Small models forget a last brace, or write Python."""
    plain = text.strip()
    if not plain.startswith(("{", "[")):
        return None
    for closers in range(_MOST_CLOSERS + 1):
        try:
            return json.JSONDecoder(strict=False).raw_decode(plain + "}" * closers)[0]
        except (ValueError, RecursionError):
            continue
    try:
        return ast.literal_eval(plain)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None


def _calls(value: Any, tools: Collection[str]) -> Iterator[TextCall]:
    if isinstance(value, list):
        for each in value:
            yield from _calls(each, tools)
    elif isinstance(value, dict):
        yield from _of_object(value, tools)


def _of_object(value: dict[str, Any], tools: Collection[str]) -> Iterator[TextCall]:
    for key in ("tool_calls", "function", "function_call", "tool_call"):
        if isinstance(value.get(key), dict | list):
            yield from _calls(value[key], tools)
            return
    name = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), None)
    if name is None:
        yield from (TextCall(key, inner) for key, inner in value.items() if key in tools and isinstance(inner, dict))
        return
    given = next((value[key] for key in _ARGUMENTS if key in value), None)
    if given is None and name in tools:
        given = {key: inner for key, inner in value.items() if key not in {*_NAMES, "type", "id"}}
    arguments = read_arguments(given)
    if arguments is not None:
        yield TextCall(name, arguments)
