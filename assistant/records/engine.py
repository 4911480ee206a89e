"""The SQLAlchemy side of the records: migrations, bulk loads and imports, on SQLite and PostgreSQL.

It is imported by what changes records. Questions read through `store.py`, whose start-up they wait for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import SQLAlchemyError

from assistant.records.store import SQLITE_PRAGMAS, BadRecords, Records
from assistant.records.tables import metadata, receipts, state


@cache
def engine_of(url: str) -> Engine:
    """The engine of a database URL.

    Raises:
        BadRecords: the URL names no database that can be used.
    """
    try:
        engine = create_engine(url)
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise BadRecords(f"CHANNEL_SALES_DATABASE_URL cannot be used: {error}") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def migrate(records: Records) -> None:
    """Bring the schema to the newest migration, creating the database if there is none."""
    from alembic import command
    from alembic.config import Config

    if records.path is not None:
        try:
            records.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadRecords(
                f"The records cannot be kept in {records.shown}: its folder cannot be made ({error.strerror}). "
                "Name another place with CHANNEL_SALES_DATABASE_URL."
            ) from error
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with faults_explained(records), engine_of(records.url).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def replace_all(records: Records, tables: dict[str, list[dict[str, Any]]], as_of: date, company: str) -> None:
    """Empty every table but the receipts and load these rows, in one transaction."""
    with writing(records) as connection:
        version = read_version(connection) + 1
        for table in reversed(metadata.sorted_tables):
            if table is not receipts:
                connection.execute(table.delete())
        for table in metadata.sorted_tables:
            if rows := tables.get(table.name):
                connection.execute(insert(table), rows)
        facts = {"as_of": as_of.isoformat(), "version": str(version), "company": company}
        connection.execute(insert(state), [{"key": key, "value": value} for key, value in facts.items()])


@contextmanager
def writing(records: Records) -> Iterator[Connection]:
    """A transaction that holds the write lock from its first statement, and commits at its end."""
    with faults_explained(records), engine_of(records.url).begin() as connection:
        yield connection


def read_version(connection: Connection) -> int:
    """The records' version as a transaction sees it; 0 before anything was loaded."""
    found = connection.execute(select(state.c.value).where(state.c.key == "version")).scalar()
    return int(found or 0)


@contextmanager
def faults_explained(records: Records) -> Iterator[None]:
    """Say what is wrong with a database in one sentence, without its password."""
    try:
        yield
    except SQLAlchemyError as error:
        raise records.unusable(str(getattr(error, "orig", error))) from error


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    """Take the write lock at once: two transactions that read before they write would lose an update."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
