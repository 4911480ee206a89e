"""The templates, and an answer's pieces as they need them. Whatever comes from records is escaped."""

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant.answer import Answer, Table
from assistant.channels.web.drawing import drawn
from assistant.channels.web.texts import section_html, with_citations, with_receipts
from assistant.documents.files import forms_of
from assistant.wording.dashboard import ACRONYMS
from assistant.wording.figures import capital
from tools.core.money import dollars, percent

FORMS = {"docx": "Word", "pdf": "PDF", "ics": "calendar"}
HERE = Path(__file__).parent

_WHOLE = re.compile(r"^(\d{4}-\d{2}-\d{2}|\d{4}-Q\d|[A-Z]{1,3}-\w+)$")
"""A day, a quarter or a record's id: never broken over two lines."""


@cache
def templates() -> Environment:
    """The page's templates."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        section=section_html,
        cited=with_citations,
        receipted=with_receipts,
        place=lambda citation: citation.replace("#", "/"),
        dollars=dollars,
        percent_of=percent,
        title_case=_title,
        query=urlencode,
    )
    made.tests.update(whole=lambda cell: bool(_WHOLE.match(cell)))
    made.globals.update(answer_table=_titled, drawn=drawn, forms=_forms)
    return made


def _forms(answer: Answer) -> list[tuple[str, str]]:
    """The forms that an answer's document is offered in, each with its name."""
    return [(form, FORMS[form]) for form in forms_of(answer) if form in FORMS]


def _title(shouted: str) -> str:
    """A title of the printed dashboard without its capitals: "INCENTIVE & MDF" is "Incentive & MDF"."""
    if not shouted.isupper():
        return shouted
    return capital(" ".join(word if word in ACRONYMS else word.lower() for word in shouted.split()))


def _titled(answer: Answer, title: str) -> Table:
    """The table of an answer that has a title."""
    return next(table for table in answer.tables if table.title == title)


def part(template: str, **given: Any) -> str:
    """A piece of a page."""
    return templates().get_template(template).render(given)


def page(request: Request, template: str, status: int = 200, **given: Any) -> HTMLResponse:
    """A whole page, or its inner part alone for a dialog that opens it."""
    known: dict[str, Any] = {"asks_sign_in": False}
    known |= {"person": None, "signed_in": False, "inside": is_inside(request), "path": request.url.path}
    return HTMLResponse(part(template, **{**known, **given}), status)


def is_inside(request: Request) -> bool:
    """Whether a page is fetched to be shown inside another."""
    return "hx-request" in request.headers
