"""Partner-sourced deals won in the first quarter of 2025, so that January sums to what April is compared with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.records.demo import situations as who
from assistant.records.demo.draft import USD, Draft, Member, Row, spread
from assistant.records.demo.roster import REGISTERED_LATE
from assistant.records.demo.sales.deals import STRATEGIC_PRODUCT, add_deal, opening
from assistant.records.demo.sales.history import LOWER_BAND, Plan, amounts, kinds_of

JANUARY = 3_967_000 * USD
"""Partner-sourced revenue of January: April's is 22 % above it."""
ON_ACCOUNT_THROUGH = date(2025, 3, 21)
"""The last day of closes for which Platinum partners and the fast-track partner were paid a rebate on account."""
FEBRUARY_SHARE = 0.43
"""Of the deals that are not January's."""
FAST_TRACK_LATE = 162_500 * USD
RISING = 104_000 * USD
"""A Registered partner's deal, as large as the annual revenue that Silver asks for."""
LATE = 110_000 * USD
"""A Platinum partner's deal after the on-account payment, until the rebates are brought to their total."""


@dataclass(eq=False)
class Won:
    """A deal to be won in the quarter; two of equal amounts are two."""

    member: Member
    amount_cents: int
    kind: str | None


def first_quarter(draft: Draft, planned: list[Plan]) -> None:
    """All of the quarter's won partner-sourced deals."""
    draft.begin("first quarter")
    _scripted(draft)
    free = [won for plan in planned for won in _wins(draft, plan)]
    draft.rng.shuffle(free)
    january = _january(free)
    for won in free:
        first, last = (date(2025, 1, 6), date(2025, 1, 31)) if won in january else _later(draft, won.member)
        _add(draft, won.member, won.amount_cents, draft.workday(first, last), kind=won.kind)
    _registered(draft)
    _late(draft)


def _wins(draft: Draft, plan: Plan) -> Iterator[Won]:
    member = plan.member
    scripted = _SCRIPTED[member.partner_id][0] // USD if member.partner_id in _TAKEN_FROM_PLAN else 0
    kinds = kinds_of(member, 4)
    for amount in amounts(draft, member, plan.quarters[4] - scripted, _DEALS.get(member.partner_id)):
        yield Won(member, amount, next(kinds))


def _january(free: list[Won]) -> list[Won]:
    """The deals that close in January: as many as fit, each a little larger, so that they sum to it exactly."""
    chosen: list[Won] = []
    total = 0
    for won in free:
        if total + won.amount_cents <= JANUARY:
            chosen.append(won)
            total += won.amount_cents
    extra = spread(JANUARY - total, [won.amount_cents for won in chosen])
    for won, more in zip(chosen, extra, strict=True):
        won.amount_cents += more
    return chosen


def _later(draft: Draft, member: Member) -> tuple[date, date]:
    if draft.rng.random() < FEBRUARY_SHARE:
        return date(2025, 2, 3), date(2025, 2, 28)
    paid_on_account = member.tier == "Platinum" or member.partner_id == who.FAST_TRACK
    return date(2025, 3, 3), ON_ACCOUNT_THROUGH if paid_on_account else date(2025, 3, 31)


_STRATEGIC: Row = {"product": STRATEGIC_PRODUCT, "strategic_product": True}
_SCRIPTED: dict[str, tuple[int, date, Row]] = {
    who.REFUND_AFTER_PAYMENT: (
        112_000 * USD,
        date(2025, 2, 12),
        {"kind": "new", "contract_years": 1, **_STRATEGIC},
    ),
    who.CLAIM_LAST_DAY: (118_400 * USD, date(2025, 3, 31), {"kind": "renewal", "strategic_product": False}),
    who.CLAIM_EXPIRED: (126_500 * USD, date(2025, 3, 28), {"kind": "renewal", "strategic_product": False}),
    who.BALANCING: (140_000 * USD, date(2025, 3, 12), {"kind": "renewal", "strategic_product": False}),
}
_DEALS = {who.TIE[0]: 6, who.TIE[1]: 6, who.FAST_TRACK: 14}
"""How many deals a partner wins in the quarter, where that is not left to the size of deals."""
_TAKEN_FROM_PLAN = (who.REFUND_AFTER_PAYMENT, who.CLAIM_LAST_DAY, who.CLAIM_EXPIRED)


def _scripted(draft: Draft) -> None:
    for partner_id, (amount, closed_on, columns) in _SCRIPTED.items():
        _add(draft, draft.members[partner_id], amount, closed_on, **columns)


def _registered(draft: Draft) -> None:
    """A first, small deal of some of the partners that have been Registered for longer."""
    for number in REGISTERED_LATE[::2]:
        closed_on = draft.workday(date(2025, 2, 17), date(2025, 3, 28))
        member = draft.members[f"P-{number:03d}"]
        rising = member.partner_id == who.REGISTERED_RISING
        _add(draft, member, RISING if rising else draft.money(16_000, 48_000), closed_on)


def _late(draft: Draft) -> None:
    """One deal after the on-account payment for each partner that was paid on account."""
    for member in draft.holders("Platinum"):
        amount = draft.money(28_000, 40_000) if member.number in LOWER_BAND else LATE
        if member.partner_id == who.APPROVED_UNPAID:
            _add(draft, member, amount, date(2025, 3, 26), **_STRATEGIC)
        else:
            _add(draft, member, amount, draft.workday(date(2025, 3, 24), date(2025, 3, 31)))
    fast = draft.members[who.FAST_TRACK]
    row = _add(draft, fast, FAST_TRACK_LATE, date(2025, 3, 27), kind="upsell")
    row["strategic_account"] = True


def _add(draft: Draft, member: Member, amount_cents: int, closed_on: date, **columns: Any) -> Row:
    opened_on = opening(draft, member, closed_on)
    if columns.get("strategic_product") is False:
        columns["product"] = "Atlas Core"
    return add_deal(
        draft, member, opened_on=opened_on, closed_on=closed_on, won=True, amount_cents=amount_cents, **columns
    )
