"""An answer on a terminal: the sentence, a small table, what it rests on. No colour where none is wanted."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType, RenderResult
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from assistant.answer import Answer, Done, Event, Step, Table

NARROW, LEAST_PROSE = 22, 14
"""Columns of text up to the first width keep it; wider ones are prose, and are folded to no less than the second."""

OK, BAD_INPUT, BUG = 0, 2, 70
"""Exit codes: an answer; input that cannot be used, with the reason; a fault of ours."""


def console(*, error: bool = False) -> Console:
    """The terminal, as wide as it says it is, and 80 columns where it does not say."""
    return Console(stderr=error, highlight=False, soft_wrap=False)


def watched(events: Iterable[Event]) -> Answer:
    """The answer that a turn comes to; meanwhile a terminal shows each step, and wipes it again."""
    shown = console(error=True)
    status = shown.status("", spinner="dots") if shown.is_terminal else None
    with status or nullcontext():
        for event in events:
            if isinstance(event, Step) and status is not None:
                status.update(Text(plain(event.text), style="dim"))
            if isinstance(event, Done):
                return event.answer
    raise RuntimeError("a turn ended without its answer")


def show(answer: Answer) -> int:
    """Print an answer and return the exit code it means."""
    out = console(error=answer.kind not in {"answer", "help"})
    for part in parts_of(answer):
        out.print(part)
    return code_of(answer)


def parts_of(answer: Answer) -> Iterator[RenderableType]:
    """An answer from top to bottom: the sentence, the tables, the notes, what it rests on."""
    yield Text(plain(answer.text), style="" if answer.kind in {"answer", "help"} else "bold")
    for table in answer.tables:
        yield Text()
        yield drawn(table)
    if answer.tables:
        yield Text()
    if answer.citations:
        yield Text(plain("\n".join(["", *(one.line for one in answer.citations)])), style="dim")
    yield from (Text(plain(f"Note: {note}"), style="yellow") for note in answer.notes)
    yield from (Text(line, style="dim") for line in answer.rests_on)


def plain(text: str) -> str:
    """A text that cannot steer the terminal: names come from records, and records from anywhere."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)


class Drawn:
    """A table with its figures to the right. Where it is too wide, columns of prose are folded before any figure."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The table, folded to the width that there is."""
        table = self.table
        shown = RichTable(
            title=Text(table.title, style="bold") if table.title else None,
            title_justify="left",
            box=SIMPLE_HEAD,
            padding=(0, 1, 0, 0),
            pad_edge=False,
            show_edge=False,
        )
        kept = _kept(table, options.max_width)
        for column in table.columns:
            justify: JustifyMethod = "right" if column in table.right else "left"
            shown.add_column(Text(column), justify=justify, overflow="fold", width=kept.get(column))
        for row in table.rows:
            shown.add_row(*(Text(plain(cell)) for cell in row))
        yield shown


def drawn(table: Table) -> Drawn:
    """A table as a terminal shows it."""
    return Drawn(table)


def _kept(table: Table, width: int) -> dict[str, int]:
    """The columns that keep their width: all but those of prose, unless too little would be left for it."""
    widest = {
        name: max(map(cell_len, cells)) for name, *cells in zip(table.columns, table.columns, *table.rows, strict=True)
    }
    kept = {name: size for name, size in widest.items() if name in table.right or size <= NARROW}
    prose = len(widest) - len(kept)
    left = width - sum(kept.values()) - 2 * (len(widest) - 1)
    return kept if left >= prose * LEAST_PROSE else {}


def indented(text: str, by: int) -> Padding:
    """A text whose every line stands some columns in."""
    return Padding(Text(text), (0, 0, 0, by))


def code_of(answer: Answer) -> int:
    """The exit code of an answer; being asked back is not an answer yet."""
    if answer.kind in {"answer", "help"}:
        return OK
    return BUG if answer.code == "bug" else BAD_INPUT


def print_json(value: Any) -> None:
    """One JSON object on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_error(text: str) -> int:
    """One sentence on standard error, and the code of bad input."""
    console(error=True).print(escape(text), style="bold")
    return BAD_INPUT


def print_json_error(code: str, text: str) -> int:
    """A JSON error on standard output, for scripts that read it, and the code of bad input."""
    print_json({"error": {"code": code, "message": text}})
    return BAD_INPUT
