"""The tier a partner holds on a day, since when, and the days on which that tier is reviewed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import narwhals as nw

from tools.core.errors import NoRecords
from tools.core.frames import Frames, rows
from tools.core.periods import FiscalCalendar, add_months
from tools.core.rulings import Tier


@dataclass(frozen=True)
class Stint:
    """A tier held without a break. `entered_on` is the day from which an entry tier's days are counted.

    That is the day of joining; for a partner that came down from a higher tier, the day it came down (reading).
    """

    tier: str
    since: date
    entered_on: date


def stints(frames: Frames, day: date, *, partner_id: str | None = None) -> dict[str, Stint]:
    """The stint of each partner that is active and holds a tier at the end of a day."""
    history = frames.tier_history.filter(nw.col("since") <= day).select("partner_id", "tier", "since", "until")
    people = frames.partners.select("partner_id", "joined_on", "exited_on")
    if partner_id is not None:
        history, people = (frame.filter(nw.col("partner_id") == partner_id) for frame in (history, people))
    by_partner: dict[str, list[dict[str, Any]]] = {}
    for row in rows(history.join(people, on="partner_id", how="inner").sort("partner_id", "since")):
        if row["joined_on"] <= day and (row["exited_on"] is None or row["exited_on"] > day):
            by_partner.setdefault(row["partner_id"], []).append(row)
    return {
        partner: _last_stint(held)
        for partner, held in by_partner.items()
        if held[-1]["until"] is None or held[-1]["until"] >= day
    }


def stint_on(frames: Frames, found: dict[str, Any], day: date) -> Stint:
    """The stint of one partner, from its row in `partners`.

    Raises:
        NoRecords: it had not joined, had exited, or the tier history has no row of that day.
    """
    name = found["name"]
    if found["joined_on"] > day:
        raise NoRecords(f"{name} joined on {found['joined_on']}, after {day}. Ask about that day or later.")
    if found["exited_on"] is not None and found["exited_on"] <= day:
        raise NoRecords(f"{name} exited the program on {found['exited_on']}. Ask about a day before that.")
    held = stints(frames, day, partner_id=found["partner_id"])
    if not held:
        raise NoRecords(f"The tier history of {name} has no row for {day}. Import one, or ask about a later day.")
    return held[found["partner_id"]]


def _last_stint(held: list[dict[str, Any]]) -> Stint:
    """The newest tier of a history, joined with the rows before it that continue it."""
    tier, since = held[-1]["tier"], held[-1]["since"]
    before = list(reversed(held[:-1]))
    while before and before[0]["tier"] == tier and before[0]["until"] == since - timedelta(days=1):
        since = before.pop(0)["since"]
    entered_on = since if any(row["tier"] != tier for row in before) else held[-1]["joined_on"]
    return Stint(tier=tier, since=since, entered_on=entered_on)


def entry_deadline(tier: Tier, stint: Stint) -> date | None:
    """The last day on which a partner of an entry tier is in time; None for a tier without one."""
    if tier.advance_within_days is None:
        return None
    return stint.entered_on + timedelta(days=tier.advance_within_days)


def next_review(tier: Tier, stint: Stint, calendar: FiscalCalendar, day: date) -> date | None:
    """The tier's next review on a day or after it; of an entry tier its deadline, even when it has passed."""
    if (deadline := entry_deadline(tier, stint)) is not None:
        return deadline
    if tier.tier_review == "quarterly":
        return calendar.quarter_of(day).last
    if tier.tier_review == "annual":
        years = max(1, day.year - stint.since.year)
        this_year = add_months(stint.since, 12 * years)
        return this_year if this_year >= day else add_months(stint.since, 12 * (years + 1))
    return None


def last_review(tier: Tier, stint: Stint, calendar: FiscalCalendar, day: date) -> date | None:
    """The tier's newest review on a day or before it, since the tier was taken up."""
    if tier.tier_review == "quarterly":
        ended = calendar.last_closed_quarter(day).last
        return ended if ended >= stint.since else None
    if tier.tier_review == "annual":
        years = day.year - stint.since.year
        found = [add_months(stint.since, 12 * back) for back in (years, years - 1) if back >= 1]
        return next((anniversary for anniversary in found if anniversary <= day), None)
    return None
