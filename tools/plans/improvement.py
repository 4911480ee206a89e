"""A 90-day improvement plan: what calls for it, the likely causes, acts of both sides, and three checkpoints."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Literal

from tools.core.frames import Frames
from tools.core.money import BP, portion
from tools.core.periods import day_of
from tools.core.receipts import Basis, Result
from tools.health import HealthRow, partner_health
from tools.plans.dating import Dates, Task, moved, owned, scheduled, unlisted_holidays, working_day
from tools.plans.figures.gap import GAP_READS, TierGap, tier_gap
from tools.plans.figures.heads import head
from tools.plans.figures.signs import SIGN_READS, SignFound, signs
from tools.plans.practices import Practised
from tools.plans.practices.performance import Cause, Improvement, Outcome
from tools.plans.practices.steps import PARTNERS_SIDE, Step
from tools.tiers.path import Risk, tier_path
from tools.tiers.status import TierStatus, tier_status

READS = tuple(dict.fromkeys((*GAP_READS, *SIGN_READS)))
"""The tables that an improvement plan reads."""


class Trigger(Result):
    """What calls for a plan. `attainment_bp` is of the `period`; `days` without activity; `on` a missed quarter end."""

    kind: Literal["off_target", "at_risk", "tier_missed", "idle"]
    period: str | None = None
    attainment_bp: int | None = None
    days: int | None = None
    on: date | None = None


class CauseFound(Result):
    """A likely cause, what to ask the partner's owner about it, and what the records show."""

    title: str
    ask: str
    sign: SignFound


class PlanCheckpoint(Result):
    """A day and the number that must be reached by then: a count of registrations, or cents."""

    on: date
    owner: str
    measure: Literal["registrations", "pipeline", "attainment"]
    title: str
    count: int | None = None
    amount_cents: int | None = None


