"""The dashboard as a page and as a PDF: a period and filters in its address, figures by the tool of that name."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.channels.web.drawing import health_bar, tier_bars, top_bars
from assistant.channels.web.rendering import page
from assistant.channels.web.site import Visit, visit
from assistant.toolbox import Outcome, Toolbox
from assistant.wording import answered
from assistant.wording.dashboard import figure, shown
from tools.core.errors import ToolError
from tools.core.periods import add_months, month
from tools.dashboard.models import Dashboard

FILTERS = ("period", "tier", "region", "manager")
HEADLINES = ("sourced_revenue", "growth", "pipeline", "on_target")
"""The metrics that stand large at the top."""


@dataclass(frozen=True)
class Choices:
    """What the filters offer this person."""

    periods: list[str]
    tiers: list[str]
    regions: tuple[str, ...]
    managers: tuple[str, ...]


def filters_of(request: Request) -> dict[str, str]:
    """The filters that an address names."""
    given = {name: request.query_params.get(name, "").strip() for name in FILTERS}
    return {name: value for name, value in given.items() if value}


def query(filters: dict[str, str], **more: str) -> str:
    """Filters as the end of an address; empty for none."""
    named = {name: value for name, value in {**filters, **more}.items() if value}
    return f"?{urlencode(named)}" if named else ""


def choices(here: Visit) -> Choices:
    """What this person may filter by: recent months and quarters, the program's tiers, their regions and managers."""
    toolbox = here.desk.toolbox(here.person)
    return Choices(_periods(toolbox), _tiers(toolbox), toolbox.lists.regions, toolbox.lists.managers)


def _periods(toolbox: Toolbox) -> list[str]:
    months = [add_months(toolbox.as_of.replace(day=1), -back) for back in range(6)]
    quarters = toolbox.calendar.quarters_ending(toolbox.calendar.quarter_of(toolbox.as_of), 5)
    return [*(month(day.year, day.month).name for day in months), *(quarter.name for quarter in reversed(quarters))]


def _tiers(toolbox: Toolbox) -> list[str]:
    block = toolbox.program.tiers.on(toolbox.as_of)
    return [tier.name for tier in reversed(block.tiers)]


def dashboard_page(request: Request) -> Response:
    """The dashboard. What cannot be used in the filters is said beside them."""
    here, filters = visit(request), filters_of(request)
    given: dict[str, Any] = {"filters": filters, "choices": choices(here), **here.shown}
    try:
        outcome = here.desk.call("dashboard", dict(filters), here.person)
    except ToolError as error:
        return page(request, "dashboard.html", 422, board=None, fault=str(error), **given)
    return page(request, "dashboard.html", fault="", **_board(outcome, filters), **given)


def _board(outcome: Outcome, filters: dict[str, str]) -> dict[str, Any]:
    result = outcome.result
    assert isinstance(result, Dashboard)  # noqa: S101 - the tool's own kind
    answer = answered([outcome])
    return {
        "board": result,
        "answer": answer,
        "shown": shown,
        "headlines": [_headline(result, key) for key in HEADLINES],
        "tier_bars": tier_bars(result),
        "health": health_bar(result),
        "top_bars": top_bars(result),
        "query": lambda **more: query(filters, **more),
    }


def _headline(result: Dashboard, key: str) -> dict[str, str]:
    """A metric set large: its label, its bare figure, and what is said of it in brackets."""
    metric = result.metric(key)
    if metric.value is None:
        return {"label": metric.label, "figure": "n/a", "more": metric.reason or ""}
    parts = [part.phrase.replace("{}", figure(part)) for part in metric.parts if part.value is not None]
    more = f"against {result.compared}" if key == "growth" else ", ".join(parts)
    return {"label": metric.label, "figure": figure(metric), "more": more}


def dashboard_pdf(request: Request) -> Response:
    """The same dashboard on paper, with its picture."""
    from assistant.documents.boards import dashboard_document
    from assistant.documents.pdf import pdf_of

    here, filters = visit(request), filters_of(request)
    outcome = here.desk.call("dashboard", dict(filters), here.person)
    company = here.desk.toolbox(here.person).program.company
    document = dashboard_document(outcome, company)
    name = document.title.lower().replace(", ", "-").replace(" ", "-")
    headers = {"content-disposition": f'inline; filename="{name.encode("ascii", "ignore").decode()}.pdf"'}
    return Response(pdf_of(document), media_type="application/pdf", headers=headers)


ROUTES = [Route("/dashboard", dashboard_page), Route("/dashboard.pdf", dashboard_pdf)]
