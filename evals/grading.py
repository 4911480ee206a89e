"""Grades an answer: first by the tools called and the figures, only then by words."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.answer import Answer
from assistant.toolbox import tool_named
from evals.cases import Turn


def faults(turn: Turn, answer: Answer) -> list[str]:
    """What is wrong with an answer to a turn; nothing for a right one."""
    return [*_kind(turn, answer), *_tools(turn, answer), *_figures(turn, answer)]


def _kind(turn: Turn, answer: Answer) -> Iterable[str]:
    if answer.kind != turn.kind:
        yield f"the answer is a {answer.kind} and not a {turn.kind}: {answer.text[:160]}"
    if turn.code is not None and answer.code != turn.code:
        yield f"the code is {answer.code} and not {turn.code}"


def _tools(turn: Turn, answer: Answer) -> Iterable[str]:
    called = [receipt.tool for receipt in answer.receipts]
    wanted = [name for call in turn.tools for name in call]
    if called != wanted:
        yield f"called {called or 'no tool'} and not {wanted or 'none'}"
        return
    for receipt, call in zip(answer.receipts, turn.tools, strict=True):
        yield from _arguments(receipt.tool, receipt.arguments, call[receipt.tool])


def _arguments(tool: str, given: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterable[str]:
    """Arguments that are not as wanted, and filters that nobody asked for; `{}` leaves the arguments open."""
    for name, value in wanted.items():
        if given.get(name) != value:
            yield f"{tool}: {name} is {given.get(name)!r} and not {value!r}"
    if not wanted:
        return
    defaults = {name: parameter.default for name, parameter in tool_named(tool).arguments.items()}
    for name in given.keys() - wanted.keys():
        if given[name] != defaults[name]:
            yield f"{tool}: {name} is {given[name]!r}, which was not asked for"


def _figures(turn: Turn, answer: Answer) -> Iterable[str]:
    said = spoken(answer)
    for figure in turn.figures:
        if not says(said, figure):
            yield f"does not say {figure!r}"
    for figure in turn.never:
        if figure.lower() in said.lower():
            yield f"says {figure!r}"


def says(text: str, figure: str) -> bool:
    """Whether a figure stands in a text by itself: "$967" is not in "$2,967" or "$967.50", nor "$400" in "-$400"."""
    before = r"(?<![\w$,.-])" if figure.startswith("$") else r"(?<![\w$,.])"
    after = r"(?![\w%]|[.,]\d)" if figure[-1].isalnum() else ""
    return bool(re.search(before + re.escape(figure) + after, text))


def spoken(answer: Answer) -> str:
    """Everything that a person reads of an answer, in one text."""
    cells = [cell for table in answer.tables for row in (table.columns, *table.rows) for cell in row]
    return "\n".join([answer.text, *cells, *answer.notes, *answer.rests_on])
