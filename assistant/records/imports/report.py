"""What an import says afterwards."""

from dataclasses import dataclass
from datetime import date

from assistant.records.imports.faults import BadRows, Fault
from assistant.records.imports.mapping import Mapping


@dataclass
class TableCount:
    """What became of one table's rows; `repeated` ones stand in the files more than once."""

    table: str
    inserted: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0


@dataclass(frozen=True)
class Merge:
    """Two product names that are probably one; `score` is 0 to 100."""

    product: str
    into: str
    score: int


@dataclass(frozen=True)
class ImportReport:
    """One run. With faults nothing was written; in a dry run the counts are what would have been.

    `mapping` is the one that was followed; `suggested` says that nobody had given one. `version` is the
    records' version afterwards. `faults` may be cut; `faults_total` counts all.
    """

    files: tuple[str, ...]
    rows: int
    counts: tuple[TableCount, ...]
    faults: tuple[Fault, ...]
    faults_total: int
    notes: tuple[str, ...]
    merges: tuple[Merge, ...]
    mapping: Mapping
    suggested: bool
    dry_run: bool
    imported_on: date
    version: int

    @property
    def inserted(self) -> int:
        """Rows that were new."""
        return sum(count.inserted for count in self.counts)

    @property
    def changed(self) -> int:
        """Rows that now hold something else."""
        return sum(count.changed for count in self.counts)

    @property
    def unchanged(self) -> int:
        """Rows that the records held already."""
        return sum(count.unchanged for count in self.counts)

    def refuse_faults(self) -> None:
        """For a channel that has shown the faults and must fail.

        Raises:
            BadRows: with how many cells or rows are bad, and the first.
        """
        if self.faults:
            raise BadRows(
                f"Nothing was imported: {self.faults_total:,} bad cells or rows, the first being {self.faults[0]} "
                "Correct the export or the mapping, then import again."
            )
