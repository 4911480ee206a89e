"""An answer as Adaptive Cards of version 1.5. What one message cannot hold goes on in the next."""

import json
from collections.abc import Iterator
from typing import Any

from assistant.answer import Answer, Citation, Table
from assistant.channels.markdown import Link, escaped, nowhere, text_of

MOST_BYTES = 24_000
"""Teams takes messages of about 28 KB; the rest is room for what is around the card."""
MOST_CARDS = 5
MOST_TEXT = 6_000
MORE = "There is more than fits here. Ask for less: one partner, one tier or one month."
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"

Element = dict[str, Any]


def cards(answer: Answer, *, link: Link = nowhere, picture: str | None = None, told: bool = False) -> list[Element]:
    """The cards of an answer, in order. `picture` is the chart's address; `told` that its text is sent beside them."""
    filled: list[list[Element]] = [[]]
    for element in _elements(answer, link, picture, told=told):
        if filled[-1] and _size([*filled[-1], element]) > MOST_BYTES:
            filled.append([])
        filled[-1].append(element)
    kept = filled[:MOST_CARDS]
    if len(filled) > MOST_CARDS:
        kept[-1].append(_text(MORE, isSubtle=True))
        kept[-1].extend(_sources(answer, link))
    return [_card(body) for body in kept if body]


def said(text: str) -> Element:
    """One sentence as a card."""
    return _card([_text(escaped(text))])


def _card(body: list[Element]) -> Element:
    return {"type": "AdaptiveCard", "$schema": SCHEMA, "version": "1.5", "msteams": {"width": "Full"}, "body": body}


def _elements(answer: Answer, link: Link, picture: str | None, *, told: bool) -> Iterator[Element]:
    if not told:
        yield from (_text(part) for part in _parts(text_of(answer, link)))
    if picture:
        yield {"type": "Image", "url": picture, "size": "Stretch", "altText": answer.text[:200]}
    for table in answer.tables:
        yield from _table(table)
    yield from _sources(answer, link)


def _sources(answer: Answer, link: Link) -> Iterator[Element]:
    """The notes, what is cited, and what the figures rest on."""
    yield from (_text(f"Note: {escaped(note)}", isSubtle=True) for note in answer.notes)
    if answer.citations:
        yield _text("\n".join(f"- {_cited(one, link)}" for one in answer.citations), isSubtle=True)
    if answer.rests_on:
        lines = "\n\n".join(map(escaped, answer.rests_on))
        yield _text(lines, isSubtle=True, size="Small")


def _cited(citation: Citation, link: Link) -> str:
    target, line = link(citation), citation.line.removeprefix(f"[{citation.id}]")
    return f"[{escaped(citation.id)}]({target}){escaped(line)}" if target else escaped(citation.line)


def _table(table: Table) -> Iterator[Element]:
    """A table, in pieces that one card can hold; each begins with the header."""
    if table.title:
        yield _text(escaped(table.title), weight="Bolder")
    head = _row(table, table.columns, weight="Bolder")
    rows: list[Element] = []
    for cells in table.rows:
        row = _row(table, cells)
        if rows and _size([head, *rows, row]) > MOST_BYTES // 2:
            yield _grid(table, [head, *rows])
            rows = []
        rows.append(row)
    yield _grid(table, [head, *rows])


def _grid(table: Table, rows: list[Element]) -> Element:
    """A grid whose columns share the width by what stands in them."""
    widths = []
    for number, column in enumerate(table.columns):
        longest = max([len(column), *(len(row[number]) for row in table.rows)])
        widths.append({"width": max(1, min(longest // 6 + 1, 6))})
    return {"type": "Table", "columns": widths, "rows": rows, "firstRowAsHeader": True, "showGridLines": False}


def _row(table: Table, cells: tuple[str, ...], **style: str) -> Element:
    return {
        "type": "TableRow",
        "cells": [
            {"type": "TableCell", "items": [_text(escaped(cell) or " ", **_right(table, column), **style)]}
            for column, cell in zip(table.columns, cells, strict=True)
        ],
    }


def _right(table: Table, column: str) -> dict[str, str]:
    return {"horizontalAlignment": "Right"} if column in table.right else {}


def _text(text: str, **style: Any) -> Element:
    return {"type": "TextBlock", "text": text, "wrap": True, **style}


def _parts(text: str) -> Iterator[str]:
    """A text in pieces at its paragraphs, none longer than a card may hold."""
    part = ""
    for paragraph in text.split("\n\n"):
        if part and len(part) + len(paragraph) > MOST_TEXT:
            yield part
            part = ""
        part = f"{part}\n\n{paragraph}" if part else paragraph
        while len(part) > MOST_TEXT:
            yield part[:MOST_TEXT]
            part = part[MOST_TEXT:]
    if part:
        yield part


def _size(body: list[Element]) -> int:
    return len(json.dumps(body, ensure_ascii=False).encode())
