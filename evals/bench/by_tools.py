"""The product's own statement of every partner, through its rule engine."""

from pathlib import Path

import polars as pl

from assistant.records.program import read_program
from evals.bench.company import Company
from evals.bench.rates import PERIOD
from tools.core.frames import Frames
from tools.core.program import Program
from tools.incentives.totals import statements

PROGRAM = Path(__file__).parents[2] / "knowledge" / "program"

Prepared = tuple[Frames, Program]


def prepare(company: Company) -> Prepared:
    """The frames and the shipped program."""
    return company.frames(), read_program(PROGRAM)


def run(prepared: Prepared) -> pl.DataFrame:
    """Totals by partner, programme and rule."""
    frames, program = prepared
    found = statements(frames, program, program.calendar.period(PERIOD)).collect()
    return pl.DataFrame(found.to_native())
