"""A dashboard as one picture, drawn offline. Altair is imported by whoever draws."""

from pathlib import Path
from typing import Any

from tools.core.errors import BadArgument
from tools.core.money import millions, percent, short_dollars
from tools.dashboard.models import Dashboard

INK, GRID = "#1f2933", "#e4e7eb"
REVENUE, TARGET, PIPELINE = "#2563a8", "#9fb3c8", "#c9d9ea"
MILLION = 1_000_000_00
HEALTH = {
    "on_target": ("On target", "#2f855a"),
    "at_risk": ("At risk", "#d69e2e"),
    "off_target": ("Off target", "#c53030"),
}
WIDTH, NAMES, BAR = 460, 170, 18
"""Pixels: of the bars' space, of the names to their left, and of one bar."""


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
    shown = [part for part in parts if part is not None] or [_nothing(alt, result)]
    return (
        alt.vconcat(*shown, spacing=26)
        .resolve_scale(color="independent")
        .properties(title=alt.Title(f"Partner performance, {result.period}", subtitle=_subtitle(result), offset=14))
        .configure_title(anchor="start", frame="bounds", fontSize=14, color=INK, subtitleColor="#52606d", offset=8)
        .configure_axis(labelColor=INK, domainColor=GRID, labelFontSize=12, labelPadding=6, ticks=False, grid=False)
        .configure_view(stroke=None)
        .configure_legend(
            labelColor=INK, orient="top", title=None, labelFontSize=12, symbolType="square", offset=4, padding=0
        )
    )


def _subtitle(result: Dashboard) -> str:
    chosen = [value for value in (result.filters.tier, result.filters.region, result.filters.manager) if value]
    return ", ".join([*chosen, f"as of {result.evaluated_on}"])


def _named(alt: Any, field: str) -> Any:
    """The names on the left, as wide in every part so that the bars begin on one line; in the order of the rows."""
    return alt.Y(
        f"{field}:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelLimit=NAMES - 10, minExtent=NAMES, maxExtent=NAMES, domain=False),
    )


def _dollars(alt: Any, values: list[dict[str, Any]]) -> Any:
    """The length of a bar, from zero. Each bar carries its figure, so there is no scale to read."""
    most = max([value["dollars"] for value in values] + [1])
    least = min([value["dollars"] for value in values] + [0])
    return alt.X("dollars:Q", title=None, axis=None, scale=alt.Scale(domain=[least, most], nice=False))


def _tiers(alt: Any, result: Dashboard) -> Any:
    kinds = {"Revenue": ("revenue_cents", REVENUE), "Target": ("target_cents", TARGET)}
    kinds["Pipeline"] = ("pipeline_cents", PIPELINE)
    tiers = result.section("by_tier").tiers
    most = max((getattr(row, key) for row in tiers for key, _ in kinds.values()), default=0)
    written = millions if most >= MILLION else short_dollars
    values = [
        {"tier": row.tier, "kind": kind, "dollars": getattr(row, key) / 100, "shown": written(getattr(row, key))}
        for row in tiers
        for kind, (key, _) in kinds.items()
        if key != "target_cents" or row.target_cents
    ]
    if not any(value["dollars"] for value in values):
        return None
    shown = [kind for kind in kinds if any(value["kind"] == kind for value in values)]
    base = alt.Chart(alt.Data(values=values)).encode(
        y=_named(alt, "tier"), yOffset=alt.YOffset("kind:N", sort=shown), x=_dollars(alt, values)
    )
    colours = alt.Scale(domain=shown, range=[kinds[kind][1] for kind in shown])
    bars = base.mark_bar().encode(color=alt.Color("kind:N", scale=colours))
    labels = base.mark_text(align="left", dx=4, color=INK, fontSize=11).encode(text="shown:N")
    return (bars + labels).properties(width=WIDTH, height=(len(shown) + 1) * BAR * len(tiers), title="By tier")


def _health(alt: Any, result: Dashboard) -> Any:
    """One bar of all partners; the counts stand in the legend, where a thin slice cannot hide them."""
    counts = {metric.key: metric.value for metric in result.section("health").metrics if metric.key in HEALTH}
    whole = sum(value or 0 for value in counts.values())
    if not whole:
        return None
    parts = [
        (f"{label}: {counts[key] or 0:,} ({percent(counts[key] or 0, whole, 1)})", key)
        for key, (label, _) in HEALTH.items()
    ]
    values = [
        {"label": label, "partners": counts[key] or 0, "place": place, "row": ""}
        for place, (label, key) in enumerate(parts)
    ]
    colours = alt.Scale(domain=[label for label, _ in parts], range=[HEALTH[key][1] for _, key in parts])
    return (
        alt.Chart(alt.Data(values=values))
        .mark_bar()
        .encode(
            y=_named(alt, "row"),
            x=alt.X("partners:Q", title=None, axis=None, scale=alt.Scale(domain=[0, whole], nice=False)),
            color=alt.Color("label:N", scale=colours),
            order="place:Q",
        )
        .properties(width=WIDTH, height=BAR * 1.5, title="Partners by health")
    )


def _top(alt: Any, result: Dashboard) -> Any:
    values = [
        {
            "name": row.name,
            "dollars": row.revenue_cents / 100,
            "shown": short_dollars(row.revenue_cents)
            + (f", {percent(row.revenue_cents, row.target_cents)} of target" if row.target_cents else ""),
        }
        for row in result.section("top").top
    ]
    if not values:
        return None
    base = alt.Chart(alt.Data(values=values)).encode(y=_named(alt, "name"), x=_dollars(alt, values))
    labels = base.mark_text(align="left", dx=4, color=INK, fontSize=11).encode(text="shown:N")
    return (base.mark_bar(color=REVENUE, height=BAR) + labels).properties(
        width=WIDTH, height=BAR * 1.6 * len(values), title="Top partners, by revenue"
    )


def _nothing(alt: Any, result: Dashboard) -> Any:
    """A line of text where a period has nothing to draw."""
    text = f"The records hold no revenue, pipeline or partners of {result.period}."
    return (
        alt.Chart(alt.Data(values=[{"text": text}]))
        .mark_text(align="left", x=0, color=INK, fontSize=13)
        .encode(text="text:N")
        .properties(width=WIDTH, height=40)
    )
