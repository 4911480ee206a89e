"""The shipped program with faults planted in it, as a person's editor would leave them."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

from assistant.records.program_checks import Fault, check_program
from tests.programs import ROOT

SHIPPED = ROOT / "knowledge" / "program"


@dataclass(frozen=True)
class Plant:
    """The first `old` text of a file becomes `new`, or with `last` the last one."""

    file: str
    old: str
    new: str
    last: bool = False

    def into(self, folder: Path) -> None:
        path = folder / self.file
        text = path.read_text()
        at = text.rfind(self.old) if self.last else text.find(self.old)
        assert at >= 0, f"{self.file} does not hold {self.old!r}"
        path.write_text(text[:at] + self.new + text[at + len(self.old) :])


def planted(folder: Path, *plants: Plant) -> Path:
    """A copy of the shipped program with faults in it."""
    copy = folder / "program"
    copytree(SHIPPED, copy)
    for plant in plants:
        plant.into(copy)
    return copy


def found_in(folder: Path) -> list[Fault]:
    """The faults that the shipped program does not have, however its lines moved."""
    usual = Counter(_told(fault) for fault in check_program(SHIPPED))
    new = []
    for fault in check_program(folder):
        if usual[_told(fault)]:
            usual[_told(fault)] -= 1
        else:
            new.append(fault)
    return new


def _told(fault: Fault) -> tuple[str, str, str, str]:
    return fault.severity, fault.file, fault.key, fault.what
