"""Which partners are at risk or off target, how far, and why: the dashboard's classes, partner by partner."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Literal

from tools.core.errors import BadArgument, NoRecords
from tools.core.frames import Frames
from tools.core.money import BP, portion
from tools.core.partners import partner
from tools.core.program import Program
from tools.core.receipts import Basis, Result
from tools.core.rulings import Health
from tools.dashboard.facts import Facts, standing_facts
from tools.dashboard.models import Filters
from tools.dashboard.scope import Days, Scope, days_of, scope_of
from tools.dashboard.standing import Standing, Status, standings

HEALTH_READS = (
    "partners",
    "tier_history",
    "targets",
    "deals",
    "refunds",
    "registrations",
    "certifications",
    "enrolments",
    "logins",
)
"""The tables that a partner's health rests on."""

STATUSES: tuple[Status, ...] = ("on_target", "at_risk", "off_target")


class Reason(Result):
    """One reason why a partner is not on target.

    `revenue_short`: `cents` of the target that revenue has not met. `pipeline_thin`: pipeline `numerator`
    over the remaining target `denominator`, in cents. `no_win`, `no_login`, `inactive`: `days` since
    `since`, the newest one, or since it joined when `since` is None.
    """

    kind: Literal["revenue_short", "pipeline_thin", "no_win", "no_login", "inactive"]
    cents: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    days: int | None = None
    since: date | None = None


class HealthRow(Result):
    """One active partner. `attained_cents` is revenue and weighted pipeline; attainment is it over the target.

    `attainment_bp` is None without a target. `shortfall_cents` is what is missing to be on target.
    """

    partner_id: str
    name: str
    tier: str | None
    region: str | None
    manager: str | None
    status: Status
    revenue_cents: int
    pipeline_cents: int
    weighted_cents: int
    attained_cents: int
    target_cents: int
    attainment_bp: int | None
    shortfall_cents: int
    active_on: date
    idle_days: int
    why: tuple[Reason, ...]


class PartnerHealth(Result):
    """The partners asked for, the largest shortfall first, and how many active partners are in each class."""

    period: str
    evaluated_on: date
    status: Status | None
    filters: Filters
    active: int
    on_target: int
    at_risk: int
    off_target: int
    rows: tuple[HealthRow, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...] = ()


def partner_health(
    frames: Frames,
    program: Program,
    *,
    status: str | None = None,
    period: str | None = None,
    tier: str | None = None,
    region: str | None = None,
    manager: str | None = None,
    partner_id: str | None = None,
) -> PartnerHealth:
    """Partners at risk or off target with the reasons why, or the health of one partner.

    For who needs attention, who is behind, and what is wrong with a partner: the dashboard's own classes.

    Args:
        status: "at_risk", "off_target" or "on_target"; at risk and off target if left out.
        period: Month, quarter, year or days, such as "2025-04"; the month of the as-of day if left out.
        tier: Only partners that hold this tier at the period's end.
        region: Only partners of this region.
        manager: Only partners of this partner manager.
        partner_id: One partner's record id, such as "P-042"; in any class, unless `status` names one.

    Returns:
        Rows in cents and basis points, the largest shortfall first, each with its reasons.

    Raises:
        BadArgument, BadPeriod, UnknownPartner: no such status, tier, region, manager, period or partner.
        NoRecords: the partner was not active on the evaluated day.
        NoRuleInForce: no rule on health is in force on that day.
    """
    wanted, days = _status(status), days_of(program, period, frames.as_of)
    scope = scope_of(frames, program, days, tier=tier, region=region, manager=manager)
    if partner_id is not None:
        scope = _only(frames, scope, partner_id)
    return _found(frames, scope, program.health.on(days.on), wanted, everyone=partner_id is not None)


def _found(frames: Frames, scope: Scope, health: Health, status: Status | None, *, everyone: bool) -> PartnerHealth:
    days = scope.days
    found = standings(Facts(standing_facts(frames, days), scope), scope, health)
    counts = Counter(standing.status for standing in found)
    wanted = (status,) if status else STATUSES if everyone else ("at_risk", "off_target")
    rows = [_row(standing, days, health) for standing in found if standing.status in wanted]
    rows.sort(key=lambda row: (-row.shortfall_cents, -row.idle_days, row.name, row.partner_id))
    return PartnerHealth(
        period=days.period.name,
        evaluated_on=days.on,
        status=status,
        filters=scope.filters,
        active=len(found),
        on_target=counts["on_target"],
        at_risk=counts["at_risk"],
        off_target=counts["off_target"],
        rows=tuple(rows),
        basis=(Basis.of("health", health, *health.readings),),
        notes=days.notes,
    )


def _status(text: str | None) -> Status | None:
    for status in STATUSES:
        if text is not None and text.strip().casefold().replace(" ", "_") == status:
            return status
    if text is not None:
        raise BadArgument("status", text, "a partner is on_target, at_risk or off_target.")
    return None


def _only(frames: Frames, scope: Scope, partner_id: str) -> Scope:
    """The scope of one active partner."""
    if partner_id in scope.active:
        return replace(scope, active={partner_id: scope.active[partner_id]})
    name = partner(frames, partner_id)["name"]
    if partner_id not in scope.members:
        raise NoRecords(f"{name} is outside the tier, region or manager that you named. Ask without them.")
    raise NoRecords(f"{name} was not an active partner at the end of {scope.days.on}. Ask about a day when it was.")


def _row(standing: Standing, days: Days, health: Health) -> HealthRow:
    member, target = standing.member, standing.target_cents
    return HealthRow(
        partner_id=member.partner_id,
        name=member.name,
        tier=member.tier,
        region=member.region,
        manager=member.manager,
        status=standing.status,
        revenue_cents=standing.revenue_cents,
        pipeline_cents=standing.pipeline_cents,
        weighted_cents=standing.weighted_cents,
        attained_cents=standing.attained_cents,
        target_cents=target,
        attainment_bp=portion(standing.attained_cents, BP, target) if target > 0 else None,
        shortfall_cents=standing.shortfall_cents(health),
        active_on=standing.active_on,
        idle_days=(days.on - standing.active_on).days,
        why=() if standing.status == "on_target" else tuple(_why(standing, days, health)),
    )


def _why(standing: Standing, days: Days, health: Health) -> list[Reason]:
    """Money first, then what has not happened for longer than the days in which a partner counts as active."""
    found = []
    remaining, pipeline = standing.remaining_cents, standing.pipeline_cents
    if standing.target_cents > 0 and remaining > 0:
        found.append(Reason(kind="revenue_short", cents=remaining))
        if pipeline * BP < remaining * health.coverage_aim_bp:
            found.append(Reason(kind="pipeline_thin", numerator=pipeline, denominator=remaining))
    newest: tuple[tuple[Literal["no_win", "no_login", "inactive"], date | None], ...] = (
        ("no_win", standing.won_on),
        ("no_login", standing.login_on),
        ("inactive", standing.active_on),
    )
    for kind, since in newest:
        idle = (days.on - (since or standing.member.joined_on)).days
        if idle > health.active_within_days:
            found.append(Reason(kind=kind, days=idle, since=since))
    return found
