"""Performance by tier: revenue, pipeline and target of the partners that hold each tier at the end."""

from tools.core.money import dollars
from tools.dashboard.ecosystem import tier_counts
from tools.dashboard.facts import Facts, Sums
from tools.dashboard.models import TierRow, against
from tools.dashboard.scope import Scope


def tier_rows(facts: Facts, scope: Scope) -> tuple[TierRow, ...]:
    """One row a tier, the highest first."""
    counts = tier_counts(scope)
    revenue = _by_tier(facts.partners("won_cents", "sourced"), scope)
    pipeline = _by_tier(facts.partners("pipeline_cents", "sourced"), scope)
    target = _by_tier(facts.partners("target_cents"), scope)
    return tuple(
        TierRow(
            tier=tier,
            partners=counts[tier],
            revenue_cents=revenue.get(tier, 0),
            pipeline_cents=pipeline.get(tier, 0),
            target_cents=target.get(tier, 0),
            mark=against(revenue.get(tier, 0), target.get(tier, 0)),
        )
        for tier in scope.tiers
    )


def _by_tier(found: Sums, scope: Scope) -> dict[str | None, int]:
    """Cents of each tier held at the end; None for partners that hold none."""
    sums: dict[str | None, int] = {}
    for partner_id, cents in found.items():
        tier = scope.held(partner_id) if partner_id else None
        sums[tier] = sums.get(tier, 0) + cents
    return sums


def untiered_note(facts: Facts, scope: Scope) -> list[str]:
    """Who is in the totals and in no tier's row: exited, without a row in the tier history, or unknown."""
    revenue = {k: f for k, f in facts.partners("won_cents", "sourced").items() if k is None or scope.held(k) is None}
    pipeline = {
        k: f for k, f in facts.partners("pipeline_cents", "sourced").items() if k is None or scope.held(k) is None
    }
    active = {key for key, member in scope.active.items() if member.tier is None}
    found = active | set(revenue) | set(pipeline)
    if not found:
        return []
    exited = sum(1 for key in found if key in scope.members and key not in scope.active)
    parts = [f"{len(active)} active without a row in the tier history", f"{exited} no longer or not yet active"]
    unknown = len(found) - len(active) - exited
    parts += [f"{unknown} not in the records"] if unknown else []
    cents = sum(revenue.values()), sum(pipeline.values())
    return [
        f"Partners in the totals that held no tier at the end of {scope.days.on}: {len(found)} ({', '.join(parts)}), "
        f"with {dollars(cents[0])} revenue and {dollars(cents[1])} pipeline; the rows by tier leave them out."
    ]
