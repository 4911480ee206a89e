"""One document, whatever its format: front facts, and its parts by heading."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

SUFFIXES = (".md", ".markdown", ".pdf", ".docx")
LARGEST_BYTES = 50_000_000
"""Above it a file is skipped: it is no playbook, and reading it would hold up every question."""


class Unreadable(Exception):
    """A file that holds no text we can use, and why."""


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it, as markdown."""

    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """A document's own facts and its parts in order. `audience` "partners" lets a partner's people read it too."""

    title: str
    parts: tuple[Part, ...]
    when: str = ""
    phase: str = ""
    updated_on: date | None = None
    audience: str = "vendor"


def read_document(path: Path) -> Document:
    """A file as a document.

    Raises:
        Unreadable: too large, damaged, protected, or without text.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise Unreadable(f"it is larger than {LARGEST_BYTES // 1_000_000} MB")
        found = _reader(path.suffix.lower())(path)
    except OSError as error:
        raise Unreadable(f"it cannot be opened: {error.strerror}") from error
    parts = tuple(part for part in found.parts if part.text.strip())
    if not parts:
        raise Unreadable("it holds no text; a scanned page has to be recognised first")
    return Document(**{**vars(found), "parts": parts})


def _reader(suffix: str) -> Callable[[Path], Document]:
    if suffix == ".pdf":
        from assistant.records.playbooks.sources.pdf import read_pdf

        return read_pdf
    if suffix == ".docx":
        from assistant.records.playbooks.sources.docx import read_docx

        return read_docx
    from assistant.records.playbooks.sources.markdown import read_markdown

    return read_markdown
