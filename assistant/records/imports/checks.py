"""What must hold between the cells of one row, and between the rows of one partner's tier history."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

Objection = tuple[str, str]
"""A column and what is wrong with it in this row."""

ORDER: dict[str, tuple[tuple[str, str], ...]] = {
    "partners": (("joined_on", "exited_on"),),
    "tier_history": (("since", "until"),),
    "deals": (("opened_on", "closed_on"),),
    "registrations": (("submitted_on", "registered_on"), ("registered_on", "expires_on")),
    "certifications": (("earned_on", "expires_on"),),
    "enrolments": (("assigned_on", "due_on"), ("assigned_on", "completed_on")),
    "mdf_requests": (("requested_on", "approved_on"), ("requested_on", "rejected_on")),
    "mdf_claims": (("submitted_on", "approved_on"), ("approved_on", "paid_on")),
    "contributions": (("done_on", "approved_on"),),
    "incentive_claims": (("submitted_on", "approved_on"), ("submitted_on", "rejected_on")),
}
"""Days of one row that cannot come the other way round."""


def out_of_order(table: str, values: dict[str, Any]) -> list[Objection]:
    """The days of a row that come before a day they must follow."""
    found = []
    for earlier, later in ORDER.get(table, ()):
        first, then = values.get(earlier), values.get(later)
        if first and then and then < first:
            found.append((later, f"is before the row's {earlier} ({first}). Correct one of them."))
    return found


def settle_deal(values: dict[str, Any], *, direct: bool, role_written: bool) -> list[Objection]:
    """Completes a deal's row in place: an open deal has no close day, and a direct one no partner.

    A blank amount is 0 unless the deal is won.

    Args:
        values: The row; `outcome` is won, lost, open or None.
        direct: Whether the mapping says that a deal without a partner is direct.
        role_written: Whether the row's own cell names the role.
    """
    found = _settle_role(values, direct=direct, role_written=role_written)
    outcome = values.get("outcome")
    if outcome in (None, "open"):
        if "outcome" in values:
            values["closed_on"] = values["outcome"] = None
    elif values.get("closed_on") is None:
        found.append(("closed_on", f"is blank although the deal is {outcome}: a closed deal needs its close date."))
    if "amount_cents" in values and values["amount_cents"] is None:
        if outcome == "won":
            found.append(("amount_cents", "is blank although the deal is won: a won deal needs its amount."))
        values["amount_cents"] = 0
    return found


def _settle_role(values: dict[str, Any], *, direct: bool, role_written: bool) -> list[Objection]:
    role = values.get("role")
    if values.get("partner_id") is not None:
        if role == "direct":
            return [("role", "is direct although the deal has a partner: make it sourced or assisted.")]
        return []
    if not direct:
        reason = (
            "is blank: name the partner, or write `blank partner: direct` in the mapping if such deals are your own."
        )
        return [("partner_id", reason)]
    if role_written and role not in (None, "direct"):
        return [("role", f"is {role} although the deal has no partner: name the partner, or make it direct.")]
    values["role"] = "direct"
    return []


def close_tiers(rows: Iterable[dict[str, Any]]) -> list[tuple[dict[str, Any], str]]:
    """Ends each tier of a partner the day before its next one starts, in place.

    Returns:
        The rows whose own last day reaches into the next tier, with the reason.
    """
    by_partner: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_partner[row["partner_id"]].append(row)
    found = []
    for history in by_partner.values():
        history.sort(key=lambda row: row["since"])
        for row, following in pairwise(history):
            last: date = following["since"] - timedelta(days=1)
            if row["until"] is None:
                row["until"] = last
            elif row["until"] > last:
                found.append((row, f"overlaps the tier that starts on {following['since']}. Correct one of them."))
    return found
