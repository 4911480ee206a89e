"""The dashboard in words: the sample's sections, labels and order; figures rounded only here."""

from collections.abc import Iterator

from assistant.answer import Table, Worded
from assistant.wording.figures import MARKS, capital, counted, listed
from tools.core.money import BP, dollars, half_up, millions, percent, short_dollars
from tools.dashboard.models import Dashboard, Metric, Section, TierRow, TopRow

ACRONYMS = frozenset({"MDF"})
MOST_REASON = 60


def dashboard(result: Dashboard) -> Worded:
    """The headline, then one small table a section; only what was asked about, where that is one thing."""
    if result.focus:
        return _focused(result, result.focus)
    return Worded(
        text=_headline(result),
        tables=tuple(table for section in result.sections if (table := _table(section))),
        notes=(*result.notes, *_unknown(result.sections)),
    )


def _headline(result: Dashboard) -> str:
    return f"{result.period}{_who(result)}: {'; '.join(_facts(result))}."


def _facts(result: Dashboard) -> Iterator[str]:
    """Revenue, its growth and the partners on target, as far as each is known."""
    sourced, growth, on_target = (result.metric(k) for k in ("sourced_revenue", "growth", "on_target"))
    grown = f", {figure(growth)} against {result.compared}" if growth.value is not None else ""
    yield f"partner-sourced revenue is {_known(sourced)}{grown}"
    if on_target.value is not None:
        active = counted(result.metric("active_partners").value or 0, "partner")
        yield f"{_known(on_target)} of {active} {'is' if on_target.value == 1 else 'are'} on target"


def _known(metric: Metric) -> str:
    """A figure with those behind it that are known, and no mark."""
    parts = [_phrase(part) for part in metric.parts if part.value is not None]
    return _phrase(metric) + (f" ({', '.join(parts)})" if parts else "")


def _focused(result: Dashboard, focus: str) -> Worded:
    named = [section for section in result.sections if section.key == focus]
    sections = named or [s for s in result.sections if focus in [metric.key for metric in s.metrics]]
    tables = tuple(table for section in sections if (table := _table(section)))
    notes = (*result.notes, *_unknown(tuple(sections)))
    if named:
        return Worded(text=_titled(result, sections[0]), tables=tables, notes=notes)
    metric = result.metric(focus)
    against = f" against {result.compared}" if focus == "growth" and metric.value is not None else ""
    text = f"{metric.label}, {result.period}{_who(result)}: {shown(metric)}{against}."
    return Worded(text=text, tables=tables, notes=notes)


def _titled(result: Dashboard, section: Section) -> str:
    title = " ".join(word if word in ACRONYMS else word.lower() for word in section.title.split())
    if section.key == "by_tier":
        return f"{capital(title)}, {result.period}{_who(result)}."
    if section.key == "top":
        names = [f"{row.name} ({short_dollars(row.revenue_cents)})" for row in section.top]
        return f"{capital(title)}, {result.period}{_who(result)}: {listed(names) or 'none has won any revenue'}."
    first = section.metrics[0]
    return f"{capital(title)}, {result.period}{_who(result)}: {first.label.lower()} {shown(first)}."


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
        if not section.top:
            return None
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
    """A metric as a person reads it: "$4.8M (38% of total revenue)", "3.2x ✓", "n/a (no deal was won)"."""
    if metric.kind != "text" and metric.value is None:
        return f"n/a ({metric.reason})" if metric.reason and _is_short(metric.reason) else "n/a"
    parts = [_part(part) for part in metric.parts]
    return _phrase(metric) + (f" ({', '.join(parts)})" if parts else "") + MARKS[metric.mark]


def _phrase(metric: Metric) -> str:
    """A known metric's figure in its phrase: "38% of total revenue"."""
    if metric.kind == "text":
        return ", ".join(f"{row.tier} {row.partners:,}" for row in metric.tiers)
    return metric.phrase.replace("{}", figure(metric))


def _part(part: Metric) -> str:
    if part.value is not None:
        return _phrase(part) + MARKS[part.mark]
    return f"n/a: {part.reason}" if part.reason and _is_short(part.reason) else "n/a"


def _is_short(reason: str) -> bool:
    """Whether a reason fits beside its figure; a longer one is a note, once for all its figures."""
    return len(reason) <= MOST_REASON


def _unknown(sections: tuple[Section, ...]) -> list[str]:
    """The long reasons why figures are not known, each with the figures it is for."""
    found: dict[str, list[str]] = {}
    for metric in (metric for section in sections for metric in section.metrics):
        reasons = [one.reason for one in (metric, *metric.parts) if one.kind != "text" and one.value is None]
        for reason in dict.fromkeys(reasons):
            if reason and not _is_short(reason):
                found.setdefault(reason, []).append(metric.label)
    return [f"Not known: {', '.join(labels)}. {capital(reason)}" for reason, labels in found.items()]


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
