"""Revenue performance: sourced, assisted and in the pipeline, and how it grew."""

from tools.core.money import half_up, portion
from tools.dashboard.facts import Facts
from tools.dashboard.models import Metric, quotient
from tools.dashboard.scope import Days, Scope

_THOUSAND = 1_000_00


def revenue(facts: Facts, scope: Scope) -> tuple[Metric, ...]:
    """The section's metrics."""
    sourced, everyone = facts.total("won_cents", "sourced"), facts.whole("won_cents")
    share = quotient(sourced, everyone, f"nothing was won in {scope.days.period}")
    part = Metric(key="share", label="of total revenue", kind="percent", phrase="{} of total revenue", **share)
    return (
        Metric(
            key="sourced_revenue",
            label="Partner-sourced revenue",
            kind="money",
            value=sourced,
            short=True,
            parts=(part,),
        ),
        Metric(
            key="pipeline",
            label="Partner pipeline",
            kind="money",
            value=facts.total("pipeline_cents", "sourced"),
            short=True,
        ),
        Metric(
            key="assisted_revenue",
            label="Partner-assisted revenue",
            kind="money",
            value=facts.total("won_cents", "assisted"),
            short=True,
        ),
        average_deal(sourced, facts.total("won_n", "sourced"), scope.days),
        growth(sourced, facts.total("before_cents", "sourced"), scope.days),
    )


def average_deal(revenue_cents: int, deals: int, days: Days) -> Metric:
    """Revenue a deal to the nearest $1,000; an average below that to the cent, so that it never shows as $0."""
    metric = Metric(
        key="average_deal",
        label="Avg deal size (partner)",
        kind="money",
        numerator=revenue_cents,
        denominator=deals,
    )
    if not deals:
        return metric.model_copy(update={"reason": f"no partner-sourced deal was won in {days.period}"})
    exact = portion(revenue_cents, 1, deals)
    rounded = half_up(revenue_cents, deals * _THOUSAND) * _THOUSAND if exact >= _THOUSAND else exact
    return metric.model_copy(update={"value": rounded})


def growth(now_cents: int, before_cents: int, days: Days) -> Metric:
    """Change against the same span of the quarter before, or of the year before for what is longer than a quarter."""
    overlaps = days.before.after > days.period.first
    missing = "it is longer than a year" if overlaps else f"there was no revenue in {days.before} to compare with"
    before_cents = 0 if overlaps else before_cents
    change = quotient(now_cents - before_cents, before_cents, missing)
    return Metric(
        key="growth",
        label="Partner revenue growth",
        kind="percent",
        phrase="{} YoY" if days.year_on_year else "{} QoQ",
        signed=True,
        mark=None if before_cents <= 0 else "ok" if now_cents >= before_cents else "warning",
        **change,
    )
