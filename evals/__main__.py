"""`python -m evals`: ask the cases, print what came of them by kind, exit 1 if any is wrong.

`python -m evals compare RUN1 RUN2` says what became right and what became wrong between two runs.
"""

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.progress import track

from assistant.clock import now
from evals.cases import FOLDER, Case, read_cases
from evals.reports.comparing import compare
from evals.reports.page import write_page
from evals.reports.table import table
from evals.running import run_cases
from evals.runs import PLANNER, Run, Tried

MOST_FAULTS = 40
"""Faults that are printed; the page has them all."""

KEPT_EVERY = 10
"""Cases after which what is done is written, whatever happens to the run."""


def main(arguments: Sequence[str] = ()) -> int:
    """Run or compare, print, and say whether all passed."""
    if arguments and arguments[0] == "compare":
        return compare(arguments[1:])
    parser = _parser()
    asked = parser.parse_args(arguments)
    every = read_cases(asked.folder)
    kinds = {case.kind for case in every}
    asked.kinds = set(asked.kinds.split(",")) if asked.kinds else kinds
    for unknown in sorted(asked.kinds - kinds):
        parser.error(f"there is no kind {unknown!r}: the kinds are {', '.join(sorted(kinds))}")
    run = _run(asked, every)
    out = Console(highlight=False, soft_wrap=True)
    out.print(table(run))
    faults = [f"{one.id}: {fault}" for one in run.tried for fault in one.faults]
    for fault in faults[:MOST_FAULTS]:
        out.print(fault, markup=False)
    if len(faults) > MOST_FAULTS:
        out.print(f"and {len(faults) - MOST_FAULTS} more")
    if asked.out:
        out.print(f"Written: {_written(run, asked.out)}", markup=False)
    return 0 if run.complete and run.tried and not faults else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="the folder of the cases")
    parser.add_argument("--times", type=int, default=1, metavar="K", help="ask each case so often, for pass^K")
    parser.add_argument("--kinds", metavar="A,B", help="these kinds alone; a kind is a file's name")
    parser.add_argument("--sample", type=int, metavar="N", help="so many cases, drawn from all kinds alike")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    parser.add_argument("--model", default="", help="a language model; the settings CHANNEL_SALES_MODEL_* say where")
    parser.add_argument("--processes", type=int, metavar="N", help="so many at once; one for a model")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write the run (JSON) and its page (HTML) there")
    return parser


def _run(asked: argparse.Namespace, every: Sequence[Case]) -> Run:
    cases = sampled([case for case in every if case.kind in asked.kinds], asked.sample, asked.seed)
    processes = asked.processes or (1 if asked.model else max(1, min(os.cpu_count() or 1, len(cases) // 50)))
    began = perf_counter()
    run = Run(
        model=asked.model or PLANNER,
        began_at=now(),
        times=asked.times,
        chosen=len(cases),
        of=len(every),
        sample=asked.sample,
        seed=asked.seed,
    )
    found = run_cases(cases, times=asked.times, model=asked.model, processes=processes)
    for number, one in enumerate(until_interrupted(found, len(cases) * asked.times), 1):
        run = run.with_another(one, perf_counter() - began)
        if asked.out and number % KEPT_EVERY == 0:
            _written(run, asked.out)
    return run


def sampled(cases: Sequence[Case], size: int | None, seed: int) -> list[Case]:
    """So many cases, in turns from every kind, so that a run that is cut short has asked of each."""
    if size is None or size >= len(cases):
        return list(cases)
    chance = random.Random(seed)  # noqa: S311 - a sample that can be drawn again
    shuffled = sorted(cases, key=lambda case: (chance.random(), case.id))
    rounds: list[tuple[int, str, Case]] = []
    drawn = Counter[str]()
    for case in shuffled:
        drawn[case.kind] += 1
        rounds.append((drawn[case.kind], case.kind, case))
    return [case for _, _, case in sorted(rounds, key=lambda entry: entry[:2])[:size]]


def until_interrupted(found: Iterable[Tried], of: int) -> Iterator[Tried]:
    """What is tried, with a bar on a terminal; Ctrl-C ends it and keeps what is done."""
    err = Console(stderr=True)
    try:
        yield from track(found, "Asking", total=of, console=err, disable=not err.is_terminal, transient=True)
    except KeyboardInterrupt:
        err.print("Interrupted; what was done is kept.")


def _written(run: Run, folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{run.began_at:%Y%m%dT%H%M%S}-{''.join(c if c.isalnum() or c in '.-' else '_' for c in run.model)}"
    data = run.written(folder / f"{name}.json")
    return f"{data} and {write_page(run, folder / f'{name}.html')}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
