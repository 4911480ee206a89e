"""One thing that falls due, and the span of days that a question asks about."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

import narwhals as nw

from tools.core.frames import Frames, Lazy, rows
from tools.core.periods import FiscalCalendar
from tools.core.program import Program
from tools.core.receipts import Result

Kind = Literal[
    "claim_window",
    "claim_approval",
    "claim_payment",
    "mdf_report",
    "tier_review",
    "entry_review",
    "rebate_payout",
    "business_review",
]

CLOSED_DAYS = 30
"""How long a claim window that has closed is still listed; what somebody still owes is listed until it is done."""


class Deadline(Result):
    """What a partner, or the vendor for it, must do by a day. `row` is the record, quarter or period it is about.

    `about` names the incentives that a claim is for, as the program calls them.
    `amount_cents` is the money at stake, None where there is none or it is not known. `days_left` and
    `business_days_left` are negative once the day has passed.
    """

    on: date
    kind: Kind
    partner_id: str
    name: str
    what: str
    row: str
    amount_cents: int | None
    days_left: int
    business_days_left: int
    overdue: bool
    about: tuple[str, ...] = ()


class Due(NamedTuple):
    """A deadline before it is named and counted."""

    on: date
    kind: Kind
    partner_id: str
    what: str
    row: str
    amount_cents: int | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Span:
    """The days asked about: from the oldest that may have closed, or a first one ahead, through the last one ahead."""

    frames: Frames
    program: Program
    partner_id: str | None
    first: date
    until: date

    @property
    def as_of(self) -> date:
        """Today, as the records have it."""
        return self.frames.as_of

    @property
    def calendar(self) -> FiscalCalendar:
        """The company's fiscal year."""
        return self.program.calendar

    @cached_property
    def claims(self) -> list[dict[str, Any]]:
        """The incentive claims submitted by the as-of day; a decision after it is not known yet."""
        columns = (
            "claim_id",
            "partner_id",
            "rule",
            "row",
            "submitted_on",
            "approved_on",
            "rejected_on",
            "amount_cents",
        )
        known = self.frames.incentive_claims.filter(nw.col("submitted_on") <= self.as_of)
        return rows(self.only(known).select(*columns))

    @cached_property
    def paid(self) -> set[tuple[str, str, str]]:
        """The partner, rule and row of every payment made by the as-of day."""
        known = self.frames.payments.filter(nw.col("paid_on") <= self.as_of).select("partner_id", "rule", "row")
        return {(row["partner_id"], row["rule"], row["row"]) for row in rows(self.only(known))}

    def passed(self, day: date | None) -> bool:
        """Whether something happened by the as-of day."""
        return day is not None and day <= self.as_of

    def only(self, frame: Lazy) -> Lazy:
        """The rows of the partner asked about, or everyone's."""
        return frame if self.partner_id is None else frame.filter(nw.col("partner_id") == self.partner_id)

    def ahead(self, day: date) -> bool:
        """Whether a day is today or still to come within the span."""
        return day in self and self.as_of <= day

    def owes(self, day: date) -> bool:
        """Whether a duty that is not yet done belongs here: an overdue one does, unless days ahead were asked for."""
        return day in self or day < self.first <= self.as_of

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.until


Found = tuple[list[Due], list[str]]
"""What falls due, and notes on what could not be said."""
