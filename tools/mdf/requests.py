"""MDF requests as they stand on a day: pending, planned, reported, claimed or paid."""

from datetime import date, timedelta
from typing import Any, Literal

import narwhals as nw

from tools.core.frames import Frames, Lazy, rows
from tools.core.periods import Period
from tools.core.receipts import Result
from tools.core.rulings import Mdf

READS = ("partners", "tier_history", "mdf_requests", "mdf_claims")
"""The tables that the tools of this folder read."""

State = Literal["pending", "planned", "report_due", "report_overdue", "reported", "claim_approved", "paid"]


class MdfRequest(Result):
    """A request for funds, in cents. `claimable_cents` is what is approved, not claimed, and in no open claim.

    `state` is the furthest it has come; a report is due some days after the activity, that day included.
    """

    request_id: str
    partner_id: str
    activity: str
    title: str
    activity_on: date
    approved_on: date | None
    cost_cents: int
    approved_cents: int
    claimed_cents: int
    claimable_cents: int
    report_due_on: date
    days_left: int
    state: State


def mdf_requests(frames: Frames, ruling: Mdf, *, partner_id: str | None = None) -> list[MdfRequest]:
    """The requests, of one partner or of all, made by the as-of day and not rejected, the oldest activity first."""
    claims: dict[str, list[dict[str, Any]]] = {}
    for claim in rows(_known(frames.mdf_claims, partner_id, "submitted_on", frames.as_of)):
        claims.setdefault(claim["request_id"], []).append(claim)
    found = rows(_known(frames.mdf_requests, partner_id, "requested_on", frames.as_of))
    return [
        _request(row, claims.get(row["request_id"], []), ruling, frames.as_of)
        for row in sorted(found, key=lambda row: (row["activity_on"], row["request_id"]))
        if not _by(row["rejected_on"], frames.as_of)
    ]


def utilised(frames: Frames, *, partner_id: str, year: Period) -> int:
    """Cents of one partner's claims approved in a fiscal year, by the as-of day."""
    claims = rows(_known(frames.mdf_claims, partner_id, "approved_on", frames.as_of))
    return sum(claim["approved_cents"] or 0 for claim in claims if claim["approved_on"] in year)


def _known(frame: Lazy, partner_id: str | None, column: str, day: date) -> Lazy:
    known = frame.filter(nw.col(column) <= day)
    return known if partner_id is None else known.filter(nw.col("partner_id") == partner_id)


def _by(happened_on: date | None, day: date) -> bool:
    return happened_on is not None and happened_on <= day


def _request(row: dict[str, Any], claims: list[dict[str, Any]], ruling: Mdf, day: date) -> MdfRequest:
    approved = (row["approved_cents"] or 0) if _by(row["approved_on"], day) else 0
    settled = [claim for claim in claims if _by(claim["approved_on"], day)]
    claimed = sum(claim["approved_cents"] or 0 for claim in settled)
    due = row["activity_on"] + timedelta(days=ruling.report_within_days)
    return MdfRequest(
        request_id=row["request_id"],
        partner_id=row["partner_id"],
        activity=row["activity"],
        title=row["title"],
        activity_on=row["activity_on"],
        approved_on=row["approved_on"] if _by(row["approved_on"], day) else None,
        cost_cents=row["cost_cents"],
        approved_cents=approved,
        claimed_cents=claimed,
        claimable_cents=max(0, approved - claimed) if len(settled) == len(claims) else 0,
        report_due_on=due,
        days_left=(due - day).days,
        state=_state(row, claims, due, day),
    )


def _state(row: dict[str, Any], claims: list[dict[str, Any]], due: date, day: date) -> State:
    if not _by(row["approved_on"], day):
        return "pending"
    reached: tuple[tuple[str, State], ...] = (
        ("paid_on", "paid"),
        ("approved_on", "claim_approved"),
        ("reported_on", "reported"),
    )
    for column, state in reached:
        if any(_by(claim[column], day) for claim in claims):
            return state
    if row["activity_on"] > day:
        return "planned"
    return "report_due" if day <= due else "report_overdue"
