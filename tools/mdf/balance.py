"""What a partner is entitled to in a fiscal year, and what is left of it."""

from datetime import date
from typing import Any

from tools.core.errors import BadArgument
from tools.core.frames import Frames
from tools.core.money import dollars, portion
from tools.core.partners import partner, tier_held
from tools.core.periods import FiscalCalendar, Period
from tools.core.program import Program
from tools.core.receipts import Basis, Result
from tools.core.rulings import Entitlement, Mdf
from tools.mdf.requests import MdfRequest, mdf_requests, utilised


class MdfBalance(Result):
    """A partner's funds of a fiscal year, in cents. `remaining_cents` is entitled less allocated, never below 0.

    `match_vendor` and `match_partner` are the parts that each pays; None for a tier without funds.
    `pending_cents` is the vendor's share of requests that are not decided.
    """

    partner_id: str
    name: str
    year: str
    on: date
    tier: str
    eligible: bool
    reason: str | None
    entitled_cents: int
    allocated_cents: int
    utilised_cents: int
    remaining_cents: int
    over_allocated_cents: int
    claimable_cents: int
    pending_cents: int
    match_vendor: int | None
    match_partner: int | None
    minimum_request_cents: int
    activities: tuple[str, ...]
    pre_approval: bool
    approved: tuple[MdfRequest, ...]
    pending: tuple[MdfRequest, ...]
    reports_due: tuple[MdfRequest, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def mdf_balance(frames: Frames, program: Program, *, partner_id: str, year: str | None = None) -> MdfBalance:
    """A partner's marketing development funds (MDF) of a year: entitled, allocated, utilised, left, and reports due.

    Args:
        partner_id: Record id, such as "P-042".
        year: Fiscal year, such as "2025"; the one that holds the as-of day if left out.

    Returns:
        Cents entitled by the tier held on the as-of day, or on the year's last day if that is earlier (reading).

    Raises:
        UnknownPartner: no such partner, or none that the person asking may see.
        BadPeriod, BadArgument: the text is not a fiscal year.
        NoRuleInForce: the program has no MDF in that year.
        NoRecords: the partner holds no tier on that day.
    """
    name = partner(frames, partner_id)["name"]
    fiscal = _fiscal_year(program.calendar, year, frames.as_of)
    ruling = program.mdf.on(max(fiscal.first, min(frames.as_of, fiscal.last)))
    tier = tier_held(frames, partner_id, min(frames.as_of, fiscal.last))
    terms = entitlement(ruling, tier)
    requests = mdf_requests(frames, ruling, partner_id=partner_id)
    approved = tuple(r for r in requests if r.approved_on is not None and r.approved_on in fiscal)
    pending = tuple(r for r in requests if r.state == "pending")
    return MdfBalance(
        partner_id=partner_id,
        name=name,
        year=fiscal.name,
        on=frames.as_of,
        tier=tier,
        utilised_cents=utilised(frames, partner_id=partner_id, year=fiscal),
        pending_cents=sum(share_of_cost(terms, request.cost_cents) for request in pending),
        pending=pending,
        reports_due=tuple(r for r in requests if r.state in {"report_due", "report_overdue"}),
        **_amounts(terms, approved),
        **_terms(ruling, terms, tier),
    )


def entitlement(ruling: Mdf, tier: str) -> Entitlement | None:
    """What a tier is entitled to; None for a tier without funds."""
    return next((terms for terms in ruling.entitlements if terms.tier == tier), None)


def share_of_cost(terms: Entitlement | None, cost_cents: int) -> int:
    """The vendor's share of a cost by the match ratio, half away from zero; nothing without funds."""
    if terms is None:
        return 0
    return portion(cost_cents, terms.match.vendor, terms.match.vendor + terms.match.partner)


def _fiscal_year(calendar: FiscalCalendar, text: str | None, as_of: date) -> Period:
    if text is None:
        return calendar.year_of(as_of)
    found = calendar.period(text)
    if found != calendar.year_of(found.first):
        raise BadArgument("year", text, "funds run by fiscal year; write it like 2025.")
    return found


def _amounts(terms: Entitlement | None, approved: tuple[MdfRequest, ...]) -> dict[str, Any]:
    entitled = terms.yearly_cents if terms else 0
    allocated = sum(request.approved_cents for request in approved)
    over = max(0, allocated - entitled)
    note = f"Approved requests of {dollars(allocated)} are {dollars(over)} over the entitlement of {dollars(entitled)}."
    return {
        "entitled_cents": entitled,
        "allocated_cents": allocated,
        "remaining_cents": max(0, entitled - allocated),
        "over_allocated_cents": over,
        "claimable_cents": sum(request.claimable_cents for request in approved),
        "approved": approved,
        "notes": (note,) if over else (),
    }


def _terms(ruling: Mdf, terms: Entitlement | None, tier: str) -> dict[str, Any]:
    *others, last = [known.tier for known in ruling.entitlements]
    funded = f"{', '.join(others)} and {last} have" if others else f"{last} has"
    return {
        "eligible": terms is not None,
        "reason": None if terms else f"{tier} has no marketing development funds; {funded}.",
        "match_vendor": terms.match.vendor if terms else None,
        "match_partner": terms.match.partner if terms else None,
        "minimum_request_cents": terms.minimum_request_cents if terms else 0,
        "activities": ruling.activities,
        "pre_approval": ruling.pre_approval,
        "basis": (Basis.of("mdf", ruling, "match", "year"),),
    }
