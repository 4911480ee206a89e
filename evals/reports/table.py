"""A run as a table, by kind."""

from collections.abc import Callable
from typing import NamedTuple

from rich.table import Table

from evals.runs import PLANNER, Measures, Run, measured

OF_A_MILLION = 1_000_000


class Column(NamedTuple):
    """A column: its heading, and how a kind's measures are shown in it."""

    heading: str
    shown: Callable[[Measures], str]


def columns(run: Run) -> tuple[Column, ...]:
    """The columns that a run has something to show in: those of models stand for models alone."""
    return (
        Column("cases", lambda kind: f"{kind.cases}"),
        Column("turns", lambda kind: f"{kind.turns}"),
        Column("pass^1", lambda kind: percent(kind.right)),
        *((Column(f"pass^{run.times}", lambda kind: percent(kind.right_each_time)),) if run.times > 1 else ()),
        *(BY_MODEL if run.model != PLANNER else ()),
        Column("p50 ms", lambda kind: f"{kind.p50:,.0f}"),
        Column("p95 ms", lambda kind: f"{kind.p95:,.0f}"),
    )


BY_MODEL = (
    Column("right tools", lambda kind: percent(kind.tools)),
    Column("right figures", lambda kind: percent(kind.figures)),
    Column("by planner", lambda kind: percent(kind.by_planner)),
    Column("tools' words", lambda kind: percent(kind.by_tools)),
    Column("tokens a turn", lambda kind: f"{kind.tokens:,.0f}"),
    Column("cost a turn", lambda kind: f"{kind.cost_micros / OF_A_MILLION:.5f}"),
)


def rows(run: Run) -> list[tuple[str, ...]]:
    """Each kind and its cells, and all of them together at the end."""
    shown = columns(run)
    measures = {kind: measured(tried, run.times) for kind, tried in run.by_kind().items()}
    return [(kind, *(column.shown(found) for column in shown)) for kind, found in measures.items()]


def table(run: Run) -> Table:
    """The run, for a terminal."""
    made = Table(title=title(run))
    for heading in ("kind", *(column.heading for column in columns(run))):
        made.add_column(heading, justify="left" if heading == "kind" else "right", no_wrap=heading == "kind")
    for row in rows(run):
        made.add_row(*row)
    return made


def title(run: Run) -> str:
    """What was run, in a line: the model, how many cases of how many, how often, how long."""
    cases = f"{run.chosen} cases" if run.chosen == run.of else f"{run.chosen} of {run.of} cases"
    sampled = f" (sample, seed {run.seed})" if run.sample else ""
    times = f", {run.times} times each" if run.times > 1 else ""
    cut = "" if run.complete else f", ended after {len(run.tried)} of {run.chosen * run.times}"
    return f"{run.model[:1].upper()}{run.model[1:]}, {cases}{sampled}{times}{cut}, {run.seconds:,.0f} s"


def percent(share: float) -> str:
    """A share, never rounded up to all of it."""
    return f"{100 if share == 1 else min(share * 100, 99.9):.3g}%"
