"""Ecosystem overview: how many partners there are, of which tier, and who came and went."""

from collections import Counter

from tools.core.money import percent
from tools.dashboard.models import Metric, TierRow, quotient
from tools.dashboard.scope import Days, Scope


def ecosystem(scope: Scope, by_tier: tuple[TierRow, ...]) -> tuple[Metric, ...]:
    """The section's metrics."""
    joined, exited = came(scope), gone(scope)
    active = len(scope.active)
    nobody = f"no partner was active at the end of {scope.days.on}"
    return (
        Metric(key="active_partners", label="Active partners", kind="count", value=active),
        Metric(key="by_tier", label="By tier", kind="text", tiers=by_tier),
        Metric(key="onboarded", label=f"New partners onboarded ({window(scope.days)})", kind="count", value=joined),
        Metric(key="exited", label=f"Partners exited ({window(scope.days)})", kind="count", value=exited),
        Metric(
            key="retention",
            label="Partner retention rate",
            kind="percent",
            decimals=1,
            **quotient(active - exited, active, nobody),
        ),
    )


def window(days: Days) -> str:
    """The days that partners and certifications are counted new in, as a label says them."""
    return "this quarter" if days.quarter_long else f"since {days.since}"


def came(scope: Scope) -> int:
    """Partners that joined from the quarter's first day to the evaluated day."""
    return sum(scope.days.since <= member.joined_on <= scope.days.on for member in scope.members.values())


def gone(scope: Scope) -> int:
    """Partners that exited from the quarter's first day to the evaluated day."""
    days = scope.days
    return sum(m.exited_on is not None and days.since <= m.exited_on <= days.on for m in scope.members.values())


def opening(scope: Scope) -> int:
    """Partners that were active when the quarter opened."""
    since = scope.days.since
    return sum(m.joined_on < since and (m.exited_on is None or m.exited_on >= since) for m in scope.members.values())


def tier_counts(scope: Scope) -> Counter[str]:
    """Active partners of each tier."""
    return Counter(member.tier for member in scope.active.values() if member.tier is not None)


def retention_note(scope: Scope) -> list[str]:
    """What the other common base would give."""
    base, exited = opening(scope), gone(scope)
    if not base or not exited:
        return []
    return [
        f"Retention is over the {len(scope.active)} partners active on {scope.days.on}; over the {base} active "
        f"when {scope.days.since} began it would be {percent(base - exited, base, 1)}."
    ]
