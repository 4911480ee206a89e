"""Cross-footing: tables are added up before they are shown, and what does not add up is said."""

from collections.abc import Iterable

from tools.core.money import dollars
from tools.dashboard.ecosystem import came, gone, opening
from tools.dashboard.facts import Facts
from tools.dashboard.models import Metric, Section, TierRow
from tools.dashboard.scope import Scope

_ROLES = {"sourced", "assisted", "direct"}


def crossfoot(sections: Iterable[Section], facts: Facts, scope: Scope) -> list[str]:
    """A note for everything that does not add up."""
    by_key = {section.key: section for section in sections}
    metrics = {metric.key: metric for section in by_key.values() for metric in section.metrics}
    return [
        *_tiers_add_up(by_key["by_tier"].tiers, metrics, facts, scope),
        *_classes_add_up(metrics),
        *_movements_add_up(scope),
        *_top_fits(by_key["top"], metrics),
        *_roles_add_up(facts),
    ]


def _tiers_add_up(tiers: tuple[TierRow, ...], metrics: dict[str, Metric], facts: Facts, scope: Scope) -> list[str]:
    """Counts, revenue and pipeline of the tiers, with the partners that hold none, make the totals."""
    outside = [member for member in scope.active.values() if member.tier is None]
    revenue, pipeline = _outside(facts, scope, "won_cents"), _outside(facts, scope, "pipeline_cents")
    return [
        *differs("active partners by tier", sum(r.partners for r in tiers) + len(outside), metrics["active_partners"]),
        *differs("revenue by tier", sum(r.revenue_cents for r in tiers) + revenue, metrics["sourced_revenue"]),
        *differs("pipeline by tier", sum(r.pipeline_cents for r in tiers) + pipeline, metrics["pipeline"]),
    ]


def _outside(facts: Facts, scope: Scope, measure: str) -> int:
    found = facts.partners(measure, "sourced").items()
    return sum(cents for key, cents in found if key is None or scope.held(key) is None)


def differs(what: str, added: int, total: Metric) -> list[str]:
    """A note when rows add up to another figure than the metric they belong to."""
    if total.value is None or added == total.value:
        return []
    show = dollars if total.kind == "money" else str
    return [f"Does not add up: {what} comes to {show(added)}, but {total.label} is {show(total.value)}."]


def _classes_add_up(metrics: dict[str, Metric]) -> list[str]:
    values = [metrics[key].value for key in ("on_target", "at_risk", "off_target")]
    counts = [value for value in values if value is not None]
    return (
        differs("on target, at risk and off target together", sum(counts), metrics["active_partners"]) if counts else []
    )


def _movements_add_up(scope: Scope) -> list[str]:
    closing = opening(scope) + came(scope) - gone(scope)
    if closing == len(scope.active):
        return []
    return [
        f"Does not add up: {opening(scope)} partners on {scope.days.since}, {came(scope)} joined and {gone(scope)} "
        f"exited make {closing}, and {len(scope.active)} are active. A partner that exited before it joined does this."
    ]


def _top_fits(top: Section, metrics: dict[str, Metric]) -> list[str]:
    total, listed = metrics["sourced_revenue"].value or 0, sum(row.revenue_cents for row in top.top)
    if listed <= total:
        return []
    return [
        f"Does not add up: the top partners' revenue of {dollars(listed)} is more than the total of {dollars(total)}; "
        "refunds above a deal's amount do this."
    ]


def _roles_add_up(facts: Facts) -> list[str]:
    others = [role for role in facts.splits("won_cents") if role not in _ROLES]
    if not others:
        return []
    return [
        f"Total revenue holds {dollars(facts.whole('won_cents', role))} of deals with the unknown role {role!r}."
        for role in others
    ]
