"""An answer as text and CSV to take away, and a playbook's Markdown as HTML that cannot harm the page."""

import csv
import re
from collections.abc import Sequence
from functools import cache
from io import StringIO
from typing import Any

from markupsafe import Markup, escape

from assistant.answer import Answer, Citation, Receipt, Table

_ID = re.compile(r"^[a-z0-9_-]+#[a-z0-9_-]+$")
_FIGURE = re.compile(r"^[+-][$€£]?[\d.,]+%?$")


def plain_text(answer: Answer) -> str:
    """The answer as it is pasted into a message: text, tables by tabs, notes, sources."""
    tables = [
        "\n".join(filter(None, [t.title, *("\t".join(row) for row in (t.columns, *t.rows))])) for t in answer.tables
    ]
    lines = [*(f"Note: {note}" for note in answer.notes), *(one.line for one in answer.citations), *answer.rests_on]
    return "\n\n".join([answer.text, *tables, *(["\n".join(lines)] if lines else [])]) + "\n"


def csv_text(table: Table) -> str:
    """A table for a spreadsheet, which takes no name in it for a formula."""
    page = StringIO()
    writer = csv.writer(page)
    writer.writerow(table.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return page.getvalue()


def _harmless(cell: str) -> str:
    risky = cell[:1] in "=@\t\r" or (cell[:1] in "+-" and len(cell) > 1 and not _FIGURE.match(cell))
    return f"'{cell}" if cell and risky else cell


def with_citations(text: str, citations: Sequence[Citation]) -> Markup:
    """A text whose `[id]`s are numbers that open the sections; the sources below it are numbered alike."""
    shown = str(escape(text))
    for number, one in enumerate(citations, 1):
        name = escape(f"Source {number}, {one.playbook}: {one.heading}")
        link = f'<a class="cited" href="/playbooks/{_path(one.id)}" data-open aria-label="{name}">{number}</a>'
        shown = shown.replace(f"[{escape(one.id)}]", f"[{link}]")
    return Markup(shown)  # noqa: S704 - every piece of it is escaped


def with_receipts(line: str, receipts: Sequence[Receipt]) -> Markup:
    """A line of what an answer rests on, whose receipt's id opens it."""
    shown = str(escape(line))
    for id_ in dict.fromkeys(str(escape(one.id)) for one in receipts):
        shown = shown.replace(id_, f'<a href="/receipts/{id_}" data-open>{id_}</a>')
    return Markup(shown)  # noqa: S704 - every piece of it is escaped


def _path(citation: str) -> str:
    """A section's id as the end of an address."""
    return str(escape(citation.replace("#", "/")))


def section_html(text: str) -> Markup:
    """A section's Markdown: HTML in it is shown, links lead to http(s) or to another section, pictures are left out."""
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        _tamed(token)
        for child in token.children or ():
            _tamed(child)
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - HTML in the text is off


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    parser.validateLink = lambda url: url.startswith(("https://", "http://")) or bool(_ID.match(url))  # type: ignore[method-assign]
    return parser


def _tamed(token: Any) -> None:
    """No style inside the page, headings below its own, and links that open a section or leave the page."""
    style = str(token.attrs.pop("style", ""))
    if "right" in style:
        token.attrs["class"] = "figure"
    if token.type in {"heading_open", "heading_close"}:
        token.tag = f"h{min(int(token.tag[1:]) + 2, 6)}"
    href = str(token.attrs.get("href", ""))
    if _ID.match(href):
        token.attrs["href"] = f"/playbooks/{href.replace('#', '/')}"
    elif href:
        token.attrs["rel"] = "noopener noreferrer"
