"""Reads the rows of one file into one table's values: cells, what they refer to, and what must hold between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import process

from assistant.records.imports.cells.money import own_currency
from assistant.records.imports.cells.slots import Context, Slot, Weighed, blank_value, reading, weighed
from assistant.records.imports.checks import Objection, out_of_order, settle_deal
from assistant.records.imports.faults import BadCell, BadSheet, Faults
from assistant.records.imports.fields import FIELDS, KEYS, Field, id_of
from assistant.records.imports.mapping import CURRENCY, FileMapping, Source
from assistant.records.imports.sheets import Sheet
from tools.core.errors import shown

_BATCH = 2_000
_OWNERS = {
    "refunds": "deal_id",
    "registrations": "deal_id",
    "mdf_claims": "request_id",
    "certifications": "staff_id",
    "enrolments": "staff_id",
    "logins": "staff_id",
}
"""The column through which a row's partner is known when the export does not name the partner."""


@dataclass(slots=True)
class Row:
    """One row on its way: its line, its cells, and its values by our column names."""

    line: int
    cells: list[str]
    values: dict[str, Any] = field(default_factory=dict)
    bad: bool = False


class TableReader:
    """One block of the mapping applied to one file."""

    def __init__(self, sheet: Sheet, block: FileMapping, faults: Faults) -> None:
        self.sheet, self.block, self.faults = sheet, block, faults
        self.fields = FIELDS[block.table]
        self.owner = _OWNERS.get(block.table)
        self.total = 0
        self._places = {name: self._found(source) for name, source in block.columns.items()}
        self._weighed: dict[str, Weighed] = {}
        self._slots: list[Slot] = []
        self._missing: set[str] = set()

    @property
    def columns(self) -> tuple[str, ...]:
        """Our columns that every row gives, in the table's order."""
        given = {slot.field.name for slot in self._slots} | ({"partner_id"} if self.owner else set())
        own = id_of(self.block.table)
        if own:
            given.add(own)
        if self.block.table == "deals":
            given |= {"role", "partner_id"} | ({"closed_on"} if "outcome" in given else set())
        return tuple(name for name in self.fields if name in given)

    def unread(self) -> list[str]:
        """Headers that are neither mapped nor ignored."""
        named = {place for places in self._places.values() for place in places}
        ignored = {_same(header) for header in self.block.ignore}
        headers = enumerate(self.sheet.headers)
        return [header for place, header in headers if place not in named and _same(header) not in ignored]

    def survey(self) -> None:
        """Counts the rows and gathers what tells each column's format, in one pass over the file."""
        gathering = []
        for name, source in self.block.columns.items():
            kept = weighed(self.fields[name], source, self.block) if name in self.fields else None
            if kept:
                self._weighed[name] = kept
                gathering += [(place, kept.add) for place in self._places[name]]
        try:
            for _, cells in self.sheet.rows():
                self.total += 1
                for place, add in gathering:
                    if place < len(cells):
                        add(cells[place].strip())
        except BadSheet:
            pass  # met again, and reported, when the rows are read

    def compile(self, context: Context) -> None:
        """Readies each column for reading; a required one that nothing gives is a fault of the file."""
        constants = {name: Source(headers=(), default=text) for name, text in self.block.constants.items()}
        for name, source in {**self.block.columns, **constants}.items():
            if name == CURRENCY:
                continue
            column = self.fields[name]
            read = reading(column, source, self.block, self._weighed.get(name), context)
            label = " / ".join(source.headers) or name
            try:
                blank = blank_value(column, source, read, context.imported_on)
            except BadCell as error:
                self._file_fault(label, source.default or "", f"{error} It stands in the mapping.")
                continue
            self._slots.append(Slot(column, label, self._places.get(name, ()), read, blank))
        self._require_columns()

    def batches(self, context: Context) -> Iterator[tuple[list[Row], int]]:
        """Rows whose values are complete, and how many rows were read for them; the faults are noted."""
        rows: list[Row] = []
        read = 0
        for line, cells in self._lines():
            read += 1
            row = Row(line, cells)
            if self._fits(row):
                self._read_cells(row, context)
                rows.append(row)
            if read == _BATCH:
                yield self._completed(rows, context), read
                rows, read = [], 0
        yield self._completed(rows, context), read

    def object(self, row: Row, column: str, reason: str) -> None:
        """Notes that a row is bad."""
        row.bad = True
        slot = next((slot for slot in self._slots if slot.field.name == column), None)
        text = self._text(row.cells, slot.places) if slot else ""
        self.faults.add(self.sheet.name, row.line, slot.label if slot else column, text, reason)

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        try:
            yield from self.sheet.rows()
        except BadSheet as error:
            self.faults.add(self.sheet.name, error.line, "", "", str(error))

    def _fits(self, row: Row) -> bool:
        width = len(self.sheet.headers)
        extra = [cell for cell in row.cells[width:] if cell.strip()]
        if len(row.cells) >= width and not extra:
            return True
        sizes = f"the row has {len(row.cells)} cells and the header {width}"
        reason = f"{sizes}: a delimiter or a quote is missing, or one too many."
        self.faults.add(self.sheet.name, row.line, "", "", reason)
        return False

    @staticmethod
    def _text(cells: list[str], places: tuple[int, ...]) -> str:
        for place in places:
            if text := cells[place].strip():
                return text
        return ""

    def _read_cells(self, row: Row, context: Context) -> None:
        values = row.values
        for slot in self._slots:
            text = self._text(row.cells, slot.places)
            try:
                value = slot.read(text) if text else slot.blank
                values[slot.field.name] = slot.blank if value is None else value
            except BadCell as error:
                self.object(row, slot.field.name, str(error))
        for place in self._places.get(CURRENCY, ()):
            try:
                own_currency(row.cells[place].strip(), context.program.company.currency)
            except BadCell as error:
                row.bad = True
                self.faults.add(self.sheet.name, row.line, self.sheet.headers[place], row.cells[place], str(error))

    def _completed(self, rows: list[Row], context: Context) -> list[Row]:
        for name in self.fields:
            if self.fields[name].kind == "parent":
                table = self.fields[name].refers or ""
                context.parents.look_up(table, {row.values[name] for row in rows if row.values.get(name)})
        for row in rows:
            for column, reason in self._objections(row, context):
                self.object(row, column, reason)
        return [row for row in rows if not row.bad]

    def _objections(self, row: Row, context: Context) -> Iterator[Objection]:
        values = row.values
        yield from self._refer(row, context)
        if self.block.table == "deals" and not (row.bad and "partner_id" not in values):
            role = self._slot_text(row, "role")
            values.setdefault("partner_id", None)
            yield from settle_deal(values, direct=self.block.blank_partner == "direct", role_written=bool(role))
        yield from out_of_order(self.block.table, values)
        for name, column in self.fields.items():
            if column.required and name not in self._missing and values.get(name, self) is None:
                yield name, "is blank: the column needs a value. Fill it in, or give it a `default` in the mapping."

    def _slot_text(self, row: Row, column: str) -> str:
        return self._text(row.cells, self._places.get(column, ()))

    def _refer(self, row: Row, context: Context) -> Iterator[Objection]:
        """Finds the person, deal or request that a row belongs to, and through it the row's partner."""
        values = row.values
        for name, column in self.fields.items():
            text = values.get(name)
            if text is None or column.kind not in ("person", "parent"):
                continue
            try:
                yield from self._owned(name, column, text, values, context)
            except BadCell as error:
                yield name, str(error)

    def _owned(
        self, name: str, column: Field, text: str, values: dict[str, Any], context: Context
    ) -> Iterator[Objection]:
        if column.kind == "person":
            values[name] = context.people.find(text, values.get("partner_id"))
            partner: str | None = context.people.partner(values[name])
        else:
            partner = context.parents.partner(column.refers or "", text)
        if name != self.owner:
            return
        if values.get("partner_id") is None:
            values["partner_id"] = partner
        elif values["partner_id"] != partner:
            whose = f"belongs to {partner}" if partner else "is a direct deal"
            yield name, f"{whose}, and the row names {values['partner_id']}. Correct one of them."

    def _found(self, source: Source) -> tuple[int, ...]:
        """Where a column's headers stand; one that is not there, or not only there, is a fault of the file."""
        places = []
        for header in source.headers:
            at = [place for place, written in enumerate(self.sheet.headers) if _same(written) == _same(header)]
            if len(at) != 1:
                self._file_fault(header, "", self._why_not_found(header, at))
            elif header in self.sheet.repeated:
                self._file_fault(header, "", f'stands over several columns: write "{header} (2)" for the second one.')
            places += at[:1]
        return tuple(places)

    def _why_not_found(self, header: str, at: list[int]) -> str:
        if at:
            return "fits several headers that differ in case or spaces only. Rename one in the export."
        near = process.extractOne(header, self.sheet.headers, score_cutoff=60)
        return (
            f"is not a header of the file.{f' The nearest is {shown(near[0])}.' if near else ''} Correct the mapping."
        )

    def _require_columns(self) -> None:
        given = set(self.columns)
        if self.block.table == "deals" and "closed_on" in given and "outcome" not in given:
            self._file_fault("outcome", "", "has no header: name the stage, or write `constants: {outcome: won}`.")
        if self.block.table == "deals" and not {slot.field.name for slot in self._slots} & {"role"}:
            given.discard("role")
        for name, column in self.fields.items():
            if column.required and name not in given and name not in self._places:
                direct = self.block.blank_partner == "direct" and "partner_id" not in self._places
                if name == "role" and direct:
                    continue
                self._missing.add(name)
                reason = (
                    f"is needed for {self.block.table}: name its header under `columns`, or a value under `constants`."
                )
                self._file_fault(name, "", reason)

    def _file_fault(self, column: str, value: str, reason: str) -> None:
        self.faults.add(self.sheet.name, self.sheet.header_line, column, value, reason)


def key_columns(block: FileMapping) -> tuple[str, ...]:
    """The columns that tell a block's rows apart where the export has no id."""
    return block.key or KEYS.get(block.table, ())


def _same(header: str) -> str:
    return "".join(header.casefold().split())
