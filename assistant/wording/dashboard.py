"""The dashboard in words: the sample's sections, labels and order; figures rounded only here."""

from assistant.answer import Table, Worded
from assistant.wording.figures import MARKS, listed
from tools.core.money import BP, dollars, half_up, millions, percent, short_dollars
from tools.dashboard.models import Dashboard, Metric, Section, TierRow, TopRow


def dashboard(result: Dashboard) -> Worded:
    """The headline, then one small table a section; only what was asked about, where that is one thing."""
    if result.focus:
        return _focused(result, result.focus)
    return Worded(
        text=_headline(result),
        tables=tuple(table for section in result.sections if (table := _table(section))),
        notes=result.notes,
    )


def _headline(result: Dashboard) -> str:
    sourced, growth, on_target = (result.metric(k) for k in ("sourced_revenue", "growth", "on_target"))
    parts = [f"partner-sourced revenue {shown(sourced)}", f"{shown(on_target)} of partners on target"]
    if growth.value is not None:
        parts.insert(1, f"{shown(growth)} against {result.compared}")
    return f"{result.period}{_who(result)}: {listed(parts)}."


def _focused(result: Dashboard, focus: str) -> Worded:
    sections = [s for s in result.sections if focus == s.key or focus in [metric.key for metric in s.metrics]]
    tables = tuple(table for section in sections if (table := _table(section)))
    if sections[0].key == focus:
        titled = f"{sections[0].title.capitalize()}, {result.period}{_who(result)}:"
        return Worded(text=titled, tables=tables, notes=result.notes)
    metric = result.metric(focus)
    against = f" against {result.compared}" if focus == "growth" and metric.value is not None else ""
    text = f"{metric.label}, {result.period}{_who(result)}: {shown(metric)}{against}."
    return Worded(text=text, tables=tables, notes=result.notes)


def _who(result: Dashboard) -> str:
    chosen = [value for value in (result.filters.tier, result.filters.region, result.filters.manager) if value]
    return f" ({listed(chosen)})" if chosen else ""


def _table(section: Section) -> Table | None:
    if section.key == "by_tier":
        rows = tuple(_tier_cells(row) for row in section.tiers)
        return Table(
            title=section.title,
            columns=("Tier", "Revenue", "Pipeline", "Of target"),
            rows=rows,
            right=("Revenue", "Pipeline", "Of target"),
        )
    if section.key == "top":
        return Table(
            title=section.title,
            columns=("#", "Partner", "Revenue", "Tier", "Of target"),
            rows=tuple(_top_cells(row) for row in section.top),
            right=("#", "Revenue", "Of target"),
        )
    rows = tuple((metric.label, shown(metric)) for metric in section.metrics)
    return Table(title=section.title, columns=("Metric", "Figure"), rows=rows)


def _tier_cells(row: TierRow) -> tuple[str, ...]:
    share = percent(row.revenue_cents, row.target_cents) + MARKS[row.mark] if row.target_cents else "none"
    return row.tier, millions(row.revenue_cents), millions(row.pipeline_cents), share


def _top_cells(row: TopRow) -> tuple[str, ...]:
    share = percent(row.revenue_cents, row.target_cents) if row.target_cents else "none"
    return str(row.rank), row.name, short_dollars(row.revenue_cents), row.tier or "-", share


def shown(metric: Metric) -> str:
    """A metric as a person reads it: "$4.8M (38% of total revenue)", "3.2x ✓", "n/a: no deal was lost or won"."""
    if metric.kind == "text":
        text = ", ".join(f"{row.tier} {row.partners:,}" for row in metric.tiers)
    elif metric.value is None:
        return f"n/a ({metric.reason})" if metric.reason else "n/a"
    else:
        text = metric.phrase.replace("{}", figure(metric))
    parts = [shown(part) for part in metric.parts]
    return text + (f" ({', '.join(parts)})" if parts else "") + MARKS[metric.mark]


def figure(metric: Metric) -> str:
    """The bare figure of a metric that has one."""
    value = metric.value or 0
    sign = "+" if metric.signed and value > 0 else ""
    if metric.kind == "money":
        return sign + (short_dollars(value) if metric.short else dollars(value))
    if metric.kind == "count":
        return f"{sign}{value:,}"
    if metric.kind == "percent":
        whole = metric.denominator or BP
        part = value if metric.denominator is None else metric.numerator or 0
        return sign + percent(part, whole, metric.decimals)
    return sign + ratio(value, metric.decimals)


def ratio(value_bp: int, decimals: int) -> str:
    """A ratio in basis points as a plain number: 32_000 -> "3.2"."""
    scale = 10**decimals
    size = half_up(abs(value_bp) * scale, BP)
    whole, rest = divmod(size, scale)
    return ("-" if value_bp < 0 else "") + f"{whole:,}" + (f".{rest:0{decimals}d}" if decimals else "")
