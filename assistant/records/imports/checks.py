"""What must hold between the cells of one row, and between the rows of one partner's tier history."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, select

from assistant.records.tables import tier_history

_AT_ONCE = 500

Values = dict[str, Any]
"""A row by our column names."""

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


def out_of_order(table: str, values: Values) -> list[Objection]:
    """The days of a row that come before a day they must follow."""
    found = []
    for earlier, later in ORDER.get(table, ()):
        first, then = values.get(earlier), values.get(later)
        if first and then and then < first:
            found.append((later, f"is before the row's {earlier} ({first}). Correct one of them."))
    return found


def settle_deal(values: Values, *, direct: bool, role_written: bool) -> list[Objection]:
    """Completes a deal's row in place: an open deal has no close day, and a direct one no partner.

    A blank amount is 0 unless the deal is won.

    Args:
        values: The row; `outcome` is won, lost, open, or None where the cell is blank.
        direct: Whether the mapping says that a deal without a partner is direct.
        role_written: Whether the row's own cell names the role.
    """
    found = _settle_role(values, direct=direct, role_written=role_written)
    outcome = values.get("outcome")
    if "outcome" in values and outcome is None and values.get("closed_on"):
        found.append(("outcome", "is blank although the deal has a close date: say whether it is won, lost or open."))
    elif outcome in (None, "open"):
        if "outcome" in values:
            values["closed_on"] = values["outcome"] = None
    elif values.get("closed_on") is None:
        found.append(("closed_on", f"is blank although the deal is {outcome}: a closed deal needs its close date."))
    if "amount_cents" in values and values["amount_cents"] is None:
        if outcome == "won":
            found.append(("amount_cents", "is blank although the deal is won: a won deal needs its amount."))
        values["amount_cents"] = 0
    return found


def _settle_role(values: Values, *, direct: bool, role_written: bool) -> list[Objection]:
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


def tier_rows(connection: Connection, rows: list[Values]) -> tuple[list[Values], list[tuple[Values, str]]]:
    """The tier history to write: the run's own rows, and those in the records that a newer tier ends.

    A tier without a last day ends the day before the partner's next one starts.

    Returns:
        The rows, and those of the run that overlap another one, with the reason.
    """
    own = {(row["partner_id"], row["since"]): row for row in rows}
    standing = _standing_tiers(connection, {row["partner_id"] for row in rows})
    others = [row for key, row in standing.items() if key not in own]
    before = [row["until"] for row in others]
    unsaid = [key for key, row in own.items() if "until" not in row]
    for key in unsaid:
        own[key]["until"] = None
    overlaps = _close_tiers([*others, *rows], {id(row) for row in rows})
    for key in unsaid:
        if own[key]["until"] is None and key in standing:
            own[key]["until"] = standing[key]["until"]
    ended = [row for row, was in zip(others, before, strict=True) if row["until"] != was]
    return [*rows, *ended], overlaps


def _standing_tiers(connection: Connection, partners: set[str]) -> dict[tuple[str, date], Values]:
    touched = sorted(partners)
    found = {}
    for start in range(0, len(touched), _AT_ONCE):
        asked = select(tier_history).where(tier_history.c.partner_id.in_(touched[start : start + _AT_ONCE]))
        for row in connection.execute(asked).mappings():
            found[row["partner_id"], row["since"]] = dict(row)
    return found


def _close_tiers(rows: list[Values], own: set[int]) -> list[tuple[Values, str]]:
    """Ends tiers in place; returns the run's own rows that reach into, or start inside, another tier."""
    by_partner: dict[str, list[Values]] = defaultdict(list)
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
                blamed, other = (row, following) if id(row) in own else (following, row)
                if id(blamed) in own:
                    span = f"{other['tier']} from {other['since']} to {other['until'] or 'now'}"
                    found.append((blamed, f"overlaps the partner's tier {span}. Correct one of them."))
    return found
