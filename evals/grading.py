"""Grades an answer: first by the tools called and the figures, only then by words."""

from collections.abc import Iterable

from assistant.answer import Answer
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
        for name, value in call[receipt.tool].items():
            given = receipt.arguments.get(name)
            if given != value:
                yield f"{receipt.tool}: {name} is {given!r} and not {value!r}"


def _figures(turn: Turn, answer: Answer) -> Iterable[str]:
    said = spoken(answer)
    for figure in turn.figures:
        if figure not in said:
            yield f"does not say {figure!r}"
    for figure in turn.never:
        if figure.lower() in said.lower():
            yield f"says {figure!r}"


def spoken(answer: Answer) -> str:
    """Everything that a person reads of an answer, in one text."""
    cells = [cell for table in answer.tables for row in (table.columns, *table.rows) for cell in row]
    return "\n".join([answer.text, *cells, *answer.notes, *answer.rests_on])
