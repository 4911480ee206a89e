"""Where a partner stands against its target: one classification for the dashboard and the health list."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tools.core.money import BP, half_up, portion
from tools.core.rulings import Health
from tools.dashboard.facts import ACTIVITY, Facts
from tools.dashboard.models import Metric, against, quotient
from tools.dashboard.scope import Member, Scope

Status = Literal["on_target", "at_risk", "off_target"]


@dataclass(frozen=True)
class Standing:
    """One active partner's period: amounts in cents, days as dates."""

    member: Member
    status: Status
    revenue_cents: int
    pipeline_cents: int
    weighted_cents: int
    target_cents: int
    active_on: date
    login_on: date | None
    won_on: date | None

    @property
    def attained_cents(self) -> int:
        """What counts against the target: revenue and weighted pipeline."""
        return self.revenue_cents + self.weighted_cents

    @property
    def remaining_cents(self) -> int:
        """The target that revenue has not met yet; zero or less once it has."""
        return self.target_cents - self.revenue_cents

    def shortfall_cents(self, health: Health) -> int:
        """What is missing to be on target; 0 for a partner that is, or that has no target."""
        return max(0, portion(self.target_cents, health.on_target_bp, BP) - self.attained_cents)

    def coverage_bp(self, health: Health) -> int:
        """Pipeline over the remaining target in basis points, at most the cap, which a met target counts as."""
        if self.remaining_cents <= 0 or self.pipeline_cents >= health.coverage_cap * self.remaining_cents:
            return health.coverage_cap * BP
        return portion(self.pipeline_cents, BP, self.remaining_cents)


def standings(facts: Facts, scope: Scope, health: Health) -> list[Standing]:
    """Every active partner in scope, by id."""
    return [_standing(facts, member, scope.days.on, health) for member in scope.active.values()]


def _standing(facts: Facts, member: Member, on: date, health: Health) -> Standing:
    key = member.partner_id
    revenue = facts.one(key, "won_cents", "sourced")
    weighted = facts.one(key, "weighted_cents", "sourced")
    target = facts.one(key, "target_cents")
    newest = facts.newest(key, *ACTIVITY)
    active_on = max(member.joined_on, newest) if newest else member.joined_on
    return Standing(
        member=member,
        status=_status(revenue + weighted, target, (on - active_on).days, health),
        revenue_cents=revenue,
        pipeline_cents=facts.one(key, "pipeline_cents", "sourced"),
        weighted_cents=weighted,
        target_cents=target,
        active_on=active_on,
        login_on=facts.newest(key, "login_on"),
        won_on=facts.newest(key, "won_on", of="sourced"),
    )


def _status(attained: int, target: int, idle_days: int, health: Health) -> Status:
    """On target, at risk or off by the share of the target attained; without a target, by its newest activity."""
    if target <= 0:
        return "on_target" if idle_days <= health.active_within_days else "off_target"
    if attained * BP >= target * health.on_target_bp:
        return "on_target"
    return "at_risk" if attained * BP >= target * health.at_risk_bp else "off_target"


_LABELS: dict[Status, str] = {
    "on_target": "Partners on target",
    "at_risk": "Partners at risk",
    "off_target": "Partners off target",
}


def health_metrics(facts: Facts, scope: Scope, health: Health) -> tuple[Metric, ...]:
    """The health section: the three classes, mean coverage, and win rate against direct deals'."""
    found = standings(facts, scope, health)
    return (
        *(_class_metric(found, status, scope) for status in _LABELS),
        _coverage(found, health),
        win_rate(facts),
    )


def unruled_metrics(facts: Facts, reason: str) -> tuple[Metric, ...]:
    """The same section where no ruling says what on target means."""
    classes = (Metric(key=key, label=label, kind="count", reason=reason) for key, label in _LABELS.items())
    return (*classes, Metric(key="coverage", label=_COVERAGE, kind="ratio", reason=reason), win_rate(facts))


def _class_metric(found: list[Standing], status: Status, scope: Scope) -> Metric:
    count = sum(standing.status == status for standing in found)
    share = quotient(count, len(found), f"no partner was active at the end of {scope.days.on}")
    part = Metric(key="share", label="of active partners", kind="percent", decimals=1, **share)
    return Metric(key=status, label=_LABELS[status], kind="count", value=count, parts=(part,))


_COVERAGE = "Avg partner pipeline coverage"


def _coverage(found: list[Standing], health: Health) -> Metric:
    covered = [standing.coverage_bp(health) for standing in found if standing.target_cents > 0]
    if not covered:
        return Metric(key="coverage", label=_COVERAGE, kind="ratio", reason="no active partner has a target")
    return Metric(
        key="coverage",
        label=_COVERAGE,
        kind="ratio",
        value=half_up(sum(covered), len(covered)),
        numerator=sum(covered),
        denominator=len(covered) * BP,
        decimals=1,
        phrase="{}x",
        mark=against(sum(covered), len(covered) * health.coverage_aim_bp),
    )


def win_rate(facts: Facts) -> Metric:
    """Won over closed deals of the partners in scope, beside the whole company's direct deals."""
    won, closed = facts.total("won_n", "sourced"), facts.total("won_n", "sourced") + facts.total("lost_n", "sourced")
    direct_won = facts.whole("won_n", "direct")
    direct_closed = direct_won + facts.whole("lost_n", "direct")
    better = won * direct_closed >= direct_won * closed
    direct = quotient(direct_won, direct_closed, "no direct deal closed in the period")
    return Metric(
        key="win_rate",
        label="Partner win rate",
        kind="percent",
        mark=None if not closed or not direct_closed else "ok" if better else "warning",
        parts=(Metric(key="direct", label="direct", kind="percent", phrase="vs {} direct", **direct),),
        **quotient(won, closed, "no partner-sourced deal closed in the period"),
    )
