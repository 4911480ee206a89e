"""The statement of every partner at once, as totals by programme and rule."""

from datetime import date

import narwhals as nw

from tools.core.frames import Frames, Lazy
from tools.core.periods import FiscalCalendar, Period
from tools.core.program import Program
from tools.incentives import rebate
from tools.incentives.deal_rules import NO_CENTS, amounts, by_rule, reach, refund_lines
from tools.incentives.deal_terms import Term, terms
from tools.incentives.lines import activity_lines
from tools.incentives.quarters import number_of, quarter_numbered

KEYS = ("partner_id", "programme", "rule")


def statements(frames: Frames, program: Program, period: Period) -> Lazy:
    """What every partner earned in a period: `partner_id`, `programme`, `rule` and `amount_cents`.

    The lines are those of `incentive_statement`: SPIFFs, bonuses, refunds, and the rebate of each quarter
    that has ended inside the period by the as-of day. Totals of 0 are left out.

    Raises:
        NotInProgram: a rule that applies leaves its amount open.
    """
    parts = [
        *_deals(frames, program, period),
        refund_lines(frames, program, period).select(*KEYS, "amount_cents"),
        activity_lines(frames, program, period).select(*KEYS, "amount_cents"),
        *_rebates(frames, program, period),
    ]
    return (
        nw.concat(parts)
        .group_by(*KEYS)
        .agg(nw.col("amount_cents").sum())
        .with_columns(nw.col("amount_cents").cast(nw.Int64))
        .filter(nw.col("amount_cents") != 0)
    )


def ended_quarters(calendar: FiscalCalendar, period: Period, as_of: date) -> list[int]:
    """The numbers of the quarters whose last day lies in a period and not after the as-of day."""
    numbers = range(number_of(calendar, period.first), number_of(calendar, period.last) + 1)
    lasts = {count: quarter_numbered(calendar, count).last for count in numbers}
    return [count for count, last in lasts.items() if last in period and last <= as_of]


def _deals(frames: Frames, program: Program, period: Period) -> list[Lazy]:
    """What the rules pay. Those of first deals look at few partners' deals, and of all others no id is read."""
    asked = terms(program, reach(program, period))
    on_firsts = [term for term in asked if term.rule.when.first_won_deal and term.book.ruling.stacking == "all"]
    others = [term for term in asked if term not in on_firsts]
    return [_paid(frames, program, period, held) for held in (others, on_firsts) if held]


def _paid(frames: Frames, program: Program, period: Period, asked: list[Term]) -> Lazy:
    deals = amounts(frames, program, period, asked, unpaid=NO_CENTS)
    sums = deals.group_by("partner_id").agg(nw.col(*[term.amount for term in asked]).sum())
    return by_rule(sums, asked, "partner_id").select(*KEYS, nw.col("amount_cents").cast(nw.Int64))


def _rebates(frames: Frames, program: Program, period: Period) -> list[Lazy]:
    """Rebates earned and taken back, where any quarter of the period or before it has bands."""
    held = rebate.rulings_until(program, number_of(program.calendar, period.last))
    if not held:
        return []
    ended = ended_quarters(program.calendar, period, frames.as_of)
    earned = nw.when(nw.col("quarter").is_in(ended)).then(nw.col("earned_cents")).otherwise(nw.lit(0))
    found = rebate.net_by_quarter(frames, program, period, held).select(
        "partner_id",
        programme=nw.lit("rebate"),
        rule=nw.lit("rebate"),
        amount_cents=(earned - nw.col("taken_cents")).cast(nw.Int64),
    )
    return [found]
