"""Runs cases against a desk over the demo company."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from assistant.asking import Desk
from assistant.records.demo import AS_OF, demo_rows
from assistant.records.engine import migrate, replace_all
from assistant.settings import Settings
from evals.cases import Case
from evals.grading import faults


@dataclass(frozen=True)
class Graded:
    """A case, what was wrong with it, and the milliseconds of each of its turns."""

    case: Case
    faults: tuple[str, ...]
    milliseconds: tuple[float, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing was wrong."""
        return not self.faults


@contextmanager
def demo_desk() -> Iterator[Desk]:
    """A desk over a demo company of its own, in a folder that goes away."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Settings(database_url=f"sqlite:///{Path(folder) / 'demo.db'}"))
        migrate(desk.records)
        replace_all(desk.records, demo_rows(), AS_OF, "demo")
        yield desk


def run_case(desk: Desk, case: Case) -> Graded:
    """One conversation, turn by turn."""
    found: list[str] = []
    took: list[float] = []
    for number, turn in enumerate(case.turns, 1):
        began = perf_counter()
        answer = desk.ask(turn.ask, conversation=case.id)
        took.append((perf_counter() - began) * 1000)
        found += [f"turn {number} ({turn.ask[:60]!r}): {fault}" for fault in faults(turn, answer)]
    return Graded(case=case, faults=tuple(found), milliseconds=tuple(took))


def run_cases(cases: Iterable[Case]) -> list[Graded]:
    """Every case, on one demo company."""
    with demo_desk() as desk:
        return [run_case(desk, case) for case in cases]
