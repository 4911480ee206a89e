"""Writes validated rows: compares them with what stands, inserts, updates, and counts. One transaction, no deletes."""

import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, select, tuple_

from assistant.records.imports.fields import FIELDS, key_of
from assistant.records.imports.report import TableCount
from assistant.records.tables import metadata, state

_AT_ONCE = 500

Values = tuple[Any, ...]


class FirstSeen(date):
    """A day that stands in for a blank: written with a new row, never over a row that stands."""


@dataclass(frozen=True)
class Batch:
    """Rows of one table, all with the same columns, the primary key's among them."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[Values, ...]


class Spool:
    """Validated batches on disk until the last row of the last file is known to be good."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, batch: Batch) -> None:
        """Keeps a batch."""
        pickle.dump(batch, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def __iter__(self) -> Iterator[Batch]:
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)  # noqa: S301 - this process wrote it a moment ago, to a nameless file
            except EOFError:
                return


def write(
    connection: Connection,
    spool: Spool,
    counts: dict[str, TableCount],
    *,
    dry_run: bool,
    on_rows: Callable[[int], None],
) -> None:
    """Brings the records up to the spool's rows, counting in `counts`; a dry run only counts."""
    for batch in spool:
        for start in range(0, len(batch.rows), _AT_ONCE):
            rows = batch.rows[start : start + _AT_ONCE]
            _write_some(connection, batch, rows, counts[batch.table], dry_run=dry_run)
            on_rows(len(rows))


def _write_some(
    connection: Connection, batch: Batch, rows: Sequence[Values], count: TableCount, *, dry_run: bool
) -> None:
    table = metadata.tables[batch.table]
    standing = _standing(connection, table, batch.columns, rows)
    places = [batch.columns.index(name) for name in key_of(batch.table)]
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for row in rows:
        before = standing.get(tuple(row[place] for place in places))
        if before is None:
            new.append(_inserted(batch, row))
            continue
        after = tuple(was if isinstance(now, FirstSeen) else now for now, was in zip(row, before, strict=True))
        if after == before:
            count.unchanged += 1
        else:
            changed.append({f"new_{name}": value for name, value in zip(batch.columns, after, strict=True)})
    count.inserted += len(new)
    count.changed += len(changed)
    if new and not dry_run:
        connection.execute(table.insert(), new)
    if changed and not dry_run:
        connection.execute(_update(table, batch.columns), changed)


def _standing(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[Values]
) -> dict[Values, Values]:
    """What the records hold of those rows, by primary key."""
    keys = key_of(table.name)
    places = [columns.index(name) for name in keys]
    wanted = [tuple(row[place] for place in places) for row in rows]
    chosen = [table.c[name] for name in keys]
    where = chosen[0].in_([key[0] for key in wanted]) if len(keys) == 1 else tuple_(*chosen).in_(wanted)
    found = connection.execute(select(*(table.c[name] for name in columns)).where(where))
    return {tuple(row[place] for place in places): tuple(row) for row in found}


def _inserted(batch: Batch, row: Values) -> dict[str, Any]:
    values = {
        name: date(value.year, value.month, value.day) if isinstance(value, FirstSeen) else value
        for name, value in zip(batch.columns, row, strict=True)
    }
    for name, field in FIELDS[batch.table].items():
        values.setdefault(name, field.default)
    return values


def _update(table: Table, columns: tuple[str, ...]) -> Any:
    keys = key_of(table.name)
    own = and_(*(table.c[name] == bindparam(f"new_{name}") for name in keys))
    rest = [name for name in columns if name not in keys]
    return table.update().where(own).values({name: bindparam(f"new_{name}") for name in rest})


def write_state(connection: Connection, *, version: int, as_of: date) -> None:
    """Notes the records' version and the day they are as of."""
    for key, value in (("version", str(version)), ("as_of", as_of.isoformat())):
        updated = connection.execute(state.update().where(state.c.key == key).values(value=value))
        if not updated.rowcount:
            connection.execute(state.insert().values(key=key, value=value))
