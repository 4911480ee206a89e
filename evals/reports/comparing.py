"""Two runs beside each other: what became right, what became wrong, and how each kind changed."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from evals.reports.page import rendered
from evals.reports.table import percent, title
from evals.runs import Run, Tried, measured, read_run


class Change(NamedTuple):
    """A case of both runs that is right in one of them alone, as it went in each; of several times, the worst."""

    before: Tried
    after: Tried


class Kind(NamedTuple):
    """What a kind came to in both runs, over the cases that both have."""

    name: str
    cases: int
    before: float
    after: float
    p50_before: float
    p50_after: float

    @property
    def change(self) -> str:
        """Percentage points, with their sign; nothing where nothing changed."""
        points = (self.after - self.before) * 100
        return f"{points:+.1f}" if points else ""

    @property
    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        took = (f"{self.p50_before:,.0f}", f"{self.p50_after:,.0f}")
        return (self.name, f"{self.cases}", percent(self.before), percent(self.after), self.change, *took)


HEADINGS = ("kind", "cases", "before", "after", "points", "p50 ms", "p50 ms after")


class Comparison(NamedTuple):
    """Two runs, over the cases that both have."""

    before: Run
    after: Run
    kinds: tuple[Kind, ...]
    became_right: tuple[Change, ...]
    became_wrong: tuple[Change, ...]
    only_before: int
    only_after: int


def compare(arguments: Sequence[str]) -> int:
    """Print how two runs differ; exit 1 where a case became wrong."""
    parser = argparse.ArgumentParser(prog="python -m evals compare", description=__doc__)
    parser.add_argument("before", type=Path, metavar="RUN1", help="a run's JSON file")
    parser.add_argument("after", type=Path, metavar="RUN2", help="another's")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the comparison there too, as a page (HTML)")
    asked = parser.parse_args(arguments)
    found = compared(read_run(asked.before), read_run(asked.after))
    out = Console(highlight=False, soft_wrap=True)
    _print(found, out)
    if asked.out:
        asked.out.write_text(comparison_page(found), encoding="utf-8")
        out.print(f"Written: {asked.out}", markup=False)
    return 1 if found.became_wrong else 0


def compared(before: Run, after: Run) -> Comparison:
    """How two runs differ. A case is the same by its kind and its questions."""
    olds, news = _worst(before.tried), _worst(after.tried)
    both = [key for key in olds if key in news]
    changes = [Change(olds[key], news[key]) for key in both if olds[key].passed != news[key].passed]
    return Comparison(
        before=before,
        after=after,
        kinds=tuple(_kinds(before, after, set(both))),
        became_right=tuple(change for change in changes if change.after.passed),
        became_wrong=tuple(change for change in changes if not change.after.passed),
        only_before=len(olds) - len(both),
        only_after=len(news) - len(both),
    )


def _worst(tried: Iterable[Tried]) -> dict[tuple[str, ...], Tried]:
    """Each case once: a time that failed stands for all."""
    found: dict[tuple[str, ...], Tried] = {}
    for one in tried:
        if one.key not in found or found[one.key].passed:
            found[one.key] = one
    return found


def _kinds(before: Run, after: Run, both: set[tuple[str, ...]]) -> Iterable[Kind]:
    names = sorted({key[0] for key in both})
    for name in [*names, "all"]:
        old, new = (
            [one for one in run.tried if one.key in both and name in {one.kind, "all"}] for run in (before, after)
        )
        first, second = measured(old, 1), measured(new, 1)
        yield Kind(name, second.cases, first.right, second.right, first.p50, second.p50)


def _print(found: Comparison, out: Console) -> None:
    table = Table(title=f"{title(found.before)}\n{title(found.after)}")
    for heading in HEADINGS:
        table.add_column(heading, justify="left" if heading == "kind" else "right", no_wrap=heading == "kind")
    for kind in found.kinds:
        table.add_row(*kind.cells)
    out.print(table)
    for name, changes in (("became wrong", found.became_wrong), ("became right", found.became_right)):
        out.print(f"{len(changes)} {name}")
        for change in changes:
            wrong = change.before if change.after.passed else change.after
            out.print(f"  {wrong.id}: {wrong.faults[0]}", markup=False)
    if found.only_before or found.only_after:
        out.print(f"Not compared: {found.only_before} cases of the first run alone, {found.only_after} of the second.")


def comparison_page(found: Comparison) -> str:
    """The comparison as one HTML page that loads nothing."""
    return rendered(
        "comparison.html.j2",
        found=found,
        titles=(title(found.before), title(found.after)),
        headings=HEADINGS,
        rows=[kind.cells for kind in found.kinds],
    )
