"""Partner health in words: who needs attention, and why."""

from assistant.answer import Table, Worded
from assistant.wording.figures import counted, listed
from tools.core.money import dollars, half_up, percent
from tools.health import HealthRow, PartnerHealth, Reason

STATUSES = {"on_target": "on target", "at_risk": "at risk", "off_target": "off target"}
MOST_ROWS = 15


def partner_health(result: PartnerHealth) -> Worded:
    """One partner in a sentence, or the list, largest shortfall first."""
    if len(result.rows) == 1 and result.active == 1:
        return _one(result, result.rows[0])
    chosen = [value for value in (result.filters.tier, result.filters.region, result.filters.manager) if value]
    who = f" ({listed(chosen)})" if chosen else ""
    text = (
        f"{result.period}{who}: of {counted(result.active, 'active partner')}, {result.on_target:,} are on target, "
        f"{result.at_risk:,} at risk and {result.off_target:,} off target."
    )
    shown = result.rows[:MOST_ROWS]
    cut = f"The {MOST_ROWS} largest shortfalls of {len(result.rows):,} are shown; filter by tier, region or manager."
    return Worded(
        text=text,
        tables=(_table(shown),) if shown else (),
        notes=(*result.notes, *([cut] if len(result.rows) > MOST_ROWS else [])),
    )


def _one(result: PartnerHealth, row: HealthRow) -> Worded:
    if row.attainment_bp is None:
        text = (
            f"{row.name} is {STATUSES[row.status]} in {result.period}: it has no target "
            f"and was last active on {row.active_on}."
        )
    else:
        text = (
            f"{row.name} is {STATUSES[row.status]} in {result.period}: revenue {dollars(row.revenue_cents)} and "
            f"weighted pipeline {dollars(row.weighted_cents)} come to "
            f"{percent(row.attained_cents, row.target_cents)} of its "
            f"{dollars(row.target_cents)} target"
            + (f", {dollars(row.shortfall_cents)} short." if row.shortfall_cents else ".")
        )
    why = f" Why: {listed([_reason(reason) for reason in row.why])}." if row.why else ""
    return Worded(text=text + why, tables=(_table((row,)),), notes=result.notes)


def _table(rows: tuple[HealthRow, ...]) -> Table:
    return Table(
        columns=("Partner", "Tier", "State", "Of target", "Short by", "Why"),
        rows=tuple(
            (
                row.name,
                row.tier or "-",
                STATUSES[row.status],
                percent(row.attained_cents, row.target_cents) if row.target_cents else "n/a",
                dollars(row.shortfall_cents) if row.shortfall_cents else "-",
                "; ".join(_brief(reason) for reason in row.why if reason.kind != "revenue_short") or "-",
            )
            for row in rows
        ),
        right=("Of target", "Short by"),
    )


def _brief(reason: Reason) -> str:
    """A reason in a few words, for a cell; what revenue is short of stands in a column of its own."""
    if reason.kind == "pipeline_thin":
        return f"pipeline {_times(reason)}"
    words = {"no_win": "no win", "no_login": "no login", "inactive": "inactive"}
    return f"{words[reason.kind]} {counted(reason.days or 0, 'day')}"


def _times(reason: Reason) -> str:
    tenths = half_up((reason.numerator or 0) * 10, reason.denominator or 1)
    return f"{tenths // 10}.{tenths % 10}x"


def _reason(reason: Reason) -> str:
    since = f"since {reason.since}" if reason.since else "since it joined"
    if reason.kind == "revenue_short":
        return f"revenue {dollars(reason.cents or 0)} under target"
    if reason.kind == "pipeline_thin":
        return f"pipeline {_times(reason)} of what is left"
    words = {"no_win": "no win", "no_login": "no portal login", "inactive": "no activity"}
    return f"{words[reason.kind]} {since} ({counted(reason.days or 0, 'day')})"
