"""PDF files: a heading is a short line in larger or bold type; without any, each page is a part."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.records.playbooks.sources.documents import Document, Part, Unreadable

if TYPE_CHECKING:
    from pypdf import PdfReader

_LARGER = 1.12
_LONGEST_HEADING = 110
_ITEM = re.compile(r"^\s*(?:[-*\u2022\u25aa\u2013]|(\d{1,2})[.)])\s+(.*)$")
_PAGE_NUMBER = re.compile(r"^(page\s+)?\d+(\s*(of|/)\s*\d+)?$", re.IGNORECASE)


@dataclass(frozen=True)
class _Line:
    text: str
    size: float
    bold: bool
    page: int


def read_pdf(path: Path) -> Document:
    """A PDF; its title is the document's own, its largest line, or its name.

    Raises:
        Unreadable: it is damaged, or protected by a password.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("it is protected by a password")
        lines = [line for number, page in enumerate(reader.pages, 1) for line in _lines(page, number)]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable("it is damaged") from error
    body = _body_size(lines)
    largest = max((line.size for line in lines), default=0.0)
    topmost = next((line.text for line in lines if line.size == largest and largest > body * _LARGER), "")
    title = _own_title(reader) or topmost or path.stem.replace("-", " ").capitalize()
    return Document(title=title, parts=tuple(_parts(lines, body, title)), updated_on=_changed(reader))


def _lines(page: Any, number: int) -> list[_Line]:
    """The lines of a page with the type that most of each is set in."""
    pieces: list[tuple[str, float, bool]] = []

    def piece(text: str, _cm: Any, matrix: Any, font: Any, size: float) -> None:
        if text:
            scale = abs(matrix[3]) or abs(matrix[0]) or 1.0
            bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
            pieces.append((text, round(size * scale, 1), bold))

    page.extract_text(visitor_text=piece)
    lines: list[_Line] = []
    text, sizes = "", Counter[tuple[float, bool]]()
    for written, size, bold in [*pieces, ("\n", 0.0, False)]:
        for index, stretch in enumerate(written.split("\n")):
            if index:
                if text.strip() and not _PAGE_NUMBER.match(text.strip()):
                    most, _ = sizes.most_common(1)[0]
                    lines.append(_Line(" ".join(text.split()), *most, number))
                text, sizes = "", Counter()
            text += stretch
            sizes[size, bold] += len(stretch.strip())
    return lines


def _body_size(lines: list[_Line]) -> float:
    """The size that most characters are set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _parts(lines: list[_Line], body: float, title: str) -> Iterator[Part]:
    headed = any(_is_heading(line, body) and line.text != title for line in lines)
    heading, held = title, list[str]()
    page = 1
    for line in lines:
        turned = not headed and line.page != page
        if turned or (headed and _is_heading(line, body)):
            yield Part(heading, _flowed(held))
            heading, held = (f"{title}, page {line.page}", []) if turned else (line.text, [])
            page = line.page
        if not (headed and _is_heading(line, body)):
            held.append(line.text)
    yield Part(heading, _flowed(held))


def _is_heading(line: _Line, body: float) -> bool:
    if len(line.text) > _LONGEST_HEADING or line.text.endswith((".", ",", ";", ":")) or _ITEM.match(line.text):
        return False
    return line.size > body * _LARGER or (line.bold and line.size >= body and len(line.text.split()) <= 12)


def _flowed(lines: list[str]) -> str:
    """Lines joined into paragraphs and list items: a PDF breaks lines where the page ends, not the thought."""
    flowed: list[str] = []
    for line in lines:
        item = _ITEM.match(line)
        if item:
            flowed.append(f"{item[1]}. {item[2]}" if item[1] else f"- {item[2]}")
        elif flowed and not flowed[-1].endswith((".", ":", "?", "!")):
            joint = "" if flowed[-1].endswith("-") and line[:1].islower() else " "
            flowed[-1] = f"{flowed[-1].removesuffix('-') if not joint else flowed[-1]}{joint}{line}"
        else:
            flowed.append(line)
    return "\n".join(flowed)


def _own_title(reader: "PdfReader") -> str:
    found = (reader.metadata.title if reader.metadata else None) or ""
    return "" if found.lower().endswith((".docx", ".doc", ".indd")) or found.lower() == "untitled" else found.strip()


def _changed(reader: "PdfReader") -> date | None:
    facts = reader.metadata
    changed = (facts.modification_date or facts.creation_date) if facts else None
    return date(changed.year, changed.month, changed.day) if changed else None
