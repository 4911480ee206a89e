"""Grades an answer: first by the tools called and the figures, only then by words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from inspect import Parameter
from itertools import permutations
from typing import Any

from assistant.answer import Answer
from assistant.toolbox import tool_named
from evals.cases import Turn

Call = Mapping[str, Mapping[str, Any]]
"""A tool and its arguments."""


def faults(turn: Turn, answer: Answer, *, by_model: bool = False) -> list[str]:
    """What is wrong with an answer to a turn; nothing for a right one."""
    return [fault for found in graded(turn, answer, by_model=by_model).values() for fault in found]


def graded(turn: Turn, answer: Answer, *, by_model: bool = False) -> dict[str, tuple[str, ...]]:
    """What is wrong with an answer, by aspect: its kind, the tools called, the figures said, the sections cited.

    A language model words refusals and questions its own way, so that only their kind counts, and may choose the
    other calls that a case allows. Answers are graded alike, whoever gives them.
    """
    own_words = by_model and turn.kind in {"refusal", "question"}
    return {
        "kind": tuple(_kind(turn, answer, with_code=not by_model)),
        "tools": tuple(_tools(turn, answer, by_model=by_model)),
        "figures": tuple(_never(turn, answer) if own_words else (*_figures(turn, answer), *_never(turn, answer))),
        "citations": tuple(_citations(turn, answer)),
    }


def _kind(turn: Turn, answer: Answer, *, with_code: bool) -> Iterable[str]:
    if answer.kind != turn.kind:
        yield f"the answer is a {answer.kind} and not a {turn.kind}: {answer.text[:160]}"
    if with_code and turn.code is not None and answer.code != turn.code:
        yield f"the code is {answer.code} and not {turn.code}"


def _tools(turn: Turn, answer: Answer, *, by_model: bool) -> list[str]:
    """What is wrong with the calls; where others may be chosen, with those that come closest."""
    called = [{receipt.tool: receipt.arguments} for receipt in answer.receipts]
    if by_model:
        called = [call for place, call in enumerate(called) if call not in called[:place]]
    return min((list(_calls(called, wanted)) for wanted in _allowed(turn, by_model=by_model)), key=len)


def _allowed(turn: Turn, *, by_model: bool) -> Iterable[Sequence[Call]]:
    """The calls that are right, in the case's own order first."""
    yield turn.tools
    if by_model and turn.any_order:
        yield from permutations(turn.tools)
    if by_model:
        yield from turn.also


def _calls(called: Sequence[Call], wanted: Sequence[Call]) -> Iterable[str]:
    names, others = ([name for call in calls for name in call] for calls in (called, wanted))
    if names != others:
        yield f"called {names or 'no tool'} and not {others or 'none'}"
        return
    for given, asked in zip(called, wanted, strict=True):
        for tool in asked:
            yield from _arguments(tool, given[tool], asked[tool])


def _arguments(tool: str, given: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterable[str]:
    """Arguments that are not as wanted, and filters that nobody asked for; `{}` leaves the arguments open."""
    for name, value in wanted.items():
        if given.get(name) != value:
            yield f"{tool}: {name} is {given.get(name)!r} and not {value!r}"
    if not wanted:
        return
    defaults = {name: parameter.default for name, parameter in tool_named(tool).arguments.items()}
    for name in given.keys() - wanted.keys():
        if defaults[name] is not Parameter.empty and given[name] != defaults[name]:
            yield f"{tool}: {name} is {given[name]!r}, which was not asked for"


def _figures(turn: Turn, answer: Answer) -> Iterable[str]:
    said = spoken(answer)
    for figure in turn.figures:
        if not says(said, figure):
            yield f"does not say {figure!r}"


def _never(turn: Turn, answer: Answer) -> Iterable[str]:
    said = spoken(answer).lower()
    for figure in turn.never:
        if figure.lower() in said:
            yield f"says {figure!r}"


def _citations(turn: Turn, answer: Answer) -> Iterable[str]:
    """Sections that are not cited, and any that are where nothing of the playbooks was asked."""
    cited = [one.id for one in answer.citations]
    for wanted in turn.cites:
        if wanted not in cited:
            yield f"does not cite {wanted!r}, but {cited or 'nothing'}"
    if cited and not any("advice" in call for call in turn.tools):
        yield f"cites {cited} where no advice was asked for"


def says(text: str, figure: str) -> bool:
    """Whether a figure stands in a text by itself: "$967" is not in "$2,967" or "$967.50", nor "$400" in "-$400"."""
    before = r"(?<![\w$,.-])" if figure.startswith("$") else r"(?<![\w$,.])"
    after = r"(?![\w%]|[.,]\d)" if figure[-1].isalnum() else ""
    return bool(re.search(before + re.escape(figure) + after, text))


def spoken(answer: Answer) -> str:
    """Everything that a person reads of an answer, in one text."""
    cells = [cell for table in answer.tables for row in (table.columns, *table.rows) for cell in row]
    return "\n".join([answer.text, *cells, *answer.notes, *answer.rests_on])


def shown(answer: Answer) -> str:
    """The same for a reader: the text, each row of a table in a line, the notes and what it rests on."""
    rows = [" | ".join(row) for table in answer.tables for row in (table.columns, *table.rows)]
    return "\n".join([answer.text, *rows, *answer.notes, *answer.rests_on])
