"""The claim clock: until when an incentive can be claimed, and when a claim is approved and paid.

Days are calendar days for claiming and business days for approval and payment; the day a clock starts on
is not counted, and its last day still is.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Literal

import narwhals as nw

from tools.core.errors import BadArgument
from tools.core.frames import Frames, Lazy, rows
from tools.core.partners import partner
from tools.core.periods import add_business_days, business_days_until
from tools.core.program import Program
from tools.core.receipts import Basis, Result

READS = ("partners", "deals", "contributions", "incentive_claims", "payments")
"""The tables that claims read."""

Stage = Literal["submitted", "approval_overdue", "approved", "payment_overdue", "paid", "rejected"]


class ClaimState(Result):
    """One claim. `title` is what the program calls its `rule`.

    `earned_on` is the deal's close or the contribution's approval; None for what is neither. `next_on` is the
    deadline it waits for, with the days left to it: negative once it has passed, None when the claim is settled.
    Days are None where no claims rule was in force to set them.
    """

    claim_id: str
    partner_id: str
    rule: str
    title: str
    row: str
    amount_cents: int
    stage: Stage
    earned_on: date | None
    claim_until: date | None
    submitted_on: date
    late: bool
    approve_by: date | None
    approved_on: date | None
    rejected_on: date | None
    pay_by: date | None
    paid_on: date | None
    paid_cents: int
    next_on: date | None
    days_left: int | None
    business_days_left: int | None


class ClaimStatus(Result):
    """A partner's claims, oldest first, with what is open and what was paid in cents."""

    partner_id: str
    name: str
    on: date
    claims: tuple[ClaimState, ...]
    open_cents: int
    paid_cents: int
    next_on: date | None
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


class ClaimDeadlines(Result):
    """The last days of a claim's clock. Each is None until the day that starts it is known."""

    claim_until: date
    approve_by: date | None
    pay_by: date | None


def claim_deadlines(
    program: Program, *, closed_on: date, submitted_on: date | None = None, approved_on: date | None = None
) -> ClaimDeadlines:
    """The clock of one claim, each step under the ruling in force on the day that starts it.

    Raises:
        NoRuleInForce: no claims rule is in force on one of the days.
    """
    return ClaimDeadlines(
        claim_until=claim_until(program, closed_on),
        approve_by=approve_by(program, submitted_on) if submitted_on else None,
        pay_by=pay_by(program, approved_on) if approved_on else None,
    )


def claim_until(program: Program, closed_on: date) -> date:
    """The last day on which an incentive of a deal can be claimed."""
    return closed_on + timedelta(days=program.claims.on(closed_on).submit_within_days)


def approve_by(program: Program, submitted_on: date) -> date:
    """The last business day for deciding a claim."""
    within = program.claims.on(submitted_on).approve_within_business_days
    return add_business_days(submitted_on, within, program.company.holidays)


def pay_by(program: Program, approved_on: date) -> date:
    """The last business day for paying an approved claim."""
    within = program.claims.on(approved_on).pay_within_business_days
    return add_business_days(approved_on, within, program.company.holidays)


def claim_status(frames: Frames, program: Program, *, partner_id: str, deal_id: str | None = None) -> ClaimStatus:
    """Where a partner's incentive claims stand: submitted, approved, paid or rejected, and what is overdue.

    Args:
        partner_id: Record id, such as "P-042".
        deal_id: Only the claims on this deal or contribution, such as "D-1042"; all if left out.

    Returns:
        Each claim with its amount in cents, its days, its stage, and its next deadline.

    Raises:
        UnknownPartner: no such partner, or none that the person asking may see.
        BadArgument: the partner has neither such a deal nor a claim on it.
    """
    name = partner(frames, partner_id)["name"]
    claims = claim_states(frames, program, partner_id=partner_id)
    if deal_id is not None:
        claims = [claim for claim in claims if claim.row == deal_id]
        if not claims and not _has_deal(frames, partner_id, deal_id):
            raise BadArgument("deal_id", deal_id, f"{name} has no such deal. Check the id, or ask for all claims.")
    waiting = [claim for claim in claims if claim.stage not in {"paid", "rejected"}]
    return ClaimStatus(
        partner_id=partner_id,
        name=name,
        on=frames.as_of,
        claims=tuple(claims),
        open_cents=sum(claim.amount_cents for claim in waiting),
        paid_cents=sum(claim.paid_cents for claim in claims),
        next_on=min((claim.next_on for claim in waiting if claim.next_on), default=None),
        basis=_basis(program, claims),
        notes=_notes(name, claims, deal_id),
    )


