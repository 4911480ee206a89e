"""The statement of every partner in plain Python: one deal at a time, money in Decimal dollars.

Rows of text, days and integer cents are read in chunks, so that ten million fit in memory. Reading is not
timed; the calculation is, and turning cents into Decimals is part of it, as turning them back is.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from time import perf_counter
from typing import Any, NamedTuple

import polars as pl

from evals.bench import rates
from evals.bench.company import AS_OF, Company

CHUNK = 500_000
CENT, ZERO, WINDOW = Decimal("0.01"), Decimal(0), timedelta(days=rates.NEW_LOGO_DAYS)
FIRST_COLUMNS = ("deal_id", "partner_id", "role", "closed_on", "outcome")


def _dollars(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _rate(rate_bp: int) -> Decimal:
    return Decimal(rate_bp) / 10_000


NEW_LOGO, STRATEGIC, FIRST_DEAL = map(_dollars, (rates.NEW_LOGO, rates.STRATEGIC, rates.FIRST_DEAL))
REFERENCE, CONTRIBUTION, LARGE_ABOVE = map(_dollars, (rates.REFERENCE, rates.CONTRIBUTION, rates.LARGE_ABOVE))
LARGE, CROSS_SELL, UPSELL, YEAR = map(_rate, (rates.LARGE_BP, rates.CROSS_SELL_BP, rates.UPSELL_BP, rates.YEAR_BP))
BANDS = [(_dollars(threshold), _rate(rate_bp)) for threshold, rate_bp in rates.BANDS]


class Deal(NamedTuple):
    """A deal's row."""

    deal_id: str
    partner_id: str
    role: str
    kind: str
    opened_on: date
    registered_on: date | None
    closed_on: date
    outcome: str
    amount_cents: int
    contract_years: int
    new_logo: bool
    strategic_product: bool
    incremental_cents: int | None


Line = tuple[str, Decimal, Decimal | None]
"""A rule, what it pays a deal, and its rate; None for a fixed amount."""


class Ledger:
    """What every partner earned so far, and the revenue of each quarter: 0 and 1."""

    def __init__(self, company: Company) -> None:
        self.totals: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
        self.revenue: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
        self.late: dict[str, Decimal] = defaultdict(Decimal)
        self.firsts: dict[str, tuple[date, str]] = {}
        self.partners = {row[0]: row[1:] for row in company.partners.iter_rows()}
        self.refunds: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
        for row in company.refunds.sort("refunded_on", "refund_id").iter_rows(named=True):
            if row["refunded_on"] <= AS_OF:
                self.refunds[row["deal_id"]].append((row["refunded_on"], _dollars(row["amount_cents"])))

    def active(self, partner_id: str, day: date) -> bool:
        """Whether a partner was active at the end of a day."""
        joined_on, exited_on = self.partners[partner_id]
        return bool(joined_on <= day and (exited_on is None or exited_on > day))

    def see_first(self, rows: list[tuple[Any, ...]]) -> None:
        """Note each partner's first won deal."""
        for deal_id, partner_id, role, closed_on, outcome in rows:
            if outcome == "won" and role == "sourced" and closed_on <= AS_OF:
                seen = self.firsts.get(partner_id)
                if seen is None or (closed_on, deal_id) < seen:
                    self.firsts[partner_id] = (closed_on, deal_id)

    def earn(self, deals: list[Deal]) -> None:
        """Add what each deal earns, and take back what its refunds do."""
        for deal in deals:
            if deal.outcome != "won" or deal.role != "sourced" or not rates.FIRST <= deal.closed_on <= AS_OF:
                continue
            partner, refunds, amount = deal.partner_id, self.refunds.get(deal.deal_id, ()), _dollars(deal.amount_cents)
            self._sell(deal, amount, refunds)
            if self.active(partner, deal.closed_on):
                first = self.firsts[partner][1] == deal.deal_id
                for rule, line, rate in lines(deal, amount, first=first):
                    key = (partner, rates.PROGRAMMES[rule], rule)
                    self.totals[key] += line
                    if refunds:
                        self.totals[key] -= _taken_back(amount, line, rate, refunds)

    def _sell(self, deal: Deal, sold: Decimal, refunds: Any) -> None:
        quarter = int(deal.closed_on >= rates.SECOND_QUARTER)
        self.revenue[deal.partner_id, quarter] += sold
        for day, amount in refunds:
            if quarter == int(day >= rates.SECOND_QUARTER):
                self.revenue[deal.partner_id, quarter] -= amount
            else:
                self.late[deal.partner_id] += amount

    def close(self, company: Company) -> None:
        """Add approved activities and the rebates of both quarters."""
        for row in company.contributions.iter_rows(named=True):
            partner, day = row["partner_id"], row["approved_on"]
            if rates.FIRST <= day <= AS_OF and self.active(partner, day):
                reference = row["kind"] in rates.REFERENCES
                key = (partner, "bonuses", "reference" if reference else "contribution")
                self.totals[key] += REFERENCE if reference else CONTRIBUTION
        for (partner, quarter), revenue in self.revenue.items():
            rate = max((rate for threshold, rate in BANDS if revenue >= threshold), default=ZERO)
            earned = _cents(revenue * rate)
            back = min(earned, _cents(self.late[partner] * rate)) if quarter == 0 else ZERO
            self.totals[partner, "rebate", "rebate"] += earned - back


