"""Texts as Slack takes them: what comes from records can make no link, no mention and no format."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answer import Answer, Table

WIDE = 72
"""Characters of a line that a message shows unbroken beside a channel list."""

_SLACK = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKS = re.compile(r"([\\`*_~\[\]#|])")
_ADDRESS = re.compile(r"(?<=\w):(?=//)|\b(?<=www)\.", re.IGNORECASE)
_BREAK = "\u200b"


def plain(text: str) -> str:
    """A text without characters that steer: controls, and those that turn the direction of what follows."""
    return "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text)


def escaped(text: str) -> str:
    """A text for a `text` argument, whose only syntax stands in angle brackets."""
    return "".join(_SLACK.get(c, c) for c in plain(text))


def as_markdown(text: str) -> str:
    """A text for a stream, which is read as Markdown: every mark is quoted, and no address becomes a link."""
    return _MARKS.sub(r"\\\1", _ADDRESS.sub(lambda found: found.group() + _BREAK, escaped(text)))


def pieces(text: str, most: int) -> Iterator[str]:
    """A text in pieces of at most `most` characters, cut at a paragraph, a line or a word where there is one."""
    left = text.strip()
    while len(left) > most:
        cut = max(left.rfind(mark, most // 2, most) for mark in ("\n", " ", "-"))
        cut = cut if cut > 0 else most
        yield left[:cut].rstrip()
        left = left[cut:].strip()
    if left:
        yield left


def shortened(text: str, most: int) -> str:
    """A text of at most `most` characters; one that was cut says so by its last."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


class Drawn(NamedTuple):
    """A table as text: whether its columns are aligned, and whether rows were left out."""

    text: str
    aligned: bool
    cut: bool


def drawn(table: Table, most: int) -> Drawn:
    """A table as text of at most `most` characters.

    Columns are aligned where they fit a line; else each row is a line of its first cell and the others by name.
    """
    rows = [[plain(cell).replace("\n", " ") for cell in row] for row in table.rows]
    widths = [max(map(len, cells)) for cells in zip(table.columns, *rows, strict=True)]
    aligned = sum(widths) + 2 * (len(widths) - 1) <= WIDE
    lines = [_aligned(row, table, widths) for row in (table.columns, *rows)] if aligned else _named(table, rows)
    kept = _within(lines, most)
    return Drawn("\n".join(kept), aligned, len(kept) < len(lines) or kept[-1:] != lines[-1:])


def _aligned(row: Sequence[str], table: Table, widths: list[int]) -> str:
    cells = (
        cell.rjust(width) if name in table.right else cell.ljust(width)
        for cell, name, width in zip(row, table.columns, widths, strict=True)
    )
    return "  ".join(cells).rstrip()


def _named(table: Table, rows: list[list[str]]) -> list[str]:
    others = table.columns[1:]
    return [
        f"• {row[0]}: " + "; ".join(f"{name} {cell}" for name, cell in zip(others, row[1:], strict=True) if cell)
        for row in rows
    ]


def _within(lines: list[str], most: int) -> list[str]:
    """The lines that fit, and how many do not."""
    kept: list[str] = []
    left = most - 40
    for number, line in enumerate(lines):
        left -= len(line) + 1
        if left < 0:
            return [*kept, f"… and {len(lines) - number} more lines"]
        kept.append(line)
    return kept


def page(answer: Answer) -> str:
    """The whole answer as a text file."""
    parts = [answer.text]
    for table in answer.tables:
        lines = drawn(table, 1_000_000).text
        parts.append(f"{table.title}\n{lines}" if table.title else lines)
    parts += ["\n".join(one.line for one in answer.citations)] if answer.citations else []
    parts += [f"Note: {note}" for note in answer.notes]
    parts += ["\n".join(answer.rests_on)] if answer.rests_on else []
    return plain("\n\n".join(parts)) + "\n"
