"""The partner performance dashboard: every metric of one period, each by one definition."""

from datetime import date, timedelta
from typing import Any

from tools.core.errors import BadArgument, NoRuleInForce
from tools.core.frames import Frames
from tools.core.program import Program
from tools.core.receipts import Basis
from tools.core.rulings import Health
from tools.dashboard.crossfoot import crossfoot
from tools.dashboard.ecosystem import ecosystem, retention_note
from tools.dashboard.enablement import enablement
from tools.dashboard.facts import Facts, incentive_facts, standing_facts
from tools.dashboard.incentives import Committed, committed, incentives
from tools.dashboard.models import Dashboard, Section
from tools.dashboard.revenue import revenue
from tools.dashboard.scope import Days, Scope, days_of, scope_of
from tools.dashboard.standing import health_metrics, unruled_metrics
from tools.dashboard.tiers import tier_rows, untiered_note
from tools.dashboard.top import tie_note, top_rows

DASHBOARD_READS = (
    "partners",
    "tier_history",
    "targets",
    "deals",
    "refunds",
    "registrations",
    "certifications",
    "enrolments",
    "logins",
    "payments",
    "mdf_requests",
    "mdf_claims",
)
"""The tables that the dashboard reads; the first nine are those of a partner's health."""


def dashboard(
    frames: Frames,
    program: Program,
    *,
    period: str | None = None,
    tier: str | None = None,
    region: str | None = None,
    manager: str | None = None,
    focus: str | None = None,
) -> Dashboard:
    """The partner performance dashboard of a period: how the whole channel, or one tier, region or manager, is doing.

    Its sections are ecosystem, revenue, performance by tier, partner health, enablement, incentives and MDF,
    and top partners, as `knowledge/glossary.md` defines them.

    Args:
        period: Month, quarter, year or days, such as "2025-04"; the month of the as-of day if left out.
        tier: Only partners that hold this tier at the period's end.
        region: Only partners of this region.
        manager: Only partners of this partner manager.
        focus: One metric or section that the question is about, by its key, such as "win_rate" or "top".

    Returns:
        Sections of metrics with exact cents, counts and basis points, and notes on what does not add up.

    Raises:
        BadPeriod: no period, or one that starts after the as-of day.
        BadArgument: a tier, region or manager that no partner has, or a focus that the dashboard has not.
    """
    days = days_of(program, period, frames.as_of)
    scope = scope_of(frames, program, days, tier=tier, region=region, manager=manager)
    return _composed(frames, program, scope, focus)


def dashboard_since(program: Program, as_of: date, arguments: dict[str, Any]) -> date:
    """The first day whose rows a dashboard needs: that of the fiscal year before the one its period starts in.

    That holds the span it compares with, the days of activity, and the quarters whose rebates are paid in it.
    """
    calendar = program.calendar
    period = days_of(program, arguments.get("period"), as_of).period
    before = calendar.year_of(calendar.year_of(period.first).first - timedelta(days=1))
    return before.first


def _composed(frames: Frames, program: Program, scope: Scope, focus: str | None) -> Dashboard:
    days = scope.days
    rebates = committed(frames, program, days)
    facts = Facts([*standing_facts(frames, days), *incentive_facts(frames, days), *rebates.facts], scope)
    health, unruled = _health(program, days)
    sections = _sections(facts, scope, health, unruled)
    rested = [Basis.of("health", health, *health.readings)] if health else []
    return Dashboard(
        period=days.period.name,
        first_on=days.period.first,
        last_on=days.period.last,
        evaluated_on=days.on,
        as_of=frames.as_of,
        compared=days.before.name,
        filters=scope.filters,
        focus=_focused(sections, focus),
        sections=sections,
        basis=tuple(dict.fromkeys((*rested, *rebates.basis))),
        notes=tuple(_notes(sections, facts, scope, rebates)),
    )


def _focused(sections: tuple[Section, ...], focus: str | None) -> str | None:
    keys = [key for section in sections for key in (section.key, *(metric.key for metric in section.metrics))]
    if focus is not None and focus not in keys:
        raise BadArgument("focus", focus, f"it is none of {', '.join(keys)}.")
    return focus


def _health(program: Program, days: Days) -> tuple[Health | None, str]:
    """The ruling on health, or why there is none; the other sections stand without it."""
    try:
        return program.health.on(days.on), ""
    except NoRuleInForce as error:
        return None, str(error)


def _sections(facts: Facts, scope: Scope, health: Health | None, unruled: str) -> tuple[Section, ...]:
    tiers = tier_rows(facts, scope)
    classes = health_metrics(facts, scope, health) if health else unruled_metrics(facts, unruled)
    return (
        Section(key="ecosystem", title="ECOSYSTEM OVERVIEW", metrics=ecosystem(scope, tiers)),
        Section(key="revenue", title="REVENUE PERFORMANCE", metrics=revenue(facts, scope)),
        Section(key="by_tier", title="PERFORMANCE BY TIER", tiers=tiers),
        Section(key="health", title="PARTNER HEALTH", metrics=classes),
        Section(key="enablement", title="ENABLEMENT & CERTIFICATION", metrics=enablement(facts, scope)),
        Section(key="incentives", title="INCENTIVE & MDF", metrics=incentives(facts, scope)),
        Section(key="top", title="TOP PERFORMING PARTNERS", top=top_rows(facts, scope)),
    )


def _notes(sections: tuple[Section, ...], facts: Facts, scope: Scope, rebates: Committed) -> list[str]:
    return [
        *scope.days.notes,
        *retention_note(scope),
        *untiered_note(facts, scope),
        *tie_note(facts, sections[-1].top),
        *rebates.notes,
        *crossfoot(sections, facts, scope),
    ]