def timed(company: Company) -> tuple[float, pl.DataFrame]:
    """Seconds of calculation, and totals by partner, programme and rule."""
    seconds, ledger = 0.0, Ledger(company)
    for chunk in company.deals.select(FIRST_COLUMNS).iter_slices(CHUNK):
        rows = chunk.rows()
        start = perf_counter()
        ledger.see_first(rows)
        seconds += perf_counter() - start
    for deals in _chunks(company):
        start = perf_counter()
        ledger.earn(deals)
        seconds += perf_counter() - start
    start = perf_counter()
    ledger.close(company)
    seconds += perf_counter() - start
    found = [(*key, int(total * 100)) for key, total in ledger.totals.items() if total]
    return seconds, pl.DataFrame(found, schema=rates.COLUMNS, orient="row")


def lines(deal: Deal, amount: Decimal, *, first: bool) -> Iterator[Line]:
    """What each rule that applies pays a deal."""
    start = deal.registered_on or deal.opened_on
    if deal.new_logo and start <= deal.closed_on <= start + WINDOW:
        yield "new_logo", NEW_LOGO, None
    if deal.strategic_product:
        yield "strategic_product", STRATEGIC, None
    if first:
        yield "first_deal", FIRST_DEAL, None
    if amount > LARGE_ABOVE:
        yield "large_deal", _cents(amount * LARGE), LARGE
    if deal.kind == "cross_sell":
        yield "cross_sell", _cents(_dollars(deal.incremental_cents or 0) * CROSS_SELL), CROSS_SELL
    elif deal.kind == "upsell":
        yield "upsell", _cents(_dollars(deal.incremental_cents or 0) * UPSELL), UPSELL
    if deal.contract_years > 1:
        rate = YEAR * (deal.contract_years - 1)
        yield "multi_year", _cents(amount * rate), rate


def _cents(exact: Decimal) -> Decimal:
    return exact.quantize(CENT, ROUND_HALF_UP)


def _taken_back(sold: Decimal, line: Decimal, rate: Decimal | None, refunds: Any) -> Decimal:
    refunded = sum((amount for _, amount in refunds), ZERO)
    if refunded >= sold:
        return line
    return ZERO if rate is None else min(line, _cents(refunded * rate))


def _chunks(company: Company) -> Iterator[list[Deal]]:
    for chunk in company.deals.select(Deal._fields).iter_slices(CHUNK):
        yield [Deal(*row) for row in chunk.iter_rows()]
