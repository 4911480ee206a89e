"""One block of the mapping compiled for one file: which cell is which column of ours, and how each is read."""

from rapidfuzz import process

from assistant.records.imports.cells.slots import Context, Slot, Weighed, blank_value, reading, weighed
from assistant.records.imports.faults import BadCell, BadSheet, Faults
from assistant.records.imports.fields import FIELDS, Field, id_of
from assistant.records.imports.mapping import CURRENCY, FileMapping, Source
from assistant.records.imports.sheets import Sheet
from tools.core.errors import shown

OWNERS = {
    "refunds": "deal_id",
    "registrations": "deal_id",
    "mdf_claims": "request_id",
    "certifications": "staff_id",
    "enrolments": "staff_id",
    "logins": "staff_id",
}
"""The column through which a row's partner is known when the export does not name the partner."""


class Layout:
    """Where each column stands in a file. What the mapping names and the file lacks is a fault of the file."""

    def __init__(self, sheet: Sheet, block: FileMapping, faults: Faults) -> None:
        self.sheet, self.block, self.faults = sheet, block, faults
        self.fields = FIELDS[block.table]
        self.owner = OWNERS.get(block.table)
        self.total = 0
        self.slots: list[Slot] = []
        self.missing: set[str] = set()
        self.columns: tuple[str, ...] = ()
        self._places = {name: self._found(source) for name, source in block.columns.items()}
        self._weighed: dict[str, Weighed] = {}

    def places(self, column: str) -> tuple[int, ...]:
        """Where a column's cells stand in a row; nowhere for a constant."""
        return self._places.get(column, ())

    def slot(self, column: str) -> Slot | None:
        """How a column is read; None for one that no header and no constant gives."""
        return next((slot for slot in self.slots if slot.field.name == column), None)

    def unread(self) -> list[str]:
        """Headers that are neither mapped nor ignored."""
        named = {place for places in self._places.values() for place in places}
        ignored = {_same(header) for header in self.block.ignore}
        if "*" in self.block.ignore:
            return []
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
            return  # met again, and reported, when the rows are read

    def compile(self, context: Context) -> None:
        """Readies each column for reading; a needed one that nothing gives is a fault of the file."""
        constants = {name: Source(default=text) for name, text in self.block.constants.items()}
        for name, source in {**self.block.columns, **constants}.items():
            if name != CURRENCY:
                self._add_slot(self.fields[name], source, context)
        self.columns = self._given()
        self._require_columns()

    def fault(self, column: str, value: str, reason: str) -> None:
        """Notes what is wrong with the file as a whole, at its header."""
        self.faults.add(self.sheet.name, self.sheet.header_line, column, value, reason)

    def _add_slot(self, field: Field, source: Source, context: Context) -> None:
        label = " / ".join(source.headers) or field.name
        read = reading(field, source, self.block, self._weighed.get(field.name), context)
        try:
            blank = blank_value(field, source, context)
        except BadCell as error:
            self.fault(label, source.default or "", f"{error} It stands in the mapping.")
            self.missing.add(field.name)
            blank = None
        self.slots.append(Slot(field, label, self.places(field.name), read, blank))

    def _given(self) -> tuple[str, ...]:
        """Our columns that every row gives, in the table's order."""
        given = {slot.field.name for slot in self.slots} | ({"partner_id"} if self.owner else set())
        given |= {id_of(self.block.table) or ""}
        if self.block.table == "deals":
            given |= {"role", "partner_id"} | ({"closed_on"} if "outcome" in given else set())
        return tuple(name for name in self.fields if name in given)

    def _require_columns(self) -> None:
        given = set(self.columns)
        if self.block.table == "deals":
            if "closed_on" in given and "outcome" not in given:
                self.fault("outcome", "", "has no header: name the stage, or write `constants: {outcome: won}`.")
            if not self.slot("role") and (self.slot("partner_id") or self.block.blank_partner != "direct"):
                given.discard("role")
        for name, field in self.fields.items():
            if field.required and name not in given and name not in self._places:
                self.missing.add(name)
                remedy = "name its header under `columns`, or a value under `constants`."
                self.fault(name, "", f"is needed for {self.block.table}: {remedy}")

    def _found(self, source: Source) -> tuple[int, ...]:
        """Where a column's headers stand; one that is not there, or not only there, is a fault of the file."""
        places = []
        for header in source.headers:
            at = [place for place, written in enumerate(self.sheet.headers) if _same(written) == _same(header)]
            if len(at) != 1:
                self.fault(header, "", self._why_not_found(header, at))
            elif header in self.sheet.repeated:
                self.fault(header, "", f'stands over several columns: write "{header} (2)" for the second one.')
            places += at[:1]
        return tuple(places)

    def _why_not_found(self, header: str, at: list[int]) -> str:
        if at:
            return "fits several headers that differ in case or spaces only. Rename one in the export."
        near = process.extractOne(header, self.sheet.headers, score_cutoff=60)
        hint = f" The nearest is {shown(near[0])}." if near else ""
        return f"is not a header of the file.{hint} Correct the mapping."


def _same(header: str) -> str:
    return "".join(header.casefold().split())
