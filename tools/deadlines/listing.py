"""The list of what falls due, soonest first."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, get_args

from tools.core.errors import BadArgument
from tools.core.frames import Frames, rows
from tools.core.partners import partner
from tools.core.periods import business_days_until
from tools.core.program import Program
from tools.core.receipts import Basis, Result
from tools.deadlines.claims_due import claim_windows, waiting_claims
from tools.deadlines.due import CLOSED_DAYS, Deadline, Due, Found, Kind, Span
from tools.deadlines.money_due import mdf_reports, rebate_payouts
from tools.deadlines.reviews_due import business_reviews, tier_reviews

READS = (
    "partners",
    "tier_history",
    "deals",
    "refunds",
    "contributions",
    "incentive_claims",
    "payments",
    "mdf_requests",
    "mdf_claims",
)
"""The tables that deadlines read."""

MOST_DAYS = 366

SOURCES: tuple[tuple[tuple[Kind, ...], Callable[[Span], Found]], ...] = (
    (("claim_window",), claim_windows),
    (("claim_approval", "claim_payment"), waiting_claims),
    (("mdf_report",), mdf_reports),
    (("tier_review", "entry_review"), tier_reviews),
    (("rebate_payout",), rebate_payouts),
    (("business_review",), business_reviews),
)
"""Each source and the kinds of deadline that it finds."""

RULES: dict[str, tuple[Kind, ...]] = {
    "claims": ("claim_approval", "claim_payment"),
    "spiffs": ("claim_window",),
    "bonuses": ("claim_window",),
    "mdf": ("mdf_report",),
    "tiers": ("tier_review", "entry_review", "business_review"),
    "rebate": ("rebate_payout",),
}
"""The rule that sets each kind's days."""


class Deadlines(Result):
    """What falls due from `first_on` through `until`, soonest first, and how many of each kind.

    Where what is overdue was asked for too, `first_on` is before the day `on`: windows that closed since then are
    listed, and duties of any day before that are not yet done.
    """

    on: date
    first_on: date
    until: date
    partner_id: str | None
    name: str | None
    kind: str | None
    deadlines: tuple[Deadline, ...]
    counts: dict[str, int]
    overdue: int
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def deadlines(
    frames: Frames,
    program: Program,
    *,
    partner_id: str | None = None,
    within_days: int = 30,
    from_days: int = 0,
    kind: str | None = None,
) -> Deadlines:
    """What falls due soon or is overdue: claim windows, approvals, payments, MDF reports, reviews and rebates.

    Args:
        partner_id: Record id, such as "P-042"; every partner if left out.
        within_days: How many days to look ahead, 0 to 366.
        from_days: How many days ahead the list begins; from 1 on, what is overdue is left out.
        kind: Only claim_window, claim_approval, claim_payment, mdf_report, tier_review, entry_review, rebate_payout
            or business_review; all if left out, and for every partner all but business reviews.

    Returns:
        What is ahead and, unless the list begins later, all that is overdue and the claim windows closed of late.

    Raises:
        UnknownPartner, BadArgument: no such partner for whoever asks, days out of bounds, or no such kind.
    """
    asked, names = _kind(kind), _names(frames, partner_id)
    span = Span(frames, program, partner_id, *_days(frames.as_of, from_days, within_days))
    found, notes = _found(span, asked)
    listed = _listed(span, found, names)
    return Deadlines(
        on=span.as_of,
        first_on=span.first,
        until=span.until,
        partner_id=partner_id,
        name=names[partner_id] if partner_id else None,
        kind=asked,
        deadlines=tuple(listed),
        **_counts(listed),
        basis=_basis(span, {deadline.kind for deadline in listed}),
        notes=tuple(dict.fromkeys(notes)),
    )


def _days(as_of: date, from_days: int, within_days: int) -> tuple[date, date]:
    """The first and the last day asked about."""
    if not 0 <= within_days <= MOST_DAYS:
        raise BadArgument("within_days", within_days, f"it is 0 to {MOST_DAYS}.")
    if not 0 <= from_days <= within_days:
        raise BadArgument("from_days", from_days, f"it is 0 to {within_days}, the last day ahead.")
    return as_of + timedelta(days=from_days or -CLOSED_DAYS), as_of + timedelta(days=within_days)


def _kind(text: str | None) -> Kind | None:
    kinds: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    if text is None:
        return None
    if text not in kinds:
        raise BadArgument("kind", text, f"it is one of {', '.join(kinds)}.")
    return kinds[text]


def _names(frames: Frames, partner_id: str | None) -> dict[str, str]:
    if partner_id is not None:
        return {partner_id: partner(frames, partner_id)["name"]}
    return {row["partner_id"]: row["name"] for row in rows(frames.partners.select("partner_id", "name"))}


def _found(span: Span, asked: Kind | None) -> Found:
    found: list[Due] = []
    notes: list[str] = []
    for kinds, source in SOURCES:
        if asked is not None and asked not in kinds:
            continue
        if asked is None and span.partner_id is None and source is business_reviews:
            notes.append("Business reviews of every partner are listed when they are asked for by kind.")
            continue
        due, said = source(span)
        found += [one for one in due if asked in {None, one.kind}]
        notes += said
    return found, notes


def _listed(span: Span, found: list[Due], names: dict[str, str]) -> list[Deadline]:
    holidays = span.program.company.holidays
    worked = {day: business_days_until(span.as_of, day, holidays) for day in {due.on for due in found}}
    listed = [
        Deadline(
            **due._asdict(),
            name=names[due.partner_id],
            days_left=(due.on - span.as_of).days,
            business_days_left=worked[due.on],
            overdue=due.on < span.as_of,
        )
        for due in found
    ]
    return sorted(listed, key=lambda deadline: (deadline.on, deadline.kind, deadline.name, deadline.row))


def _counts(listed: list[Deadline]) -> dict[str, Any]:
    """How many there are of each kind that there is any of, and how many are overdue."""
    counts = {kind: count for kind in get_args(Kind) if (count := sum(one.kind == kind for one in listed))}
    return {"counts": counts, "overdue": sum(one.overdue for one in listed)}


def _basis(span: Span, kinds: set[Kind]) -> tuple[Basis, ...]:
    """The rulings in force on the as-of day of each rule that set a day."""
    rules = [getattr(span.program, rule) for rule, set_by in RULES.items() if kinds & set(set_by)]
    return tuple(Basis.of(rule.name, rule.on(span.as_of)) for rule in rules if rule.covers(span.as_of))
