"""Revenue: won amounts less refunds, by close date.

A refund counts against its deal's own period from the day it happens, so revenue is always "as known
on" a day. Incentives read refunds apart: theirs are negative lines in the period they happen.
"""

from datetime import date

import narwhals as nw

from tools.core.frames import Frames, Lazy
from tools.core.periods import Period

CENTS = nw.Int64


def won(frames: Frames, period: Period, *, role: str | None = "sourced") -> Lazy:
    """Deals won in a period with `net_cents`: amount less the refunds known on the as-of day.

    `role` is "sourced", "assisted", "direct", or None for every deal.
    """
    deals = frames.deals.filter(won_in(period, frames.as_of))
    if role is not None:
        deals = deals.filter(nw.col("role") == role)
    return less_refunds(deals, refunded(frames, frames.as_of))


def won_in(period: Period, as_of: date) -> nw.Expr:
    """Whether a deal was won in a period, as known on a day."""
    closed = nw.col("closed_on")
    return (nw.col("outcome") == "won") & (closed >= period.first) & (closed < period.after) & (closed <= as_of)


def refunded(frames: Frames, through: date) -> Lazy:
    """`deal_id` and `refunded_cents` of all refunds up to and on a day."""
    return (
        frames.refunds.filter(nw.col("refunded_on") <= through)
        .group_by("deal_id")
        .agg(refunded_cents=nw.col("amount_cents").sum())
        .with_columns(nw.col("refunded_cents").cast(CENTS))
    )


def less_refunds(deals: Lazy, refunds: Lazy) -> Lazy:
    """Deals with `net_cents`, the amount less its refunds."""
    return deals.join(refunds, on="deal_id", how="left").with_columns(
        net_cents=nw.col("amount_cents") - nw.col("refunded_cents").fill_null(0)
    )


def open_at(frames: Frames, day: date) -> Lazy:
    """Deals open at the end of a day: opened by then, and closed later or not yet."""
    return frames.deals.filter(is_open_at(day))


def is_open_at(day: date) -> nw.Expr:
    """Whether a deal was open at the end of a day."""
    return (nw.col("opened_on") <= day) & (nw.col("closed_on").is_null() | (nw.col("closed_on") > day))


def by_partner(deals: Lazy, column: str = "net_cents", name: str = "revenue_cents") -> Lazy:
    """A column's sum for each partner."""
    return deals.group_by("partner_id").agg(nw.col(column).sum().alias(name)).with_columns(nw.col(name).cast(CENTS))


def total(frame: Lazy, column: str = "net_cents") -> int:
    """A column's sum; 0 for no rows."""
    value = frame.select(nw.col(column).sum()).collect().item()
    return int(value or 0)
