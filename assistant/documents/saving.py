"""Writes a document into a file of the kind that its name says."""

from pathlib import Path

from assistant.documents.files import MEDIA_TYPES, content_of
from assistant.documents.making import Document
from tools.core.errors import BadArgument


def save(document: Document, path: Path) -> list[Path]:
    """Write a document; the files written. Markdown's pictures stand beside it, under its name.

    Raises:
        BadArgument: another kind of file, a calendar of a plan without open dates, or a file that cannot be written.
    """
    form = path.suffix.lower().lstrip(".")
    if form not in MEDIA_TYPES:
        raise BadArgument("--out", path.name, "a document is a .md, .docx, .pdf or .html file, and its dates an .ics.")
    try:
        if form == "md":
            return _markdown(document, path)
        path.write_bytes(content_of(document, form))
    except OSError as error:
        raise BadArgument("--out", str(path), f"the file cannot be written ({error.strerror or error}).") from error
    return [path]


def _markdown(document: Document, path: Path) -> list[Path]:
    text, written = document.markdown, [path]
    for name, picture in document.pictures.items():
        beside = path.with_name(f"{path.stem}-{name}")
        text = text.replace(f"]({name})", f"]({beside.name})")
        beside.write_bytes(picture)
        written.append(beside)
    path.write_text(text, encoding="utf-8")
    return written
