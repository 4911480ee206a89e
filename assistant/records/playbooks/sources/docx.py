"""Word files: headings by their styles, lists and tables as markdown."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from assistant.records.playbooks.sources.documents import Document, Part, Unreadable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table
    from docx.text.paragraph import Paragraph


def read_docx(path: Path) -> Document:
    """A Word file; its title is the document's own, its "Title" paragraph, or its name.

    Raises:
        Unreadable: it is no Word file, or a protected one.
    """
    import docx
    from docx.opc.exceptions import OpcError

    try:
        word = docx.Document(str(path))
    except (OpcError, BadZipFile, KeyError, ValueError) as error:
        raise Unreadable("it is no Word file, or it is protected by a password") from error
    titled = next((p.text.strip() for p in word.paragraphs if _style(p) == "Title" and p.text.strip()), "")
    title = titled or (word.core_properties.title or "").strip() or path.stem.replace("-", " ").capitalize()
    changed = word.core_properties.modified or word.core_properties.created
    return Document(
        title=title,
        parts=tuple(_parts(word, title)),
        updated_on=date(changed.year, changed.month, changed.day) if changed else None,
    )


def _parts(word: "WordDocument", title: str) -> Iterator[Part]:
    from docx.table import Table

    heading, lines = title, list[str]()
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            lines += ["", *_table(block), ""]
            continue
        style, text = _style(block), " ".join(block.text.split())
        if style.startswith("Heading") and text:
            yield Part(heading, "\n".join(lines).strip())
            heading, lines = text, []
        elif text and style != "Title":
            lines += _lines(style, text)
    yield Part(heading, "\n".join(lines).strip())


def _style(paragraph: "Paragraph") -> str:
    return (paragraph.style.name if paragraph.style is not None else "") or ""


def _lines(style: str, text: str) -> list[str]:
    if style.startswith("List Number"):
        return [f"1. {text}"]
    if style.startswith("List"):
        return [f"- {text}"]
    return ["", text, ""]


def _table(table: "Table") -> list[str]:
    rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]
    shown = [f"| {' | '.join(row)} |" for row in rows]
    return [*shown[:1], f"|{'---|' * len(rows[0])}", *shown[1:]] if rows else []
