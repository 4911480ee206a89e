"""What opens from an answer: the receipt that explains it, and the playbook section that it cites."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.channels.web.rendering import page
from assistant.channels.web.site import Visit, visit
from assistant.records.receipts import receipt_read
from assistant.wording.figures import based, capital, spoken
from tools.core.money import dollars


def receipt_page(request: Request) -> Response:
    """A receipt read back: what was asked of which tool, what it rests on, and every line."""
    here = visit(request)
    kept = receipt_read(here.desk.records, request.path_params["receipt"], here.person)
    result = kept["result"]
    return page(
        request,
        "receipt.html",
        receipt=kept,
        tool=spoken(kept["tool"]),
        arguments=[_argument(here, name, value) for name, value in kept["arguments"].items()],
        basis=result.get("basis", []),
        lines=[_line(line) for line in result.get("lines", [])],
        told=json.dumps(kept, ensure_ascii=False, indent=2),
        **here.shown,
    )


def _argument(here: Visit, name: str, value: Any) -> tuple[str, str]:
    """An argument as a person reads it: a partner by name, money in dollars."""
    if name == "partner_id":
        return "Partner", f"{here.desk.toolbox(here.person).roster.names.get(value, '')} ({value})".strip()
    shown = dollars(value) if name.endswith("_cents") else str(value)
    return capital(spoken(name.removesuffix("_cents"))), shown


def _line(line: dict[str, Any]) -> dict[str, str]:
    """A ledger line as it is shown; a line of another tool shows what it has."""
    return {
        "on": str(line.get("on") or ""),
        "row": str(line.get("row") or ""),
        "title": str(line.get("title") or ""),
        "rule": spoken(str(line.get("rule") or "")),
        "since": str(line.get("ruling_since") or ""),
        "arithmetic": based(line.get("base_cents"), line.get("rate_bp")),
        "amount": dollars(line["amount_cents"]) if line.get("amount_cents") is not None else "",
    }


def section_page(request: Request) -> Response:
    """A section of a playbook, as far as the person may read it."""
    here = visit(request)
    asked = "#".join(filter(None, (request.path_params["playbook"], request.path_params.get("section", ""))))
    section = here.desk.library.section(asked, audience=here.person.audience)
    return page(request, "section.html", section=section, **here.shown)


ROUTES = [
    Route("/receipts/{receipt}", receipt_page),
    Route("/playbooks/{playbook}", section_page),
    Route("/playbooks/{playbook}/{section}", section_page),
]
