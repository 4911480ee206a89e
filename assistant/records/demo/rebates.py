"""The volume rebates of the first quarter of 2025: what was paid on account, so that a given sum is unpaid.

Platinum partners and the fast-track partner were paid on account at the end of March, for what they had won by
the 21st. The deals that Platinum partners won after that day take the amounts that bring what is unpaid to UNPAID.
"""

from collections import Counter
from datetime import date

from assistant.records.demo import situations as who
from assistant.records.demo.draft import USD, Draft, Row, spread
from assistant.records.demo.earned import rebate, wins
from assistant.records.demo.sales.deals import set_amount
from assistant.records.demo.sales.first_quarter import ON_ACCOUNT_THROUGH
from assistant.records.demo.sales.history import LOWER_BAND

UNPAID = 187_000 * USD
QUARTER = "2025-Q1"
LAST_DAY = date(2025, 3, 31)
PAID_ON = date(2025, 3, 28)
UPPER_BAND_DIVISOR = 20
"""A Platinum partner between $500,000 and $1,000,000 earns 5 % of each further dollar."""


def rebates(draft: Draft) -> None:
    """On-account payments, and the late deals' amounts."""
    draft.begin("rebates")
    late = {d["partner_id"]: d for d in wins(draft) if _is_late(draft, d)}
    upper = [deal for partner, deal in late.items() if _upper_band(draft, partner)]
    revenue, on_account = _revenue(draft, LAST_DAY), _revenue(draft, ON_ACCOUNT_THROUGH)
    paid = {partner: rebate(on_account[partner]) for partner in late}
    solved = {deal["partner_id"] for deal in upper}
    due = sum(rebate(cents) - paid.get(partner, 0) for partner, cents in revenue.items() if partner not in solved)
    weights = [draft.rng.uniform(0.8, 1.2) for _ in upper]
    for deal, cents in zip(upper, spread((UNPAID - due) * UPPER_BAND_DIVISOR, weights), strict=True):
        set_amount(deal, cents)
    for partner, cents in sorted(paid.items()):
        _pay(draft, partner, cents)


def on_account(draft: Draft, partner_id: str) -> bool:
    """Whether a partner's rebate was paid in part before the quarter ended."""
    return draft.members[partner_id].tier == "Platinum" or partner_id == who.FAST_TRACK


def _is_late(draft: Draft, deal: Row) -> bool:
    return on_account(draft, deal["partner_id"]) and ON_ACCOUNT_THROUGH < deal["closed_on"] <= LAST_DAY


def _upper_band(draft: Draft, partner_id: str) -> bool:
    member = draft.members[partner_id]
    return member.tier == "Platinum" and member.number not in LOWER_BAND


def _revenue(draft: Draft, through: date) -> Counter[str]:
    """Partner-sourced revenue of the quarter through a day."""
    found: Counter[str] = Counter()
    for deal in wins(draft):
        if deal["closed_on"] <= through:
            found[deal["partner_id"]] += deal["amount_cents"]
    return found


def _pay(draft: Draft, partner_id: str, cents: int) -> None:
    if cents:
        draft.add(
            "payments",
            payment_id=draft.next_id("PY"),
            partner_id=partner_id,
            programme="rebate",
            rule="rebate",
            row=QUARTER,
            paid_on=PAID_ON,
            amount_cents=cents,
        )
