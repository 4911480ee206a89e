"""A joint business plan: where a partner stands, its year's target by quarter, and how the gap is filled."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tools.core.errors import BadArgument
from tools.core.frames import Frames
from tools.core.money import BP, dollars, portion
from tools.core.periods import FiscalCalendar, Period
from tools.core.receipts import Basis, Result
from tools.health import PartnerHealth, partner_health
from tools.mdf.requests import READS as MDF_READS
from tools.plans.dating import Dates, Task, scheduled, unlisted_holidays, working_day
from tools.plans.figures.funds import Funds, funds_of
from tools.plans.figures.gap import GAP_READS, TierGap, tier_gap
from tools.plans.figures.heads import head
from tools.plans.figures.sales import (
    SALES_READS,
    Account,
    OpenDeal,
    QuarterSales,
    accounts_of,
    average_deal_cents,
    open_deals,
    opportunities,
    quarter_sales,
    quarters_back,
)
from tools.plans.practices import Practised
from tools.plans.practices.performance import BusinessPlan
from tools.plans.practices.steps import Threshold
from tools.tiers.path import Expiring, TierPath, tier_path
from tools.tiers.status import TierStatus, tier_status

READS = tuple(dict.fromkeys((*GAP_READS, *SALES_READS, *MDF_READS)))
"""The tables that a joint business plan reads."""


PREPARED_BEFORE = timedelta(weeks=8)
"""A plan of a year that has not begun is prepared so long before it."""


class QuarterTarget(Result):
    """A quarter's target, what was won of it so far, and the last day by which its review is held."""

    quarter: str
    last_on: date
    target_cents: int
    won_cents: int
    closed: bool


