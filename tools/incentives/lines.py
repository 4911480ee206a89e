"""The lines that incentives are made of: on deals, on approved activities, and what refunds take back."""

from typing import Any

import narwhals as nw

from tools.core.frames import Frames, Lazy
from tools.core.periods import Period
from tools.core.program import Program
from tools.core.receipts import Line
from tools.core.rulings import ActivityRule, Incentives
from tools.incentives.deal_rules import active_on, deal_lines, no_lines, refund_lines, with_tiers
from tools.incentives.deal_terms import PROGRAMMES, Stretch, stretches, tier_flag

WHOLE = nw.Int64


def incentive_lines(frames: Frames, program: Program, period: Period) -> Lazy:
    """Every line of SPIFFs and bonuses of a period, for all partners, in the columns of `LINE`."""
    return nw.concat(
        [
            deal_lines(frames, program, period),
            activity_lines(frames, program, period),
            refund_lines(frames, program, period),
        ]
    )


def activity_lines(frames: Frames, program: Program, period: Period) -> Lazy:
    """One line an approved activity that a rule pays, in the columns of `LINE`.

    The day of approval decides the period and the ruling, and starts the claim window. The partner
    must be active on that day.
    """
    held = {name: stretches(getattr(program, name), period) for name in PROGRAMMES}
    sets = {stretch.ruling.tiers for found in held.values() for stretch in found}
    day = nw.col("approved_on")
    approved = frames.contributions.filter(day >= period.first, day < period.after, day <= frames.as_of)
    eligible = active_on(approved, frames.partners.select("partner_id", "joined_on", "exited_on"), "approved_on")
    eligible = with_tiers(frames, eligible, sets, key="contribution_id", on="approved_on")
    found = [
        _paid(eligible, name, stretch, rule)
        for name in PROGRAMMES
        for stretch in held[name]
        for rule in stretch.ruling.activities
    ]
    return nw.concat([no_lines(frames), *found])


def line_of(program: Program, row: dict[str, Any]) -> Line:
    """A row of `LINE` with its rule's title and its ruling's source."""
    ruling = ruling_of(program, row)
    rules = {rule.id: rule.title for rule in ruling.deals} | {rule.id: rule.title for rule in ruling.activities}
    title = rules[row["rule"]]
    shared = {name: row[name] for name in Line.model_fields if name in row}
    refund = row["amount_cents"] < 0
    return Line(**shared, title=f"Refund: {title}" if refund else title, source=ruling.source)


def ruling_of(program: Program, row: dict[str, Any]) -> Incentives:
    """The ruling that a row of `LINE` names."""
    values: tuple[Incentives, ...] = getattr(program, row["programme"]).values
    return next(ruling for ruling in values if ruling.since == row["ruling_since"])


def _paid(eligible: Lazy, programme: str, stretch: Stretch, rule: ActivityRule) -> Lazy:
    ruling, day = stretch.ruling, nw.col("approved_on")
    asked = [day >= stretch.first, day <= stretch.last, nw.col("kind").is_in(list(rule.kinds))]
    if ruling.tiers is not None:
        asked.append(nw.col(tier_flag(ruling.tiers)))
    return eligible.filter(*asked).select(
        "partner_id",
        row=nw.col("contribution_id"),
        on=day,
        programme=nw.lit(programme),
        rule=nw.lit(rule.id),
        base_cents=nw.lit(None, dtype=WHOLE),
        rate_bp=nw.lit(None, dtype=WHOLE),
        amount_cents=nw.lit(rule.fixed_cents, dtype=WHOLE),
        claim_until=day.dt.offset_by(f"{ruling.claim_within_days}d").cast(nw.Date),
        ruling_since=nw.lit(ruling.since),
    )
