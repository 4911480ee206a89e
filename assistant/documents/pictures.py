"""A partner's charts for its documents, drawn offline. Altair is imported by whoever draws."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from assistant.charts import GRID, INK, PIPELINE, REVENUE
from assistant.wording.figures import METRICS, measured
from tools.core.money import short_dollars
from tools.plans.business_plan import JointBusinessPlan
from tools.plans.figures.sales import QuarterSales
from tools.plans.review import QbrPack

MISSING = "#d69e2e"
WIDTH, HEIGHT, BAND = 520, 180, 30


def pictures_of(tool: str, result: Any) -> dict[str, bytes]:
    """PNG pictures by the name that the tool's template calls them; none for a document without figures to draw."""
    return DRAWN[tool](result) if tool in DRAWN else {}


def _review(result: QbrPack) -> dict[str, bytes]:
    return {"revenue.png": _revenue(result.history), "requirements.png": _requirements(result)}


def _plan(result: JointBusinessPlan) -> dict[str, bytes]:
    return {"revenue.png": _revenue(result.history)}


DRAWN: dict[str, Callable[[Any], dict[str, bytes]]] = {"qbr_pack": _review, "joint_business_plan": _plan}


def _revenue(quarters: tuple[QuarterSales, ...]) -> bytes:
    """Sourced revenue as a bar a quarter, and the target as a line across it."""
    import altair as alt

    highest = max((max(quarter.sourced_cents, quarter.target_cents) for quarter in quarters), default=0)
    values = [
        {
            "quarter": quarter.quarter,
            "revenue": quarter.sourced_cents / 100,
            "target": quarter.target_cents / 100,
            "shown": short_dollars(quarter.sourced_cents),
            "ink": "white" if quarter.sourced_cents * 6 > highest else INK,
        }
        for quarter in quarters
    ]
    base = _chart(alt, values).encode(x=alt.X("quarter:N", sort=None, title=None, axis=alt.Axis(labelAngle=0)))
    scale = alt.Y("revenue:Q", title=None, axis=alt.Axis(format="$~s", tickCount=5))
    bars = base.mark_bar(color=REVENUE, size=46).encode(y=scale)
    labels = base.mark_text(fontSize=12, fontWeight="bold").encode(
        y=alt.value(HEIGHT - 10), text="shown:N", color=alt.Color("ink:N", scale=None)
    )
    targets = base.mark_tick(color=MISSING, thickness=3, size=60).encode(y="target:Q")
    drawn = (bars + labels + targets).properties(width=WIDTH, height=HEIGHT)
    return _png(drawn.properties(title="Sourced revenue (bars) and target (lines) by quarter"))


def _requirements(result: QbrPack) -> bytes:
    """How far each requirement of the held tier, and of the next, is met: a bar up to its need."""
    import altair as alt

    tiers = [result.tier.own, *([result.tier.next] if result.tier.next else [])]
    values = [
        {
            "row": f"{tier.tier}: {METRICS[state.metric]}",
            "part": min(1.0, state.actual / state.needed) if state.needed else 1.0,
            "shown": f"{measured(state.metric, state.actual)} of {measured(state.metric, state.needed)}",
            "met": "Met" if state.met else "Missing",
        }
        for tier in tiers
        for state in tier.requirements
    ]
    base = _chart(alt, values).encode(y=alt.Y("row:N", sort=None, title=None, axis=alt.Axis(labelLimit=260)))
    scale = alt.Scale(domain=[0, 1.35])
    colours = alt.Scale(domain=["Met", "Missing"], range=[REVENUE, MISSING])
    full = base.mark_bar(color=PIPELINE, height=16).encode(x=alt.X("whole:Q", scale=scale, axis=None))
    full = full.transform_calculate(whole="1")
    bars = base.mark_bar(height=16).encode(
        x=alt.X("part:Q", scale=scale, axis=None), color=alt.Color("met:N", scale=colours, legend=None)
    )
    labels = base.mark_text(align="left", color=INK, fontSize=11).encode(
        x=alt.X("end:Q", scale=scale, axis=None), text="shown:N"
    )
    labels = labels.transform_calculate(end="1.02")
    drawn = (full + bars + labels).properties(width=WIDTH - 160, height=BAND * len(values))
    return _png(drawn.properties(title="How far each requirement is met"))


def _chart(alt: Any, values: list[dict[str, Any]]) -> Any:
    return alt.Chart(alt.Data(values=values))


def _png(chart: Any) -> bytes:
    """A chart as a PNG at twice its size."""
    drawn = (
        chart.configure_title(anchor="start", color=INK, fontSize=13, offset=8)
        .configure_axis(labelColor=INK, gridColor=GRID, domainColor=GRID, tickColor=GRID, labelFontSize=12)
        .configure_view(stroke=None)
    )
    picture = BytesIO()
    drawn.save(picture, format="png", scale_factor=2)
    return picture.getvalue()
