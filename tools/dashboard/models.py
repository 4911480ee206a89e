"""The shapes of a dashboard: sections of metrics, each an exact number with what is needed to show it."""

from datetime import date
from typing import Literal, TypedDict

from pydantic import Field

from tools.core.money import BP, portion
from tools.core.receipts import Basis, Result

Kind = Literal["money", "count", "percent", "ratio", "text"]
Mark = Literal["ok", "warning"]


class TierRow(Result):
    """What the active partners of one tier hold; `target_cents` is 0 where none of them has a target.

    `mark` compares revenue with target.
    """

    tier: str
    partners: int
    revenue_cents: int
    pipeline_cents: int
    target_cents: int
    mark: Mark | None = None


class TopRow(Result):
    """One of the partners with the most revenue; `tier` is None for one that held none at the end."""

    rank: int
    partner_id: str
    name: str
    revenue_cents: int
    tier: str | None
    target_cents: int


class Metric(Result):
    """One exact figure.

    `value` is cents for money, a number for a count, and basis points for a percent or a ratio (10,000 is
    100 % or 1.0), rounded half away from zero; `numerator` and `denominator` are exact. `value` is None
    when it cannot be computed, and `reason` says why. To show it: format by `kind` with `decimals`
    (`short` money as $4.8M; `signed` with a plus), put it in place of `{}` in `phrase`, then the mark.
    A text's figures are in `tiers`. `parts` are figures shown in brackets behind it.
    """

    key: str
    label: str
    kind: Kind
    value: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    reason: str | None = None
    mark: Mark | None = None
    phrase: str = "{}"
    decimals: int = 0
    short: bool = False
    signed: bool = False
    parts: tuple["Metric", ...] = ()
    tiers: tuple[TierRow, ...] = ()

    def part(self, key: str) -> "Metric":
        """One of the figures behind it."""
        return next(part for part in self.parts if part.key == key)


class Section(Result):
    """Metrics under one title; `tiers` and `top` are the rows of the two tables."""

    key: str
    title: str
    metrics: tuple[Metric, ...] = ()
    tiers: tuple[TierRow, ...] = ()
    top: tuple[TopRow, ...] = ()


class Filters(Result):
    """What a dashboard was cut to, as the records spell it; None for everyone."""

    tier: str | None = None
    region: str | None = None
    manager: str | None = None


class Dashboard(Result):
    """Every metric of a period, in the order of the printed dashboard.

    `evaluated_on` is the day whose end the figures describe: the period's last day, or the as-of day
    when that comes first. `compared` names the span that growth is measured against. `focus` is the key of
    the metric or section that was asked about, None for all.
    """

    period: str
    first_on: date
    last_on: date
    evaluated_on: date
    as_of: date
    compared: str
    filters: Filters
    focus: str | None = None
    sections: tuple[Section, ...]
    basis: tuple[Basis, ...] = ()
    notes: tuple[str, ...] = Field(default=())

    def section(self, key: str) -> Section:
        """The section of that key, such as "revenue"."""
        return next(section for section in self.sections if section.key == key)

    def metric(self, key: str) -> Metric:
        """The metric of that key, such as "sourced_revenue", in whichever section it stands."""
        return next(metric for section in self.sections for metric in section.metrics if metric.key == key)


class Quotient(TypedDict):
    """The fields of a metric that is a percent or a ratio."""

    value: int | None
    numerator: int
    denominator: int
    reason: str | None


def quotient(part: int, whole: int, reason: str) -> Quotient:
    """Exact parts and their quotient in basis points, or the reason why there is none."""
    value = portion(part, BP, whole) if whole > 0 else None
    return Quotient(value=value, numerator=part, denominator=whole, reason=None if whole > 0 else reason)


def against(part: int, whole: int) -> Mark | None:
    """A check at or above what was aimed at, a warning below; None without an aim."""
    if whole <= 0:
        return None
    return "ok" if part >= whole else "warning"
