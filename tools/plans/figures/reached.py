"""The first steps that the records know of a partner, and the day of each."""

from datetime import date
from typing import Any

import narwhals as nw

from tools.core.frames import Frames, rows
from tools.core.partners import partner
from tools.plans.practices.steps import Event

REACHED_READS = ("partners", "logins", "registrations", "certifications", "deals")
"""The tables that first steps are read from."""


def reached(frames: Frames, partner_id: str) -> dict[Event, date]:
    """The day of each event that has happened by the as-of day.

    A certification counts once a person: the second is the day on which a second person earned a first one.
    """
    own = partner(frames, partner_id)
    certified = _certified(frames, partner_id)
    found: dict[Event, date | None] = {
        "agreement_signed": own["agreement_signed_on"],
        "basic_training": own["basic_training_on"],
        "first_login": _first(frames.logins, partner_id, "login_on"),
        "first_registration": _first(frames.registrations, partner_id, "submitted_on"),
        "first_certification": certified[0] if certified else None,
        "second_certification": certified[1] if len(certified) > 1 else None,
        "first_won_deal": _first(
            frames.deals.filter(nw.col("outcome") == "won", nw.col("role") == "sourced"), partner_id, "closed_on"
        ),
    }
    return {event: day for event, day in found.items() if day is not None and day <= frames.as_of}


def _first(table: Any, partner_id: str, column: str) -> date | None:
    own = table.filter(nw.col("partner_id") == partner_id).select(nw.col(column).min())
    found: date | None = own.collect().item()
    return found


def _certified(frames: Frames, partner_id: str) -> list[date]:
    """The day on which each person earned a first certification, earliest first."""
    own = frames.certifications.filter(nw.col("partner_id") == partner_id)
    return sorted(row["earned_on"] for row in rows(own.group_by("staff_id").agg(nw.col("earned_on").min())))
