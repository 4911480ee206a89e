"""What each metric of a tier's requirements counts, for any partners and days at once.

A metric is one entry of `MEASURES`. Wins are summed once a quarter and windows are sums of quarters, so the
cost does not grow with the days asked about; what stands on a day is one column a day.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import NamedTuple

import narwhals as nw

from tools.core.frames import Frames, Lazy, rows
from tools.core.partners import valid_on
from tools.core.periods import FiscalCalendar
from tools.core.revenue import is_open_at, less_refunds, refunded
from tools.core.rulings import Metric
from tools.incentives.quarters import number, number_of

READS = ("partners", "deals", "refunds", "certifications")
"""The tables that the metrics read."""


class Asked(NamedTuple):
    """A metric on a day: a quarter's last day, or the as-of day. Wins are those of `quarters` quarters.

    The last of them is the quarter that holds the day, so at its end they are full quarters.
    """

    metric: Metric
    on: date
    quarters: int


@dataclass(frozen=True)
class Wins:
    """A sum over the partner-sourced deals won in a window."""

    adds: Callable[[], nw.Expr]


@dataclass(frozen=True)
class OnDay:
    """How many rows of a table pass a test on a day; rows that share `once_per` count once, as a person does."""

    table: str
    holds: Callable[[date], nw.Expr]
    once_per: str | None = None


Measured = dict[str, dict[Asked, int]]
"""Each partner's values: cents for money, counts otherwise, 1 and 0 for yes and no."""


def measured(
    frames: Frames, calendar: FiscalCalendar, asked: Iterable[Asked], *, partner_id: str | None = None
) -> Measured:
    """The value of everything asked, for each partner or for the one named.

    Rows are read as they were known on the as-of day: a later close is still open, a later refund has not
    happened. A day beyond it shows what counts already if nothing more is won.
    """
    questions = list(dict.fromkeys(asked))
    wins = [ask for ask in questions if isinstance(MEASURES[ask.metric], Wins)]
    standing = [ask for ask in questions if isinstance(MEASURES[ask.metric], OnDay)]
    values: Measured = {}
    names = {ask: f"a{number}" for number, ask in enumerate(standing)}
    for row in rows(_standing(frames, names, partner_id)):
        values[row["partner_id"]] = {ask: int(row[name] or 0) for ask, name in names.items()} | dict.fromkeys(wins, 0)
    for row in rows(_won_by_quarter(frames, calendar, {ask.metric for ask in wins}, partner_id)) if wins else ():
        for ask in wins if row["partner_id"] in values else ():
            if 0 <= number_of(calendar, ask.on) - row["quarter"] < ask.quarters:
                values[row["partner_id"]][ask] += int(row[ask.metric] or 0)
    return values


def as_known_on(frames: Frames, day: date) -> Frames:
    """The frames as they were on an earlier day."""
    return replace(frames, as_of=min(day, frames.as_of))


def _of(frame: Lazy, partner_id: str | None) -> Lazy:
    return frame if partner_id is None else frame.filter(nw.col("partner_id") == partner_id)


def _standing(frames: Frames, names: dict[Asked, str], partner_id: str | None) -> Lazy:
    """One row a partner, one column a question about a day."""
    parts = [_of(frames.partners, partner_id).select("partner_id")]
    measures = {ask: measure for ask in names if isinstance(measure := MEASURES[ask.metric], OnDay)}
    for table, once_per in sorted({(m.table, m.once_per or "") for m in measures.values()}):
        columns = {
            names[ask]: measure.holds(ask.on).cast(nw.Int64)
            for ask, measure in measures.items()
            if (measure.table, measure.once_per or "") == (table, once_per)
        }
        found = _of(_as_of(frames, table), partner_id).with_columns(**columns)
        if once_per:
            found = found.group_by("partner_id", once_per).agg(nw.col(*columns).max())
        parts.append(found.group_by("partner_id").agg(nw.col(*columns).sum()))
    return reduce(lambda left, right: left.join(right, on="partner_id", how="left"), parts)


def _as_of(frames: Frames, table: str) -> Lazy:
    """A table's rows as known on the as-of day; of deals, the partner-sourced ones."""
    if table == "certifications":
        return frames.certifications.filter(nw.col("earned_on") <= frames.as_of)
    if table == "deals":
        known = nw.when(nw.col("closed_on") <= frames.as_of).then(nw.col("closed_on"))
        sourced = frames.deals.filter(nw.col("role") == "sourced", nw.col("opened_on") <= frames.as_of)
        return sourced.with_columns(closed_on=known)
    return frames.tables[table]


def _won_by_quarter(frames: Frames, calendar: FiscalCalendar, metrics: set[Metric], partner_id: str | None) -> Lazy:
    """`partner_id`, `quarter` (its index) and a column a metric."""
    deals = _of(frames.deals, partner_id).filter(
        nw.col("role") == "sourced", nw.col("outcome") == "won", nw.col("closed_on") <= frames.as_of
    )
    columns = {metric: m.adds() for metric in sorted(metrics) if isinstance(m := MEASURES[metric], Wins)}
    return (
        less_refunds(deals, refunded(frames, frames.as_of))
        .with_columns(quarter=number(calendar, nw.col("closed_on")), **columns)
        .group_by("partner_id", "quarter")
        .agg(nw.col(*columns).sum())
    )


MEASURES: dict[Metric, Wins | OnDay] = {
    "agreement_signed": OnDay("partners", lambda day: nw.col("agreement_signed_on") <= day),
    "basic_training": OnDay("partners", lambda day: nw.col("basic_training_on") <= day),
    "certified_staff": OnDay("certifications", valid_on, once_per="staff_id"),
    "active_pipeline": OnDay("deals", is_open_at),
    "annual_revenue": Wins(lambda: nw.col("net_cents")),
    "new_logos": Wins(lambda: nw.col("new_logo").cast(nw.Int64)),
    "strategic_wins": Wins(lambda: nw.col("strategic_account").cast(nw.Int64)),
    "net_new_users": Wins(lambda: nw.col("net_new_users")),
}
"""Every metric that a requirement may name."""
