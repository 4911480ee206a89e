"""The programs that tests compute with."""

from pathlib import Path

from assistant.records.program import read_program
from tools.core.program import Program

ROOT = Path(__file__).resolve().parent.parent


def shipped() -> Program:
    """The program that the product ships, of the source."""
    return read_program(ROOT / "knowledge" / "program")


def second() -> Program:
    """Another company's program, as different as one can be."""
    return read_program(ROOT / "tests" / "second_program")
