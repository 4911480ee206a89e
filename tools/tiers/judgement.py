"""A tier's requirements beside what a partner has, and a partner's quarter ends judged by them."""

from collections.abc import Mapping
from dataclasses import dataclass

from tools.core.periods import Period
from tools.core.receipts import Result
from tools.core.rulings import Metric, Requirement, Tier, Tiers


class RequirementState(Result):
    """One requirement: cents for money, counts otherwise, 1 and 0 for yes and no."""

    metric: Metric
    needed: int
    actual: int
    missing: int
    met: bool

    @classmethod
    def of(cls, requirement: Requirement, actual: int) -> "RequirementState":
        """A requirement beside its actual value."""
        missing = max(0, requirement.at_least - actual)
        return cls(
            metric=requirement.metric, needed=requirement.at_least, actual=actual, missing=missing, met=not missing
        )


class TierJudgement(Result):
    """A tier on a day: met when every requirement is."""

    tier: str
    met: bool
    requirements: tuple[RequirementState, ...]

    @property
    def missed(self) -> tuple[RequirementState, ...]:
        """The requirements that do not hold."""
        return tuple(state for state in self.requirements if not state.met)


Verdicts = dict[str, TierJudgement]
"""Every tier's judgement on one day, lowest tier first."""


@dataclass(frozen=True)
class Judged:
    """A quarter end at which a partner was in the program; `held` if it already held today's tier."""

    quarter: Period
    verdicts: Verdicts
    held: bool

    def met(self, tier: str) -> bool:
        """Whether every requirement of a tier held."""
        return self.verdicts[tier].met


def judge(tier: Tier, values: Mapping[Metric, int]) -> TierJudgement:
    """One tier's requirements against a day's values."""
    states = tuple(RequirementState.of(r, values[r.metric]) for r in tier.requirements)
    return TierJudgement(tier=tier.name, met=all(state.met for state in states), requirements=states)


def verdicts(ruling: Tiers, values: Mapping[Metric, int]) -> Verdicts:
    """Every tier's requirements against a day's values."""
    return {tier.name: judge(tier, values) for tier in ruling.tiers}


def highest_met(found: Verdicts) -> str | None:
    """The highest tier whose every requirement holds; None if none does."""
    return next((name for name, verdict in reversed(found.items()) if verdict.met), None)
