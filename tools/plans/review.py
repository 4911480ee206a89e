"""The pack of a quarterly business review: result, tier, pipeline, people, incentives and marketing funds."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import narwhals as nw

from tools.core.errors import BadArgument, NoRuleInForce, NotInProgram
from tools.core.frames import Frames, rows
from tools.core.money import BP, idiv, portion
from tools.core.partners import valid_on
from tools.core.periods import FiscalCalendar, Period
from tools.core.receipts import Basis, Result
from tools.health import HEALTH_READS, HealthRow, partner_health
from tools.incentives.rebate_answer import REBATE_READS, RebateEarned, rebate_earned
from tools.incentives.statement import STATEMENT_READS, IncentiveStatement, incentive_statement
from tools.mdf.balance import MdfBalance, mdf_balance
from tools.mdf.requests import READS as MDF_READS
from tools.plans.dating import Dates, Task, scheduled, unlisted_holidays, working_day
from tools.plans.figures.gap import GAP_READS, TierGap, tier_gap
from tools.plans.figures.heads import head
from tools.plans.figures.sales import (
    SALES_READS,
    OpenDeal,
    QuarterSales,
    average_deal_cents,
    open_deals,
    quarter_sales,
    quarters_back,
)
from tools.plans.practices import Practised
from tools.plans.practices.performance import AgendaItem, FirstSubject, Review
from tools.plans.practices.steps import Threshold
from tools.tiers.path import tier_path
from tools.tiers.status import TierStatus, tier_status

READS = tuple(dict.fromkeys((*GAP_READS, *HEALTH_READS, *SALES_READS, *STATEMENT_READS, *REBATE_READS, *MDF_READS)))
"""The tables that a review's pack reads."""

QUARTERS_DRAWN = 5


class ClosedDeal(Result):
    """A partner-sourced deal won or lost in the quarter."""

    deal_id: str
    customer: str
    outcome: str
    amount_cents: int
    closed_on: date


class Certified(Result):
    """A certification valid on the as-of day."""

    staff_id: str
    name: str
    earned_on: date
    expires_on: date | None


class Coverage(Result):
    """The pipeline of the quarter in progress over what is left of its target; `coverage_bp` None without a target.

    `missing_cents` is what is short of the program's aimed coverage.
    """

    quarter: str
    target_cents: int
    remaining_cents: int
    pipeline_cents: int
    coverage_bp: int | None
    aim_bp: int
    missing_cents: int


