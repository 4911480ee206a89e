"""Frames, cut in SQL to the tables a tool reads, the partner asked about, and what the person may see.

Nothing else reads these tables for a tool, so nothing else can show a person what is not theirs.
Whole-company cuts are kept while the records' version stands: the next question finds them in memory.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

import narwhals as nw
import polars as pl
from sqlalchemy import Boolean, Column, Connection, Date, Integer, Select, String, func, or_, select, type_coerce
from sqlalchemy.sql import ColumnElement

from assistant.access import Person
from assistant.records.store import BadRecords, Records, read_version
from assistant.records.tables import deals, metadata, partners, registrations
from tools.core.frames import SCHEMA, Frames, Lazy
from tools.core.periods import Period

_POLARS: dict[type, Any] = {nw.String: pl.String, nw.Date: pl.Date, nw.Int64: pl.Int64, nw.Boolean: pl.Boolean}
_KEPT_CUTS = 64

CLOSED_ON = {"logins": "login_on", "payments": "paid_on"}
"""The day by which a table's rows fall out of a window; deals have two."""


@dataclass(frozen=True)
class Cut:
    """Which rows: the tables, one partner or all, the days, and the person's scope."""

    person: Person
    tables: tuple[str, ...]
    partner_id: str | None = None
    window: Period | None = None


class FrameReader:
    """Reads cuts of one database, and keeps the newest of them."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._kept: OrderedDict[tuple[Any, ...], Lazy] = OrderedDict()
        self._lock = Lock()

    def read(self, cut: Cut, *, as_of: date, version: str) -> Frames:
        """The frames of a cut, at a version of the records."""
        keys = {name: (name, version, cut.person.scope, cut.partner_id, cut.window) for name in cut.tables}
        with self._lock:
            tables = {name: self._kept[key] for name, key in keys.items() if key in self._kept}
        missing = [name for name in cut.tables if name not in tables]
        if missing:
            with self._records.reading() as connection:
                _unmoved(connection, version)
                fresh = {name: _table(connection, name, cut) for name in missing}
            self._keep({keys[name]: table for name, table in fresh.items()})
            tables |= fresh
        return Frames(as_of=as_of, tables=tables)

    def _keep(self, fresh: dict[tuple[Any, ...], Lazy]) -> None:
        with self._lock:
            self._kept.update(fresh)
            while len(self._kept) > _KEPT_CUTS:
                self._kept.popitem(last=False)


def _unmoved(connection: Connection, version: str) -> None:
    """Hold a question to one version of the records: figures of two are not added up."""
    if read_version(connection) != int(version):
        raise BadRecords("The records were changed while this was being answered. Ask again.")


def _table(connection: Connection, name: str, cut: Cut) -> Lazy:
    raw = connection.dialect.name == "sqlite"
    found = connection.execute(_query(name, cut, raw=raw)).fetchall()
    return nw.from_native(_frame(name, found, raw=raw).lazy())


def _frame(name: str, found: Sequence[Any], *, raw: bool) -> pl.DataFrame:
    """Rows as columns. SQLite's days and flags come as text and numbers and are cast once a column."""
    schema = {column: _POLARS[type(dtype)] for column, dtype in SCHEMA[name].items()}
    stored = {c: {pl.Date: pl.String, pl.Boolean: pl.Int64}.get(t, t) if raw else t for c, t in schema.items()}
    columns = list(zip(*found, strict=True)) if found else [[] for _ in schema]
    frame = pl.DataFrame(
        [pl.Series(c, v, dtype=t, strict=True) for (c, t), v in zip(stored.items(), columns, strict=True)]
    )
    if raw:
        days = [pl.col(c).str.to_date("%Y-%m-%d") for c, t in schema.items() if t == pl.Date]
        frame = frame.with_columns(days + [pl.col(c).cast(pl.Boolean) for c, t in schema.items() if t == pl.Boolean])
    return frame


def _query(name: str, cut: Cut, *, raw: bool) -> Select[Any]:
    table = metadata.tables[name]
    columns = [_column(table.c[c], raw=raw) if c in table.c else None for c in SCHEMA[name]]
    if name == "deals":
        registered = _first_registration()
        columns = [_column(registered, raw=raw).label("registered_on") if c is None else c for c in columns]
    conditions = [*visible(name, cut.person), *_asked(name, cut)]
    return select(*[c for c in columns if c is not None]).where(*conditions)


def _column(column: ColumnElement[Any], *, raw: bool) -> ColumnElement[Any]:
    """A column as SQLite stores it, so that no row is converted one by one."""
    if not raw:
        return column
    if isinstance(column.type, Date):
        return type_coerce(column, String)
    return type_coerce(column, Integer) if isinstance(column.type, Boolean) else column


def _first_registration() -> ColumnElement[Any]:
    """The day of a deal's first approved registration."""
    return (
        select(func.min(registrations.c.registered_on))
        .where(registrations.c.deal_id == deals.c.deal_id, registrations.c.status == "approved")
        .correlate(deals)
        .scalar_subquery()
    )


def visible(name: str, person: Person) -> list[ColumnElement[bool]]:
    """What a person may see of a table; direct deals and other partners' rows are not there at all."""
    column: Column[Any] = metadata.tables[name].c.partner_id
    if person.sees == "everything":
        return []
    if person.sees == "partner":
        return [column == person.partner_id]
    own = select(partners.c.partner_id).where(partners.c.manager == person.name)
    return [column.in_(own)]


def _asked(name: str, cut: Cut) -> list[ColumnElement[bool]]:
    table = metadata.tables[name]
    conditions: list[ColumnElement[bool]] = []
    if cut.partner_id is not None:
        conditions.append(table.c.partner_id == cut.partner_id)
    if cut.window is not None and name == "deals":
        conditions.append(table.c.opened_on < cut.window.after)
        conditions.append(or_(table.c.closed_on.is_(None), table.c.closed_on >= cut.window.first))
    if cut.window is not None and name in CLOSED_ON:
        conditions.append(table.c[CLOSED_ON[name]] >= cut.window.first)
    return conditions
