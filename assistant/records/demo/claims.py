"""Claims of quick and strategic bonuses, and what was paid of them: exactly QUICK_BONUSES in April 2025."""

from datetime import date, timedelta
from typing import NamedTuple

from assistant.records.demo import situations as who
from assistant.records.demo.draft import AS_OF, USD, Draft, Row, after_workdays
from assistant.records.demo.earned import LARGE_BP, Earned, Programme, bonuses, quick_bonuses
from assistant.records.demo.rebates import on_account
from assistant.records.demo.sales.deals import set_amount

QUICK_BONUSES = 42_300 * USD
"""Paid in April."""
LEFT_FOR_BALANCE = 2_400 * USD
"""What the other deals leave of it, at least, to one deal above $100,000 whose amount makes the sum exact."""
BONUSES = 48_500 * USD
"""Paid in April, at most."""
APRIL = date(2025, 4, 1)
AWARDS_PAID_ON = date(2025, 4, 28)
AWARDS = (
    ("partner_of_the_quarter", who.FAST_TRACK, 5_000),
    ("highest_growth", who.FAST_TRACK, 4_000),
    ("community_mvp", who.MOST_CONTRIBUTIONS, 500),
)
"""Of the first quarter; the top new logo award is tied and waits for a decision."""
UNCLAIMED = {who.CLAIM_EXPIRING, who.CLAIM_LAST_DAY, who.CLAIM_EXPIRED}
CLAIM_DAYS = 30


class Fate(NamedTuple):
    """The days of a claim."""

    submitted_on: date
    approved_on: date | None = None
    paid_on: date | None = None


FATES = {
    (who.REFUND_AFTER_PAYMENT, date(2025, 2, 12)): Fate(date(2025, 2, 18), date(2025, 2, 21), date(2025, 3, 7)),
    (who.APPROVED_UNPAID, date(2025, 3, 26)): Fate(date(2025, 4, 9), date(2025, 4, 14)),
    (who.PAYMENT_OVERDUE, date(2025, 3, 20)): Fate(date(2025, 3, 27), date(2025, 4, 3)),
    (who.APPROVAL_OVERDUE, date(2025, 4, 10)): Fate(date(2025, 4, 14)),
}
"""Claims of a partner for what it did on a day, where that is not left to chance."""


