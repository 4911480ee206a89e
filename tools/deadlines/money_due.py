"""Money: reports on MDF activities, and rebates that fall due for payment."""

from datetime import date, timedelta

import narwhals as nw

from tools.core.frames import rows
from tools.core.periods import Period
from tools.core.program import Program
from tools.deadlines.due import Due, Found, Span
from tools.incentives.rebate import rebate_by_partner
from tools.mdf.requests import mdf_requests

QUARTERS_BACK = 8
"""How far back a rebate may still wait to be paid: no program pays later than two years on."""


def mdf_reports(span: Span) -> Found:
    """Reports on funded activities that have taken place and are not reported."""
    if not span.program.mdf.covers(span.as_of):
        return [], [f"No MDF rule is in force on {span.as_of}, so no report is listed."]
    ruling = span.program.mdf.on(span.as_of)
    return [
        Due(
            request.report_due_on,
            "mdf_report",
            request.partner_id,
            f"Report on {request.title} of {request.activity_on}",
            request.request_id,
            request.approved_cents,
        )
        for request in mdf_requests(span.frames, ruling, partner_id=span.partner_id)
        if request.state in {"report_due", "report_overdue", "planned"} and span.owes(request.report_due_on)
    ], []


def rebate_payouts(span: Span) -> Found:
    """Rebates of ended quarters that are not settled, on the day they fall due."""
    found: list[Due] = []
    notes: list[str] = []
    last = span.calendar.last_closed_quarter(span.as_of)
    running = span.calendar.quarter_of(last.after)
    for quarter in (*span.calendar.quarters_ending(last, QUARTERS_BACK), running):
        due_on = _due_on(span.program, quarter)
        if due_on is None or not span.owes(due_on):
            continue
        if quarter is running:
            notes.append(f"Rebates of {quarter.name} fall due on {due_on}; their amounts stand when it has ended.")
        elif span.program.rebate.on(quarter.last).method is None:
            notes.append(f"The program does not say how rebates of {quarter.name} are counted, so none is listed.")
        else:
            what = f"Pay the rebate of {quarter.name}"
            rebates = span.only(rebate_by_partner(span.frames, span.program, quarter))
            owed = rows(rebates.filter(nw.col("due_cents") > 0).select("partner_id", "due_cents"))
            found += [
                Due(due_on, "rebate_payout", row["partner_id"], what, quarter.name, row["due_cents"]) for row in owed
            ]
    return found, notes


def _due_on(program: Program, quarter: Period) -> date | None:
    if not program.rebate.covers(quarter.last):
        return None
    return quarter.last + timedelta(days=program.rebate.on(quarter.last).paid_after_days)
