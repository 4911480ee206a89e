"""One door to the records for questions: plain SQL through the database's own driver.

SQLAlchemy takes longer to import than a question takes to answer, so SQLite is read with the standard
library; PostgreSQL goes through SQLAlchemy's engine. Values always travel as parameters.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from tools.core.errors import NoRecords, ToolError

SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000")
START = "Run `channel-sales demo` for the demo company, or `channel-sales import PATH` for your own records."

_FILE = "sqlite:///"


class BadRecords(ToolError):
    """The database is there but cannot be used."""


class Session(Protocol):
    """A transaction: its reads all see the records of one instant. `raw` is whether days come as text."""

    raw: bool

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement whose values stand as `?`."""


class Records:
    """The records behind one database URL."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.path = Path(url.removeprefix(_FILE)) if url.startswith(_FILE) else None
        if "://" not in url:
            raise BadRecords(
                f"CHANNEL_SALES_DATABASE_URL {url!r} is no database URL. Write it like sqlite:///records.db."
            )

    @property
    def shown(self) -> str:
        """The database as it may be printed: without a password."""
        return str(self.path) if self.path is not None else self.url.rpartition("@")[2]

    @contextmanager
    def session(self, *, writes: bool = False) -> Iterator[Session]:
        """A transaction that commits at its end; with `writes`, none of its statements is lost to another's.

        SQLite holds the write lock from its first statement. PostgreSQL locks rows as each statement meets them, and
        reads what is committed by then.
        """
        opened = self._server(writes=writes) if self.path is None else self._file(self.path, writes=writes)
        with opened as session:
            yield session

    @contextmanager
    def _file(self, path: Path, *, writes: bool) -> Iterator[Session]:
        try:
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)
            try:
                for pragma in SQLITE_PRAGMAS:
                    connection.execute(f"PRAGMA {pragma}")
                connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
                yield _File(connection)
                connection.execute("COMMIT")
            finally:
                connection.close()
        except sqlite3.Error as error:
            missing = NoRecords(f"There are no records yet. {START}")
            raise (self.unusable(str(error)) if path.exists() else missing) from error

    @contextmanager
    def _server(self, *, writes: bool) -> Iterator[Session]:
        from assistant.records.engine import engine_of, faults_explained

        with faults_explained(self), engine_of(self.url).begin() as connection:
            if not writes:
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield _Server(connection)

    def unusable(self, why: str) -> ToolError:
        """What to say of a database that cannot be used."""
        if "no such table" in why or "does not exist" in why:
            return NoRecords(f"There are no records yet in {self.shown}. {START}")
        if "locked" in why:
            return BadRecords(
                f"The records in {self.shown} are being changed, perhaps by an import. Ask again in a minute."
            )
        return BadRecords(
            f"The records in {self.shown} cannot be used: {' '.join(why.split())}. "
            "Restore them from a backup, or name others with CHANNEL_SALES_DATABASE_URL."
        )

    def state(self) -> dict[str, str]:
        """The facts about the records as a whole.

        Raises:
            NoRecords: nothing was ever loaded.
        """
        with self.session() as session:
            facts = dict(session.rows("SELECT key, value FROM state"))
        if "as_of" not in facts:
            raise NoRecords(f"There are no records yet in {self.shown}. {START}")
        return facts

    def company(self) -> str | None:
        """Whose records they are; None where none were ever loaded."""
        return self._fact("company")

    def as_of(self) -> date | None:
        """The records' own day; None where none were ever loaded."""
        found = self._fact("as_of")
        return date.fromisoformat(found) if found else None

    def _fact(self, key: str) -> str | None:
        try:
            return self.state().get(key, "")
        except NoRecords:
            return None


class _File:
    """SQLite: days are text and flags are numbers."""

    raw = True

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, tuple(values)).fetchall()


class _Server:
    """PostgreSQL, by SQLAlchemy's engine: days are dates and flags are booleans."""

    raw = False

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        found = self._connection.exec_driver_sql(sql.replace("?", "%s"), tuple(values))
        return [tuple(row) for row in found.fetchall()] if found.returns_rows else []
