"""Refunds after a quarter has ended: negative rebate lines at that quarter's own rate."""

import narwhals as nw

from tools.core.frames import Frames, Lazy
from tools.core.money import share_of
from tools.core.periods import Period
from tools.core.program import Program
from tools.core.rulings import Rebate
from tools.incentives.bands import earned_at, floored, measure_of, method_of, rate_at
from tools.incentives.quarters import (
    number,
    number_of,
    quarter_numbered,
    quarter_revenue,
    rulings_by_quarter,
    sourced_wins,
)

KEY = ["partner_id", "quarter"]
WHOLE = nw.Int64


def refund_lines(frames: Frames, program: Program, period: Period) -> Lazy:
    """One line a refund of the period on a deal of an earlier quarter.

    Under `whole` a refund takes back the quarter's rate of itself. Under `marginal` it takes back
    the last dollars first, each at its own band's rate. All refunds together never take back more
    than the quarter earned.

    Returns:
        `partner_id`, `row` (the deal), `on`, `refund_id`, `quarter` (the deal's, numbered), `base_cents`,
        `rate_bp`, `amount_cents` (0 or negative) and `ruling_since`.
    """
    calendar = program.calendar
    newest = number_of(calendar, period.last) - 1
    oldest = min((number_of(calendar, ruling.since) for ruling in program.rebate.values), default=newest + 1)
    by_ruling = rulings_by_quarter(program, oldest, newest)
    late = late_refunds(frames, program, period)
    if not by_ruling:
        nothing = nw.lit(0).cast(WHOLE)
        return _lines(late.head(0).with_columns(rate_bp=nothing, taken_cents=nothing), period)
    first = quarter_numbered(calendar, oldest).first
    revenue = quarter_revenue(frames, calendar, first, period.after)
    known = late.join(revenue, on=KEY, how="inner")
    taken = nw.concat([_taken(known.filter(nw.col("quarter").is_in(held)), ruling) for ruling, held in by_ruling])
    return _lines(taken, period)


def late_refunds(frames: Frames, program: Program, period: Period) -> Lazy:
    """Refunds up to the period's end on deals of earlier quarters, with what came before on the same quarter."""
    wins = sourced_wins(frames, None, period.after).select(
        "partner_id", "deal_id", quarter=number(program.calendar, nw.col("closed_on"))
    )
    refunds = frames.refunds.filter(nw.col("refunded_on") < period.after, nw.col("refunded_on") <= frames.as_of).select(
        "refund_id", "deal_id", "refunded_on", refund_cents=nw.col("amount_cents")
    )
    late = wins.join(refunds, on="deal_id", how="inner").filter(
        number(program.calendar, nw.col("refunded_on")) > nw.col("quarter")
    )
    through = nw.col("refund_cents").cum_sum().over(*KEY, order_by=["refunded_on", "refund_id"])
    return late.with_columns(through_cents=through.cast(WHOLE))


def _taken(known: Lazy, ruling: Rebate) -> Lazy:
    """What each refund takes back: the part taken back through it less the part before it."""
    method, measure, revenue = method_of(ruling), measure_of(ruling), nw.col("revenue_cents")
    earned = earned_at(ruling, method, revenue, measure)
    rate = rate_at(ruling, measure)

    def back(refunded: nw.Expr) -> nw.Expr:
        if method == "whole":
            return nw.min_horizontal(nw.col("earned_cents"), share_of(refunded, nw.col("rate_bp")))
        left = floored(revenue - refunded)
        return nw.col("earned_cents") - earned_at(ruling, method, left, left)

    before = nw.col("through_cents") - nw.col("refund_cents")
    return known.with_columns(earned_cents=earned, rate_bp=rate).with_columns(
        taken_cents=back(nw.col("through_cents")) - back(before), ruling_since=nw.lit(ruling.since)
    )


def _lines(taken: Lazy, period: Period) -> Lazy:
    return taken.filter(nw.col("refunded_on") >= period.first).select(
        "partner_id",
        "quarter",
        "refund_id",
        "rate_bp",
        row=nw.col("deal_id"),
        on=nw.col("refunded_on"),
        base_cents=nw.col("refund_cents"),
        amount_cents=(0 - nw.col("taken_cents")).cast(WHOLE),
    )
