"""The 30-60-90 plan: phases that end in a review, and what the next tier's gap adds to them."""

from typing import Annotated

from pydantic import Field, model_validator

from tools.core.rulings import Block, Count, Rate, Ruling
from tools.plans.practices.steps import Days, Event, PartnerType, Point, Scoped, Step, Text


class Phase(Block):
    """Some weeks that end in a review on a calendar day, with what must then be true."""

    name: Text
    review: Step
    milestones: tuple[Point, ...]
    steps: tuple[Step, ...] = ()


class CertificationSteps(Block):
    """One step for each person whom the next tier still asks for, spread evenly over business days."""

    title: Text
    owner: Text
    first_business_day: Days
    last_business_day: Days


class PipelineCheck(Block):
    """The share of the missing pipeline that is registered by a calendar day."""

    day: Days
    share_bp: Rate


class PipelineSteps(Scoped):
    """Steps towards the pipeline that the next tier's missing revenue needs."""

    title: Text
    owner: Text
    checks: Annotated[tuple[PipelineCheck, ...], Field(min_length=1)]


class Kpi(Block):
    """A measure from day one: days since the start for what the records know, words for the rest."""

    title: Text
    event: Event | None = None
    good_days: Count | None = None
    act_days: Count | None = None
    good: str = ""
    act: str = ""

    @model_validator(mode="after")
    def _said(self) -> "Kpi":
        days = self.good_days is not None and self.act_days is not None
        if days != (self.event is not None) or not (days or (self.good and self.act)):
            raise ValueError("a KPI has `event`, `good_days` and `act_days`, or `good` and `act` in words")
        return self


class OnboardingType(PartnerType):
    """What changes by partner type: words that stand for {training}, {certification} and {first_deal} in titles."""

    training: Text
    certification: Text
    first_deal: Text


class Onboarding(Ruling):
    """Onboarding in phases. `general` serves partners of a type that `types` does not name."""

    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    certifications: CertificationSteps
    pipeline: PipelineSteps
    kit: tuple[Text, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    types: tuple[OnboardingType, ...] = ()
    general: OnboardingType

    @model_validator(mode="after")
    def _readable(self) -> "Onboarding":
        known = {kind.name for kind in self.types}
        for phase in self.phases:
            if phase.review.day is None:
                raise ValueError(f"the review of {phase.name!r} is on a calendar `day`, as the program's own days are")
            for text in (*(step.title for step in phase.steps), *(point.text for point in phase.milestones)):
                worded(text, self.general)
            for piece in (*phase.steps, *phase.milestones):
                if unknown := set(piece.only + piece.excepted) - known:
                    raise ValueError(f"`types` names no {', '.join(sorted(unknown))}")
        return self


def worded(title: str, kind: OnboardingType) -> str:
    """A title with the partner type's own words in it.

    Raises:
        ValueError: it has a {word} that stands for nothing.
    """
    words = {"training": kind.training, "certification": kind.certification, "first_deal": kind.first_deal}
    try:
        spoken = title.format_map(words)
    except (LookupError, ValueError) as error:
        raise ValueError(f"{title!r} may hold {', '.join(f'{{{w}}}' for w in words)} and no other braces") from error
    return spoken[:1].upper() + spoken[1:]
