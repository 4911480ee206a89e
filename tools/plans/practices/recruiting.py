"""Practices before and around the signature: scorecard, profile, rules of engagement, agreement."""

from typing import Annotated

from pydantic import Field, model_validator

from tools.core.rulings import Block, Count, Metric, Rate, Ruling
from tools.plans.practices.steps import PartnerType, Point, Scoped, Step, Text, Threshold


class Anchor(Block):
    """What one score of a criterion says."""

    score: Annotated[int, Field(ge=1, le=10, strict=True)]
    says: Text


class Criterion(Block):
    """One criterion of a scorecard, with what the scores mean. `at_worst` is what follows from the lowest score."""

    id: Text
    title: Text
    weight: Annotated[int, Field(ge=1, le=100, strict=True)]
    means: tuple[Anchor, ...]
    also: tuple[str, ...] = ()
    at_worst: str = ""


class Exclusion(Block):
    """A fact that rules a prospect out whatever its points."""

    id: Text
    title: Text
    also: tuple[str, ...] = ()


class Verdict(Block):
    """What follows from so many points, if no criterion is scored below `weakest_at_least`."""

    at_least: Count
    weakest_at_least: Count = 1
    decision: Text
    says: Text


class Scorecard(Ruling):
    """A weighted scorecard: points are weight x score / `highest_score`; the first verdict that fits decides."""

    highest_score: Annotated[int, Field(ge=2, le=10, strict=True)]
    pass_mark: Count
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    exclusions: tuple[Exclusion, ...] = ()
    excluded_says: Text
    postpone_from_unknown: Annotated[int, Field(ge=1, strict=True)] | None = None
    postponed_says: str = ""
    verdicts: Annotated[tuple[Verdict, ...], Field(min_length=1)]
    steps: tuple[Step, ...] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> "Scorecard":
        if (weights := sum(c.weight for c in self.criteria)) != 100:
            raise ValueError(f"the weights add up to {weights}, not to 100")
        if (last := self.verdicts[-1]).at_least != 0 or last.weakest_at_least > 1:
            raise ValueError("the last verdict must fit every prospect: `at_least: 0` and no `weakest_at_least`")
        return self


class Trait(Block):
    """Something that the records know of a partner: a metric of the tiers, and the least value that counts."""

    title: Text
    metric: Metric
    at_least: Annotated[int, Field(ge=1, strict=True)]


class Persona(Block):
    """Someone inside a partner who decides, and what to bring."""

    who: Text
    wants: Text
    fears: Text
    bring: Text


class ProfileType(PartnerType):
    """Where a partner type fits, and the least number of customers to ask of it."""

    needs: Text
    pattern: Text
    second_choice: Text
    least_customers: Count | None = None
    earns: Text


class Profile(Ruling):
    """The ideal partner. Traits are kept that the strong have, and the weak have not, by `keep_from_bp` of a group."""

    lines: tuple[Point, ...]
    group_of: Annotated[int, Field(ge=2, le=100, strict=True)]
    fewest: Annotated[int, Field(ge=1, strict=True)]
    weak_after_days: Count
    keep_from_bp: Rate
    traits: tuple[Trait, ...]
    personas: tuple[Persona, ...] = ()
    types: tuple[ProfileType, ...] = ()
    measures: tuple[Threshold, ...] = ()
    steps: tuple[Step, ...] = ()


class Section(Block):
    """A heading and its rules."""

    title: Text
    points: tuple[Point, ...]


class Meeting(Block):
    """Who leads when a partner and a rep meet in an account, and who is credited."""

    situation: Text
    partner: Text
    rep: Text
    credit: Text


class Level(Block):
    """One level of a dispute, with the business days it has."""

    who: Text
    business_days: Count


class Engagement(Ruling):
    """Rules of engagement between a company's own reps and its partners."""

    sections: tuple[Section, ...]
    meetings: tuple[Meeting, ...]
    levels: tuple[Level, ...] = ()
    measures: tuple[Threshold, ...] = ()
    co_sell: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


class Clause(Scoped):
    """A clause to be in the agreement, what to check in it, and who checks."""

    title: Text
    check: Text
    owner: Text
    hold: bool = False


class Request(Block):
    """A change that partners ask for, and our answer."""

    asks: Text
    answer: Text
    because: Text


class Agreement(Ruling):
    """The checklist of a partner agreement."""

    types: tuple[PartnerType, ...] = ()
    clauses: Annotated[tuple[Clause, ...], Field(min_length=1)]
    requests: tuple[Request, ...] = ()
    law: tuple[Point, ...] = ()
    steps: tuple[Step, ...] = ()
