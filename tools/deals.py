"""One partner's deals of a period: won, lost, and open at its end."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

import narwhals as nw

from tools.core.frames import Frames, rows
from tools.core.partners import partner
from tools.core.program import Program
from tools.core.receipts import Basis, Result
from tools.core.revenue import is_open_at, less_refunds, refunded
from tools.dashboard.scope import days_of

READS = ("partners", "deals", "refunds", "registrations")

State = Literal["won", "lost", "open"]


class DealRow(Result):
    """One deal. `net_cents` is its amount less the refunds known on the as-of day; `closed_on` None while open."""

    deal_id: str
    customer: str
    role: str
    kind: str
    product: str | None
    state: State
    opened_on: date
    closed_on: date | None
    amount_cents: int
    refunded_cents: int
    net_cents: int
    probability_bp: int


class PartnerDeals(Result):
    """Won and lost deals by close date, then the open ones by amount; sums in cents.

    `sourced_cents` and `assisted_cents` are won amounts less refunds, as the dashboard counts revenue.
    """

    partner_id: str
    name: str
    period: str
    on: date
    won: int
    lost: int
    open: int
    sourced_cents: int
    assisted_cents: int
    open_cents: int
    rows: tuple[DealRow, ...]
    basis: tuple[Basis, ...] = ()
    notes: tuple[str, ...] = ()


def partner_deals(frames: Frames, program: Program, *, partner_id: str, period: str | None = None) -> PartnerDeals:
    """The deals of one partner in a period: won, lost and still open, each with its amount and days.

    For which deals stand behind a partner's revenue and pipeline; what they earn is in its statement.

    Args:
        partner_id: Record id, such as "P-042".
        period: Month, quarter, year or days, such as "2025-04"; the month of the as-of day if left out.

    Returns:
        One row a deal, in cents, and the sums of those won and open.

    Raises:
        UnknownPartner: no such partner, or none that the person asking may see.
        BadPeriod: the period lies after the records.
    """
    name = str(partner(frames, partner_id)["name"])
    days = days_of(program, period, frames.as_of)
    own = frames.deals.filter(nw.col("partner_id") == partner_id)
    closed = nw.col("closed_on")
    within = (closed >= days.elapsed.first) & (closed < days.elapsed.after) & ~nw.col("outcome").is_null()
    found = rows(less_refunds(own.filter(within | is_open_at(days.on)), refunded(frames, frames.as_of)))
    deals = sorted((_row(row, days.on) for row in found), key=_place)
    return PartnerDeals(
        partner_id=partner_id,
        name=name,
        period=days.period.name,
        on=days.on,
        **{state: sum(1 for deal in deals if deal.state == state) for state in ("won", "lost", "open")},
        sourced_cents=_won_cents(deals, "sourced"),
        assisted_cents=_won_cents(deals, "assisted"),
        open_cents=sum(deal.amount_cents for deal in deals if deal.state == "open"),
        rows=tuple(deals),
        notes=days.notes,
    )


def _row(row: dict[str, Any], on: date) -> DealRow:
    closed = row["closed_on"] is not None and row["closed_on"] <= on
    return DealRow(
        deal_id=row["deal_id"],
        customer=row["customer"],
        role=row["role"],
        kind=row["kind"],
        product=row["product"],
        state=row["outcome"] if closed else "open",
        opened_on=row["opened_on"],
        closed_on=row["closed_on"] if closed else None,
        amount_cents=row["amount_cents"],
        refunded_cents=row["refunded_cents"] or 0,
        net_cents=row["net_cents"],
        probability_bp=row["probability_bp"],
    )


def _place(deal: DealRow) -> tuple[object, ...]:
    """Won, lost, open; in each the newest or the largest first."""
    newest = -deal.closed_on.toordinal() if deal.closed_on else 0
    return ("won", "lost", "open").index(deal.state), newest, -deal.amount_cents, deal.deal_id


def _won_cents(deals: Iterable[DealRow], role: str) -> int:
    return sum(deal.net_cents for deal in deals if deal.state == "won" and deal.role == role)
