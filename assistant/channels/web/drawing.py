"""The dashboard's charts as lengths: the templates draw them as bars that take the page's own width and colours."""

from dataclasses import dataclass

from assistant.answer import Answer
from tools.core.money import half_up, percent, short_dollars
from tools.dashboard.models import Dashboard

WHOLE = 1000
"""Lengths are in thousandths of the space."""
CLASSES = {"on_target": "On target", "at_risk": "At risk", "off_target": "Off target"}


@dataclass(frozen=True)
class Bar:
    """One bar: where it begins, how long it is, what it shows and what it is of."""

    kind: str
    length: int
    start: int = 0
    label: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Drawn:
    """A dashboard that an answer is of: its charts, and the filters by which its page shows it."""

    period: str
    tiers: list[tuple[str, list[Bar]]]
    health: list[Bar]
    filters: dict[str, str]


def drawn(answer: Answer) -> list[Drawn]:
    """The dashboards of an answer that asked for whole ones."""
    pairs = zip(answer.receipts, answer.results, strict=False)
    found = [(one, Dashboard.model_validate(result)) for one, result in pairs if one.tool == "dashboard"]
    return [
        Drawn(board.period, tier_bars(board), health_bar(board), {k: str(v) for k, v in one.arguments.items()})
        for one, board in found
        if board.focus is None
    ]


def tier_bars(result: Dashboard) -> list[tuple[str, list[Bar]]]:
    """Revenue, target and pipeline of each tier, all on one scale from zero."""
    rows = result.section("by_tier").tiers
    most = max((max(row.revenue_cents, row.target_cents, row.pipeline_cents) for row in rows), default=0)
    return [(row.tier, _bars(row.revenue_cents, row.target_cents, row.pipeline_cents, most)) for row in rows]


def _bars(revenue: int, target: int, pipeline: int, most: int) -> list[Bar]:
    parts = [("revenue", "Revenue", revenue), ("target", "Target", target), ("pipeline", "Pipeline", pipeline)]
    return [
        Bar(kind, _length(cents, most), label=label, figure=short_dollars(cents))
        for kind, label, cents in parts
        if cents or kind != "target"
    ]


def health_bar(result: Dashboard) -> list[Bar]:
    """The active partners by class, side by side."""
    counts = {metric.key: metric.value or 0 for metric in result.section("health").metrics if metric.key in CLASSES}
    whole, start, bars = sum(counts.values()), 0, []
    for kind, label in CLASSES.items():
        length = _length(counts.get(kind, 0), whole)
        share = f"{counts.get(kind, 0):,} ({percent(counts.get(kind, 0), whole, 1)})" if whole else "0"
        bars.append(Bar(kind, length, start, label, share))
        start += length
    return bars if whole else []


def top_bars(result: Dashboard) -> dict[str, Bar]:
    """The revenue of the top partners, by record id, on one scale."""
    rows = result.section("top").top
    most = max((row.revenue_cents for row in rows), default=0)
    return {row.partner_id: Bar("revenue", _length(row.revenue_cents, most), label=row.name) for row in rows}


def _length(part: int, whole: int) -> int:
    """A part of the space; nothing below zero is drawn."""
    return half_up(max(part, 0) * WHOLE, whole) if whole > 0 else 0