class QbrPack(Result):
    """A quarter's review. `result_bp` is revenue over target, without pipeline.

    `missed_ends` counts the quarter ends in a row at which the held tier was missed. `statement`, `rebate` and
    `mdf` are None where the program had no such rule; a note says so.
    """

    partner_id: str
    name: str
    manager: str | None
    quarter: str
    first_on: date
    last_on: date
    on: date
    held_on: date
    subject: str
    result: HealthRow
    result_bp: int | None
    history: tuple[QuarterSales, ...]
    coverage: Coverage
    tier: TierStatus
    missed_ends: int
    tier_gap: TierGap | None
    average_deal_cents: int | None
    open_deals: tuple[OpenDeal, ...]
    closed_deals: tuple[ClosedDeal, ...]
    certified: tuple[Certified, ...]
    statement: IncentiveStatement | None
    rebate: RebateEarned | None
    mdf: MdfBalance | None
    agenda: tuple[AgendaItem, ...]
    partner_brings: tuple[str, ...]
    measures: tuple[Threshold, ...]
    tasks: tuple[Task, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def qbr_pack(frames: Frames, program: Practised, *, partner_id: str, quarter: str | None = None) -> QbrPack:
    """The pack of a partner's quarterly business review (QBR): result, tier gap, pipeline, people, incentives, MDF.

    Args:
        partner_id: Record id, such as "P-042".
        quarter: Fiscal quarter, such as "2025-Q1"; the last one that has ended if left out.

    Returns:
        Every figure in cents, counts and basis points; the review and its preparation on business days.

    Raises:
        UnknownPartner, BadPeriod, BadArgument: no such partner, or no quarter that has begun.
        NoRecords: the partner was not active, or held no tier, at the quarter's end.
        NoRuleInForce: no practice, tiers or health are in force.
    """
    own = head(frames, partner_id)
    asked = _quarter(program.calendar, quarter, frames.as_of)
    ruling = program.review.on(frames.as_of)
    result = partner_health(frames, program, partner_id=partner_id, period=asked.name)
    standing = _standing(frames, program, partner_id, min(asked.last, frames.as_of))
    earned = _earned(frames, program, partner_id, asked)
    status, missed, coverage = standing["tier"], standing["missed_ends"], standing["coverage"]
    held_on = _held_on(program, ruling, asked, frames.as_of)
    tasks = tuple(scheduled(ruling.steps, Dates.of(program, held_on), own["manager"]))
    return QbrPack(
        **own,
        held_on=held_on,
        subject=_subject(ruling.subjects, _share(result.rows[0]), coverage.coverage_bp, missed),
        result=result.rows[0],
        result_bp=_share(result.rows[0]),
        **standing,
        **_deals(frames, program.calendar, partner_id, asked),
        **{name: earned[name] for name in ("statement", "rebate", "mdf")},
        **_said(ruling),
        tasks=tasks,
        basis=(Basis.of("review", ruling, *ruling.readings), *status.basis, *result.basis, *earned["basis"]),
        notes=(*result.notes, *status.notes, *earned["notes"], *unlisted_holidays(program, tasks)),
    )


def _said(ruling: Review) -> dict[str, Any]:
    brings = tuple(point.text for point in ruling.partner_brings)
    return {"agenda": ruling.agenda, "partner_brings": brings, "measures": ruling.measures}


def _standing(frames: Frames, program: Practised, partner_id: str, on: date) -> dict[str, Any]:
    """The tier at the quarter's end, and what lies ahead of the as-of day."""
    status = tier_status(frames, program, partner_id=partner_id, on=on.isoformat())
    path = tier_path(frames, program, partner_id=partner_id)
    quarter = program.calendar.quarter_of(frames.as_of).name
    current = partner_health(frames, program, partner_id=partner_id, period=quarter).rows[0]
    return {
        "tier": status,
        "missed_ends": _missed(status),
        "tier_gap": tier_gap(program, path, status, current),
        "coverage": _coverage(program, current, quarter, frames.as_of),
        "certified": _certified(frames, partner_id),
    }


def _quarter(calendar: FiscalCalendar, text: str | None, as_of: date) -> Period:
    if text is None:
        return calendar.last_closed_quarter(as_of)
    found = calendar.period(text)
    if found != calendar.quarter_of(found.first):
        raise BadArgument("quarter", text, "a review is of a fiscal quarter; write it like 2025-Q1.")
    if found.first > as_of:
        raise BadArgument("quarter", text, f"it starts after {as_of}, the last day of the records.")
    return found


def _held_on(program: Practised, ruling: Review, quarter: Period, as_of: date) -> date:
    """The usual day after the quarter's end, or the first day that leaves the time to prepare."""
    usual = Dates.of(program, quarter.last).business(ruling.held_within_business_days)
    prepares = -min((step.business_day or 0 for step in ruling.steps), default=0)
    return max(usual, Dates.of(program, working_day(program, as_of)).business(prepares))


def _coverage(program: Practised, row: HealthRow, quarter: str, as_of: date) -> Coverage:
    health = program.health.on(as_of)
    remaining = max(0, row.target_cents - row.revenue_cents)
    most = health.coverage_cap * BP
    covered = most if not remaining else min(most, idiv(row.pipeline_cents * BP, remaining))
    return Coverage(
        quarter=quarter,
        target_cents=row.target_cents,
        remaining_cents=remaining,
        pipeline_cents=row.pipeline_cents,
        coverage_bp=covered if row.target_cents else None,
        aim_bp=health.coverage_aim_bp,
        missing_cents=max(0, portion(remaining, health.coverage_aim_bp, BP) - row.pipeline_cents),
    )


def _missed(status: TierStatus) -> int:
    """The newest quarter ends in a row at which the held tier's own requirements were missed."""
    count = 0
    for end in reversed(status.quarter_ends):
        if end.own_met is not False:
            break
        count += 1
    return count


def _share(row: HealthRow) -> int | None:
    """Revenue over target in whole basis points, so that a cent short is short; None without a target."""
    return idiv(row.revenue_cents * BP, row.target_cents) if row.target_cents > 0 else None


def _subject(
    subjects: tuple[FirstSubject, ...], attainment_bp: int | None, coverage_bp: int | None, missed: int
) -> str:
    """The first subject whose every test holds; a test of what is not known does not."""
    for found in subjects:
        tests = (
            (found.attainment_from_bp, attainment_bp, True),
            (found.attainment_below_bp, attainment_bp, False),
            (found.coverage_from_bp, coverage_bp, True),
            (found.coverage_below_bp, coverage_bp, False),
            (found.missed_from, missed, True),
        )
        if all(
            bound is None or (value is not None and (value >= bound) is at_least) for bound, value, at_least in tests
        ):
            return found.subject
    return subjects[-1].subject


def _deals(frames: Frames, calendar: FiscalCalendar, partner_id: str, quarter: Period) -> dict[str, Any]:
    """Five quarters, open deals of the average size and above, and those that closed in the quarter, largest first."""
    history = tuple(quarter_sales(frames, partner_id, q) for q in quarters_back(calendar, quarter, QUARTERS_DRAWN))
    average_cents = average_deal_cents(history)
    closed = frames.deals.filter(
        nw.col("partner_id") == partner_id,
        nw.col("role") == "sourced",
        nw.col("closed_on") >= quarter.first,
        nw.col("closed_on") < quarter.after,
        nw.col("closed_on") <= frames.as_of,
    )
    ranked = sorted(rows(closed), key=lambda row: (row["outcome"] != "won", -row["amount_cents"], row["deal_id"]))
    return {
        "quarter": quarter.name,
        "first_on": quarter.first,
        "last_on": quarter.last,
        "history": history,
        "average_deal_cents": average_cents,
        "open_deals": tuple(d for d in open_deals(frames, partner_id) if d.amount_cents >= (average_cents or 0)),
        "closed_deals": tuple(ClosedDeal(**{key: row[key] for key in ClosedDeal.model_fields}) for row in ranked),
    }


def _certified(frames: Frames, partner_id: str) -> tuple[Certified, ...]:
    own = rows(frames.certifications.filter(nw.col("partner_id") == partner_id, valid_on(frames.as_of)))
    own.sort(key=lambda row: (row["expires_on"] or date.max, row["staff_id"], row["name"]))
    return tuple(Certified(**{key: row[key] for key in Certified.model_fields}) for row in own)


F = TypeVar("F", IncentiveStatement, RebateEarned, MdfBalance)


def _earned(frames: Frames, program: Practised, partner_id: str, quarter: Period) -> dict[str, Any]:
    """The statement, the rebate and the funds, with their rulings, or a note on each that the program lacks."""
    year = program.calendar.year_of(quarter.first).name
    notes: list[str] = []
    wanted: dict[str, Callable[[], Any]] = {
        "statement": lambda: incentive_statement(frames, program, partner_id=partner_id, period=quarter.name),
        "rebate": lambda: rebate_earned(frames, program, partner_id=partner_id, quarter=quarter.name),
        "mdf": lambda: mdf_balance(frames, program, partner_id=partner_id, year=year),
    }
    found = {name: _or_none(compute, notes) for name, compute in wanted.items()}
    results = [result for result in found.values() if result is not None]
    return {
        **found,
        "basis": tuple(dict.fromkeys(basis for result in results for basis in result.basis)),
        "notes": tuple(dict.fromkeys([*(note for result in results for note in result.notes), *notes])),
    }


def _or_none(compute: Callable[[], Any], notes: list[str]) -> Any:
    try:
        return compute()
    except (NoRuleInForce, NotInProgram) as error:
        notes.append(str(error))
        return None
