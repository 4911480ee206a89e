"""Gives each row its primary key, and tells rows that stand in the files more than once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from assistant.records.imports.cells.slots import Context
from assistant.records.imports.faults import BadCell, Faults
from assistant.records.imports.fields import KEYS, id_of, key_of
from assistant.records.imports.report import TableCount
from assistant.records.imports.rows import Row, TableReader

_DIGITS = 20
"""Hexadecimal digits of a derived id: 80 bits, so that a million rows do not meet by chance."""

Place = tuple[str, int, int]
"""A row's file, line and the hash of its values."""


@dataclass
class Run:
    """One import on its way."""

    context: Context
    faults: Faults = field(default_factory=Faults)
    notes: list[str] = field(default_factory=list)
    counts: dict[str, TableCount] = field(default_factory=dict)
    seen: dict[str, dict[Any, Place]] = field(default_factory=dict)
    history: list[tuple[TableReader, Row]] = field(default_factory=list)

    def count(self, table: str) -> TableCount:
        """What became of a table's rows so far."""
        return self.counts.setdefault(table, TableCount(table))


class Keys:
    """The keys of one file's rows."""

    def __init__(self, reader: TableReader, run: Run) -> None:
        self._reader, self._run = reader, run
        self._table = reader.layout.block.table
        self._own = id_of(self._table)
        self._derived = self._own is not None and self._own not in {
            *reader.layout.block.columns,
            *reader.layout.block.constants,
        }
        self._places = key_of(self._table)
        chosen = reader.layout.block.key or KEYS.get(self._table, ())
        self._chosen = tuple(name for name in chosen if name in reader.layout.columns)
        self._seen = run.seen.setdefault(self._table, {})
        self._met: dict[str, int] = {}

    def kept(self, rows: list[Row]) -> Iterator[Row]:
        """The rows to write; a repeated one is counted, one that contradicts another is a fault."""
        name = self._reader.layout.sheet.name
        for row in rows:
            if row.bad:
                self._spare_followers(row)
                continue
            if self._derived and not self._derive(row):
                continue
            key = tuple(row.values.get(place) for place in self._places)
            own = (name, row.line, hash(self._reader.values(row)))
            before = self._seen.setdefault(key, own)
            if before is own:
                self._take_in(row)
                yield row
            elif before[2] == own[2]:
                self._run.count(self._table).repeated += 1
            else:
                same = f"stands on {before[0]} line {before[1]} too, with other values"
                self._reader.object(row, self._places[0], f"{same}: a row's key is its own. Keep one of them.")

    def _derive(self, row: Row) -> bool:
        """An id for a row of an export that has none; whether the row is to be kept."""
        if self._table == "partners":
            return self._known_partner(row)
        if not self._chosen:
            self._reader.object(row, "", "the row has no id, and nothing that tells it from others: map an id column.")
            return False
        parts = "\x1f".join(f"{name}={row.values.get(name)}" for name in self._chosen)
        digest = sha256(parts.encode()).hexdigest()[:_DIGITS]
        met = self._met[digest] = self._met.get(digest, 0) + 1
        if met > 1 and self._reader.layout.block.repeats == "refuse":
            same = f"the row has the same {', '.join(self._chosen)} as one above it, and the export has no id"
            remedy = "map an id column, name a longer `key`, or write `repeats: same` or `repeats: separate`."
            self._reader.object(row, "", f"{same}: {remedy}")
            return False
        number = f"-{met}" if met > 1 and self._reader.layout.block.repeats == "separate" else ""
        row.values[self._own or ""] = f"{self._table}-{digest}{number}"
        return True

    def _known_partner(self, row: Row) -> bool:
        """A partner without an id is the one of that name, if there is one."""
        partners, name = self._run.context.partners, row.values["name"]
        try:
            known = partners.known(name)
        except BadCell as error:
            self._reader.object(row, "name", str(error))
            return False
        if known is None:
            known = f"partners-{sha256(name.casefold().encode()).hexdigest()[:_DIGITS]}"
        else:
            row.values["name"] = partners.name(known)
        row.values["partner_id"] = known
        return True

    def _spare_followers(self, row: Row) -> None:
        """A bad row still has its name and id: rows that refer to it are not at fault."""
        values = row.values
        if self._table == "partners" and self._derived and values.get("name"):
            self._known_partner(row)
        named = {"partners": "name", "aliases": "partner_id", "people": "name"}.get(self._table)
        needed = (*self._places, *((named,) if named else ()), *(("partner_id",) if self._table == "people" else ()))
        if all(values.get(column) is not None for column in needed):
            self._take_in(row)

    def _take_in(self, row: Row) -> None:
        """Lets rows of later files refer to this one."""
        values, context = row.values, self._run.context
        if self._table == "partners":
            context.partners.add(values["partner_id"], values["name"])
        elif self._table == "aliases":
            context.partners.add_alias(values["alias"], values["partner_id"])
        elif self._table == "people":
            context.people.add(values["staff_id"], values["partner_id"], values["name"], values.get("email"))
        elif self._table == "deals":
            context.parents.add("deals", values["deal_id"], values.get("partner_id"))
        elif self._table == "mdf_requests":
            context.parents.add("mdf_requests", values["request_id"], values.get("partner_id"))
