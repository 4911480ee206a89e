"""Markdown as the few blocks that a printed document has: headings, paragraphs, list items, tables, pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Side = Literal["left", "right", "center"]


@dataclass(frozen=True)
class Run:
    """Some words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (the title) and below."""

    level: int
    runs: Runs


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    runs: Runs


@dataclass(frozen=True)
class Item:
    """One item of a list; `number` is None for a bullet. `depth` counts from 0."""

    runs: Runs
    depth: int
    number: int | None = None


@dataclass(frozen=True)
class Table:
    """A table's head and rows, a cell being runs, and the side of each column."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    sides: tuple[Side, ...] = field(default=())


@dataclass(frozen=True)
class Picture:
    """A picture by the name that the document knows it by."""

    name: str
    alt: str


@dataclass(frozen=True)
class Line:
    """A line across the page."""


Block = Heading | Paragraph | Item | Table | Picture | Line


def plain(runs: Sequence[Run]) -> str:
    """The words of runs without their style."""
    return "".join(run.text for run in runs)


def parser() -> Any:
    """Markdown with tables; HTML in it is shown, never obeyed."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def blocks(markdown: str) -> list[Block]:
    """A document's Markdown as blocks, in their order."""
    return list(_blocks(iter(parser().parse(markdown))))


def _blocks(tokens: Iterator[Any]) -> Iterator[Block]:
    lists: list[int | None] = []
    level = 0
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "inline":
            yield from _inline(token, level, lists)
            level = 0
        elif token.type == "table_open":
            yield _table(tokens)
        elif token.type == "hr":
            yield Line()
        elif token.type in {"fence", "code_block"}:
            yield Paragraph((Run(token.content.rstrip()),))


def _inline(token: Any, level: int, lists: list[int | None]) -> Iterator[Block]:
    runs = _runs(token)
    for child in token.children:
        if child.type == "image":
            yield Picture(str(child.attrs["src"]), child.content)
    if not plain(runs).strip():
        return
    if level:
        yield Heading(level, runs)
    elif lists:
        yield Item(runs, len(lists) - 1, lists[-1])
        if lists[-1] is not None:
            lists[-1] += 1
    else:
        yield Paragraph(runs)


def _runs(token: Any) -> Runs:
    bold = italic = 0
    found: list[Run] = []
    for child in token.children:
        if child.type in {"strong_open", "strong_close"}:
            bold += child.nesting
        elif child.type in {"em_open", "em_close"}:
            italic += child.nesting
        elif child.type in {"text", "code_inline"}:
            found.append(Run(child.content, bool(bold), bool(italic)))
        elif child.type in {"softbreak", "hardbreak"}:
            found.append(Run(" ", bool(bold), bool(italic)))
    return tuple(run for run in found if run.text)


def _table(tokens: Iterator[Any]) -> Table:
    rows: list[tuple[Runs, ...]] = []
    row: list[Runs] = []
    sides: list[Side] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            rows.append(tuple(row))
        elif token.type == "inline":
            row.append(_runs(token))
        elif token.type == "th_open":
            style = str(token.attrs.get("style", ""))
            sides.append("right" if "right" in style else "center" if "center" in style else "left")
    return Table(head=rows[0], rows=tuple(rows[1:]), sides=tuple(sides))
