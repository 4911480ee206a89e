"""Writes a document into a file of the kind that its name says."""

from collections.abc import Callable
from pathlib import Path

from assistant.documents.making import Document
from tools.core.errors import BadArgument


def save(document: Document, path: Path) -> list[Path]:
    """Write a document; the files written. Markdown's pictures stand beside it, under its name.

    Raises:
        BadArgument: another kind of file, a calendar of a plan without open dates, or a file that cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise BadArgument("--out", path.name, "a document is a .md, .docx, .pdf or .html file, and its dates an .ics.")
    if kind == ".ics" and not any(task.done_on is None for task in document.tasks):
        raise BadArgument("--out", path.name, "this document has no dates to put into a calendar.")
    try:
        return KINDS[kind](document, path)
    except OSError as error:
        raise BadArgument("--out", str(path), f"the file cannot be written ({error.strerror or error}).") from error


def _markdown(document: Document, path: Path) -> list[Path]:
    text, written = document.markdown, [path]
    for name, picture in document.pictures.items():
        beside = path.with_name(f"{path.stem}-{name}")
        text = text.replace(f"]({name})", f"]({beside.name})")
        beside.write_bytes(picture)
        written.append(beside)
    path.write_text(text, encoding="utf-8")
    return written


def _word(document: Document, path: Path) -> list[Path]:
    from assistant.documents.word import word_of

    path.write_bytes(word_of(document))
    return [path]


def _pdf(document: Document, path: Path) -> list[Path]:
    from assistant.documents.pdf import pdf_of

    path.write_bytes(pdf_of(document))
    return [path]


def _page(document: Document, path: Path) -> list[Path]:
    from assistant.documents.page import page_of

    path.write_bytes(page_of(document))
    return [path]


def _calendar(document: Document, path: Path) -> list[Path]:
    from assistant.documents.calendar import calendar_of

    path.write_bytes(calendar_of(document))
    return [path]


KINDS: dict[str, Callable[[Document, Path], list[Path]]] = {
    ".md": _markdown,
    ".docx": _word,
    ".pdf": _pdf,
    ".html": _page,
    ".ics": _calendar,
}
