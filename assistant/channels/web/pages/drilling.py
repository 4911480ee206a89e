"""Down from the dashboard: the partners of a tier or a class, and one partner with its deals and lines."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.answer import Answer
from assistant.channels.web.drawing import CLASSES, WHOLE, Bar
from assistant.channels.web.pages.dashboards import choices, filters_of, query
from assistant.channels.web.rendering import page
from assistant.channels.web.site import Visit, visit
from assistant.wording import answered, refused
from assistant.wording.partners.health import briefly
from tools.core.errors import BadPeriod, NoRecords, ToolError
from tools.core.money import BP, half_up
from tools.deals import PartnerDeals
from tools.health import HealthRow, PartnerHealth

SECTIONS = (
    ("standing", "Health", "partner_health", "period"),
    ("tier", "Tier", "tier_status", ""),
    ("deals", "Deals", "partner_deals", "period"),
    ("statement", "Incentive statement", "incentive_statement", "period"),
    ("rebate", "Rebate", "rebate_earned", "quarter"),
    ("mdf", "Marketing funds", "mdf_balance", "year"),
    ("due", "Falls due", "deadlines", ""),
)
"""A partner's page: each part's place, its title, its tool, and how the tool is told the period."""


def partners_page(request: Request) -> Response:
    """The active partners of the filters, with revenue, target and class; the most revenue first."""
    here, filters = visit(request), filters_of(request)
    status = request.query_params.get("status", "").strip()
    given: dict[str, Any] = {"filters": filters, "choices": choices(here), "chosen": status, "classes": CLASSES}
    given |= {"query": lambda **more: query(filters, **more), **here.shown}
    try:
        found = [_health(here, filters, one) for one in ([status] if status else CLASSES)]
    except NoRecords as error:
        return page(request, "partners.html", rows=[], health=None, receipts=[], fault=str(error), **given)
    except ToolError as error:
        return page(request, "partners.html", 422, rows=[], health=None, receipts=[], fault=str(error), **given)
    rows = sorted((row for health, _ in found for row in health.rows), key=lambda row: (-row.revenue_cents, row.name))
    receipts = [receipt for _, receipt in found]
    shown = [_shown(row) for row in rows]
    return page(request, "partners.html", rows=shown, health=found[0][0], receipts=receipts, fault="", **given)


def _health(here: Visit, filters: dict[str, str], status: str) -> tuple[PartnerHealth, str]:
    outcome = here.desk.call("partner_health", {**filters, "status": status}, here.person)
    assert isinstance(outcome.result, PartnerHealth)  # noqa: S101 - the tool's own kind
    return outcome.result, outcome.receipt.id


def _shown(row: HealthRow) -> dict[str, Any]:
    """A partner's row with its bar of attainment, which ends at the target."""
    attained = row.attainment_bp
    length = min(half_up(max(attained, 0) * WHOLE, BP), WHOLE) if attained is not None else 0
    return {"row": row, "bar": Bar(row.status, length), "why": briefly(row.why), "class": CLASSES[row.status]}


def partner_page(request: Request) -> Response:
    """One partner: how it stands, and every deal and line of the period."""
    here, filters = visit(request), filters_of(request)
    roster = here.desk.toolbox(here.person).roster
    partner = roster.match(request.path_params["partner"])
    given: dict[str, Any] = {"name": roster.names[partner], "partner": partner, "choices": choices(here)}
    given |= {"query": lambda **more: query(filters, **more), **here.shown}
    period = {"period": filters["period"]} if "period" in filters else {}
    try:
        times = _times(here, partner, period)
    except BadPeriod as error:
        return page(request, "partner.html", 422, filters=period, parts=[], fault=str(error), **given)
    parts = [
        (place, title, _asked(here, tool, {"partner": partner, **({takes: times[takes]} if takes in times else {})}))
        for place, title, tool, takes in SECTIONS
    ]
    return page(request, "partner.html", filters=period, parts=parts, fault="", **given)


def _times(here: Visit, partner: str, period: dict[str, str]) -> dict[str, str]:
    """The period that was asked for, and the fiscal quarter and year in which it ends.

    Raises:
        BadPeriod: it is none.
    """
    if not period:
        return {}
    deals = here.desk.call("partner_deals", {"partner": partner, **period}, here.person).result
    assert isinstance(deals, PartnerDeals)  # noqa: S101 - the tool's own kind
    calendar = here.desk.toolbox(here.person).calendar
    return {**period, "quarter": calendar.quarter_of(deals.on).name, "year": calendar.year_of(deals.on).name}


def _asked(here: Visit, tool: str, arguments: dict[str, str]) -> Answer:
    """One tool's answer; its refusal is said in its place."""
    try:
        return answered([here.desk.call(tool, arguments, here.person)])
    except ToolError as error:
        return refused(error)


ROUTES = [Route("/dashboard/partners", partners_page), Route("/partners/{partner}", partner_page)]
