"""Imports CSV exports: reads every row of every file, then writes all of them or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assistant.records.engine import read_version
from assistant.records.imports.cells.slots import Context, Products
from assistant.records.imports.checks import tier_rows
from assistant.records.imports.faults import BadSheet, CannotImport
from assistant.records.imports.fields import FIELDS
from assistant.records.imports.keys import Keys, Run
from assistant.records.imports.layout import Layout
from assistant.records.imports.mapping import Mapping
from assistant.records.imports.names import Parents, Partners, People, recorded_products
from assistant.records.imports.report import ImportReport, likely_merges
from assistant.records.imports.rows import TableReader
from assistant.records.imports.sheets import Sheet, sheet_paths
from assistant.records.imports.suggestions.suggest import suggest_files
from assistant.records.imports.writing import Batch, Spool, write, write_state
from tools.core.program import Program

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class _Order:
    """What was asked for."""

    files: tuple[Path, ...]
    mapping: Mapping
    suggested: bool
    program: Program
    dry_run: bool
    imported_on: date


class _Steps:
    """Progress by rows: a row is half done when it is read, and done when it is written."""

    def __init__(self, total: int, tell: Progress | None) -> None:
        self._total, self._tell, self._halves = total, tell, 0

    def half(self, rows: int) -> None:
        """Counts rows that were read or written."""
        self._halves += rows
        if self._tell:
            self._tell(min(self._halves // 2, self._total), self._total)

    def end(self) -> None:
        """Counts what was left out, too."""
        if self._tell:
            self._tell(self._total, self._total)


def import_files(
    engine: Engine,
    paths: Path | Sequence[Path],
    mapping: Mapping | None,
    *,
    program: Program,
    dry_run: bool,
    imported_on: date,
    on_progress: Progress | None = None,
) -> ImportReport:
    """Brings the records up to what CSV exports say.

    Args:
        engine: The records; their tables must exist.
        paths: Files, and folders whose CSV files are taken.
        mapping: How to read them; None follows what `suggest_files` makes of them.
        program: Whose currency, tiers and kinds of deal the cells must be of.
        dry_run: Whether to stop before the first write.
        imported_on: Today; it becomes the day that the records are as of.
        on_progress: Called with rows done and rows in all.

    Returns:
        What was written, or every bad row; with a bad row nothing is written.

    Raises:
        CannotImport: a path is not there, a file fits no table, or the records cannot be read or written.
    """
    try:
        files = tuple(sheet_paths(paths))
    except BadSheet as error:
        raise CannotImport(str(error)) from error
    followed = suggest_files(files, program.company.currency) if mapping is None else mapping
    order = _Order(files, followed, mapping is None, program, dry_run, imported_on)
    try:
        return _imported(engine, order, on_progress)
    except IntegrityError as error:
        raise CannotImport("The records changed while the import ran; nothing was written. Import again.") from error
    except SQLAlchemyError as error:
        cause = " ".join(str(getattr(error, "orig", None) or type(error).__name__).split())[:200]
        raise CannotImport(f"The records cannot be used ({cause}); nothing was written. Try again.") from error


def _imported(engine: Engine, order: _Order, on_progress: Progress | None) -> ImportReport:
    with Spool() as spool:
        run = Run(_context(engine, order))
        layouts = _layouts(order, run)
        rows = sum(layout.total for layout in layouts)
        steps = _Steps(rows, on_progress)
        for layout in layouts:
            _validate(layout, run, spool, steps)
        with engine.connect() as connection:
            _settle_history(connection, run, spool)
            version = read_version(connection)
            run.context.products.recorded = recorded_products(connection)
        if not run.faults.total:
            version = _written(engine, spool, run, order, steps)
    steps.end()
    return _report(order, run, rows, version)


def _context(engine: Engine, order: _Order) -> Context:
    partners, people = Partners(order.mapping.aliases.partners), People()
    with engine.connect() as connection:
        partners.load(connection)
        people.load(connection)
    products = Products(order.mapping.aliases.products)
    return Context(partners, people, Parents(engine), products, order.program, order.imported_on)


def _layouts(order: _Order, run: Run) -> list[Layout]:
    """Every block with every file it fits, in the order in which the tables refer to each other."""
    tables = list(FIELDS)
    found = []
    for path in order.files:
        if any(_fits(path, pattern) for pattern in order.mapping.skip_files):
            continue
        blocks = [block for block in order.mapping.files if _fits(path, block.match)]
        if not blocks:
            run.faults.add(path.name, 1, "", "", "fits no block of the mapping: add one, or list it in `skip files`.")
        for block in blocks:
            try:
                found.append(Layout(Sheet(path, block), block, run.faults))
            except BadSheet as error:
                run.faults.add(path.name, error.line, "", "", str(error))
    found.sort(key=lambda layout: tables.index(layout.block.table))
    for layout in found:
        layout.survey()
    return found


def _fits(path: Path, pattern: str) -> bool:
    return path.name == pattern or fnmatch(path.name.casefold(), pattern.casefold())


def _validate(layout: Layout, run: Run, spool: Spool, steps: _Steps) -> None:
    table = layout.block.table
    run.count(table)
    layout.compile(run.context)
    reader = TableReader(layout, run.context)
    keys = Keys(reader, run)
    for rows, read in reader.batches():
        kept = list(keys.kept(rows))
        if table == "tier_history":
            run.history += [(reader, row) for row in kept]
        elif kept and not run.faults.total:
            spool.add(Batch(table, layout.columns, tuple(reader.values(row) for row in kept)))
        steps.half(read)
    run.notes += reader.notes()


def _settle_history(connection: Connection, run: Run, spool: Spool) -> None:
    """Each tier of a partner ends before its next one starts, over all files and what the records hold."""
    if not run.history:
        return
    rows, overlaps = tier_rows(connection, [row.values for _, row in run.history])
    readers = {id(row.values): (reader, row) for reader, row in run.history}
    for values, reason in overlaps:
        reader, row = readers[id(values)]
        reader.object(row, "since", reason)
    columns = tuple(FIELDS["tier_history"])
    spool.add(Batch("tier_history", columns, tuple(tuple(row[name] for name in columns) for row in rows)))


def _written(engine: Engine, spool: Spool, run: Run, order: _Order, steps: _Steps) -> int:
    """The version afterwards. Only here is the write lock held: reading the files may take minutes."""
    with engine.begin() as connection:
        write(connection, spool, run.counts, dry_run=order.dry_run, on_rows=steps.half)
        if order.dry_run:
            return read_version(connection)
        changes = any(count.inserted or count.changed for count in run.counts.values())
        version = read_version(connection) + changes
        write_state(connection, version=version, as_of=order.imported_on)
    return version


def _report(order: _Order, run: Run, rows: int, version: int) -> ImportReport:
    products = run.context.products
    names = tuple(path.name for path in order.files)
    return ImportReport(
        files=names,
        rows=rows,
        counts=tuple(run.counts.values()),
        faults=tuple(sorted(run.faults.kept, key=lambda fault: (names.index(fault.file), fault.line))),
        faults_total=run.faults.total,
        notes=(*run.notes, *(order.mapping.remarks if order.suggested else ())),
        merges=likely_merges(products.met, products.recorded),
        mapping=order.mapping,
        suggested=order.suggested,
        dry_run=order.dry_run,
        imported_on=order.imported_on,
        version=version,
    )
