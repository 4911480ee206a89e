"""Times the statement of every partner four ways, on one and ten million deals, and compares the results.

`python -m evals.bench turns` times whole turns alone; numbers are sizes.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from time import perf_counter
from typing import NamedTuple

import polars as pl
from rich.console import Console
from rich.table import Table

from evals.bench import by_loop, by_pandas, by_polars, by_tools, rates
from evals.bench.company import Company, company

SIZES = (1_000_000, 10_000_000)
REPEATS = 5
GOALS = {"pandas": ("at least", 5.0), "Decimal loop": ("at least", 50.0), "hand-written Polars": ("at most", 1.5)}
OURS = "channel-sales"
TURNS = "turns"


class Timing(NamedTuple):
    """One way's best time in seconds, and what it computed."""

    way: str
    seconds: float
    totals: pl.DataFrame


def main(asked: Sequence[str]) -> int:
    """Print the turns and a table a size; 1 if any result differs by a cent."""
    console, same = Console(), True
    if not asked or TURNS in asked:
        from evals.bench.turns import table

        console.print(table())
    for size in [int(size) for size in asked if size != TURNS] or ([] if asked else SIZES):
        timings = list(_timings(company(size)))
        agree = all(timing.totals.equals(timings[0].totals) for timing in timings)
        console.print(_table(size, timings, agree=agree))
        same = same and agree
    return 0 if same else 1


def _timings(made: Company) -> Iterator[Timing]:
    yield from _in_turns(
        {
            OURS: partial(by_tools.run, by_tools.prepare(made)),
            "hand-written Polars": partial(by_polars.run, by_polars.prepare(made)),
            "pandas": partial(by_pandas.run, by_pandas.prepare(made)),
        }
    )
    seconds, totals = by_loop.timed(made)
    yield Timing("Decimal loop", seconds, _sorted(totals))


def _in_turns(ways: dict[str, Callable[[], pl.DataFrame]]) -> Iterator[Timing]:
    """The best of five runs of each way after one to warm up, in turns: what else the machine does slows each alike."""
    totals = {way: run() for way, run in ways.items()}
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(REPEATS):
        for way, run in ways.items():
            start = perf_counter()
            run()
            best[way] = min(best[way], perf_counter() - start)
    for way, seconds in best.items():
        yield Timing(way, seconds, _sorted(totals[way]))


def _sorted(totals: pl.DataFrame) -> pl.DataFrame:
    return totals.select(*rates.KEYS, pl.col("amount_cents").cast(pl.Int64)).sort(rates.KEYS)


def _table(size: int, timings: list[Timing], *, agree: bool) -> Table:
    ours = timings[0]
    table = Table(
        title=f"The statement of every partner, {size:,} deals",
        caption=f"{ours.totals.height:,} totals: " + ("every way gives the same cents" if agree else "THE WAYS DIFFER"),
    )
    for heading in ("", "seconds", "ratio", "goal", ""):
        table.add_column(heading, justify="left" if not heading else "right")
    for timing in timings:
        table.add_row(timing.way, f"{timing.seconds:.2f}", *_ratio(ours, timing))
    return table


def _ratio(ours: Timing, other: Timing) -> tuple[str, str, str]:
    """How many times faster than pandas and the loop; how many times as long as hand-written Polars."""
    if other is ours:
        return "", "", ""
    bound, goal = GOALS[other.way]
    faster = bound == "at least"
    ratio = other.seconds / ours.seconds if faster else ours.seconds / other.seconds
    met = ratio >= goal if faster else ratio <= goal
    said = f"{ratio:.1f}x faster" if faster else f"{ratio:.2f}x its time"
    return said, f"{bound} {goal:g}x", "met" if met else "missed"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
