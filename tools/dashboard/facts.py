"""What is counted a partner: every measure of the dashboard, one pass over each table.

A table is a lazy query with `partner_id` (None for a direct deal), where it splits by role, programme or
quarter `of`, and one column a measure: `_n` counts, `_cents` sums, `_on` newest days. The sections add up
what they need.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import narwhals as nw

from tools.core.frames import Frames, Lazy, rows
from tools.core.money import half_up, share_of
from tools.core.partners import valid_on
from tools.core.periods import Period, months_of
from tools.core.revenue import is_open_at, less_refunds, refunded, won_in
from tools.dashboard.scope import Days, Scope

Sums = dict[str | None, int]


class Facts:
    """Collected measures; figures are those of the partners in scope, unless the whole company's are asked for."""

    def __init__(self, tables: Iterable[Lazy], scope: Scope) -> None:
        self._sums: dict[str, dict[str, Sums]] = {}
        self._days: dict[str, dict[str, dict[str | None, date]]] = {}
        self._scope = scope
        for table in tables:
            for row in rows(table):
                self._take(row.pop("partner_id"), row.pop("of", ""), row)

    def _take(self, partner_id: str | None, of: str, row: dict[str, date | int | None]) -> None:
        for measure, value in row.items():
            if isinstance(value, date):
                self._days.setdefault(measure, {}).setdefault(of, {})[partner_id] = value
            elif value:
                self._sums.setdefault(measure, {}).setdefault(of, {})[partner_id] = int(value)

    def partners(self, measure: str, of: str = "") -> Sums:
        """The measure of each partner in scope that has any; without filters, of rows without a partner too."""
        found = self._sums.get(measure, {}).get(of, {})
        if not self._scope.filtered:
            return found
        return {key: value for key, value in found.items() if key in self._scope.members}

    def total(self, measure: str, of: str = "") -> int:
        """The sum over the partners in scope."""
        return sum(self.partners(measure, of).values())

    def of_active(self, measure: str) -> list[int]:
        """The measure of each active partner in scope that has any."""
        return [value for key, value in self.partners(measure).items() if key in self._scope.active]

    def one(self, partner_id: str, measure: str, of: str = "") -> int:
        """One partner's measure."""
        return self._sums.get(measure, {}).get(of, {}).get(partner_id, 0)

    def newest(self, partner_id: str, *measures: str, of: str | None = None) -> date | None:
        """The newest of a partner's days, of every role where none is named."""
        found = (self._days.get(measure, {}) for measure in measures)
        days = [days.get(partner_id) for by in found for name, days in by.items() if of in (None, name)]
        return max((day for day in days if day is not None), default=None)

    def whole(self, measure: str, of: str | None = None) -> int:
        """The whole company's sum, whatever the filters; of every role where none is named."""
        return sum(sum(sums.values()) for name, sums in self._sums.get(measure, {}).items() if of in (None, name))

    def splits(self, measure: str) -> list[str]:
        """The roles, programmes or quarters that a measure has figures of."""
        return sorted(self._sums.get(measure, {}))


def standing_facts(frames: Frames, days: Days) -> Iterator[Lazy]:
    """What a partner's standing rests on: its deals, target and newest activity."""
    on = days.on
    yield _deals(frames, days)
    yield _grouped(targets(frames, days.period), target_cents=nw.col("inside_cents").sum())
    yield _grouped(
        frames.registrations.filter(nw.col("submitted_on") <= on), registered_on=nw.col("submitted_on").max()
    )
    yield _grouped(
        frames.certifications.filter(nw.col("earned_on") <= on).with_columns(
            valid=_flag(valid_on(on)),
            new=_flag(nw.col("earned_on") >= days.since),
        ),
        certified_n=nw.col("valid").sum(),
        newly_certified_n=nw.col("new").sum(),
        certified_on=nw.col("earned_on").max(),
    )
    done = nw.col("completed_on") <= on
    yield _grouped(
        frames.enrolments.with_columns(
            due=_flag(nw.col("due_on") <= on),
            done=_flag((nw.col("due_on") <= on) & done),
            trained=nw.when(done).then(nw.col("completed_on")),
        ),
        due_n=nw.col("due").sum(),
        done_n=nw.col("done").sum(),
        trained_on=nw.col("trained").max(),
    )
    yield _grouped(
        frames.logins.filter(nw.col("login_on") <= on).with_columns(
            inside=_flag(nw.col("login_on") >= days.period.first)
        ),
        login_n=nw.col("inside").sum(),
        login_on=nw.col("login_on").max(),
    )


