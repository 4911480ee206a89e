"""Reads a folder of YAML into a Program. `program_checks` says everything that is wrong with one."""

import hashlib
from functools import cache
from pathlib import Path

from assistant.records.program_checks import Fault, checked
from tools.core.errors import ToolError
from tools.core.program import Program


class BadProgram(ToolError):
    """The folder holds no program that can be computed with."""


@cache
def read_program(folder: Path) -> Program:
    """The program in a folder, once a process.

    Raises:
        BadProgram: with the first error, and how to list every fault.
    """
    found = checked(folder)
    errors = [fault for fault in found.faults if fault.severity == "error"]
    if errors:
        raise BadProgram(_sentence(folder, errors))
    version = hashlib.sha256("".join(found.texts).encode()).hexdigest()[:12]
    return Program(version=version, **found.models)


def _sentence(folder: Path, errors: list[Fault]) -> str:
    others = f" and {len(errors) - 1} more" if len(errors) > 1 else ""
    return (
        f"The program in {folder} cannot be used: {errors[0]} "
        f"Run `channel-sales program check {folder}` to see this{others}."
    )
