"""Imports CSV exports: reads every row of every file, then writes all of them or none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.records.imports.cells.slots import Context, Products
from assistant.records.imports.faults import BadCell, BadSheet, CannotImport, Faults
from assistant.records.imports.fields import FIELDS, id_of, key_of
from assistant.records.imports.mapping import Mapping
from assistant.records.imports.names import Parents, Partners, People
from assistant.records.imports.report import ImportReport, TableCount
from assistant.records.imports.rows import Row, TableReader, key_columns
from assistant.records.imports.sheets import Sheet, sheet_paths
from assistant.records.imports.writing import Batch, Spool, records_version, write, write_state
from tools.core.program import Program

Progress = Callable[[int, int], None]


@dataclass
class Run:
    """One import on its way."""

    context: Context
    faults: Faults = field(default_factory=Faults)
    notes: list[str] = field(default_factory=list)
    counts: dict[str, TableCount] = field(default_factory=dict)
    seen: dict[str, dict[Any, tuple[str, int, int]]] = field(default_factory=dict)


def import_files(
    engine: Engine,
    paths: Path | list[Path],
    mapping: Mapping | None,
    *,
    program: Program,
    dry_run: bool,
    imported_on: date,
    on_progress: Progress | None = None,
) -> ImportReport:
    """Brings the records up to what CSV exports say.

    Args:
        engine: The records; its tables must exist.
        paths: Files, and folders whose CSV files are taken.
        mapping: How to read them; None takes `suggest_files`' word for it.
        program: Whose currency, tiers and kinds the cells must be of.
        dry_run: Whether to stop before the first write.
        imported_on: Today; becomes the day that the records are as of.
        on_progress: Called with rows done and rows in all.

    Returns:
        What was written, or every bad row; with a bad row nothing is written.

    Raises:
        CannotImport: a path is not there, no file fits the mapping, or the records refuse to be read or written.
    """
    try:
        files = sheet_paths(paths)
    except BadSheet as error:
        raise CannotImport(str(error)) from error
    assert mapping is not None
    try:
        return _imported(engine, files, mapping, program, dry_run, imported_on, on_progress or _silent)
    except IntegrityError as error:
        raise CannotImport(
            "The records were changed while the import ran; nothing was written. Import again."
        ) from error
    except SQLAlchemyError as error:
        raise CannotImport(f"The records cannot be written ({_cause(error)}); nothing was. Try again.") from error


def _imported(
    engine: Engine,
    files: list[Path],
    mapping: Mapping,
    program: Program,
    dry_run: bool,
    imported_on: date,
    on_progress: Progress,
) -> ImportReport:
    with engine.connect() as connection, Spool() as spool:
        partners, people = Partners(mapping.aliases.partners), People()
        products = Products(mapping.aliases.products)
        context = Context(partners, people, Parents(connection), products, program, imported_on)
        partners.load(connection)
        people.load(connection)
        run = Run(context)
        readers = _readers(files, mapping, run)
        total = sum(reader.total for reader in readers)
        steps = _Steps(total, on_progress)
        for reader in readers:
            _validate(reader, run, spool, steps)
        version = records_version(connection)
        if dry_run and not run.faults.total:
            write(connection, spool, run.counts, dry_run=True, on_rows=steps.wrote)
        connection.rollback()
        if not dry_run and not run.faults.total:
            version = _written(engine, spool, run, imported_on, steps)
    return _report(files, run, mapping, total, dry_run, imported_on, version)


class _Steps:
    """Progress by rows: a row is half done when it is read and done when it is written."""

    def __init__(self, total: int, tell: Progress) -> None:
        self._total, self._tell, self._halves = total, tell, 0

    def read(self, rows: int) -> None:
        self._halves += rows
        self._tell(self._halves // 2, self._total)

    def wrote(self, rows: int) -> None:
        self.read(rows)


def _readers(files: list[Path], mapping: Mapping, run: Run) -> list[TableReader]:
    """Every block with every file it fits, in the order in which the tables refer to each other."""
    order = list(FIELDS)
    found = []
    for path in files:
        if any(fnmatch(path.name.casefold(), pattern.casefold()) for pattern in mapping.skip_files):
            continue
        blocks = [block for block in mapping.files if fnmatch(path.name.casefold(), block.match.casefold())]
        if not blocks:
            run.faults.add(path.name, 1, "", "", "fits no block of the mapping: add one, or list it in `skip files`.")
        for block in blocks:
            try:
                found.append(TableReader(Sheet(path, block), block, run.faults))
            except BadSheet as error:
                run.faults.add(path.name, error.line, "", "", str(error))
    found.sort(key=lambda reader: order.index(reader.block.table))
    for reader in found:
        reader.survey()
    return found


def _validate(reader: TableReader, run: Run, spool: Spool, steps: _Steps) -> None:
    table = reader.block.table
    run.counts.setdefault(table, TableCount(table))
    reader.compile(run.context)
    keyed = _Keys(reader, run)
    history: list[Row] = []
    for rows, read in reader.batches(run.context):
        kept = list(keyed.kept(rows))
        if table == "tier_history":
            history += kept
        elif kept and not run.faults.total:
            spool.add(Batch(table, reader.columns, tuple(_values(reader.columns, row) for row in kept)))
        steps.read(read)
    if unread := reader.unread():
        run.notes.append(f"{reader.sheet.name}: not imported as {table}: {', '.join(unread)}.")


def _values(columns: tuple[str, ...], row: Row) -> tuple[Any, ...]:
    return tuple(row.values.get(name) for name in columns)


class _Keys:
    """Gives each row its primary key, and tells rows that stand in the files more than once."""

    def __init__(self, reader: TableReader, run: Run) -> None:
        self._reader, self._run = reader, run
        self._table = reader.block.table
        self._own = id_of(self._table)
        named = {*reader.block.columns, *reader.block.constants}
        self._derived = self._own is not None and self._own not in named
        self._places = key_of(self._table)
        self._seen = run.seen.setdefault(self._table, {})
        self._met: dict[str, int] = {}

    def kept(self, rows: list[Row]) -> Iterator[Row]:
        """The rows to write; a repeated one is counted, one that contradicts another is a fault."""
        for row in rows:
            if self._derived and not self._derive(row):
                continue
            key = tuple(row.values.get(name) for name in self._places)
            mark = hash(_values(self._reader.columns, row))
            before = self._seen.setdefault(key, (self._reader.sheet.name, row.line, mark))
            if before == (self._reader.sheet.name, row.line, mark):
                self._take_in(row)
                yield row
            elif before[2] == mark:
                self._run.counts[self._table].repeated += 1
            else:
                reason = f"has the same {', '.join(self._places)} as {before[0]} line {before[1]}, with other values."
                self._reader.object(row, self._places[0], f"{reason} Keep one of them.")

    def _derive(self, row: Row) -> bool:
        """An id for a row of an export that has none; whether the row is to be kept."""
        values, block = row.values, self._reader.block
        if self._table == "partners":
            return self._known_partner(row)
        parts = [f"{name}={values.get(name)}" for name in key_columns(block) if name in self._reader.columns]
        digest = sha256("\x1f".join(parts).encode()).hexdigest()[:20]
        self._met[digest] = self._met.get(digest, 0) + 1
        if self._met[digest] > 1 and block.repeats == "refuse":
            names = ", ".join(name for name in key_columns(block) if name in self._reader.columns)
            reason = (
                f"the row has the same {names} as one above and the export no id: name an id column, a longer `key`,"
            )
            self._reader.object(row, "", f"{reason} or `repeats: same` or `repeats: separate` in the mapping.")
            return False
        number = f"-{self._met[digest]}" if self._met[digest] > 1 and block.repeats == "separate" else ""
        values[self._own or ""] = f"{self._table}-{digest}{number}"
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
            known = f"partners-{sha256(name.casefold().encode()).hexdigest()[:20]}"
        else:
            row.values["name"] = partners.name(known)
        row.values["partner_id"] = known
        return True

    def _take_in(self, row: Row) -> None:
        """Lets the rows of later files refer to this one."""
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
            context.parents.add("mdf_requests", values["request_id"], values["partner_id"])


def _written(engine: Engine, spool: Spool, run: Run, imported_on: date, steps: _Steps) -> int:
    with engine.begin() as connection:
        write(connection, spool, run.counts, dry_run=False, on_rows=steps.wrote)
        changes = any(count.inserted or count.changed for count in run.counts.values())
        version = records_version(connection) + changes
        write_state(connection, version=version, as_of=imported_on)
    return version


def _report(
    files: list[Path], run: Run, mapping: Mapping, total: int, dry_run: bool, imported_on: date, version: int
) -> ImportReport:
    return ImportReport(
        files=tuple(path.name for path in files),
        rows=total,
        counts=tuple(run.counts.values()),
        faults=tuple(run.faults.kept),
        faults_total=run.faults.total,
        notes=tuple(run.notes),
        merges=(),
        mapping=mapping,
        suggested=False,
        dry_run=dry_run,
        imported_on=imported_on,
        version=version,
    )


def _silent(done: int, total: int) -> None:
    """Tells nobody."""


def _cause(error: SQLAlchemyError) -> str:
    return " ".join(str(getattr(error, "orig", None) or type(error).__name__).split())[:200]
