"""What a won deal earns, in the demo's own arithmetic, so that the tools are held against rows they did not make.

The rates are those of `knowledge/program` for the first and second quarter of 2025.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.records.demo.draft import USD, Draft, Row
from tools.core.money import share

SINCE = date(2025, 1, 1)
"""The first day with incentives."""
NEW_LOGO = 500 * USD
NEW_LOGO_DAYS = 60
STRATEGIC_PRODUCT = 750 * USD
FIRST_DEAL = 1_000 * USD
LARGE_ABOVE = 100_000 * USD
LARGE_BP = 200
CROSS_SELL_BP, UPSELL_BP, YEAR_BP = 300, 200, 100
REFERENCE, CONTRIBUTION = 250 * USD, 100 * USD
BANDS = ((100_000, 200), (250_000, 350), (500_000, 500), (1_000_000, 650), (2_500_000, 800))
"""Dollars of a quarter's revenue, and the basis points of all of it."""

Programme = Literal["spiffs", "bonuses"]
Line = tuple[str, int]
"""A rule's id and what it pays in cents."""


@dataclass(frozen=True)
class Earned:
    """What one row earns under one programme: rules and cents."""

    programme: Programme
    row: str
    partner_id: str
    on: date
    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        """All lines together, in cents."""
        return sum(cents for _, cents in self.lines)


def wins(draft: Draft) -> list[Row]:
    """Partner-sourced deals won since incentives began, by close."""
    found = [d for d in draft.rows["deals"] if d["outcome"] == "won" and d["role"] == "sourced"]
    return sorted((d for d in found if d["closed_on"] >= SINCE), key=lambda d: (d["closed_on"], d["deal_id"]))


def quick_bonuses(draft: Draft) -> list[Earned]:
    """What each win earns in quick bonuses; wins that earn nothing are left out."""
    registered: dict[str, date] = {}
    for row in draft.rows["registrations"]:
        if row["status"] == "approved" and row["deal_id"]:
            registered[row["deal_id"]] = min(row["registered_on"], registered.get(row["deal_id"], date.max))
    firsts = _first_wins(draft.rows["deals"])
    return _earning("spiffs", wins(draft), lambda deal: _quick(deal, registered.get(deal["deal_id"]), firsts))


def _first_wins(deals: Iterable[Row]) -> set[str]:
    first: dict[str, tuple[date, str]] = {}
    for deal in deals:
        if deal["outcome"] == "won" and deal["role"] == "sourced":
            key = (deal["closed_on"], deal["deal_id"])
            first[deal["partner_id"]] = min(key, first.get(deal["partner_id"], key))
    return {deal_id for _, deal_id in first.values()}


def _quick(deal: Row, registered_on: date | None, firsts: set[str]) -> list[Line]:
    counted = (deal["closed_on"] - (registered_on or deal["opened_on"])).days
    lines = []
    if deal["new_logo"] and counted <= NEW_LOGO_DAYS:
        lines.append(("new_logo", NEW_LOGO))
    if deal["strategic_product"]:
        lines.append(("strategic_product", STRATEGIC_PRODUCT))
    if deal["deal_id"] in firsts:
        lines.append(("first_deal", FIRST_DEAL))
    if deal["amount_cents"] > LARGE_ABOVE:
        lines.append(("large_deal", share(deal["amount_cents"], LARGE_BP)))
    return lines


def bonuses(draft: Draft) -> list[Earned]:
    """What each win and each approved contribution earns in strategic bonuses."""
    approved = [c for c in draft.rows["contributions"] if c["approved_on"]]
    gave = [_contribution(c) for c in approved if c["approved_on"] >= SINCE]
    return [*_earning("bonuses", wins(draft), _strategic), *gave]


def _strategic(deal: Row) -> list[Line]:
    lines = []
    if deal["kind"] == "cross_sell":
        lines.append(("cross_sell", share(deal["incremental_cents"], CROSS_SELL_BP)))
    if deal["kind"] == "upsell":
        lines.append(("upsell", share(deal["incremental_cents"], UPSELL_BP)))
    if deal["contract_years"] > 1:
        lines.append(("multi_year", share(deal["amount_cents"], YEAR_BP * (deal["contract_years"] - 1))))
    return lines


def _contribution(row: Row) -> Earned:
    line = ("reference", REFERENCE) if row["kind"] in ("reference", "testimonial") else ("contribution", CONTRIBUTION)
    return Earned("bonuses", row["contribution_id"], row["partner_id"], row["approved_on"], (line,))


def _earning(programme: Programme, deals: list[Row], lines_of: Callable[[Row], list[Line]]) -> list[Earned]:
    return [
        Earned(programme, deal["deal_id"], deal["partner_id"], deal["closed_on"], tuple(lines))
        for deal in deals
        if (lines := lines_of(deal))
    ]


def rebate(revenue_cents: int) -> int:
    """A quarter's rebate: the rate of its band on all of it."""
    rates = [rate for threshold, rate in BANDS if revenue_cents >= threshold * USD]
    return share(revenue_cents, rates[-1]) if rates else 0
