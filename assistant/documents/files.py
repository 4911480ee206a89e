"""A document as a file to hand out: its name and its bytes, from a plan's outcome or from an answer that holds one.

This is what channels attach: a command writes it, Slack uploads it, a page offers it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_type_hints

from assistant.answer import Answer
from assistant.documents.making import TITLES, Document, document_of
from assistant.records.templates import SHIPPED
from assistant.toolbox import Outcome, tool_named
from tools.core.errors import BadArgument
from tools.core.program import Company

MEDIA_TYPES: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}
"""The forms of a document, the most wanted first, with the media type of each."""


@dataclass(frozen=True)
class File:
    """A file to attach: a name that says what it is, its bytes, and its media type."""

    name: str
    content: bytes
    media_type: str


def forms_of(answer: Answer) -> tuple[str, ...]:
    """The forms that an answer's document can be had in; none where the answer holds no plan, or an empty one."""
    found = _planned(answer)
    if found is None:
        return ()
    open_tasks = any(task.get("done_on") is None for task in found[1].get("tasks", ()))
    return tuple(form for form in MEDIA_TYPES if form != "ics" or open_tasks)


def file_of(made: Answer | Outcome, form: str, company: Company, templates: Path = SHIPPED) -> File:
    """The document of an answer or of a tool's outcome in one form: "docx", "pdf", "html", "md" or "ics".

    Raises:
        BadArgument: no plan is in it, another form, or a calendar of a plan without open dates.
        BadTemplates: the company's template cannot be used.
    """
    form = form.lower().lstrip(".")
    document = document_of(_outcome(made) if isinstance(made, Answer) else made, company, templates)
    return File(
        name=f"{_slug(document.title)}.{form}", content=content_of(document, form), media_type=MEDIA_TYPES[form]
    )


def content_of(document: Document, form: str) -> bytes:
    """A document's bytes in one form; Markdown without its pictures.

    Raises:
        BadArgument: another form, or a calendar of a plan without open dates.
    """
    if form not in _CONTENT:
        raise BadArgument("A file", form, "a document is a .md, .docx, .pdf or .html file, and its dates an .ics.")
    if form == "ics" and not any(task.done_on is None for task in document.tasks):
        raise BadArgument("A file", form, "this document has no dates to put into a calendar.")
    return _CONTENT[form](document)


def _planned(answer: Answer) -> tuple[Any, dict[str, Any]] | None:
    """The first plan of an answer: its receipt and its result."""
    pairs = zip(answer.receipts, answer.results, strict=False)
    return next(((receipt, result) for receipt, result in pairs if receipt.tool in TITLES), None)


def _outcome(answer: Answer) -> Outcome:
    """The outcome that an answer was worded from, read back from its own result."""
    found = _planned(answer)
    if found is None:
        raise BadArgument("A document", answer.text[:60], "this answer holds no plan to make one of.")
    receipt, result = found
    shape = get_type_hints(tool_named(receipt.tool).run)["return"]
    return Outcome(tool=receipt.tool, result=shape.model_validate(result), receipt=receipt)


def _slug(title: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", title.casefold()))[:80]


def _word(document: Document) -> bytes:
    from assistant.documents.word import word_of

    return word_of(document)


def _pdf(document: Document) -> bytes:
    from assistant.documents.pdf import pdf_of

    return pdf_of(document)


def _page(document: Document) -> bytes:
    from assistant.documents.page import page_of

    return page_of(document)


def _calendar(document: Document) -> bytes:
    from assistant.documents.calendar import calendar_of

    return calendar_of(document)


_CONTENT: dict[str, Callable[[Document], bytes]] = {
    "docx": _word,
    "pdf": _pdf,
    "html": _page,
    "md": lambda document: document.plain.encode(),
    "ics": _calendar,
}
