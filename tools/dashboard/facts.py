"""What is counted a partner: every measure of the dashboard in one query.

Each measure is a lazy table of the same columns, so all of them are collected together:
`measure`, `of` (a role or programme), `partner_id` (None for a direct deal), `n` rows, `cents`, and `on`,
the newest day. The sections add up what they need.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import narwhals as nw

from tools.core.frames import Frames, Lazy, rows
from tools.core.money import half_up, share_of
from tools.core.periods import Period, months_of
from tools.core.revenue import open_at, won
from tools.dashboard.scope import Days, Scope


@dataclass(frozen=True)
class Fact:
    """One partner's rows of one measure: how many, their sum, and the newest day."""

    n: int = 0
    cents: int = 0
    on: date | None = None


NONE = Fact()


class Facts:
    """Collected measures; figures are those of the partners in scope, unless the whole company's are asked for."""

    def __init__(self, measures: Iterable[Lazy], scope: Scope) -> None:
        self._all: dict[tuple[str, str], dict[str | None, Fact]] = {}
        for row in rows(nw.concat(list(measures))):
            table = self._all.setdefault((row["measure"], row["of"]), {})
            table[row["partner_id"]] = Fact(n=row["n"], cents=row["cents"], on=row["on"])
        self._scope = scope

    def partners(self, measure: str, of: str = "") -> dict[str | None, Fact]:
        """The measure of each partner in scope; without filters, of rows that have no partner too."""
        table = self._all.get((measure, of), {})
        if not self._scope.filtered:
            return table
        return {key: fact for key, fact in table.items() if key in self._scope.members}

    def one(self, partner_id: str, measure: str, of: str = "") -> Fact:
        """One partner's measure; zeros where it has no rows."""
        return self._all.get((measure, of), {}).get(partner_id, NONE)

    def cents(self, measure: str, of: str = "") -> int:
        """The sum over the partners in scope."""
        return sum(fact.cents for fact in self.partners(measure, of).values())

    def count(self, measure: str, of: str = "") -> int:
        """The rows of the partners in scope."""
        return sum(fact.n for fact in self.partners(measure, of).values())

    def active(self, measure: str, of: str = "") -> tuple[int, int]:
        """How many active partners in scope have rows, and how many rows they have together."""
        found = [fact.n for key, fact in self.partners(measure, of).items() if key in self._scope.active]
        return len(found), sum(found)

    def whole(self, measure: str, of: str | None = None) -> Fact:
        """The whole company's rows and sum, whatever the filters; of every role where none is named."""
        found = [f for (name, by), t in self._all.items() if name == measure and of in (None, by) for f in t.values()]
        return Fact(n=sum(fact.n for fact in found), cents=sum(fact.cents for fact in found))

    def kinds(self, measure: str) -> list[str]:
        """The roles or programmes that the measure has rows of."""
        return sorted(of for name, of in self._all if name == measure)


def grouped(
    frame: Lazy, measure: str, *, of: str | None = None, cents: str | None = None, on: str | None = None
) -> Lazy:
    """A table's rows counted a partner, and by column `of`; the sum of `cents` and the newest `on`."""
    return (
        frame.with_columns(
            __of=nw.lit("") if of is None else nw.col(of),
            __cents=nw.lit(0).cast(nw.Int64) if cents is None else nw.col(cents),
            __on=nw.lit(None, dtype=nw.Date()) if on is None else nw.col(on),
        )
        .group_by("partner_id", "__of")
        .agg(n=nw.len(), cents=nw.col("__cents").sum(), on=nw.col("__on").max())
        .select(
            nw.lit(measure).alias("measure"),
            nw.col("__of").alias("of"),
            nw.col("partner_id"),
            nw.col("n").cast(nw.Int64),
            nw.col("cents").cast(nw.Int64),
            nw.col("on"),
        )
    )


