"""A partner's 30-60-90 onboarding plan: dated, owned, and aimed at the next tier's own gap."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tools.core.frames import Frames
from tools.core.money import portion
from tools.core.partners import partner
from tools.core.periods import day_of
from tools.core.receipts import Basis, Result
from tools.health import partner_health
from tools.plans.dating import Dates, Task, moved, owned, scheduled, unlisted_holidays, working_day
from tools.plans.figures.gap import GAP_READS, TierGap, tier_gap
from tools.plans.figures.heads import head
from tools.plans.figures.reached import REACHED_READS, reached
from tools.plans.practices import Practised
from tools.plans.practices.onboarding import Kpi, Onboarding, Phase, worded
from tools.plans.practices.steps import Event, fitting, type_named
from tools.tiers.path import tier_path
from tools.tiers.status import tier_status

READS = tuple(dict.fromkeys((*GAP_READS, *REACHED_READS)))
"""The tables that an onboarding plan reads."""


class PlanPhase(Result):
    """Some weeks of a plan that end in a review, and what must then be true."""

    name: str
    review_on: date
    milestones: tuple[str, ...]


class PlanKpi(Result):
    """A measure from day one. Days count from the plan's start; `reached_on` is None until the records show it.

    Measures in words have `good` and `act` and no days.
    """

    title: str
    good_by: date | None
    act_from: date | None
    good: str
    act: str
    reached_on: date | None


class OnboardingPlan(Result):
    """An onboarding plan. `type_named` is False where the partner's type has no content of its own."""

    partner_id: str
    name: str
    partner_type: str
    type_named: bool
    manager: str | None
    on: date
    asked_on: date
    starts_on: date
    ends_on: date
    held: str
    first_certification: str
    first_deal: str
    phases: tuple[PlanPhase, ...]
    tasks: tuple[Task, ...]
    kpis: tuple[PlanKpi, ...]
    gap: TierGap | None
    quarter_ends: tuple[date, ...]
    kit: tuple[str, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def onboarding_plan(
    frames: Frames, program: Practised, *, partner_id: str, starts_on: str | None = None
) -> OnboardingPlan:
    """A 30-60-90 day onboarding plan for a partner: dated tasks with owners, KPIs, and the next tier's gap.

    Args:
        partner_id: Record id, such as "P-042".
        starts_on: First day of the plan, such as "2025-05-05"; if left out, the day it joined if that is
            recent, and otherwise the business day after the records' as-of day.

    Returns:
        Every task on a business day; the gap in cents and counts at the coming quarter end.

    Raises:
        UnknownPartner, BadPeriod: no such partner, or not a day.
        NoRecords: the partner holds no tier on the as-of day.
        NoRuleInForce: no onboarding, tiers or health are in force.
    """
    own = partner(frames, partner_id)
    path = tier_path(frames, program, partner_id=partner_id)
    status = tier_status(frames, program, partner_id=partner_id)
    health = partner_health(frames, program, partner_id=partner_id)
    gap = tier_gap(program, path, status, health.rows[0])
    asked = day_of(starts_on) if starts_on else _usual_start(program, own["joined_on"], frames.as_of)
    ruling = program.onboarding.on(frames.as_of)
    maker = _Maker(ruling, own, Dates.of(program, working_day(program, asked)), reached(frames, partner_id))
    made = maker.plan(gap)
    start, ends_on = maker.dates.start, made["ends_on"]
    notes = (*moved(asked, start), *unlisted_holidays(program, made["tasks"]), *maker.notes(), *path.notes)
    return OnboardingPlan(
        **head(frames, partner_id),
        asked_on=asked,
        held=path.held,
        **made,
        gap=gap,
        quarter_ends=tuple(end.on for end in path.ends if start <= end.on <= ends_on),
        basis=(Basis.of("onboarding", ruling, *ruling.readings), *path.basis, *health.basis),
        notes=notes,
    )


def _usual_start(program: Practised, joined_on: date, as_of: date) -> date:
    """The day of joining, while a plan from it would still run; the next business day otherwise."""
    length = program.onboarding.on(as_of).phases[-1].review.day or 0
    if joined_on <= as_of <= joined_on + timedelta(days=length):
        return joined_on
    return working_day(program, as_of + timedelta(days=1))


class _Maker:
    """Makes one partner's plan from the practice."""

    def __init__(self, ruling: Onboarding, own: dict[str, Any], dates: Dates, events: dict[Event, date]) -> None:
        kind = type_named(ruling.types, own["partner_type"])
        self.ruling = ruling
        self.named = kind.name if kind else None
        self.kind = kind or ruling.general
        self.called = own["partner_type"] or ruling.general.name
        self.dates = dates
        self.manager = own["manager"]
        self.events = events

    def plan(self, gap: TierGap | None) -> dict[str, Any]:
        """What the practice makes of a start day, a type and a gap."""
        return {
            "partner_type": self.named or self.called,
            "type_named": self.named is not None,
            "starts_on": self.dates.start,
            "ends_on": self.dates.of_step(self.ruling.phases[-1].review),
            "first_certification": self.kind.certification,
            "first_deal": self.kind.first_deal,
            "phases": tuple(self.phases()),
            "tasks": self.tasks(gap),
            "kpis": tuple(self.kpis()),
            "kit": self.ruling.kit,
        }

    def notes(self) -> Iterator[str]:
        """That the partner's type has no tasks of its own, where it has none."""
        if self.named is None:
            yield f"The practices have no tasks for the type {self.called!r}: these are the tasks of every partner."

    def phases(self) -> Iterator[PlanPhase]:
        """Each phase with the day of its review and its milestones."""
        for phase in self.ruling.phases:
            yield PlanPhase(
                name=phase.name,
                review_on=self.dates.of_step(phase.review),
                milestones=tuple(worded(point.text, self.kind) for point in fitting(phase.milestones, self.named)),
            )

    def tasks(self, gap: TierGap | None) -> tuple[Task, ...]:
        """Every task, earliest first; a review comes last on its day."""
        found = [task for phase in self.ruling.phases for task in self._of(phase)]
        if gap is not None:
            found += [*self._certifications(gap), *self._pipeline(gap)]
        reviews = [
            owned(phase.review.title, phase.review.owner, self.manager, self.dates.of_step(phase.review), phase.name)
            for phase in self.ruling.phases
        ]
        return tuple(sorted([*found, *reviews], key=lambda task: (task.on, task in reviews)))

    def _of(self, phase: Phase) -> list[Task]:
        """A phase's own tasks. Holidays never push one past the phase's review."""
        steps = fitting(phase.steps, self.named)
        review_on = self.dates.of_step(phase.review)
        done = {worded(step.title, self.kind): self.events.get(step.done_by) for step in steps if step.done_by}
        spoken = [step.model_copy(update={"title": worded(step.title, self.kind)}) for step in steps]
        return [
            task.model_copy(update={"on": min(task.on, review_on), "done_on": done.get(task.title)})
            for task in scheduled(spoken, self.dates, self.manager, phase.name)
        ]

    def _certifications(self, gap: TierGap) -> Iterator[Task]:
        wanted, count = self.ruling.certifications, gap.certified_missing
        span = wanted.last_business_day - wanted.first_business_day
        for number in range(1, count + 1):
            after = wanted.first_business_day + (span * (number - 1) // (count - 1) if count > 1 else 0)
            on = min(self.dates.business(after), self.dates.of_step(self.ruling.phases[-1].review))
            task = owned(worded(wanted.title, self.kind), wanted.owner, self.manager, on, self._phase_on(on))
            yield task.model_copy(
                update={"metric": "certified_staff", "tier": gap.tier, "number": number, "count": count}
            )

    def _pipeline(self, gap: TierGap) -> Iterator[Task]:
        wanted = self.ruling.pipeline
        asked = gap.pipeline_to_add_cents > 0 and wanted.fits(self.named)
        for check in wanted.checks if asked else ():
            on = self.dates.calendar(check.day)
            task = owned(worded(wanted.title, self.kind), wanted.owner, self.manager, on, self._phase_on(on))
            amount = portion(gap.pipeline_to_add_cents, check.share_bp, 10_000)
            yield task.model_copy(update={"metric": "annual_revenue", "tier": gap.tier, "amount_cents": amount})

    def _phase_on(self, day: date) -> str:
        ends = [(self.dates.of_step(phase.review), phase.name) for phase in self.ruling.phases]
        return next((name for review_on, name in ends if day <= review_on), ends[-1][1])

    def kpis(self) -> Iterator[PlanKpi]:
        """Each measure with its days as dates."""
        for kpi in self.ruling.kpis:
            yield PlanKpi(
                title=kpi.title,
                good_by=self._after(kpi.good_days),
                act_from=self._after(kpi.act_days),
                good=kpi.good,
                act=kpi.act,
                reached_on=self._reached(kpi),
            )

    def _after(self, days: int | None) -> date | None:
        return None if days is None else self.dates.calendar(days)

    def _reached(self, kpi: Kpi) -> date | None:
        return self.events.get(kpi.event) if kpi.event else None
