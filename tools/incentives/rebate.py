"""The volume rebate of every partner: a share of a quarter's partner-sourced revenue, by bands.

A refund inside its deal's quarter lowers that quarter's revenue. A refund after it is a negative line
at that quarter's own rate, on the day it happens.
"""

import narwhals as nw

from tools.core.frames import Frames, Lazy
from tools.core.money import share_of
from tools.core.periods import Period
from tools.core.program import Program
from tools.core.rulings import Rebate
from tools.incentives.bands import earned_at, floored, measure_of, method_of, rate_at
from tools.incentives.quarters import KEY, number, number_of, quarter_numbered, quarter_revenue, refunded_wins

WHOLE = nw.Int64
SUMS = ("revenue_cents", "users", "refunds_cents", "settled_cents")

Held = list[tuple[Rebate, list[int]]]
"""Rulings, each with the numbers of the quarters that it decides."""


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


def rulings_by_quarter(program: Program, first: int, last: int) -> Held:
    """The rulings of the quarters numbered first to last; a quarter's last day says which is its own.

    Rulings that pay alike are held together, under the oldest.
    """
    found: dict[object, tuple[Rebate, list[int]]] = {}
    for count in range(first, last + 1):
        day = quarter_numbered(program.calendar, count).last
        if program.rebate.covers(day):
            ruling = program.rebate.on(day)
            alike = (ruling.measure, ruling.method, ruling.bands, ruling.cap_cents)
            found.setdefault(alike, (ruling, []))[1].append(count)
    return list(found.values())


def rulings_until(program: Program, last: int) -> Held:
    """The rulings of every quarter from the program's first bands to the quarter numbered last."""
    since = [number_of(program.calendar, ruling.since) for ruling in program.rebate.values]
    return rulings_by_quarter(program, min(since, default=last + 1), last)


def earned_by_quarter(frames: Frames, program: Program, held: Held) -> Lazy:
    """`partner_id`, `quarter`, `revenue_cents`, `users`, `rate_bp` and `earned_cents` of every partner.

    Raises:
        NotInProgram: a ruling does not say whether its bands are whole or marginal.
    """
    numbers = [count for _, counts in held for count in counts]
    revenue = quarter_revenue(frames, program.calendar, numbers)
    return nw.concat(
        [
            banded(revenue if len(held) == 1 else revenue.filter(nw.col("quarter").is_in(counts)), ruling)
            for ruling, counts in held
        ]
    )


def banded(revenue: Lazy, ruling: Rebate) -> Lazy:
    """Rows of `revenue_cents` and `users` with the band's `rate_bp` and `earned_cents`."""
    earned = earned_at(ruling, method_of(ruling), nw.col("revenue_cents"))
    return revenue.with_columns(rate_bp=rate_at(ruling, measure_of(ruling))).with_columns(earned_cents=earned)


def refund_lines(frames: Frames, program: Program, period: Period) -> Lazy:
    """One line a refund of the period on a deal of an earlier quarter.

    Under `whole` a refund takes back the quarter's rate of itself. Under `marginal` it takes back
    the last dollars first, each at its own band's rate. All refunds together never take back more
    than the quarter earned.

    Returns:
        `partner_id`, `row` (the deal), `on`, `quarter` (the deal's, numbered), `base_cents`, `rate_bp`
        and `amount_cents`, both amounts 0 or negative.
    """
    held = rulings_until(program, number_of(program.calendar, period.last))
    late = _late_refunds(frames, program, period)
    if not held:
        nothing = nw.lit(0, dtype=WHOLE)
        return _lines(late.head(0).with_columns(rate_bp=nothing, taken_cents=nothing), period)
    known = late.join(earned_by_quarter(frames, program, held), on=KEY, how="inner")
    taken = [_taken_back(known.filter(nw.col("quarter").is_in(counts)), ruling) for ruling, counts in held]
    return _lines(nw.concat(taken), period)


def net_by_quarter(frames: Frames, program: Program, period: Period, held: Held) -> Lazy:
    """`partner_id`, `quarter`, `earned_cents` and `taken_cents`: all that a period's `refund_lines` take back."""
    late, refund = _late_refunds(frames, program, period), nw.col("refund_cents")
    inside = nw.when(nw.col("refunded_on") >= period.first).then(refund).otherwise(nw.lit(0, dtype=WHOLE))
    sums = (
        late.select(*KEY, through_cents=refund, refund_cents=inside)
        .group_by(KEY)
        .agg(nw.col("through_cents", "refund_cents").sum())
    )
    known = (
        earned_by_quarter(frames, program, held)
        .join(sums, on=KEY, how="left")
        .with_columns(nw.col("through_cents", "refund_cents").fill_null(0).cast(WHOLE))
    )
    taken = [_taken_back(known.filter(nw.col("quarter").is_in(counts)), ruling) for ruling, counts in held]
    return nw.concat(taken).select(*KEY, "earned_cents", "taken_cents")


def _late_refunds(frames: Frames, program: Program, period: Period) -> Lazy:
    """Refunds up to the period's end on deals of earlier quarters, with the sum through each on its quarter."""
    calendar = program.calendar
    late = (
        refunded_wins(frames)
        .filter(nw.col("refunded_on") < period.after)
        .with_columns(quarter=number(calendar, nw.col("closed_on")))
        .filter(number(calendar, nw.col("refunded_on")) > nw.col("quarter"))
        .select(*KEY, "refund_id", "deal_id", "refunded_on", "refund_cents")
    )
    through = nw.col("refund_cents").cum_sum().over(*KEY, order_by=["refunded_on", "refund_id"])
    return late.with_columns(through_cents=through.cast(WHOLE))


def _taken_back(known: Lazy, ruling: Rebate) -> Lazy:
    """What each refund takes back: the part taken back through it less the part before it."""
    earned, through, refund = nw.col("earned_cents"), nw.col("through_cents"), nw.col("refund_cents")

    def back(refunded: nw.Expr) -> nw.Expr:
        if method_of(ruling) == "whole":
            return nw.min_horizontal(earned, share_of(refunded, nw.col("rate_bp")))
        left = floored(nw.col("revenue_cents") - refunded)
        return earned - earned_at(ruling, "marginal", left)

    return known.with_columns(taken_cents=back(through) - back(through - refund))


def _lines(taken: Lazy, period: Period) -> Lazy:
    return taken.filter(nw.col("refunded_on") >= period.first).select(
        "partner_id",
        "quarter",
        row=nw.col("deal_id"),
        on=nw.col("refunded_on"),
        base_cents=0 - nw.col("refund_cents"),
        rate_bp=nw.col("rate_bp"),
        amount_cents=0 - nw.col("taken_cents"),
    )
