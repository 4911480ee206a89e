"""A dashboard as one picture, drawn offline. Altair is imported by whoever draws."""

from pathlib import Path
from typing import Any

from tools.core.errors import BadArgument
from tools.core.money import percent, short_dollars
from tools.dashboard.models import Dashboard

INK, GRID = "#1f2933", "#e4e7eb"
REVENUE, TARGET, PIPELINE = "#2563a8", "#9fb3c8", "#c9d9ea"
HEALTH = {
    "on_target": ("On target", "#2f855a"),
    "at_risk": ("At risk", "#d69e2e"),
    "off_target": ("Off target", "#c53030"),
}
WIDTH = 460


def save_dashboard(result: Dashboard, path: Path) -> None:
    """Draw a dashboard into a .png or .svg file.

    Raises:
        BadArgument: another kind of file, or one that cannot be written.
    """
    kind = path.suffix.lower().lstrip(".")
    if kind not in {"png", "svg"}:
        raise BadArgument("--chart", path.name, "a chart is a .png or a .svg file.")
    picture = dashboard_chart(result)
    try:
        picture.save(path, format=kind, **({"scale_factor": 2} if kind == "png" else {}))
    except OSError as error:
        raise BadArgument("--chart", str(path), f"the file cannot be written ({error.strerror or error}).") from error


def dashboard_chart(result: Dashboard) -> Any:
    """Revenue against target and pipeline by tier, the partners' health, and the top partners."""
    import altair as alt

    parts = [_tiers(alt, result), _health(alt, result), _top(alt, result)]
    return (
        alt.vconcat(*[part for part in parts if part is not None], spacing=28)
        .properties(title=alt.Title(f"Partner performance, {result.period}", subtitle=_subtitle(result)))
        .configure_title(anchor="start", fontSize=16, subtitleColor="#52606d", color=INK)
        .configure_axis(
            labelColor=INK, titleColor=INK, gridColor=GRID, domainColor=GRID, tickColor=GRID, labelFontSize=12
        )
        .configure_view(stroke=None)
        .configure_legend(labelColor=INK, titleColor=INK, orient="top", title=None, labelFontSize=12)
    )


def _subtitle(result: Dashboard) -> str:
    chosen = [value for value in (result.filters.tier, result.filters.region, result.filters.manager) if value]
    return ", ".join([*chosen, f"as of {result.evaluated_on}"])


def _tiers(alt: Any, result: Dashboard) -> Any:
    kinds = (("Revenue", "revenue_cents"), ("Target", "target_cents"), ("Pipeline", "pipeline_cents"))
    values = [
        {"tier": row.tier, "kind": kind, "dollars": getattr(row, key) / 100, "shown": short_dollars(getattr(row, key))}
        for row in result.section("by_tier").tiers
        for kind, key in kinds
        if key != "target_cents" or row.target_cents
    ]
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("tier:N", sort=None, title=None),
        yOffset=alt.YOffset("kind:N", sort=[kind for kind, _ in kinds]),
        x=alt.X("dollars:Q", title=None, axis=alt.Axis(format="$~s", tickCount=5)),
    )
    colours = alt.Scale(domain=[kind for kind, _ in kinds], range=[REVENUE, TARGET, PIPELINE])
    bars = base.mark_bar().encode(color=alt.Color("kind:N", scale=colours))
    labels = base.mark_text(align="left", dx=4, color=INK, fontSize=11).encode(text="shown:N")
    return (bars + labels).properties(width=WIDTH, height=200, title="By tier")


def _health(alt: Any, result: Dashboard) -> Any:
    counts = {metric.key: metric.value for metric in result.section("health").metrics if metric.key in HEALTH}
    whole = sum(value or 0 for value in counts.values())
    if not whole:
        return None
    values, start = [], 0
    for key, (label, _) in HEALTH.items():
        count = counts.get(key) or 0
        values.append(
            {
                "label": label,
                "from": start,
                "to": start + count,
                "middle": start + count / 2,
                "shown": str(count),
                "share": percent(count, whole, 1),
            }
        )
        start += count
    base = alt.Chart(alt.Data(values=values))
    colours = alt.Scale(domain=[label for label, _ in HEALTH.values()], range=[colour for _, colour in HEALTH.values()])
    bars = base.mark_bar(height=30).encode(
        x=alt.X("from:Q", title=None, axis=None, scale=alt.Scale(domain=[0, whole], nice=False)),
        x2="to:Q",
        color=alt.Color("label:N", scale=colours),
    )
    labels = base.mark_text(color="white", fontSize=12, fontWeight="bold").encode(
        x=alt.X("middle:Q", axis=None), text="shown:N"
    )
    return (
        (bars + labels)
        .resolve_scale(color="independent")
        .properties(width=WIDTH, height=40, title="Partners by health")
    )


def _top(alt: Any, result: Dashboard) -> Any:
    rows = result.section("top").top
    if not rows:
        return None
    values = [
        {
            "name": row.name,
            "dollars": row.revenue_cents / 100,
            "shown": short_dollars(row.revenue_cents)
            + (f", {percent(row.revenue_cents, row.target_cents)} of target" if row.target_cents else ""),
        }
        for row in rows
    ]
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)),
        x=alt.X("dollars:Q", title=None, axis=alt.Axis(format="$~s", tickCount=5)),
    )
    labels = base.mark_text(align="left", dx=4, color=INK, fontSize=11).encode(text="shown:N")
    return (base.mark_bar(color=REVENUE) + labels).properties(
        width=WIDTH, height=28 * len(values), title="Top partners"
    )