def april_run(draft: Draft) -> set[tuple[Programme, str]]:
    """The deals whose bonuses are paid in April; the last deal's amount makes the quick bonuses exact."""
    draft.begin("april run")
    deals = {d["deal_id"]: d for d in draft.rows["deals"]}
    quick = [e for e in quick_bonuses(draft) if _may_run(draft, e)]
    chosen = _as_many_as_fit(draft, quick, QUICK_BONUSES - LEFT_FOR_BALANCE)
    left = QUICK_BONUSES - sum(earned.total for earned in chosen)
    balance = next(d for d in deals.values() if d["partner_id"] == who.BALANCING and _is_balance(d))
    set_amount(balance, left * 10_000 // LARGE_BP)
    strategic = [e for e in bonuses(draft) if _may_run(draft, e)]
    chosen += _as_many_as_fit(draft, strategic, BONUSES)
    return {("spiffs", balance["deal_id"]), *((earned.programme, earned.row) for earned in chosen)}


def _is_balance(deal: Row) -> bool:
    return bool(deal["closed_on"] == date(2025, 3, 12) and deal["kind"] == "renewal")


def _may_run(draft: Draft, earned: Earned) -> bool:
    """Won late enough and early enough to be paid in April; amounts that may still change wait."""
    if earned.partner_id in {*UNCLAIMED, who.BALANCING} or (earned.partner_id, earned.on) in FATES:
        return False
    last = date(2025, 3, 21) if on_account(draft, earned.partner_id) else date(2025, 3, 27)
    return _RUN_SINCE[earned.programme] <= earned.on <= last


_RUN_SINCE: dict[Programme, date] = {"spiffs": date(2025, 3, 3), "bonuses": date(2025, 2, 24)}


def _as_many_as_fit(draft: Draft, found: list[Earned], total: int) -> list[Earned]:
    chosen = []
    for earned in draft.rng.sample(found, len(found)):
        if earned.total <= total:
            chosen.append(earned)
            total -= earned.total
    return chosen


def claims(draft: Draft, run: set[tuple[Programme, str]]) -> None:
    """Every claim, its approval and its payment."""
    draft.begin("claims")
    for earned in [*quick_bonuses(draft), *bonuses(draft)]:
        if earned.partner_id in UNCLAIMED and earned.on >= date(2025, 3, 28):
            continue
        _claim(draft, earned, in_run=(earned.programme, earned.row) in run)
    for rule, partner_id, dollars in AWARDS:
        _pay(draft, partner_id, "awards", rule, "2025-Q1", AWARDS_PAID_ON, dollars * USD)


def _claim(draft: Draft, earned: Earned, *, in_run: bool) -> None:
    if in_run:
        _paid_in_april(draft, earned)
    elif fate := FATES.get((earned.partner_id, earned.on)):
        _write(draft, earned, fate.submitted_on, fate.approved_on, paid_on=fate.paid_on)
    elif earned.on <= date(2025, 2, 28):
        _prompt(draft, earned)
    else:
        _still_open(draft, earned)


def _paid_in_april(draft: Draft, earned: Earned) -> None:
    paid_on = APRIL - timedelta(days=1)
    while not APRIL <= paid_on <= AS_OF:
        submitted = draft.workday(earned.on + timedelta(days=2), earned.on + timedelta(days=18))
        approved = after_workdays(submitted, draft.rng.randrange(1, 5))
        paid_on = after_workdays(approved, draft.rng.randrange(3, 14))
    _write(draft, earned, submitted, approved, paid_on=paid_on)


def _prompt(draft: Draft, earned: Earned) -> None:
    """Claimed within days and paid before April; some were refused, and some never claimed."""
    fate = draft.rng.random()
    if fate > 0.84:
        return
    submitted = draft.workday(earned.on + timedelta(days=1), earned.on + timedelta(days=6))
    decided = after_workdays(submitted, draft.rng.randrange(1, 4))
    if fate > 0.78:
        _write(draft, earned, submitted, rejected_on=decided)
    else:
        _write(draft, earned, submitted, decided, paid_on=after_workdays(decided, draft.rng.randrange(3, 11)))


def _still_open(draft: Draft, earned: Earned) -> None:
    """Claimed in April, if at all, and not paid yet."""
    first = max(earned.on + timedelta(days=3), date(2025, 4, 8))
    last = min(earned.on + timedelta(days=CLAIM_DAYS), AS_OF)
    if first > last or draft.rng.random() > 0.6:
        return
    submitted = draft.workday(first, last)
    decided = after_workdays(submitted, draft.rng.randrange(1, 5))
    if decided > AS_OF:
        _write(draft, earned, submitted)
    elif draft.rng.random() < 0.1:
        _write(draft, earned, submitted, rejected_on=decided)
    else:
        _write(draft, earned, submitted, decided)


def _write(
    draft: Draft,
    earned: Earned,
    submitted_on: date,
    approved_on: date | None = None,
    *,
    rejected_on: date | None = None,
    paid_on: date | None = None,
) -> None:
    """A claim, and a payment if it was paid, for each rule."""
    for rule, cents in earned.lines:
        draft.add(
            "incentive_claims",
            claim_id=draft.next_id("IC"),
            partner_id=earned.partner_id,
            rule=rule,
            row=earned.row,
            submitted_on=submitted_on,
            approved_on=approved_on,
            rejected_on=rejected_on,
            amount_cents=cents,
        )
        if paid_on:
            _pay(draft, earned.partner_id, earned.programme, rule, earned.row, paid_on, cents)


def _pay(draft: Draft, partner_id: str, programme: str, rule: str, row: str, paid_on: date, cents: int) -> None:
    draft.add(
        "payments",
        payment_id=draft.next_id("PY"),
        partner_id=partner_id,
        programme=programme,
        rule=rule,
        row=row,
        paid_on=paid_on,
        amount_cents=cents,
    )
