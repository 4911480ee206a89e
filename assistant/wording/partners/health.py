"""Partner health in words: who needs attention, and why."""

from collections.abc import Sequence

from assistant.answer import Table, Worded
from assistant.wording.figures import counted, during, listed
from tools.core.money import dollars, half_up, percent
from tools.health import HealthRow, PartnerHealth, Reason

STATUSES = {"on_target": "on target", "at_risk": "at risk", "off_target": "off target"}
WORST_FIRST = {"off_target": "Off target", "at_risk": "At risk", "on_target": "On target"}
MOST_ROWS = 15


def partner_health(result: PartnerHealth) -> Worded:
    """One partner in a sentence, or the lists, the worst first and in each the largest shortfall first."""
    if len(result.rows) == 1 and result.active == 1:
        return _one(result, result.rows[0])
    chosen = [value for value in (result.filters.tier, result.filters.region, result.filters.manager) if value]
    who = f" ({listed(chosen)})" if chosen else ""
    text = (
        f"{result.period}{who}: of {counted(result.active, 'active partner')}, {result.on_target:,} "
        f"{'is' if result.on_target == 1 else 'are'} on target, {result.at_risk:,} at risk and "
        f"{result.off_target:,} off target."
    )
    shown = result.rows[:MOST_ROWS]
    which = "largest shortfalls" if any(row.shortfall_cents for row in shown) else "first"
    cut = f"The {MOST_ROWS} {which} of {len(result.rows):,} are shown; name a tier, region or manager."
    tables = [
        _table(title, found, tiers=result.filters.tier is None)
        for status, title in WORST_FIRST.items()
        if (found := [row for row in shown if row.status == status])
    ]
    return Worded(
        text=text if shown else f"{text} {_nobody(result)}",
        tables=tuple(tables),
        notes=(*result.notes, *([cut] if len(result.rows) > MOST_ROWS else [])),
    )


def _nobody(result: PartnerHealth) -> str:
    return f"No partner is {STATUSES[result.status] if result.status else 'at risk or off target'}."


def _one(result: PartnerHealth, row: HealthRow) -> Worded:
    state = f"{row.name} is {STATUSES[row.status]} {during(result.period)}"
    if row.attainment_bp is None:
        text = f"{state}: it has no target and was last active on {row.active_on}."
    else:
        short = f", {dollars(row.shortfall_cents)} short" if row.shortfall_cents else ""
        text = (
            f"{state}: revenue of {dollars(row.revenue_cents)} and weighted pipeline of {dollars(row.weighted_cents)} "
            f"come to {percent(row.attained_cents, row.target_cents)} of its {dollars(row.target_cents)} target{short}."
        )
    why = f" Why: {listed([_reason(reason) for reason in row.why])}." if row.why else ""
    return Worded(text=text + why, tables=(_figures(row),), notes=result.notes)


def _figures(row: HealthRow) -> Table:
    rows = [
        ("Revenue", dollars(row.revenue_cents)),
        ("Weighted pipeline", dollars(row.weighted_cents)),
        ("Together", dollars(row.attained_cents)),
        ("Target", dollars(row.target_cents) if row.target_cents else "none"),
        ("Short by", dollars(row.shortfall_cents) if row.shortfall_cents else "-"),
        ("Whole pipeline", dollars(row.pipeline_cents)),
        ("Last active", row.active_on.isoformat()),
    ]
    title = f"{row.tier} partner" if row.tier else "Partner"
    return Table(columns=(title, "Figure"), rows=tuple(rows), right=("Figure",))


def _table(title: str, rows: Sequence[HealthRow], *, tiers: bool) -> Table:
    """One state's partners; a tier that all share, and targets that none has, take no column."""
    targets = any(row.target_cents for row in rows)
    columns = ("Partner", *(("Tier",) if tiers else ()), *(("Of target", "Short by") if targets else ()), "Why")
    cells = tuple(
        (
            row.name,
            *((row.tier or "-",) if tiers else ()),
            *((_of_target(row), dollars(row.shortfall_cents) if row.shortfall_cents else "-") if targets else ()),
            briefly(row.why),
        )
        for row in rows
    )
    return Table(title=title, columns=columns, rows=cells, right=("Of target", "Short by") if targets else ())


def _of_target(row: HealthRow) -> str:
    return percent(row.attained_cents, row.target_cents) if row.target_cents else "none"


def briefly(why: Sequence[Reason]) -> str:
    """The reasons in a cell, without what revenue is short of: that stands in a column of its own."""
    return "; ".join(_brief(reason) for reason in why if reason.kind != "revenue_short") or "-"


def _brief(reason: Reason) -> str:
    """A reason in a few words."""
    if reason.kind == "pipeline_thin":
        return f"pipeline {_times(reason)}" if reason.numerator else "no pipeline"
    words = {"no_win": "no win", "no_login": "no login", "inactive": "inactive"}
    return f"{words[reason.kind]} {counted(reason.days or 0, 'day')}"


def _times(reason: Reason) -> str:
    tenths = half_up((reason.numerator or 0) * 10, reason.denominator or 1)
    return f"{tenths // 10}.{tenths % 10}x"


def _reason(reason: Reason) -> str:
    since = f"since {reason.since}" if reason.since else "since it joined"
    if reason.kind == "revenue_short":
        return f"revenue is {dollars(reason.cents or 0)} under target"
    if reason.kind == "pipeline_thin":
        return f"pipeline is {_times(reason)} what is left to win" if reason.numerator else "there is no open pipeline"
    words = {"no_win": "no win", "no_login": "no portal login", "inactive": "no activity"}
    return f"{words[reason.kind]} {since} ({counted(reason.days or 0, 'day')})"