def standing_measures(frames: Frames, days: Days) -> list[Lazy]:
    """What the health of a partner rests on: revenue, pipeline, target and its newest activity."""
    pipeline = open_at(frames, days.on).filter(nw.col("role") == "sourced")
    weighted = pipeline.with_columns(weighted_cents=share_of(nw.col("amount_cents"), nw.col("probability_bp")))
    return [
        grouped(won(frames, days.elapsed, role=None), "won", of="role", cents="net_cents"),
        grouped(pipeline, "pipeline", cents="amount_cents"),
        grouped(weighted, "weighted", cents="weighted_cents"),
        grouped(targets(frames, days.period), "target", cents="inside_cents"),
        *activity(frames, days.on),
    ]


def dashboard_measures(frames: Frames, days: Days) -> list[Lazy]:
    """The rest of the dashboard's measures."""
    closed = within(frames.deals, "closed_on", days.elapsed)
    return [
        grouped(won(frames, days.before), "won_before", cents="net_cents"),
        grouped(closed.filter(nw.col("outcome") == "lost"), "lost", of="role"),
        *_enablement(frames, days),
        *_incentives(frames, days),
    ]


def within(frame: Lazy, column: str, period: Period) -> Lazy:
    """The rows whose day lies in a period."""
    return frame.filter(nw.col(column) >= period.first, nw.col(column) < period.after)


def targets(frames: Frames, period: Period) -> Lazy:
    """Monthly targets with `inside_cents`: the part of the month that the period holds, by days, half up."""
    found = within(frames.targets, "month_on", Period(first=period.first.replace(day=1), after=period.after, name=""))
    inside = nw.col("amount_cents")
    for month in months_of(period):
        days = (min(month.after, period.after) - max(month.first, period.first)).days
        if days < month.days:
            cut = half_up(nw.col("amount_cents") * days, month.days)
            inside = nw.when(nw.col("month_on") == month.first).then(cut).otherwise(inside)
    return found.with_columns(inside_cents=inside)


def activity(frames: Frames, on: date) -> list[Lazy]:
    """The newest day of each kind of activity up to and on a day."""
    sources = [
        ("win", frames.deals.filter(nw.col("outcome") == "won", nw.col("role") == "sourced"), "closed_on"),
        ("opened", frames.deals, "opened_on"),
        ("closed", frames.deals, "closed_on"),
        ("registered", frames.registrations, "submitted_on"),
        ("login", frames.logins, "login_on"),
        ("certified", frames.certifications, "earned_on"),
        ("trained", frames.enrolments, "completed_on"),
    ]
    return [grouped(frame.filter(nw.col(day) <= on), "newest " + name, on=day) for name, frame, day in sources]


ACTIVITIES = tuple("newest " + name for name in ("opened", "closed", "registered", "login", "certified", "trained"))


def _enablement(frames: Frames, days: Days) -> list[Lazy]:
    held = frames.certifications.filter(
        nw.col("earned_on") <= days.on, nw.col("expires_on").is_null() | (nw.col("expires_on") >= days.on)
    )
    quarter = Period(first=days.since, after=days.elapsed.after, name="")
    due = frames.enrolments.filter(nw.col("due_on") <= days.on)
    return [
        grouped(held, "certified"),
        grouped(within(frames.certifications, "earned_on", quarter), "newly certified"),
        grouped(due, "training due"),
        grouped(due.filter(nw.col("completed_on") <= days.on), "training done"),
        grouped(within(frames.logins, "login_on", days.elapsed), "login"),
    ]


def _incentives(frames: Frames, days: Days) -> list[Lazy]:
    spent = Period(first=days.year.first, after=days.elapsed.after, name="")
    requests = within(frames.mdf_requests, "approved_on", spent)
    alive = nw.col("outcome").is_null() | (nw.col("outcome") != "lost") | (nw.col("closed_on") > days.on)
    driven = frames.deals.filter(nw.col("opened_on") <= days.on, alive).join(
        requests.select(nw.col("request_id").alias("mdf_request_id")), on="mdf_request_id", how="semi"
    )
    return [
        grouped(within(frames.payments, "paid_on", days.elapsed), "paid", of="programme", cents="amount_cents"),
        grouped(requests, "mdf allocated", cents="approved_cents"),
        grouped(within(frames.mdf_claims, "approved_on", spent), "mdf utilised", cents="approved_cents"),
        grouped(driven, "mdf driven", cents="amount_cents"),
    ]
