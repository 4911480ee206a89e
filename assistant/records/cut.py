"""Frames, cut in SQL to the tables a tool reads, the partner asked about, and what the person may see.

Nothing else reads these tables for a tool, so nothing else can show a person what is not theirs. Cuts are
kept while the records' version stands: the next question finds them in memory.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

import narwhals as nw
import polars as pl

from assistant.access import Person
from assistant.records.store import BadRecords, Records, Session
from tools.core.frames import SCHEMA, Frames, Lazy

_POLARS: dict[type, Any] = {
    nw.String: pl.String,
    nw.Categorical: pl.Categorical,
    nw.Date: pl.Date,
    nw.Int64: pl.Int64,
    nw.Boolean: pl.Boolean,
}
_STORED = {pl.Date: pl.String, pl.Boolean: pl.Int64, pl.Categorical: pl.String}
_KEPT_CUTS = 64

DERIVED = {
    ("deals", "registered_on"): "(SELECT MIN(r.registered_on) FROM registrations r"
    " WHERE r.deal_id = deals.deal_id AND r.status = 'approved')"
}
"""Columns of frames that no table holds: a deal's registration day is that of its first approved one."""


SINCE = {
    "logins": "login_on >= ?",
    "deals": "(closed_on IS NULL OR closed_on >= ? OR partner_id IN (SELECT d.partner_id FROM refunds f"
    " JOIN deals d ON d.deal_id = f.deal_id WHERE f.refunded_on >= ? AND d.closed_on < ?))",
}
"""Which rows of a table are needed from a day on. A refund of an older deal takes back at the rate of the
deal's own quarter, so a partner with one is read whole."""


@dataclass(frozen=True)
class Cut:
    """Which rows: the tables, one partner's or all, the days, and the person's scope."""

    person: Person
    tables: tuple[str, ...]
    partner_id: str | None = None
    since: date | None = None


class FrameReader:
    """Reads cuts of one database, and keeps the newest of them."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._kept: OrderedDict[tuple[Any, ...], Lazy] = OrderedDict()
        self._lock = Lock()

    def read(self, cut: Cut, *, as_of: date, version: int) -> Frames:
        """The frames of a cut, at a version of the records.

        Raises:
            BadRecords: the records have moved on since the question was taken.
        """
        keys = {name: (name, version, cut.person.scope, cut.partner_id, cut.since) for name in cut.tables}
        with self._lock:
            tables = {name: self._kept[key] for name, key in keys.items() if key in self._kept}
        missing = [name for name in cut.tables if name not in tables]
        if missing:
            with self._records.session() as session:
                _unmoved(session, version)
                fresh = {name: _table(session, name, cut) for name in missing}
            self._keep({keys[name]: table for name, table in fresh.items()})
            tables |= fresh
        return Frames(as_of=as_of, tables=tables)

    def _keep(self, fresh: dict[tuple[Any, ...], Lazy]) -> None:
        with self._lock:
            self._kept.update(fresh)
            while len(self._kept) > _KEPT_CUTS:
                self._kept.popitem(last=False)


def _unmoved(session: Session, version: int) -> None:
    """Hold a question to one version of the records: figures of two are not added up."""
    if session.rows("SELECT value FROM state WHERE key = 'version'") != [(str(version),)]:
        raise BadRecords("The records were changed while this was being answered. Ask again.")


def _table(session: Session, name: str, cut: Cut) -> Lazy:
    columns = ", ".join(DERIVED.get((name, column), column) for column in SCHEMA[name])
    conditions, values = visible(cut.person)
    if cut.partner_id is not None:
        conditions, values = [*conditions, "partner_id = ?"], [*values, cut.partner_id]
    if cut.since is not None and name in SINCE:
        day = cut.since.isoformat()
        conditions, values = [*conditions, SINCE[name]], [*values, *([day] * SINCE[name].count("?"))]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    found = session.rows(f"SELECT {columns} FROM {name}{where}", values)  # noqa: S608 - names are of our own schema
    return nw.from_native(_frame(name, found, raw=session.raw).lazy())


def _frame(name: str, found: Sequence[Any], *, raw: bool) -> pl.DataFrame:
    """Rows as columns. SQLite's days, flags and words come as text and numbers and are cast once a column."""
    schema = {column: _POLARS[type(dtype)] for column, dtype in SCHEMA[name].items()}
    columns = list(zip(*found, strict=True)) if found else [()] * len(schema)
    series = [
        pl.Series(column, values, dtype=_STORED.get(dtype, dtype) if raw else dtype, strict=True)
        for (column, dtype), values in zip(schema.items(), columns, strict=True)
    ]
    if not raw:
        return pl.DataFrame(series)
    days = [pl.col(column).str.to_date("%Y-%m-%d") for column, dtype in schema.items() if dtype == pl.Date]
    flags = [pl.col(column).cast(pl.Boolean) for column, dtype in schema.items() if dtype == pl.Boolean]
    words = [pl.col(column).cast(pl.Categorical) for column, dtype in schema.items() if dtype == pl.Categorical]
    return pl.DataFrame(series).with_columns(days + flags + words)


def visible(person: Person) -> tuple[list[str], list[Any]]:
    """What a person may see of any table; direct deals and other partners' rows are not there at all."""
    if person.sees == "everything":
        return [], []
    if person.sees == "partner":
        return ["partner_id = ?"], [person.partner_id]
    return ["partner_id IN (SELECT p.partner_id FROM partners p WHERE p.manager = ?)"], [person.name]
