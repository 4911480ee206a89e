"""Partner-sourced revenue by fiscal quarter, as rebates read it: refunds count in the quarter they happen.

A refund inside its deal's own quarter lowers that quarter's revenue. A later one leaves it as it was
and becomes a negative line of its own, so a closed quarter's rate never moves.
"""

from datetime import date

import narwhals as nw

from tools.core.frames import Frames, Lazy
from tools.core.money import idiv
from tools.core.periods import FiscalCalendar, Period, add_months
from tools.core.program import Program
from tools.core.rulings import Rebate

WHOLE = nw.Int64


def number_of(calendar: FiscalCalendar, day: date) -> int:
    """The fiscal quarter that holds a day, counted from year 0."""
    return (day.year * 12 + day.month - calendar.start_month) // 3


def number(calendar: FiscalCalendar, day: nw.Expr) -> nw.Expr:
    """`number_of` over a column of days."""
    months = day.dt.year().cast(WHOLE) * 12 + day.dt.month().cast(WHOLE) - calendar.start_month
    return idiv(months, 3)


def quarter_numbered(calendar: FiscalCalendar, count: int) -> Period:
    """The fiscal quarter of a number."""
    return calendar.quarter_of(add_months(date(1, 1, 1), count * 3 + calendar.start_month - 13))


def sourced_wins(frames: Frames, first: date | None, after: date) -> Lazy:
    """Partner-sourced deals won in [first, after), up to the as-of day."""
    days = [nw.col("closed_on") < after, nw.col("closed_on") <= frames.as_of]
    if first is not None:
        days.append(nw.col("closed_on") >= first)
    return frames.deals.filter(nw.col("outcome") == "won", nw.col("role") == "sourced", *days)


def quarter_revenue(frames: Frames, calendar: FiscalCalendar, first: date, after: date) -> Lazy:
    """`partner_id`, `quarter`, `revenue_cents` and `users` of deals won in [first, after)."""
    wins = sourced_wins(frames, first, after).select(
        "partner_id",
        "deal_id",
        "amount_cents",
        quarter=number(calendar, nw.col("closed_on")),
        users=nw.col("net_new_users"),
    )
    refunds = frames.refunds.filter(nw.col("refunded_on") <= frames.as_of).select(
        "deal_id", refund_cents=nw.col("amount_cents"), refund_quarter=number(calendar, nw.col("refunded_on"))
    )
    returned = (
        wins.join(refunds, on="deal_id", how="inner")
        .filter(nw.col("refund_quarter") <= nw.col("quarter"))
        .select("partner_id", "quarter", revenue_cents=0 - nw.col("refund_cents"), users=nw.lit(0).cast(WHOLE))
    )
    sold = wins.select("partner_id", "quarter", revenue_cents=nw.col("amount_cents"), users=nw.col("users"))
    return (
        nw.concat([sold, returned])
        .group_by("partner_id", "quarter")
        .agg(nw.col("revenue_cents").sum(), nw.col("users").sum())
        .with_columns(nw.col("revenue_cents", "users").cast(WHOLE))
    )


def rulings_by_quarter(program: Program, first: int, last: int) -> list[tuple[Rebate, list[int]]]:
    """The rebate rulings and the quarters, numbered from first to last, whose last day each decides."""
    found: dict[date, tuple[Rebate, list[int]]] = {}
    for count in range(first, last + 1):
        day = quarter_numbered(program.calendar, count).last
        if program.rebate.covers(day):
            ruling = program.rebate.on(day)
            found.setdefault(ruling.since, (ruling, []))[1].append(count)
    return list(found.values())
