"""An MDF campaign brief: the match worked out, the pipeline to aim at, and every step around the activity's day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Literal

from tools.core.frames import Frames
from tools.core.periods import day_of
from tools.core.receipts import Basis, Result
from tools.mdf.balance import mdf_balance
from tools.mdf.match import MdfMatch, mdf_match
from tools.mdf.requests import READS as MDF_READS
from tools.plans.dating import Dates, Task, owned, scheduled, unlisted_holidays, working_day
from tools.plans.figures.heads import head
from tools.plans.figures.sales import SALES_READS, average_deal_cents, opportunities, quarter_sales, quarters_back
from tools.plans.practices import Practised
from tools.plans.practices.campaign import Campaign, CampaignKind
from tools.plans.practices.steps import Threshold

READS = tuple(dict.fromkeys((*MDF_READS, *SALES_READS)))
"""The tables that a campaign brief reads."""

Decision = Literal["approve", "approve_remaining", "hold", "refuse"]


class CampaignBrief(Result):
    """A campaign brief. `match` is what the funds pay; `decision` is what the playbook's table says of the request.

    The aim is pipeline for each dollar of funds, in cents; `opportunities` of the partner's average deal make
    its lower end, None where it has won none. A request that is refused has no tasks.
    """

    partner_id: str
    name: str
    manager: str | None
    on: date
    activity: str
    activity_on: date
    match: MdfMatch
    entitled_cents: int
    allocated_cents: int
    utilised_cents: int
    decision: Decision
    overdue: tuple[str, ...]
    proof: tuple[str, ...]
    aim_from_cents: int | None
    aim_to_cents: int | None
    average_deal_cents: int | None
    opportunities: int | None
    asks: tuple[str, ...]
    measures: tuple[Threshold, ...]
    tasks: tuple[Task, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def campaign_brief(
    frames: Frames, program: Practised, *, partner_id: str, cost_cents: int, activity: str, activity_on: str
) -> CampaignBrief:
    """The brief of an MDF campaign: who pays what, the proof, the pipeline to aim at, and each step before and after.

    Args:
        partner_id: Record id, such as "P-042".
        cost_cents: The activity's whole cost in cents.
        activity: Kind of activity, such as "webinar", "trade show" or "event".
        activity_on: Day of the activity, such as "2025-09-18".

    Returns:
        The match in cents, the pipeline to aim at, and tasks on business days; the activity keeps its own day.

    Raises:
        BadAmount, BadPeriod, UnknownPartner, NoRecords: as for the match.
        NoRuleInForce: no MDF or campaign practice is in force.
    """
    day = day_of(activity_on)
    own = head(frames, partner_id)
    asked: dict[str, Any] = {"cost_cents": cost_cents, "activity": activity, "activity_on": activity_on}
    match = mdf_match(frames, program, partner_id=partner_id, **asked)
    balance = mdf_balance(frames, program, partner_id=partner_id)
    ruling = program.campaign.on(frames.as_of)
    kind = next((kind for kind in ruling.kinds if kind.activity == match.activity), None)
    overdue = tuple(request.request_id for request in balance.reports_due if request.state == "report_overdue")
    tasks, late = _tasks(program, ruling, match, day, own["manager"], frames.as_of) if match.eligible else ((), 0)
    return CampaignBrief(
        **own,
        activity_on=day,
        match=match,
        **{key: getattr(balance, key) for key in ("entitled_cents", "allocated_cents", "utilised_cents")},
        decision=_decision(match, overdue),
        overdue=overdue,
        **_aim(frames, program, match, kind, " ".join(activity.split())[:60]),
        tasks=tasks,
        basis=(Basis.of("campaign", ruling, *ruling.readings), *match.basis),
        notes=(*match.notes, *_notes(match, overdue, kind, late, day), *unlisted_holidays(program, tasks)),
    )


def _decision(match: MdfMatch, overdue: tuple[str, ...]) -> Decision:
    if not match.eligible:
        return "refuse"
    if overdue:
        return "hold"
    return "approve_remaining" if match.capped else "approve"


def _aim(frames: Frames, program: Practised, match: MdfMatch, kind: CampaignKind | None, asked: str) -> dict[str, Any]:
    ruling, last = program.campaign.on(frames.as_of), program.calendar.quarter_of(frames.as_of)
    quarters = tuple(
        quarter_sales(frames, match.partner_id, quarter) for quarter in quarters_back(program.calendar, last)
    )
    average = average_deal_cents(quarters)
    lower = match.vendor_cents * kind.pipeline_from if kind and match.eligible else None
    return {
        "aim_from_cents": lower,
        "aim_to_cents": match.vendor_cents * kind.pipeline_to if kind and match.eligible else None,
        "activity": match.activity or asked,
        "proof": kind.proof if kind else (),
        "asks": tuple(point.text for point in ruling.asks),
        "measures": ruling.measures,
        "average_deal_cents": average,
        "opportunities": opportunities(lower, average) if lower is not None else None,
    }


def _tasks(
    program: Practised, ruling: Campaign, match: MdfMatch, day: date, manager: str | None, as_of: date
) -> tuple[tuple[Task, ...], int]:
    """Every step, and how many of them should have been done before today: those are due at once."""
    dates = Dates.of(program, day)
    found = scheduled(ruling.steps, dates, manager)
    if match.report_due_on is not None:
        found.append(owned(ruling.report_title, ruling.report_owner, manager, dates.by(match.report_due_on)))
    first = working_day(program, as_of + timedelta(days=1))
    late = sum(task.on < first for task in found)
    placed = [task.model_copy(update={"on": max(task.on, min(first, day))}) for task in found]
    return tuple(sorted(placed, key=lambda task: task.on)), late


def _notes(match: MdfMatch, overdue: tuple[str, ...], kind: CampaignKind | None, late: int, day: date) -> Iterator[str]:
    if late:
        noun = "1 step" if late == 1 else f"{late} steps"
        yield f"{day} is {(day - match.on).days} days away: {noun} should have been done by now. Do them at once."
    if match.eligible and kind is None:
        yield f"The practices name no proof and no aim for {match.activity}."
    if overdue:
        yield f"The report of {', '.join(overdue)} is overdue: the request is held until it is in."
