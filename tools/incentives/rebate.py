"""The volume rebate of every partner: a share of a quarter's partner-sourced revenue, by bands."""

import narwhals as nw

from tools.core.frames import Frames, Lazy
from tools.core.periods import Period
from tools.core.program import Program
from tools.incentives.quarters import number_of, quarter_revenue
from tools.incentives.rebate_quarters import banded, refund_lines

WHOLE = nw.Int64
SUMS = ("revenue_cents", "users", "refunds_cents", "settled_cents")


def rebate_by_partner(frames: Frames, program: Program, quarter: Period) -> Lazy:
    """The rebate of one fiscal quarter for every partner that has any part in it.

    Returns:
        `partner_id`, `revenue_cents` (won less refunds inside the quarter, up to the as-of day),
        `users`, `rate_bp` (the band's), `earned_cents`, `refunds_cents` (0 or negative: refunds of
        this quarter on earlier quarters' deals), `settled_cents` (paid for the quarter up to the
        as-of day) and `due_cents`, which is earned + refunds - settled.

    Raises:
        NoRuleInForce: no bands are in force on the quarter's last day.
        NotInProgram: the bands do not say whether they are whole or marginal.
    """
    ruling, amount = program.rebate.on(quarter.last), nw.col("amount_cents")
    revenue = quarter_revenue(frames, program.calendar, [number_of(program.calendar, quarter.first)])
    parts = [
        _part(revenue, revenue_cents=nw.col("revenue_cents"), users=nw.col("users")),
        _part(refund_lines(frames, program, quarter), refunds_cents=amount),
        _part(settled(frames, quarter), settled_cents=amount),
    ]
    summed = nw.concat(parts).group_by("partner_id").agg(nw.col(*SUMS).sum()).with_columns(nw.col(*SUMS).cast(WHOLE))
    due = nw.col("earned_cents") + nw.col("refunds_cents") - nw.col("settled_cents")
    return banded(summed, ruling).select(
        "partner_id",
        *("revenue_cents", "users", "rate_bp", "earned_cents", "refunds_cents", "settled_cents"),
        due_cents=due,
    )


def settled(frames: Frames, quarter: Period) -> Lazy:
    """The rebate payments made for a quarter, up to the as-of day."""
    return frames.payments.filter(
        nw.col("programme") == "rebate", nw.col("row") == quarter.name, nw.col("paid_on") <= frames.as_of
    )


def _part(rows: Lazy, **sums: nw.Expr) -> Lazy:
    zero = nw.lit(0, dtype=WHOLE)
    return rows.select("partner_id", **{name: sums.get(name, zero) for name in SUMS})