def claim_states(frames: Frames, program: Program, *, partner_id: str | None = None) -> list[ClaimState]:
    """The claims submitted by the as-of day, of one partner or of all, oldest first."""
    day = frames.as_of
    claims = rows(_of(frames.incentive_claims, partner_id).filter(nw.col("submitted_on") <= day))
    paid: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for payment in rows(_of(frames.payments, partner_id).filter(nw.col("paid_on") <= day)) if claims else []:
        paid.setdefault((payment["partner_id"], payment["rule"], payment["row"]), []).append(payment)
    earned = _earned_on(frames, {claim["row"] for claim in claims}, partner_id) if claims else {}
    return [
        _state(program, claim, paid.get((claim["partner_id"], claim["rule"], claim["row"]), []), earned, day)
        for claim in sorted(claims, key=lambda claim: (claim["submitted_on"], claim["claim_id"]))
    ]


def _of(frame: Lazy, partner_id: str | None) -> Lazy:
    return frame if partner_id is None else frame.filter(nw.col("partner_id") == partner_id)


def _earned_on(frames: Frames, claimed: Iterable[str], partner_id: str | None) -> dict[str, date]:
    """The day on which each deal or contribution earned what is claimed."""
    deals = _of(frames.deals, partner_id).filter(nw.col("outcome") == "won")
    gifts = _of(frames.contributions, partner_id).filter(~nw.col("approved_on").is_null())
    both = nw.concat(
        [
            deals.select(row=nw.col("deal_id"), on=nw.col("closed_on")),
            gifts.select(row=nw.col("contribution_id"), on=nw.col("approved_on")),
        ]
    )
    return {found["row"]: found["on"] for found in rows(both.filter(nw.col("row").is_in(sorted(claimed))))}


def _has_deal(frames: Frames, partner_id: str, deal_id: str) -> bool:
    return bool(rows(_of(frames.deals, partner_id).filter(nw.col("deal_id") == deal_id).select("deal_id")))


def _state(
    program: Program, claim: dict[str, Any], paid: list[dict[str, Any]], earned: dict[str, date], day: date
) -> ClaimState:
    submitted, earned_on = claim["submitted_on"], earned.get(claim["row"])
    approved, rejected = (_by(claim[column], day) for column in ("approved_on", "rejected_on"))
    paid = [] if rejected else paid
    known = program.claims.covers
    until = claim_until(program, earned_on) if earned_on and known(earned_on) else None
    decide = approve_by(program, submitted) if known(submitted) else None
    pay = pay_by(program, approved) if approved and known(approved) else None
    next_on = None if rejected or paid else pay if approved else decide
    overdue = next_on is not None and next_on < day
    stage: Stage = "payment_overdue" if approved else "approval_overdue"
    if not overdue:
        stage = "paid" if paid else "rejected" if rejected else "approved" if approved else "submitted"
    return ClaimState(
        **{name: claim[name] for name in ("claim_id", "partner_id", "rule", "row", "amount_cents")},
        title=program.incentive_title(claim["rule"]),
        stage=stage,
        earned_on=earned_on,
        claim_until=until,
        submitted_on=submitted,
        late=until is not None and submitted > until,
        approve_by=decide,
        approved_on=approved,
        rejected_on=rejected,
        pay_by=pay,
        paid_on=min((payment["paid_on"] for payment in paid), default=None),
        paid_cents=sum(payment["amount_cents"] for payment in paid),
        next_on=next_on,
        days_left=(next_on - day).days if next_on else None,
        business_days_left=business_days_until(day, next_on, program.company.holidays) if next_on else None,
    )


def _by(happened_on: date | None, day: date) -> date | None:
    return happened_on if happened_on is not None and happened_on <= day else None


def _basis(program: Program, claims: list[ClaimState]) -> tuple[Basis, ...]:
    days = {claim.submitted_on for claim in claims if program.claims.covers(claim.submitted_on)}
    rulings = {ruling.since: ruling for ruling in (program.claims.on(day) for day in sorted(days))}
    return tuple(Basis.of("claims", ruling) for ruling in rulings.values())


def _notes(name: str, claims: list[ClaimState], deal_id: str | None) -> tuple[str, ...]:
    notes = []
    if not claims:
        notes.append(f"{name} has no incentive claim{f' on {deal_id}' if deal_id else 's'} on record.")
    if undated := [claim.claim_id for claim in claims if claim.approve_by is None]:
        notes.append(f"No claims rule was in force when {', '.join(undated)} came in, so no deadline is known.")
    if late := [claim.claim_id for claim in claims if claim.late]:
        notes.append(f"Submitted after the last claim day: {', '.join(late)}.")
    return tuple(notes)
