"""What the records show of why a partner falls behind, in the order in which causes are looked for."""

from collections.abc import Callable
from datetime import date, timedelta

import narwhals as nw

from tools.claims import claim_states
from tools.core.frames import Frames, rows
from tools.core.money import BP, portion
from tools.core.program import Program
from tools.core.receipts import Result
from tools.health import HealthRow
from tools.plans.practices.performance import Improvement, Sign
from tools.tiers.status import TierStatus

SIGN_READS = ("certifications", "logins", "registrations", "deals", "incentive_claims", "contributions", "payments")
"""The tables that signs are read from."""


class SignFound(Result):
    """One sign: what is `now`, and what it is compared with: counts, basis points, or cents for pipeline."""

    sign: Sign
    what: str
    now: int
    before: int


Test = Callable[[], SignFound | None]


def signs(frames: Frames, program: Program, ruling: Improvement, status: TierStatus, row: HealthRow) -> list[SignFound]:
    """The signs that the records show, in the practice's own order."""
    look = _Look(frames, ruling, status.partner_id)
    tests: dict[Sign, Test] = {
        "people": lambda: look.people(status),
        "attention": look.attention,
        "pipeline": lambda: look.pipeline(row),
        "conversion": look.conversion,
        "us": lambda: look.us(program),
    }
    found = [tests[cause.sign]() for cause in ruling.causes]
    return [sign for sign in found if sign is not None]


class _Look:
    """Looks at one partner's rows in spans of days that end on the as-of day."""

    def __init__(self, frames: Frames, ruling: Improvement, partner_id: str) -> None:
        self.frames = frames
        self.ruling = ruling
        self.partner_id = partner_id

    def people(self, status: TierStatus) -> SignFound | None:
        """Certified people missing from the held tier, or people whose last certification ended lately."""
        for state in status.own.missed:
            if state.metric == "certified_staff":
                return SignFound(sign="people", what="certified_missing", now=state.actual, before=state.needed)
        lost = self._lost()
        return SignFound(sign="people", what="people_lost", now=lost, before=0) if lost else None

    def _lost(self) -> int:
        on = self.frames.as_of
        since = on - timedelta(days=self.ruling.lost_people_days)
        ends: dict[str, list[date | None]] = {}
        for row in rows(self.frames.certifications.filter(nw.col("partner_id") == self.partner_id)):
            ends.setdefault(row["staff_id"], []).append(row["expires_on"])
        last = [max(day for day in held if day) for held in ends.values() if all(held)]
        return sum(since < day <= on for day in last)

    def attention(self) -> SignFound | None:
        """Logins or registrations that fell by the practice's share from one span to the next."""
        for table, column in (("logins", "login_on"), ("registrations", "submitted_on")):
            now, before = (self._rows(table, column, back) for back in (0, 1))
            if before and (before - now) * BP >= self.ruling.attention_falls_bp * before:
                return SignFound(sign="attention", what=table, now=now, before=before)
        return None

    def _rows(self, table: str, column: str, back: int) -> int:
        """How many rows of a span; 0 spans back is the newest."""
        last = self.frames.as_of - timedelta(days=back * self.ruling.look_back_days)
        first = last - timedelta(days=self.ruling.look_back_days)
        own = self.frames.tables[table].filter(
            nw.col("partner_id") == self.partner_id, nw.col(column) > first, nw.col(column) <= last
        )
        return len(rows(own.select(column)))

    def pipeline(self, row: HealthRow) -> SignFound | None:
        """Open pipeline under the practice's coverage of what is left of the target."""
        remaining = row.target_cents - row.revenue_cents
        if remaining <= 0 or row.pipeline_cents * BP >= self.ruling.coverage_below_bp * remaining:
            return None
        return SignFound(sign="pipeline", what="coverage", now=row.pipeline_cents, before=remaining)

    def conversion(self) -> SignFound | None:
        """A win rate that fell by the practice's points against the four spans before."""
        now, before = self._win_rate(0, 1), self._win_rate(1, 5)
        if now is None or before is None or before - now < self.ruling.win_rate_falls_bp:
            return None
        return SignFound(sign="conversion", what="win_rate", now=now, before=before)

    def _win_rate(self, newest: int, oldest: int) -> int | None:
        last, first = (self.frames.as_of - timedelta(days=n * self.ruling.look_back_days) for n in (newest, oldest))
        closed = self.frames.deals.filter(
            nw.col("partner_id") == self.partner_id,
            nw.col("role") == "sourced",
            nw.col("closed_on") > first,
            nw.col("closed_on") <= last,
        )
        outcomes = [row["outcome"] for row in rows(closed.select("outcome"))]
        if len(outcomes) < self.ruling.fewest_closed:
            return None
        return portion(outcomes.count("won"), BP, len(outcomes))

    def us(self, program: Program) -> SignFound | None:
        """Claims of the partner whose decision or payment is overdue on our side."""
        claims = claim_states(self.frames, program, partner_id=self.partner_id)
        late = sum(claim.stage in {"approval_overdue", "payment_overdue"} for claim in claims)
        return SignFound(sign="us", what="claims_overdue", now=late, before=0) if late else None
