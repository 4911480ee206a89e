"""Who the partners are on a day: active, and of which tier."""

from datetime import date
from typing import Any

import narwhals as nw

from tools.core.errors import NoRecords, UnknownPartner
from tools.core.frames import Frames, Lazy, rows


def partner(frames: Frames, partner_id: str) -> dict[str, Any]:
    """One partner's row.

    Raises:
        UnknownPartner: no such partner, or none that the person asking may see.
    """
    found = rows(frames.partners.filter(nw.col("partner_id") == partner_id))
    if not found:
        raise UnknownPartner(partner_id)
    return found[0]


def active(frames: Frames, day: date) -> Lazy:
    """The partners that had joined and not exited at the end of a day."""
    return frames.partners.filter(
        nw.col("joined_on") <= day, nw.col("exited_on").is_null() | (nw.col("exited_on") > day)
    )


def tiers_held(frames: Frames, day: date) -> Lazy:
    """`partner_id` and `tier` at the end of a day; `until` is a tier's last day."""
    return frames.tier_history.filter(
        nw.col("since") <= day, nw.col("until").is_null() | (nw.col("until") >= day)
    ).select("partner_id", "tier")


def valid_on(day: date) -> nw.Expr:
    """Whether a certification is valid at the end of a day: earned by then, and expiring later or never."""
    return (nw.col("earned_on") <= day) & (nw.col("expires_on").is_null() | (nw.col("expires_on") > day))


def tier_held(frames: Frames, partner_id: str, day: date) -> str:
    """The tier that one partner held at the end of a day.

    Raises:
        NoRecords: the partner had exited, or the tier history has no row of that day.
    """
    held = rows(tiers_held(frames, day).filter(nw.col("partner_id") == partner_id))
    if not held:
        found = partner(frames, partner_id)
        name, exited_on = found["name"], found["exited_on"]
        if exited_on is not None and exited_on <= day:
            raise NoRecords(f"{name} exited the program on {exited_on}. Ask about a day before that.")
        raise NoRecords(f"The tier history of {name} has no row for {day}. Import one, or ask about a later day.")
    return str(held[0]["tier"])