class JointBusinessPlan(Result):
    """A yearly plan. `gap_cents` is the target less what is won and the weighted pipeline; cents throughout.

    `pipeline_to_add_cents` is the pipeline that the gap needs at the program's aimed coverage, less what MDF
    is expected to bring. `target_from` says whose target it is: the partner's own, the tier's, or none.
    """

    partner_id: str
    name: str
    manager: str | None
    on: date
    year: str
    first_on: date
    last_on: date
    held: str
    depth: str
    target_cents: int
    target_from: str
    tier_target_cents: int | None
    targets_differ: bool
    quarters: tuple[QuarterTarget, ...]
    history: tuple[QuarterSales, ...]
    won_cents: int
    pipeline_cents: int
    weighted_cents: int
    gap_cents: int
    coverage_aim_bp: int
    pipeline_needed_cents: int
    pipeline_to_add_cents: int
    average_deal_cents: int | None
    opportunities: int | None
    accounts: tuple[Account, ...]
    tier: TierStatus
    tier_gap: TierGap | None
    expiring: tuple[Expiring, ...]
    funds: Funds | None
    promises: tuple[str, ...]
    falls_below_bp: int
    risks: tuple[str, ...]
    measures: tuple[Threshold, ...]
    tasks: tuple[Task, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def joint_business_plan(
    frames: Frames, program: Practised, *, partner_id: str, year: str | None = None
) -> JointBusinessPlan:
    """A joint business plan with a partner for a year: target by quarter, gap, accounts, people, MDF, promises, steps.

    Args:
        partner_id: Record id, such as "P-042".
        year: Fiscal year, such as "2025"; the one that holds the records' as-of day if left out.

    Returns:
        Every figure in cents and counts, and dated tasks from the as-of day on.

    Raises:
        UnknownPartner, BadPeriod, BadArgument: no such partner, or no fiscal year that is open on the as-of day.
        NoRecords: the partner holds no tier on the as-of day.
        NoRuleInForce: no practice, tiers or health are in force.
    """
    own = head(frames, partner_id)
    fiscal = _year(program.calendar, year, frames.as_of)
    path = tier_path(frames, program, partner_id=partner_id)
    status = tier_status(frames, program, partner_id=partner_id)
    ruling = program.business_plan.on(frames.as_of)
    health = partner_health(frames, program, partner_id=partner_id)
    figures, notes = _figures(frames, program, health, fiscal, status.target_cents)
    dates = Dates.of(program, working_day(program, max(frames.as_of, fiscal.first - PREPARED_BEFORE)))
    tasks = tuple(scheduled((*ruling.steps, *ruling.promises), dates, own["manager"]))
    return JointBusinessPlan(
        **own,
        year=fiscal.name,
        held=path.held,
        **figures,
        tier=status,
        tier_gap=tier_gap(program, path, status, health.rows[0]),
        expiring=_expiring(path, fiscal),
        promises=tuple(f"{text[:1].upper()}{text[1:]}" for text in status.support),
        **_said(ruling),
        tasks=tasks,
        basis=(Basis.of("business_plan", ruling, *ruling.readings), *path.basis, *health.basis),
        notes=(*notes, *path.notes, *unlisted_holidays(program, tasks)),
    )


def _said(ruling: BusinessPlan) -> dict[str, Any]:
    return {
        "falls_below_bp": ruling.falls_below_bp,
        "risks": tuple(point.text for point in ruling.risks),
        "measures": ruling.measures,
    }


def _figures(
    frames: Frames, program: Practised, health: PartnerHealth, year: Period, tier_cents: int | None
) -> tuple[dict[str, Any], list[str]]:
    """The target, what fills it, the accounts and the funds, and what must be said of them."""
    ruling, partner_id = program.business_plan.on(frames.as_of), health.rows[0].partner_id
    history = _history(frames, program.calendar, partner_id)
    target = _target(frames, program.calendar, partner_id, year, tier_cents)
    funds, notes = funds_of(frames, program, partner_id, year, ruling.pipeline_per_mdf)
    deals = open_deals(frames, partner_id)
    figures = {
        "first_on": year.first,
        "last_on": year.last,
        "depth": _depth(ruling, health.rows[0].tier, sum(quarter.sourced_cents for quarter in history)),
        "tier_target_cents": tier_cents,
        "targets_differ": _differ(target["target_cents"], tier_cents, ruling.differ_bp),
        "history": history,
        **target,
        **_filled(program, health, target, funds, average_deal_cents(history)),
        "accounts": accounts_of(frames, program.calendar, partner_id, deals)[: ruling.accounts],
        "funds": funds,
    }
    return figures, [*_notes(target, deals), *notes]


def _year(calendar: FiscalCalendar, text: str | None, as_of: date) -> Period:
    if text is None:
        return calendar.year_of(as_of)
    found = calendar.period(text)
    if found != calendar.year_of(found.first):
        raise BadArgument("year", text, "a plan is made for a fiscal year; write it like 2025.")
    if found.last < as_of:
        raise BadArgument("year", text, f"it ended on {found.last}; plan {calendar.year_of(as_of).name} or later.")
    return found


def _history(frames: Frames, calendar: FiscalCalendar, partner_id: str) -> tuple[QuarterSales, ...]:
    closed = quarters_back(calendar, calendar.last_closed_quarter(frames.as_of))
    return tuple(quarter_sales(frames, partner_id, quarter) for quarter in closed)


def _depth(ruling: BusinessPlan, held: str | None, revenue_cents: int) -> str:
    for depth in ruling.depths:
        above = depth.revenue_above_cents is None or revenue_cents > depth.revenue_above_cents
        if above and (depth.tiers is None or held in depth.tiers):
            return depth.plan
    return ruling.depths[-1].plan


def _target(
    frames: Frames, calendar: FiscalCalendar, partner_id: str, year: Period, tier_cents: int | None
) -> dict[str, Any]:
    """The year's target by quarter: the partner's own where it has any, else the tier's in four equal parts."""
    numbers = int(year.name.removeprefix("FY"))
    sales = [quarter_sales(frames, partner_id, calendar.quarter(numbers, n)) for n in (1, 2, 3, 4)]
    own = sum(quarter.target_cents for quarter in sales)
    whole = own or tier_cents or 0
    shares = [portion(whole, n, 4) for n in range(5)]
    targets = [q.target_cents if own else shares[n + 1] - shares[n] for n, q in enumerate(sales)]
    return {
        "target_cents": whole,
        "target_from": "partner" if own else "tier" if whole else "none",
        "won_cents": sum(quarter.sourced_cents for quarter in sales),
        "quarters": tuple(
            QuarterTarget(
                quarter=quarter.quarter,
                last_on=quarter.last_on,
                target_cents=cents,
                won_cents=quarter.sourced_cents,
                closed=quarter.last_on <= frames.as_of,
            )
            for quarter, cents in zip(sales, targets, strict=True)
        ),
    }


def _filled(
    program: Practised, health: PartnerHealth, target: dict[str, Any], funds: Funds | None, average_cents: int | None
) -> dict[str, Any]:
    """What fills the target, and the pipeline that the rest of it needs."""
    row = health.rows[0]
    gap = max(0, target["target_cents"] - target["won_cents"] - row.weighted_cents)
    aim = program.health.on(health.evaluated_on).coverage_aim_bp
    needed = portion(gap, aim, BP)
    to_add = max(0, needed - (funds.pipeline_cents if funds else 0))
    return {
        "pipeline_cents": row.pipeline_cents,
        "weighted_cents": row.weighted_cents,
        "gap_cents": gap,
        "coverage_aim_bp": aim,
        "pipeline_needed_cents": needed,
        "pipeline_to_add_cents": to_add,
        "average_deal_cents": average_cents,
        "opportunities": opportunities(to_add, average_cents),
    }


def _differ(target_cents: int, tier_cents: int | None, most_bp: int) -> bool:
    return bool(tier_cents) and abs(target_cents - (tier_cents or 0)) * BP > most_bp * (tier_cents or 0)


def _expiring(path: TierPath, year: Period) -> tuple[Expiring, ...]:
    """Certifications that end within the year and leave their holder with none."""
    seen = {lapse.certification_id: lapse for end in path.ends for lapse in end.expiring}
    return tuple(lapse for lapse in seen.values() if lapse.expires_on <= year.last)


def _notes(target: dict[str, Any], deals: tuple[OpenDeal, ...]) -> Iterator[str]:
    whole = target["target_cents"]
    if target["target_from"] == "tier":
        yield "The records hold no target of its own for the year; the tier's annual target is spread evenly."
    if not whole:
        yield "Neither the partner nor its tier has a target; agree one before anything else."
    for deal in deals:
        if whole and deal.amount_cents * 3 > whole:
            share = f"{deal.customer} ({dollars(deal.amount_cents)}) is above a third of the year's target"
            yield f"{share}: plan with it and without it."
