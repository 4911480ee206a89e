"""What an import says afterwards."""

from collections.abc import Mapping as Counts
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rapidfuzz import fuzz

from assistant.records.imports.faults import BadRows, Fault
from assistant.records.imports.mapping import Mapping

LIKELY = 92
"""How like each other (0 to 100) two product names must be to be told of."""

_MOST_PRODUCTS = 500


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


def likely_merges(met: Counts[str, int], recorded: Sequence[str]) -> tuple[Merge, ...]:
    """Product names that are probably one, of those met in the files and in the records; the likeliest first.

    Names whose digits differ are different products. Each pair is told once, the rarer name first.
    """
    names = [*met, *(name for name in recorded if name not in met)][:_MOST_PRODUCTS]
    found = []
    for one, other in combinations(names, 2):
        score = _likeness(one, other)
        if score >= LIKELY and (one in met or other in met):
            rarer, usual = sorted(
                (one, other), key=lambda name: (name in recorded, met.get(name, 0), name.count(" "), -len(name))
            )
            found.append(Merge(rarer, usual, score))
    return tuple(sorted(found, key=lambda merge: (-merge.score, merge.product)))


def _likeness(one: str, other: str) -> int:
    plain, their = (
        "".join(letter for letter in name.casefold() if letter.isalnum() or not name.isascii()) for name in (one, other)
    )
    if plain == their:
        return 100
    if [letter for letter in plain if letter.isdigit()] != [letter for letter in their if letter.isdigit()]:
        return 0
    return min(99, round(fuzz.ratio(one.casefold(), other.casefold())))