ACTIVITY = ("opened_on", "closed_on", "registered_on", "certified_on", "trained_on", "login_on")


def _deals(frames: Frames, days: Days) -> Lazy:
    """Deals by role: won in the period and in the compared span, lost, and open at the end with their newest days."""
    on = days.on
    won, before = won_in(days.elapsed, frames.as_of), won_in(days.before, frames.as_of)
    closed, is_open = nw.col("closed_on"), is_open_at(on)
    lost = (nw.col("outcome") == "lost") & (closed >= days.period.first) & (closed <= on)
    net, amount = nw.col("net_cents"), nw.col("amount_cents")
    deals = less_refunds(frames.deals, refunded(frames, frames.as_of)).select(
        "partner_id",
        of=nw.col("role"),
        won_n=_flag(won),
        won_cents=_where(won, net),
        before_cents=_where(before, net),
        lost_n=_flag(lost),
        pipeline_cents=_where(is_open, amount),
        weighted_cents=_where(is_open, share_of(amount, nw.col("probability_bp"))),
        opened_on=nw.when(nw.col("opened_on") <= on).then(nw.col("opened_on")),
        closed_on=nw.when(closed <= on).then(closed),
        won_on=nw.when((nw.col("outcome") == "won") & (closed <= on)).then(closed),
    )
    sums = ("won_n", "won_cents", "before_cents", "lost_n", "pipeline_cents", "weighted_cents")
    return deals.group_by("partner_id", "of").agg(nw.col(*sums).sum(), nw.col("opened_on", "closed_on", "won_on").max())


def targets(frames: Frames, period: Period) -> Lazy:
    """Monthly targets with `inside_cents`: the part of the month that the period holds, by days, half up."""
    inside = nw.col("amount_cents")
    for month in months_of(period):
        days = (min(month.after, period.after) - max(month.first, period.first)).days
        if days < month.days:
            cut = half_up(nw.col("amount_cents") * days, month.days)
            inside = nw.when(nw.col("month_on") == month.first).then(cut).otherwise(inside)
    touched = Period(first=period.first.replace(day=1), after=period.after, name=period.name)
    return within(frames.targets, "month_on", touched).with_columns(inside_cents=inside)


def incentive_facts(frames: Frames, days: Days) -> Iterator[Lazy]:
    """Payments of the period by programme, and MDF of the fiscal year."""
    amount = nw.col("amount_cents").sum()
    paid = within(frames.payments, "paid_on", days.elapsed).with_columns(of=nw.col("programme"))
    yield _grouped(paid, "of", paid_cents=amount)
    spent = Period(first=days.year.first, after=days.elapsed.after, name=days.year.name)
    requests = within(frames.mdf_requests, "approved_on", spent)
    yield _grouped(requests, allocated_cents=nw.col("approved_cents").sum())
    claims = within(frames.mdf_claims, "approved_on", spent)
    yield _grouped(claims, utilised_cents=nw.col("approved_cents").sum())
    alive = nw.col("outcome").is_null() | (nw.col("outcome") != "lost") | (nw.col("closed_on") > days.on)
    driven = frames.deals.filter(nw.col("opened_on") <= days.on, alive).join(
        requests.select(mdf_request_id=nw.col("request_id")), on="mdf_request_id", how="semi"
    )
    yield _grouped(driven, driven_cents=amount)


def due_rebates(due: Lazy, quarter: str) -> Lazy:
    """Each partner's unpaid rebate of a quarter as a measure by quarter."""
    return due.select("partner_id", of=nw.lit(quarter), rebate_cents=nw.col("due_cents"))


def within(frame: Lazy, column: str, period: Period) -> Lazy:
    """The rows whose day lies in a period."""
    return frame.filter(nw.col(column) >= period.first, nw.col(column) < period.after)


def _grouped(frame: Lazy, *keys: str, **measures: nw.Expr) -> Lazy:
    return frame.group_by("partner_id", *keys).agg(**measures)


def _where(condition: nw.Expr, value: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(value).otherwise(nw.lit(0))


def _flag(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))
