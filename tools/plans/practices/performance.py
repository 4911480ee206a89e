"""Practices with a partner that sells: the yearly plan, the quarterly review, the improvement plan."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from tools.core.rulings import Block, Count, Money, Rate, Ruling
from tools.plans.practices.steps import Days, Point, Step, Text, Threshold


class Depth(Block):
    """How deep to plan with partners of some tiers, or of some revenue; left out, it fits all."""

    tiers: tuple[str, ...] | None = None
    revenue_above_cents: Money | None = Field(None, alias="revenue_above")
    plan: Text


class BusinessPlan(Ruling):
    """A joint business plan. The first depth that fits is taken; `differ_bp` is how far targets may stand apart."""

    depths: Annotated[tuple[Depth, ...], Field(min_length=1)]
    accounts: Annotated[int, Field(ge=1, le=200, strict=True)]
    differ_bp: Rate
    falls_below_bp: Rate
    pipeline_per_mdf: Annotated[int, Field(ge=1, strict=True)]
    promises: tuple[Step, ...] = ()
    risks: tuple[Point, ...] = ()
    measures: tuple[Threshold, ...] = ()
    steps: tuple[Step, ...] = ()

    @model_validator(mode="after")
    def _every_partner(self) -> "BusinessPlan":
        if (last := self.depths[-1]).tiers is not None or last.revenue_above_cents is not None:
            raise ValueError("the last of `depths` must fit every partner: write `plan` alone")
        return self


class AgendaItem(Block):
    """A subject of a review and its minutes."""

    title: Text
    minutes: Count


class FirstSubject(Block):
    """What to speak of first, when attainment, coverage and the tier stand so; a key left out asks nothing."""

    attainment_from_bp: Count | None = None
    attainment_below_bp: Count | None = None
    coverage_from_bp: Count | None = None
    coverage_below_bp: Count | None = None
    missed_from: Count | None = None
    subject: Text


class Review(Ruling):
    """A quarterly business review, held so many business days after the quarter's end; the first subject that fits."""

    held_within_business_days: Count
    agenda: tuple[AgendaItem, ...]
    subjects: Annotated[tuple[FirstSubject, ...], Field(min_length=1)]
    partner_brings: tuple[Point, ...] = ()
    measures: tuple[Threshold, ...] = ()
    steps: tuple[Step, ...] = ()


Sign = Literal["people", "attention", "pipeline", "conversion", "us"]


class Cause(Block):
    """A cause of a gap that the records can show, what to ask, and the acts of both sides against it."""

    sign: Sign
    title: Text
    ask: Text
    steps: tuple[Step, ...]


class Checkpoint(Block):
    """A day of an improvement plan and the number that must have moved by then."""

    day: Days
    owner: Text
    measure: Literal["registrations", "pipeline", "attainment"]
    title: Text


class Outcome(Block):
    """What follows on the last day of an improvement plan."""

    attainment: Text
    tier: Text
    acts: Text
    decision: Text


class Improvement(Ruling):
    """An improvement plan. Signs are looked for in the order of `causes`; days look back from the as-of day."""

    idle_days: Count
    look_back_days: Annotated[int, Field(ge=1, le=1_000, strict=True)]
    lost_people_days: Count
    attention_falls_bp: Rate
    coverage_below_bp: Count
    win_rate_falls_bp: Rate
    fewest_closed: Annotated[int, Field(ge=1, strict=True)]
    most_causes: Annotated[int, Field(ge=1, strict=True)]
    most_partner_acts: Count
    most_own_acts: Count
    registrations: Count
    attainment_bp: Count
    causes: tuple[Cause, ...]
    always: tuple[Step, ...] = ()
    checkpoints: tuple[Checkpoint, ...]
    outcomes: tuple[Outcome, ...] = ()
