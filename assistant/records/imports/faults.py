"""What can be wrong with an import.

    AskAgain
    +- CannotImport     the run cannot start, or the records refuse it
    |  +- BadMapping    a mapping file that cannot be followed
    |  +- BadRows       some rows are bad, so nothing was written
    +- BadSheet         one file is no readable table; reported beside the bad rows
    +- BadCell          one cell; reported with its place

The last two never leave the import: they become faults in its report.
"""

from dataclasses import dataclass

from tools.core.errors import AskAgain, shown

MOST_FAULTS = 100_000
"""Faults kept in full; those beyond are counted."""


class CannotImport(AskAgain):
    """The import cannot be done as it was asked for."""


class BadMapping(CannotImport):
    """A mapping that cannot be followed."""


class BadRows(CannotImport):
    """Some rows are bad, so nothing was written."""


class BadSheet(AskAgain):
    """A file that is no readable table, with the line where that shows."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line = line


class BadCell(AskAgain):
    """A cell's text is no value of its column. The message goes on from the value: "is not a day: ..."."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One bad cell or row: where it stands, what it holds, why it cannot be used and what would help.

    `line` is the physical line on which the row starts, counted from 1; `column` is the export's own header.
    """

    file: str
    line: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file} line {self.line}" + (f", {self.column}" if self.column else "")
        return f"{place}: {shown(self.value)} {self.reason}" if self.value else f"{place}: {self.reason}"


class Faults:
    """The faults of a run, in the order they were met; bounded, so that a hopeless file fits in memory."""

    def __init__(self) -> None:
        self.kept: list[Fault] = []
        self.total = 0

    def add(self, file: str, line: int, column: str, value: str, reason: str) -> None:
        """Notes one fault."""
        self.total += 1
        if len(self.kept) < MOST_FAULTS:
            self.kept.append(Fault(file, line, column, value[:200], reason))
