"""One deal at a time: its customer, product and terms, and the registration in front of it."""

from datetime import date, timedelta
from typing import Any

from assistant.records.demo.draft import AS_OF, Draft, Member, Row, after_workdays

PRODUCTS = ("Atlas Core", "Atlas Flow", "Atlas Edge", "Atlas Care")
STRATEGIC_PRODUCT = "Atlas Shield"
STRATEGIC_SHARE = 0.16
KINDS = ("new", "cross_sell", "upsell", "renewal")
KIND_WEIGHTS = (58, 12, 15, 15)
YEARS = (1, 2, 3, 5)
YEAR_WEIGHTS = (66, 14, 17, 3)
STAGES_BP = (1_000, 2_500, 5_000, 7_500, 9_000)
REGISTERED_SHARE = 0.75
REGISTRATION_DAYS = 180
RUN_OUT = 34
CENTS_A_USER = 850_00
NEW_CUSTOMER_SHARE = 0.92
"""Of new deals; the others are a first order of another product by a customer that is there already."""


def add_deal(
    draft: Draft,
    member: Member,
    *,
    opened_on: date,
    amount_cents: int,
    role: str = "sourced",
    kind: str | None = None,
    closed_on: date | None = None,
    won: bool = False,
    **columns: Any,
) -> Row:
    """A deal; open without `closed_on`. What is not named is drawn."""
    customer, new_logo, kind = _customer(draft, member, kind, opened_on)
    terms = _terms(draft, kind, amount_cents) | columns
    if won and closed_on:
        member.customers.append((closed_on, customer))
    return draft.add(
        "deals",
        deal_id=draft.next_id("D"),
        partner_id=None if member is draft.direct else member.partner_id,
        role=role,
        customer=customer,
        kind=kind,
        opened_on=opened_on,
        closed_on=closed_on,
        outcome=("won" if won else "lost") if closed_on else None,
        amount_cents=amount_cents,
        new_logo=new_logo,
        **terms,
    )


def _terms(draft: Draft, kind: str, amount_cents: int) -> Row:
    """What is left to chance of a deal of a kind."""
    rng = draft.rng
    strategic = rng.random() < STRATEGIC_SHARE
    terms: Row = {
        "product": STRATEGIC_PRODUCT if strategic else rng.choice(PRODUCTS),
        "strategic_product": strategic,
        "strategic_account": False,
        "probability_bp": rng.choice(STAGES_BP),
        "contract_years": rng.choices(YEARS, YEAR_WEIGHTS)[0],
        "net_new_users": 0 if kind == "renewal" else max(1, amount_cents // CENTS_A_USER),
    }
    if kind in ("cross_sell", "upsell"):
        terms["incremental_cents"] = amount_cents * rng.randrange(30, 71, 5) // 100
    return terms


def set_amount(deal: Row, amount_cents: int) -> None:
    """Change a deal's amount, and what follows from it."""
    deal["amount_cents"] = amount_cents
    if deal["incremental_cents"] is not None:
        deal["incremental_cents"] = amount_cents // 2
    if deal["net_new_users"]:
        deal["net_new_users"] = max(1, amount_cents // CENTS_A_USER)


def _customer(draft: Draft, member: Member, asked: str | None, opened_on: date) -> tuple[str, bool, str]:
    """A customer, whether it is a new logo, and the kind, which is new where there is nobody to sell more to.

    A deal asked to be new is a new logo; one that is new by chance may be to a customer that is there.
    """
    kind = asked or draft.rng.choices(KINDS, KIND_WEIGHTS)[0]
    known = [name for since, name in member.customers if since < opened_on]
    there = kind != "new" or (asked is None and draft.rng.random() > NEW_CUSTOMER_SHARE)
    return (draft.rng.choice(known), False, kind) if known and there else (next(draft.customers), True, "new")


def opening(draft: Draft, member: Member, closed_on: date, *, quick: float = 0.4) -> date:
    """A day some weeks before a close, but not before the partner joined."""
    quickly = draft.rng.random() < quick
    days = draft.rng.randrange(24, 56) if quickly else draft.rng.randrange(62, 140)
    first = max(member.joined_on, closed_on - timedelta(days=days))
    return draft.workday(first, min(first + timedelta(days=5), closed_on))


def register(draft: Draft, deal: Row, registered_on: date | None = None) -> Row:
    """The approved registration of a deal, submitted within days of its opening or approved on a given day."""
    last = deal["closed_on"] or AS_OF
    if registered_on is None:
        submitted = draft.workday(deal["opened_on"], min(last, deal["opened_on"] + timedelta(days=6)))
        registered_on = min(last, after_workdays(submitted, draft.rng.randrange(1, 5)))
    else:
        submitted = max(deal["opened_on"], registered_on - timedelta(days=3))
    return draft.add(
        "registrations",
        registration_id=draft.next_id("RG"),
        partner_id=deal["partner_id"],
        deal_id=deal["deal_id"],
        customer=deal["customer"],
        product=deal["product"],
        submitted_on=submitted,
        registered_on=registered_on,
        expires_on=registered_on + timedelta(days=REGISTRATION_DAYS),
        status="approved",
    )


def register_most(draft: Draft, deals: list[Row]) -> None:
    """Registrations of most partner-sourced deals; a few were refused, and the newest wait for approval."""
    there = {row["deal_id"] for row in draft.rows["registrations"]}
    for deal in deals:
        if deal["role"] != "sourced" or deal["deal_id"] in there or draft.rng.random() > REGISTERED_SHARE:
            continue
        row = register(draft, deal)
        if deal["closed_on"] is None and row["submitted_on"] >= date(2025, 4, 24):
            row |= {"registered_on": None, "expires_on": None, "status": "pending"}
        elif draft.rng.random() < 0.04:
            row |= {"registered_on": None, "expires_on": None, "status": "rejected"}


def registrations_run_out(draft: Draft) -> None:
    """Registrations of 2024 that never became a deal."""
    for member in draft.rng.sample(draft.holders("Gold", "Silver"), RUN_OUT):
        submitted = draft.workday(date(2024, 6, 3), date(2024, 9, 27))
        registered = after_workdays(submitted, 2)
        draft.add(
            "registrations",
            registration_id=draft.next_id("RG"),
            partner_id=member.partner_id,
            customer=next(draft.customers),
            product=draft.rng.choice(PRODUCTS),
            submitted_on=submitted,
            registered_on=registered,
            expires_on=registered + timedelta(days=REGISTRATION_DAYS),
            status="expired",
        )
