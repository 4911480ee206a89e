"""A run as one HTML page that loads nothing: what failed and why, by kind, and what it took."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals.reports.table import OF_A_MILLION, columns, percent, rows, title
from evals.runs import Asked, Run, measured

SLOWEST = 10
"""Turns that are named as the slowest."""


class Point(NamedTuple):
    """A measure of the whole run, at the top of its page. `good` colours it; None leaves it plain."""

    name: str
    shown: str
    good: bool | None = None


def write_page(run: Run, path: Path) -> Path:
    """Write the page of a run."""
    path.write_text(page(run), encoding="utf-8")
    return path


def page(run: Run) -> str:
    """The page of a run."""
    failed = [one for one in run.tried if not one.passed]
    turns = [(one, turn) for one in run.tried for turn in one.turns]
    return rendered(
        "page.html.j2",
        run=run,
        title=title(run),
        points=points(run),
        headings=[column.heading for column in columns(run)],
        rows=rows(run),
        failed={kind: [one for one in failed if one.kind == kind] for kind in sorted({one.kind for one in failed})},
        slowest=sorted(turns, key=lambda pair: -pair[1].milliseconds)[:SLOWEST],
        fallbacks=Counter(
            (turn.usage.instead, turn.usage.why or "") for _, turn in turns if turn.usage and turn.usage.instead
        ).most_common(),
    )


def points(run: Run) -> list[Point]:
    """What is looked at first. The last three must be none, whatever the model."""
    whole = measured(run.tried, run.times)
    turns = [turn for one in run.tried for turn in one.turns]
    used = [turn.usage for turn in turns if turn.usage]
    found = [Point("right", percent(whole.right), whole.right == 1)]
    if run.times > 1:
        found.append(
            Point(f"right {run.times} times of {run.times}", percent(whole.right_each_time), whole.right_each_time == 1)
        )
    found += [Point("p50", f"{whole.p50:,.0f} ms"), Point("p95", f"{whole.p95:,.0f} ms")]
    if used:
        cost = sum(each.cost_micros or 0 for each in used) / OF_A_MILLION
        tokens = sum(each.input_tokens + each.output_tokens for each in used)
        found += [
            Point("tokens", f"{tokens:,}"),
            Point("cost", f"{cost:,.2f}"),
            Point("by the planner", percent(whole.by_planner)),
        ]
    faulty = {
        "made up": sum(bool(turn.faults.get("grounds")) for turn in turns),
        "faults of ours": sum(bool(turn.failure) for turn in turns),
        "silences": sum(not turn.said.strip() for turn in turns if not turn.failure),
    }
    return [*found, *(Point(name, f"{count}", count == 0) for name, count in faulty.items())]


def rendered(template: str, **values: Any) -> str:
    """A page of ours; every value is escaped."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.filters.update(calls=calls, wanted=wanted)
    made.globals["percent"] = percent
    return made


def calls(made: Any) -> str:
    """Tool calls as a person reads them: one a line, the arguments by name."""
    shown = [f"{tool}({', '.join(f'{name}={value!r}' for name, value in given.items() if value is not None)})"
             for call in made for tool, given in call.items()]  # fmt: skip
    return "\n".join(shown) or "no tool"


def wanted(turn: Asked) -> str:
    """What a turn had to be, in lines."""
    own = turn.wanted
    kind = [f"kind: {own.kind}" + (f", code: {own.code}" if own.code else "")] if own.kind != "answer" else []
    figures = [f"says: {', '.join(own.figures)}"] if own.figures else []
    never = [f"never says: {', '.join(own.never)}"] if own.never else []
    return "\n".join([*kind, calls(own.tools), *figures, *never])
