"""What a partner still lacks for the next tier, and the pipeline that its missing revenue needs."""

from datetime import date

from tools.core.money import BP, portion
from tools.core.program import Program
from tools.core.receipts import Result
from tools.health import HEALTH_READS, HealthRow
from tools.tiers.judgement import RequirementState
from tools.tiers.path import TierPath
from tools.tiers.status import STATUS_READS, TierStatus

GAP_READS = tuple(dict.fromkeys((*STATUS_READS, *HEALTH_READS)))
"""The tables that a gap rests on."""


class TierGap(Result):
    """The gap to a tier at the coming quarter end, if nothing more is won.

    `pipeline_needed_cents` is the missing revenue times the program's aimed coverage; what is open already,
    partner-sourced, is taken off. `advance_until` is the last day on which an entry tier may still advance.
    """

    held: str
    tier: str
    quarter_ends_on: date
    requirements: tuple[RequirementState, ...]
    certified_missing: int
    revenue_missing_cents: int
    coverage_aim_bp: int
    pipeline_needed_cents: int
    pipeline_open_cents: int
    pipeline_to_add_cents: int
    streak: int
    streak_needed: int
    earliest_advance_on: date | None
    advance_until: date | None

    @property
    def missed(self) -> tuple[RequirementState, ...]:
        """The requirements that are not met yet."""
        return tuple(state for state in self.requirements if not state.met)


def tier_gap(program: Program, path: TierPath, status: TierStatus, row: HealthRow) -> TierGap | None:
    """The gap to the path's tier, with the open pipeline of the partner's health; None at the top."""
    coming = path.ends[0] if path.ends else None
    if path.to is None or coming is None or coming.to is None:
        return None
    aim = program.health.on(path.on).coverage_aim_bp
    missing = {state.metric: state.missing for state in coming.to.requirements}
    revenue = missing.get("annual_revenue", 0)
    needed = portion(revenue, aim, BP)
    return TierGap(
        held=path.held,
        tier=path.to,
        quarter_ends_on=coming.on,
        requirements=coming.to.requirements,
        certified_missing=missing.get("certified_staff", 0),
        revenue_missing_cents=revenue,
        coverage_aim_bp=aim,
        pipeline_needed_cents=needed,
        pipeline_open_cents=row.pipeline_cents,
        pipeline_to_add_cents=max(0, needed - row.pipeline_cents),
        streak=path.streak,
        streak_needed=path.streak_needed,
        earliest_advance_on=path.earliest_advance_on,
        advance_until=status.review_on if status.tier_review == "entry" else None,
    )
