"""`python -m evals [FOLDER]`: ask every case, print accuracy by kind, exit 1 if any is wrong."""

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from evals.cases import FOLDER, read_cases
from evals.running import Graded, run_cases

COLUMNS = ("kind", "cases", "turns", "right", "accuracy", "ms a turn")


def main(arguments: Sequence[str] = ()) -> int:
    """Run, print, and say whether all passed."""
    folder = Path(arguments[0]) if arguments else FOLDER
    graded = run_cases(read_cases(folder))
    out = Console(highlight=False, soft_wrap=True)
    out.print(by_kind(graded))
    for wrong in (one for one in graded if not one.passed):
        for fault in wrong.faults:
            out.print(f"{wrong.case.id}: {fault}", markup=False)
    return 0 if graded and all(one.passed for one in graded) else 1


def by_kind(graded: list[Graded]) -> Table:
    """Cases, how many are right, and the median time of a turn, by kind."""
    table = Table(title=f"Planner, {len(graded)} cases")
    for column in COLUMNS:
        table.add_column(column, justify="left" if column == "kind" else "right")
    kinds = sorted({one.case.kind for one in graded})
    for kind in [*kinds, "all"]:
        chosen = [one for one in graded if kind in {one.case.kind, "all"}]
        right = sum(one.passed for one in chosen)
        times = [ms for one in chosen for ms in one.milliseconds]
        table.add_row(
            kind, str(len(chosen)), str(len(times)), str(right), f"{right / len(chosen):.0%}", f"{median(times):.0f}"
        )
    return table


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
