"""Reads one file's rows into one table's values: cells, what they refer to, and what must hold between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.records.imports.cells.money import own_currency
from assistant.records.imports.cells.slots import Context
from assistant.records.imports.checks import Objection, out_of_order, settle_deal
from assistant.records.imports.faults import BadCell, BadSheet
from assistant.records.imports.fields import Field
from assistant.records.imports.layout import Layout
from assistant.records.imports.mapping import CURRENCY
from tools.core.errors import shown

_BATCH = 2_000
_FORMULA = frozenset("=+-@")


@dataclass(slots=True)
class Row:
    """One row on its way: its line, its cells, and its values by our column names."""

    line: int
    cells: list[str]
    values: dict[str, Any] = field(default_factory=dict)
    bad: bool = False


class TableReader:
    """The rows of one file as one table's."""

    def __init__(self, layout: Layout, context: Context) -> None:
        self.layout, self._context = layout, context
        self._faults, self._name = layout.faults, layout.sheet.name
        self._slots = [
            (slot.field.name, slot.places, slot.read, slot.blank, slot.field.kind in ("text", "id", "lines"))
            for slot in layout.slots
        ]
        self._parents = [name for name, field in layout.fields.items() if field.kind == "parent"]
        self._referring = [field for field in layout.fields.values() if field.kind in ("person", "parent")]
        self._required = [n for n, field in layout.fields.items() if field.required and n not in layout.missing]
        self._formulas, self._first_formula = 0, ""
        self._expected = self._ahead = 0

    def batches(self) -> Iterator[tuple[list[Row], int]]:
        """Rows that are complete or bad, and how many rows were read for them; faults are noted."""
        rows: list[Row] = []
        read = 0
        for line, cells in self._lines():
            read += 1
            row = Row(line, cells)
            if self._is_whole(row):
                self._read_cells(row)
                rows.append(row)
            if read == _BATCH:
                yield self._completed(rows), read
                rows, read = [], 0
        yield self._completed(rows), read

    def values(self, row: Row) -> tuple[Any, ...]:
        """A row's values in the order of the layout's columns."""
        return tuple([row.values.get(name) for name in self.layout.columns])

    def object(self, row: Row, column: str, reason: str) -> None:
        """Notes that a row is bad."""
        row.bad = True
        slot = self.layout.slot(column)
        text = self._text(row.cells, slot.places) if slot else ""
        self._faults.add(self._name, row.line, slot.label if slot else column, text, reason)

    def notes(self) -> list[str]:
        """What a person should know of this file although nothing is wrong with it."""
        table, name = self.layout.block.table, self._name
        found = []
        if unread := self.layout.unread():
            found.append(f"{name}: not imported as {table}: {', '.join(unread)}.")
        if self._formulas:
            found.append(
                f"{name}: {self._formulas:,} cells start like a spreadsheet formula, the first {self._first_formula}. "
                "They are kept as text; nothing evaluates them."
            )
        if self._expected:
            found.append(f"{name}: {self._expected:,} open deals have an expected close date, which is not kept.")
        if self._ahead:
            found.append(f"{name}: {self._ahead:,} deals close after the day of the import and count from then on.")
        if table == "deals" and not self.layout.slot("probability_bp"):
            found.append(f"{name}: no column gives a probability, so open deals weigh nothing in a weighted pipeline.")
        return found

    def _lines(self) -> Iterator[tuple[int, list[str]]]:
        try:
            yield from self.layout.sheet.rows()
        except BadSheet as error:
            self._faults.add(self._name, error.line, "", "", str(error))

    def _is_whole(self, row: Row) -> bool:
        width, cells = len(self.layout.sheet.headers), row.cells
        if len(cells) == width or (len(cells) > width and not any(cell.strip() for cell in cells[width:])):
            return True
        sizes = f"the row has {len(cells)} cells and the header {width}"
        self._faults.add(self._name, row.line, "", "", f"{sizes}: a delimiter or a quote is missing, or one too many.")
        return False

    @staticmethod
    def _text(cells: list[str], places: tuple[int, ...]) -> str:
        for place in places:
            if text := cells[place].strip():
                return text
        return ""

    def _read_cells(self, row: Row) -> None:
        values, cells = row.values, row.cells
        for name, places, read, blank, plain in self._slots:
            text = cells[places[0]].strip() if len(places) == 1 else self._text(cells, places)
            if not text:
                values[name] = blank
                continue
            try:
                value = read(text)
            except BadCell as error:
                self.object(row, name, str(error))
                continue
            values[name] = blank if value is None or value == "" else value
            if plain and text[0] in _FORMULA and len(text) > 1:
                self._note_formula(row, name, text)
        for place in self.layout.places(CURRENCY):
            self._check_currency(row, place)

    def _note_formula(self, row: Row, column: str, text: str) -> None:
        self._formulas += 1
        slot = self.layout.slot(column)
        self._first_formula = (
            self._first_formula or f"{shown(text)} (line {row.line}, {slot.label if slot else column})"
        )

    def _check_currency(self, row: Row, place: int) -> None:
        try:
            own_currency(row.cells[place].strip(), self._context.program.company.currency)
        except BadCell as error:
            row.bad = True
            self._faults.add(self._name, row.line, self.layout.sheet.headers[place], row.cells[place], str(error))

    def _completed(self, rows: list[Row]) -> list[Row]:
        for name in self._parents:
            table = self.layout.fields[name].refers or ""
            keys = {row.values[name] for row in rows if row.values.get(name)}
            self._context.parents.look_up(table, keys)
        for row in rows:
            for column, reason in self._objections(row):
                self.object(row, column, reason)
        return rows

    def _objections(self, row: Row) -> Iterator[Objection]:
        values = row.values
        for column in self._referring:
            if values.get(column.name) is not None:
                yield from self._refer(column, values)
        if self.layout.block.table == "deals":
            yield from self._settle_deal(row)
        yield from out_of_order(self.layout.block.table, values)
        for name in self._required:
            if values.get(name, self) is None:
                yield name, "is blank: the column needs a value. Fill it in, or give it a `default` in the mapping."

    def _settle_deal(self, row: Row) -> Iterator[Objection]:
        values, layout = row.values, self.layout
        unreadable = {slot.field.name for slot in layout.slots} - values.keys() if row.bad else frozenset()
        values.setdefault("partner_id", None)
        if values.get("outcome") == "open" and values.get("closed_on"):
            self._expected += 1
        written = bool(self._text(row.cells, layout.places("role")))
        direct = layout.block.blank_partner == "direct"
        for column, reason in settle_deal(values, direct=direct, role_written=written):
            if column not in unreadable:
                yield column, reason
        if values.get("closed_on") and values["closed_on"] > self._context.imported_on:
            self._ahead += 1

    def _refer(self, column: Field, values: dict[str, Any]) -> Iterator[Objection]:
        """Finds the person, deal or request that a row belongs to, and through it the row's partner."""
        name, text = column.name, values[column.name]
        try:
            if column.kind == "person":
                values[name] = self._context.people.find(text, values.get("partner_id"))
                partner: str | None = self._context.people.partner(values[name])
            else:
                partner = self._context.parents.partner(column.refers or "", text)
        except BadCell as error:
            yield name, str(error)
            return
        if name != self.layout.owner:
            return
        if values.get("partner_id") is None:
            values["partner_id"] = partner
        elif values["partner_id"] != partner:
            whose = f"belongs to {partner}" if partner else "is a direct deal"
            yield name, f"{whose}, and the row names {values['partner_id']}. Correct one of them."
