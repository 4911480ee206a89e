"""Tier changes: who went from which tier to which, and on what day, from the tier history."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import narwhals as nw

from tools.core.frames import Frames, rows
from tools.core.periods import Period


class Change(NamedTuple):
    """A partner's move to another tier; its first tier is none."""

    partner_id: str
    before: str
    after: str
    on: date


def changes(frames: Frames, day: date, span: Period | None) -> list[Change]:
    """Every change of tier up to a day, and within a period where one is given, oldest first."""
    history = rows(frames.tier_history.filter(nw.col("since") <= day).sort("partner_id", "since"))
    found = [
        Change(late["partner_id"], early["tier"], late["tier"], late["since"])
        for early, late in pairwise(history)
        if early["partner_id"] == late["partner_id"] and early["tier"] != late["tier"]
    ]
    return sorted((one for one in found if span is None or one.on in span), key=lambda one: (one.on, one.partner_id))


def goes_up(change: Change, highest_first: Sequence[str]) -> bool | None:
    """Whether a change leads up; None where the program does not rank one of the tiers."""
    if not {change.before, change.after} <= set(highest_first):
        return None
    return highest_first.index(change.after) < highest_first.index(change.before)