class ImprovementPlan(Result):
    """An improvement plan. Without a trigger it is not `called_for`, and has no acts.

    `people_needed` are certified people missing from the held tier. `quarter_row` is the quarter that
    holds the as-of day; `demotion` is due if nothing more is won.
    """

    partner_id: str
    name: str
    manager: str | None
    on: date
    asked_on: date
    starts_on: date
    ends_on: date
    called_for: bool
    triggers: tuple[Trigger, ...]
    quarter: str
    quarter_row: HealthRow
    shortfall_cents: int
    coverage_aim_bp: int
    causes: tuple[CauseFound, ...]
    tier: TierStatus
    tier_gap: TierGap | None
    people_needed: int
    decided_on: date | None
    demotion: Risk | None
    tasks: tuple[Task, ...]
    checkpoints: tuple[PlanCheckpoint, ...]
    attainment_aim_bp: int
    outcomes: tuple[Outcome, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def improvement_plan(
    frames: Frames, program: Practised, *, partner_id: str, starts_on: str | None = None
) -> ImprovementPlan:
    """A 90-day improvement plan for a partner at risk: the gap, likely causes, acts of both sides, three checkpoints.

    Args:
        partner_id: Record id, such as "P-042".
        starts_on: First day of the plan, such as "2025-05-05"; the business day after the as-of day if left out.

    Returns:
        The gap in cents and counts, at most the practice's number of causes and acts, each on a business day.

    Raises:
        UnknownPartner, BadPeriod: no such partner, or not a day.
        NoRecords: the partner is not active, or holds no tier, on the as-of day.
        NoRuleInForce: no practice, tiers or health are in force.
    """
    own = head(frames, partner_id)
    asked = day_of(starts_on) if starts_on else working_day(program, frames.as_of + timedelta(days=1))
    dates = Dates.of(program, working_day(program, asked))
    path = tier_path(frames, program, partner_id=partner_id)
    ruling = program.improvement.on(frames.as_of)
    case = _case(frames, program, ruling, partner_id)
    row, triggers, causes = case["quarter_row"], case["triggers"], case["causes"]
    known = {cause.title: cause for cause in ruling.causes}
    acts = _tasks(ruling, [known[cause.title] for cause in causes], dates, own["manager"]) if triggers else []
    return ImprovementPlan(
        **own,
        asked_on=asked,
        starts_on=dates.start,
        ends_on=dates.calendar(max(point.day for point in ruling.checkpoints)),
        **{key: value for key, value in case.items() if key != "basis"},
        tier_gap=tier_gap(program, path, case["tier"], row),
        decided_on=path.ends[0].on if path.ends else None,
        demotion=path.demotion,
        tasks=tuple(acts),
        checkpoints=tuple(_checkpoints(ruling, row, dates, case["coverage_aim_bp"])) if triggers else (),
        basis=(Basis.of("improvement", ruling, *ruling.readings), *case["basis"]),
        notes=(*moved(asked, dates.start), *_notes(own["name"], triggers, causes), *unlisted_holidays(program, acts)),
    )


def _case(frames: Frames, program: Practised, ruling: Improvement, partner_id: str) -> dict[str, Any]:
    """Where the partner stands, what calls for a plan, and the likely causes."""
    quarter = program.calendar.quarter_of(frames.as_of).name
    month = partner_health(frames, program, partner_id=partner_id)
    health = partner_health(frames, program, partner_id=partner_id, period=quarter)
    row, status = health.rows[0], tier_status(frames, program, partner_id=partner_id)
    triggers = tuple(_triggers(ruling, ((month.period, month.rows[0]), (health.period, row)), status))
    found = signs(frames, program, ruling, status, row)[: ruling.most_causes] if triggers else []
    by_sign = {cause.sign: cause for cause in ruling.causes}
    return {
        "called_for": bool(triggers),
        "attainment_aim_bp": ruling.attainment_bp,
        "outcomes": ruling.outcomes,
        "triggers": triggers,
        "quarter": quarter,
        "quarter_row": row,
        "shortfall_cents": row.shortfall_cents,
        "coverage_aim_bp": program.health.on(frames.as_of).coverage_aim_bp,
        "causes": tuple(CauseFound(title=by_sign[s.sign].title, ask=by_sign[s.sign].ask, sign=s) for s in found),
        "tier": status,
        "people_needed": sum(s.missing for s in status.own.missed if s.metric == "certified_staff"),
        "basis": (*health.basis, *status.basis),
    }


def _triggers(ruling: Improvement, periods: tuple[tuple[str, HealthRow], ...], status: TierStatus) -> Iterator[Trigger]:
    for period, row in periods:
        if row.status != "on_target" and row.attainment_bp is not None:
            yield Trigger(kind=row.status, period=period, attainment_bp=row.attainment_bp)
    ended = status.quarter_ends[-1] if status.quarter_ends else None
    if ended is not None and ended.own_met is False:
        yield Trigger(kind="tier_missed", on=ended.on)
    idle = periods[0][1].idle_days
    if idle >= ruling.idle_days:
        yield Trigger(kind="idle", days=idle)


def _tasks(ruling: Improvement, causes: list[Cause], dates: Dates, manager: str | None) -> list[Task]:
    """The acts against the causes, as many as the practice allows a side, and what every plan has."""
    acts = [step for cause in causes for step in cause.steps]
    ours = [step for step in acts if not _of_partner(step)][: ruling.most_own_acts]
    theirs = [step for step in acts if _of_partner(step)][: ruling.most_partner_acts]
    return scheduled([*ruling.always, *ours, *theirs], dates, manager)


def _of_partner(step: Step) -> bool:
    return step.owner.startswith(PARTNERS_SIDE)


def _checkpoints(ruling: Improvement, row: HealthRow, dates: Dates, aim_bp: int) -> Iterator[PlanCheckpoint]:
    amounts = {
        "pipeline": row.pipeline_cents + portion(row.shortfall_cents, aim_bp, BP),
        "attainment": portion(row.target_cents, ruling.attainment_bp, BP),
    }
    for point in ruling.checkpoints:
        task = owned(point.title, point.owner, None, dates.calendar(point.day))
        yield PlanCheckpoint(
            on=task.on,
            owner=task.owner,
            measure=point.measure,
            title=task.title,
            count=ruling.registrations if point.measure == "registrations" else None,
            amount_cents=amounts.get(point.measure),
        )


def _notes(name: str, triggers: tuple[Trigger, ...], causes: tuple[CauseFound, ...]) -> Iterator[str]:
    if not triggers:
        yield f"Nothing in the records calls for an improvement plan of {name}."
    elif not causes:
        yield "The records show no cause: ask the owner, and look at the partner's own business, before writing acts."
