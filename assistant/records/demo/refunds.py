"""Money given back: one after its bonus was paid, one in part, and some of 2024."""

from datetime import date, timedelta

from assistant.records.demo import situations as who
from assistant.records.demo.draft import Draft, Row
from assistant.records.demo.sales.april import PARTIAL_REFUND

OF_2024 = 7


def refunds(draft: Draft) -> None:
    """All refunds."""
    draft.begin("refunds")
    deals = [d for d in draft.rows["deals"] if d["outcome"] == "won" and d["role"] == "sourced"]
    paid = next(d for d in deals if d["partner_id"] == who.REFUND_AFTER_PAYMENT and d["closed_on"] == date(2025, 2, 12))
    _refund(draft, paid, date(2025, 4, 14), paid["amount_cents"])
    partly = next(d for d in deals if d["partner_id"] == who.PARTIAL_REFUND and d["closed_on"] >= date(2025, 4, 1))
    _refund(draft, partly, date(2025, 4, 24), PARTIAL_REFUND)
    safe = [d for d in deals if d["closed_on"] < date(2024, 4, 1) and draft.members[d["partner_id"]].tier == "Silver"]
    for deal in draft.rng.sample(safe, OF_2024):
        _refund(draft, deal, deal["closed_on"] + timedelta(days=draft.rng.randrange(15, 60)), deal["amount_cents"] // 4)


def _refund(draft: Draft, deal: Row, refunded_on: date, amount_cents: int) -> None:
    draft.add(
        "refunds",
        refund_id=draft.next_id("RF"),
        deal_id=deal["deal_id"],
        partner_id=deal["partner_id"],
        refunded_on=refunded_on,
        amount_cents=amount_cents,
    )
