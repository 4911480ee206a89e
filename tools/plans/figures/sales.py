"""A partner's sales by quarter, its open deals, and its average deal: what several plans start from."""

from datetime import date
from typing import Any

import narwhals as nw

from tools.core.frames import Frames, rows
from tools.core.money import half_up
from tools.core.periods import FiscalCalendar, Period
from tools.core.receipts import Result
from tools.core.revenue import open_at, total, won

SALES_READS = ("partners", "targets", "deals", "refunds")
"""The tables that sales are read from."""

QUARTERS_SHOWN = 4


class QuarterSales(Result):
    """A partner's quarter, up to the as-of day: revenue, sourced deals won and lost, and its target."""

    quarter: str
    first_on: date
    last_on: date
    sourced_cents: int
    assisted_cents: int
    won: int
    lost: int
    target_cents: int


class OpenDeal(Result):
    """A partner-sourced deal that is open on the as-of day."""

    deal_id: str
    customer: str
    product: str | None
    amount_cents: int
    probability_bp: int
    opened_on: date
    registered_on: date | None


def quarters_back(calendar: FiscalCalendar, last: Period, count: int = QUARTERS_SHOWN) -> list[Period]:
    """Quarters that end with one, oldest first."""
    return calendar.quarters_ending(last, count)


def quarter_sales(frames: Frames, partner_id: str, quarter: Period) -> QuarterSales:
    """One partner's quarter."""
    sourced = won(frames, quarter).filter(nw.col("partner_id") == partner_id)
    closed = frames.deals.filter(
        nw.col("partner_id") == partner_id,
        nw.col("role") == "sourced",
        nw.col("closed_on") >= quarter.first,
        nw.col("closed_on") < quarter.after,
        nw.col("closed_on") <= frames.as_of,
    )
    outcomes = [row["outcome"] for row in rows(closed.select("outcome"))]
    months = frames.targets.filter(
        nw.col("partner_id") == partner_id, nw.col("month_on") >= quarter.first, nw.col("month_on") < quarter.after
    )
    return QuarterSales(
        quarter=quarter.name,
        first_on=quarter.first,
        last_on=quarter.last,
        sourced_cents=total(sourced),
        assisted_cents=total(won(frames, quarter, role="assisted").filter(nw.col("partner_id") == partner_id)),
        won=outcomes.count("won"),
        lost=outcomes.count("lost"),
        target_cents=total(months, "amount_cents"),
    )


def average_deal_cents(quarters: tuple[QuarterSales, ...]) -> int | None:
    """Sourced revenue over the deals won; None where none was, or where refunds took all of it back."""
    deals = sum(quarter.won for quarter in quarters)
    revenue = sum(quarter.sourced_cents for quarter in quarters)
    return half_up(revenue, deals) if deals and revenue > 0 else None


def opportunities(pipeline_cents: int, average_cents: int | None) -> int | None:
    """How many deals of the average size make a pipeline, rounded up; None without an average."""
    return None if not average_cents else -(-pipeline_cents // average_cents)


def open_deals(frames: Frames, partner_id: str) -> tuple[OpenDeal, ...]:
    """The open deals of a partner, the largest first."""
    own = open_at(frames, frames.as_of).filter(nw.col("partner_id") == partner_id, nw.col("role") == "sourced")
    found = sorted(rows(own), key=lambda row: (-row["amount_cents"], row["deal_id"]))
    return tuple(_open_deal(row) for row in found)


def _open_deal(row: dict[str, Any]) -> OpenDeal:
    return OpenDeal(**{name: row[name] for name in OpenDeal.model_fields})


class Account(Result):
    """A customer to work together, with what is open and what was won there."""

    customer: str
    open_cents: int
    won_cents: int


def accounts_of(
    frames: Frames, calendar: FiscalCalendar, partner_id: str, deals: tuple[OpenDeal, ...]
) -> tuple[Account, ...]:
    """Customers with open deals or with wins since four closed quarters ago, the most open first."""
    since = quarters_back(calendar, calendar.last_closed_quarter(frames.as_of))[0].first
    found: dict[str, list[int]] = {}
    for deal in deals:
        found.setdefault(deal.customer, [0, 0])[0] += deal.amount_cents
    sold = frames.deals.filter(
        nw.col("partner_id") == partner_id,
        nw.col("role") == "sourced",
        nw.col("outcome") == "won",
        nw.col("closed_on") >= since,
        nw.col("closed_on") <= frames.as_of,
    )
    for row in rows(sold.select("customer", "amount_cents")):
        found.setdefault(row["customer"], [0, 0])[1] += row["amount_cents"]
    ranked = sorted(found.items(), key=lambda item: (-item[1][0], -item[1][1], item[0]))
    return tuple(Account(customer=name, open_cents=held, won_cents=won) for name, (held, won) in ranked)
