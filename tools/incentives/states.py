"""How far a line has come: still to claim, claimed, approved, paid, or lost."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from tools.core.receipts import Line

State = Literal[
    "claimable",
    "claimed",
    "approved",
    "rejected",
    "expired",
    "paid",
    "payable",
    "scheduled",
    "capped",
    "taken_back",
]
"""`payable` and `scheduled` are a rebate's: it needs no claim, and what is left of it is paid from its
payout day on. `capped` is a line that a quarter's cap cut to nothing. `taken_back` is a refund's line,
and a line that refunds have reversed wholly before it was paid."""

Key = tuple[str, str, str]
"""Programme, rule and row. A rebate is paid by quarter, whatever its payment calls the rule."""


class StatementLine(Line):
    """A line, the programme it belongs to, and how far it has come by the as-of day.

    `refunded_cents` (0 or negative) is what refunds up to that day took back of it, `paid_cents` what
    was paid for it. A claim made after `claim_until` counts only if a person approved it.
    """

    programme: str
    state: State
    claim_id: str | None = None
    claimed_on: date | None = None
    refunded_cents: int = 0
    paid_cents: int = 0
    paid_on: date | None = None
    payments: tuple[str, ...] = ()


class Records:
    """One partner's claims and payments known on a day, and the refunds of its lines, by what they are for."""

    def __init__(
        self, as_of: date, claims: Iterable[dict[str, Any]], payments: Iterable[dict[str, Any]], lines: list["Entry"]
    ) -> None:
        self.as_of = as_of
        known = (claim for claim in claims if claim["submitted_on"] <= as_of)
        ordered = sorted(known, key=lambda claim: (claim["submitted_on"], claim["claim_id"]))
        self.claims = {(claim["rule"], claim["row"]): claim for claim in ordered}
        self.payments: dict[Key, list[dict[str, Any]]] = defaultdict(list)
        for payment in sorted(payments, key=lambda paid: (paid["paid_on"], paid["payment_id"])):
            if payment["paid_on"] <= as_of:
                self.payments[payment_key(payment)].append(payment)
        self.refunded: dict[Key, int] = defaultdict(int)
        for entry in lines:
            if entry.line.amount_cents < 0:
                self.refunded[entry.key] += entry.line.amount_cents


class Entry:
    """A line of a programme before its state is known; `payable_on` is a rebate's payout day."""

    def __init__(self, programme: str, line: Line, payable_on: date | None = None) -> None:
        self.programme = programme
        self.line = line
        self.payable_on = payable_on
        self.key: Key = (programme, "" if programme == "rebate" else line.rule, line.row)

    def stated(self, records: Records) -> StatementLine:
        """The line with its state, claim and payments."""
        shared = self.line.model_dump()
        if self.line.amount_cents < 0:
            return StatementLine(**shared, programme=self.programme, state="taken_back")
        claim = None if self.payable_on else records.claims.get((self.line.rule, self.line.row))
        payments = records.payments.get(self.key, [])
        paid = sum(payment["amount_cents"] for payment in payments)
        return StatementLine(
            **shared,
            programme=self.programme,
            state=self._state(records, claim, paid),
            claim_id=claim and claim["claim_id"],
            claimed_on=claim and claim["submitted_on"],
            refunded_cents=records.refunded.get(self.key, 0),
            paid_cents=paid,
            paid_on=payments[-1]["paid_on"] if payments else None,
            payments=tuple(payment["payment_id"] for payment in payments),
        )

    def _state(self, records: Records, claim: dict[str, Any] | None, paid_cents: int) -> State:
        if self.payable_on and paid_cents < self.line.amount_cents:
            return "payable" if self.payable_on <= records.as_of else "scheduled"
        if paid_cents:
            return "paid"
        if self.line.amount_cents == 0:
            return "capped"
        if self.line.amount_cents + records.refunded.get(self.key, 0) <= 0:
            return "taken_back"
        return _claim_state(records.as_of, self.line.claim_until or records.as_of, claim)


def payment_key(payment: dict[str, Any]) -> Key:
    """What a payment is for."""
    programme = payment["programme"]
    return programme, "" if programme == "rebate" else payment["rule"], payment["row"]


def _claim_state(as_of: date, until: date, claim: dict[str, Any] | None) -> State:
    if claim is None:
        return "claimable" if as_of <= until else "expired"
    if claim["rejected_on"] and claim["rejected_on"] <= as_of:
        return "rejected"
    if claim["approved_on"] and claim["approved_on"] <= as_of:
        return "approved"
    return "claimed" if claim["submitted_on"] <= until else "expired"
