"""Runs cases against desks over the demo company."""

import logging
import signal
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from assistant.answer import Answer
from assistant.asking import Desk
from assistant.records.demo import AS_OF, demo_rows
from assistant.records.engine import migrate, replace_all
from assistant.settings import Settings
from evals.auditing import unsupported
from evals.cases import Case, Turn
from evals.grading import graded, shown
from evals.runs import Asked, Tried

AT_A_TIME = 4
"""Cases that a process takes together: few, so that an interrupted run keeps most of what was done."""


@contextmanager
def demo_desk(model: str = "") -> Iterator[Desk]:
    """A desk over a demo company of its own, in a folder that goes away; the planner's where no model is named."""
    with tempfile.TemporaryDirectory() as folder:
        yield _desk(_loaded(folder), model)


def run_cases(cases: Sequence[Case], *, times: int = 1, model: str = "", processes: int = 1) -> Iterator[Tried]:
    """Every case, as often as asked, as each is done: in this process, or in several that share one company."""
    jobs = [(case, time) for time in range(1, times + 1) for case in cases]
    if processes == 1:
        with demo_desk(model) as desk:
            yield from (run_case(desk, case, time) for case, time in jobs)
        return
    with tempfile.TemporaryDirectory() as folder:
        seat = (_loaded(folder), model)
        with get_context("spawn").Pool(processes, _sit, seat) as pool:
            yield from pool.imap_unordered(_run_job, jobs, chunksize=AT_A_TIME)


def run_case(desk: Desk, case: Case, time: int = 1) -> Tried:
    """One conversation, turn by turn; it ends at a turn that raises."""
    turns: list[Asked] = []
    answers: list[Answer] = []
    for turn in case.turns:
        turns.append(_asked(desk, turn, f"{case.id}-{time}", answers, [each.wanted.ask for each in turns]))
        if turns[-1].failure:
            break
    return Tried(id=case.id, kind=case.kind, time=time, turns=tuple(turns))


def _asked(desk: Desk, turn: Turn, conversation: str, answers: list[Answer], before: Sequence[str]) -> Asked:
    """Ask a turn; its answer goes to those before it."""
    began = perf_counter()
    with _failures() as failures:
        try:
            answers.append(desk.ask(turn.ask, conversation=conversation))
            took = (perf_counter() - began) * 1000
            asked = _graded(turn, answers[-1], failures, by_model=bool(desk.settings.model))
            made_up = unsupported(desk, answers, [*before, turn.ask])
        except Exception as error:  # noqa: BLE001 - a turn that raises is a wrong answer, and the run goes on
            return Asked(wanted=turn, failure=_line(error), milliseconds=(perf_counter() - began) * 1000)
    faults = {**asked.faults, "grounds": made_up} if made_up else asked.faults
    return asked.model_copy(update={"milliseconds": took, "faults": faults})


def _graded(turn: Turn, answer: Answer, failures: Iterable[str], *, by_model: bool) -> Asked:
    return Asked(
        wanted=turn,
        called=tuple({receipt.tool: receipt.arguments} for receipt in answer.receipts),
        kind=answer.kind,
        code=answer.code,
        said=shown(answer),
        faults={aspect: found for aspect, found in graded(turn, answer, by_model=by_model).items() if found},
        failure="; ".join(failures) if answer.code == "bug" else "",
        usage=answer.usage,
    )


@contextmanager
def _failures() -> Iterator[list[str]]:
    """The exceptions that are logged meanwhile, a line each: an apology tells a person none of them."""
    lines: list[str] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.exc_info and record.exc_info[1]:
                lines.append(_line(record.exc_info[1]))

    keeping, log = Keeping(), logging.getLogger("channel_sales")
    log.addHandler(keeping)
    try:
        yield lines
    finally:
        log.removeHandler(keeping)


def _line(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:500]


def _loaded(folder: str) -> str:
    """The address of a database in a folder, with the demo company."""
    url = f"sqlite:///{Path(folder) / 'demo.db'}"
    records = Desk.open(Settings(database_url=url)).records
    migrate(records)
    replace_all(records, demo_rows(), AS_OF, "demo")
    return url


def _desk(url: str, model: str) -> Desk:
    return Desk.open(Settings(database_url=url, model=model))


_SEAT: dict[str, Desk] = {}
"""The desk of a process that works for a run."""


def _sit(url: str, model: str) -> None:
    """Open the process's desk; Ctrl-C is for the process that waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _SEAT["desk"] = _desk(url, model)


def _run_job(job: tuple[Case, int]) -> Tried:
    return run_case(_SEAT["desk"], *job)
