"""What marketing development funds would pay of an activity's cost."""

from datetime import date, timedelta
from typing import Any

from tools.core.errors import BadAmount, shown
from tools.core.frames import Frames
from tools.core.money import MAX_CENTS, dollars
from tools.core.periods import FiscalCalendar, day_of
from tools.core.program import Program
from tools.core.receipts import Basis, Result
from tools.core.rulings import Mdf
from tools.mdf.balance import MdfBalance, entitlement, mdf_balance, share_of_cost

SAID_FOR = {
    "ad": "digital_ads",
    "onlinead": "digital_ads",
    "digitaladvertising": "digital_ads",
    "onlineadvertising": "digital_ads",
    "tradefair": "trade_show",
    "expo": "trade_show",
    "contentmarketing": "content",
    "onlineseminar": "webinar",
}
"""What people say for an activity beside its own name, written together and without a plural s."""


class MdfMatch(Result):
    """What the vendor pays of a cost, in cents: `share_cents` by the ratio, cut to what remains of the entitlement.

    When not `eligible`, `reasons` say why and the partner pays everything.
    """

    partner_id: str
    name: str
    tier: str
    on: date
    activity: str | None
    eligible: bool
    reasons: tuple[str, ...]
    cost_cents: int
    share_cents: int
    vendor_cents: int
    partner_cents: int
    capped: bool
    remaining_cents: int
    remaining_after_cents: int
    match_vendor: int | None
    match_partner: int | None
    minimum_request_cents: int
    pre_approval: bool
    report_due_on: date | None
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def mdf_match(
    frames: Frames,
    program: Program,
    *,
    partner_id: str,
    cost_cents: int,
    activity: str | None = None,
    activity_on: str | None = None,
) -> MdfMatch:
    """What marketing development funds (MDF) would pay of an activity's cost, and whether the activity is eligible.

    Args:
        partner_id: Record id, such as "P-042".
        cost_cents: The activity's whole cost in cents.
        activity: Kind of activity, such as "trade show", "webinar" or "digital ads"; not checked if left out.
        activity_on: Day of the activity, such as "2025-06-12"; its report is due from then.

    Returns:
        The vendor's and the partner's cents, after the cut to what is left of the year's entitlement.

    Raises:
        BadAmount: the cost is zero, below it, or beyond one trillion.
        UnknownPartner, BadPeriod, NoRuleInForce, NoRecords: as for the balance.
    """
    if not 0 < cost_cents <= MAX_CENTS:
        raise BadAmount(dollars(cost_cents), "a cost is above zero and at most one trillion")
    balance = mdf_balance(frames, program, partner_id=partner_id)
    ruling = program.mdf.on(frames.as_of)
    day = day_of(activity_on) if activity_on else None
    known = activity_named(ruling, activity) if activity else None
    share = share_of_cost(entitlement(ruling, balance.tier), cost_cents)
    reasons = _refusals(ruling, balance, share, activity if known is None else None, day)
    return MdfMatch(
        activity=known,
        report_due_on=day + timedelta(days=ruling.report_within_days) if day else None,
        **_split(cost_cents, share, balance.remaining_cents, reasons),
        **{name: getattr(balance, name) for name in MdfBalance.model_fields if name in _CARRIED},
        notes=_notes(balance, program.calendar, day),
    )


_CARRIED = {
    "partner_id",
    "name",
    "tier",
    "on",
    "match_vendor",
    "match_partner",
    "minimum_request_cents",
    "pre_approval",
    "basis",
}


def activity_named(ruling: Mdf, text: str) -> str | None:
    """The eligible activity that a text names, whatever its spaces, case and plural; None if it names none."""
    own = {_plain(activity): activity for activity in ruling.activities}
    said = SAID_FOR.get(_plain(text), "")
    return own.get(_plain(text)) or own.get(_plain(said))


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum()).removesuffix("s")


def _split(cost_cents: int, share_cents: int, remaining_cents: int, reasons: tuple[str, ...]) -> dict[str, Any]:
    vendor = 0 if reasons else min(share_cents, remaining_cents)
    return {
        "eligible": not reasons,
        "reasons": reasons,
        "cost_cents": cost_cents,
        "share_cents": share_cents,
        "vendor_cents": vendor,
        "partner_cents": cost_cents - vendor,
        "capped": not reasons and vendor < share_cents,
        "remaining_cents": remaining_cents,
        "remaining_after_cents": remaining_cents - vendor,
    }


def _refusals(
    ruling: Mdf, balance: MdfBalance, share_cents: int, unknown: str | None, day: date | None
) -> tuple[str, ...]:
    """Why nothing would be paid; the minimum is read as the least vendor's share that a request may ask for."""
    if balance.reason:
        return (balance.reason,)
    reasons = []
    if unknown is not None:
        listed = ", ".join(activity.replace("_", " ") for activity in ruling.activities)
        reasons.append(f"{shown(unknown)} is not an eligible activity; eligible are {listed}.")
    if ruling.pre_approval and day is not None and day < balance.on:
        reasons.append(f"Approval is required before the activity, and {day} has passed.")
    if share_cents < (least := balance.minimum_request_cents):
        reasons.append(f"The vendor's share of {dollars(share_cents)} is under the least request of {dollars(least)}.")
    if balance.remaining_cents == 0:
        reasons.append(f"Nothing remains of the {balance.year} entitlement of {dollars(balance.entitled_cents)}.")
    return tuple(reasons)


def _notes(balance: MdfBalance, calendar: FiscalCalendar, day: date | None) -> tuple[str, ...]:
    notes = list(balance.notes)
    if balance.pending_cents:
        notes.append(
            f"Requests of {dollars(balance.pending_cents)} are not decided; approved, they lower what remains."
        )
    if balance.pre_approval and balance.eligible:
        notes.append("The request must be approved before the activity.")
    if day is not None and calendar.year_of(day).name != balance.year:
        year = calendar.year_of(day).name
        notes.append(f"The activity falls in {year}; a request approved in that year counts against that year's funds.")
    return tuple(notes)
