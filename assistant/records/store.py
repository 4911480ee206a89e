"""One door to the records: SQLite embedded, PostgreSQL for many workers, one schema.

Every writing transaction on SQLite begins with BEGIN IMMEDIATE: without it two writers that read
first lose updates without an error.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from assistant.records.tables import metadata, receipts, state
from tools.core.errors import NoRecords, ToolError

SCHEMA_VERSION = "0001"
"""The newest migration; a test holds it to Alembic's own head."""

START = "Run `channel-sales demo` for the demo company, or `channel-sales import PATH` for your own records."


class BadRecords(ToolError):
    """The database is there but cannot be read."""


class Records:
    """The records behind one database URL."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.engine = _engine(url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection whose reads all see the records of one instant."""
        with _faults_explained(self.shown), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its first statement, and commits at its end."""
        engine = self.engine.execution_options(channel_sales_writes=True)
        with _faults_explained(self.shown), engine.begin() as connection:
            yield connection

    @property
    def shown(self) -> str:
        """The database as it may be printed: without a password."""
        return self.url.database or "" if self.url.get_backend_name() == "sqlite" else self.url.render_as_string()

    def state(self) -> dict[str, str]:
        """The facts about the records as a whole.

        Raises:
            NoRecords: nothing was ever loaded.
        """
        if self.url.get_backend_name() == "sqlite" and not Path(self.url.database or "").exists():
            raise NoRecords(f"There are no records yet. {START}")
        with self.reading() as connection:
            try:
                facts = {row.key: row.value for row in connection.execute(select(state))}
            except (OperationalError, DatabaseError) as error:
                if _is_missing_table(error):
                    raise NoRecords(f"There are no records yet in {self.shown}. {START}") from error
                raise
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

    def migrate(self) -> None:
        """Bring the schema to the newest migration, creating the database if there is none."""
        from alembic import command
        from alembic.config import Config

        if self.url.get_backend_name() == "sqlite" and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with _faults_explained(self.shown), self.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def replace_all(self, tables: dict[str, list[dict[str, Any]]], as_of: date, company: str) -> None:
        """Empty every table but the receipts and load these rows, in one transaction."""
        with self.writing() as connection:
            version = read_version(connection) + 1
            for table in reversed(metadata.sorted_tables):
                if table is not receipts:
                    connection.execute(table.delete())
            for table in metadata.sorted_tables:
                if rows := tables.get(table.name):
                    connection.execute(insert(table), rows)
            facts = {"as_of": as_of.isoformat(), "version": str(version), "company": company}
            connection.execute(insert(state), [{"key": key, "value": value} for key, value in facts.items()])


def read_version(connection: Connection) -> int:
    """The records' version as a transaction sees it; 0 before anything was loaded."""
    found = connection.execute(select(state.c.value).where(state.c.key == "version")).scalar()
    return int(found or 0)


@cache
def _engine(url: str) -> Engine:
    try:
        engine = create_engine(url)
    except SQLAlchemyError as error:
        raise BadRecords(f"CHANNEL_SALES_DATABASE_URL cannot be used: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("channel_sales_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _faults_explained(shown: str) -> Iterator[None]:
    try:
        yield
    except (OperationalError, DatabaseError) as error:
        if _is_missing_table(error):
            raise
        raise BadRecords(
            f"The records in {shown} cannot be used: {error.orig}. "
            "Restore the file from a backup, or name another with CHANNEL_SALES_DATABASE_URL."
        ) from error


def _is_missing_table(error: SQLAlchemyError) -> bool:
    text = str(error).lower()
    return "no such table" in text or "undefinedtable" in text
