"""The one door to the records: what it says when they cannot be used, and that no write is lost."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from assistant.records.delivery.tables import metadata as delivery
from assistant.records.demo import AS_OF, demo_rows
from assistant.records.engine import engine_of, migrate, read_version, replace_all, writing
from assistant.records.store import BadRecords, Records
from assistant.records.tables import metadata
from tools.core.errors import NoRecords, ToolError

COUNT = "SELECT value FROM state WHERE key = 'count'"
SET = "INSERT INTO state (key, value) VALUES ('count', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


def records_in(folder: Path, name: str = "records.db") -> Records:
    return Records(f"sqlite:///{folder / name}")


def migrated(folder: Path) -> Records:
    records = records_in(folder)
    migrate(records)
    return records


def empty(path: Path) -> None:
    path.write_bytes(b"")


def no_database(path: Path) -> None:
    path.write_bytes(b"this is no database" * 500)


def without_rows(path: Path) -> None:
    migrate(Records(f"sqlite:///{path}"))


def cut_short(path: Path) -> None:
    migrate(Records(f"sqlite:///{path}"))
    path.write_bytes(path.read_bytes()[:5_000])


def without_state(path: Path) -> None:
    migrate(Records(f"sqlite:///{path}"))
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE state")


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("made", "error", "says"),
    [
        pytest.param(None, NoRecords, "channel-sales demo", id="no file"),
        pytest.param(empty, NoRecords, "channel-sales demo", id="an empty file"),
        pytest.param(without_rows, NoRecords, "channel-sales demo", id="a schema without rows"),
        pytest.param(without_state, NoRecords, "channel-sales demo", id="a missing table"),
        pytest.param(no_database, BadRecords, "Restore them from a backup", id="another kind of file"),
        pytest.param(cut_short, ToolError, "records.db", id="a file cut short"),
        pytest.param(a_folder, BadRecords, "records.db", id="a folder"),
    ],
)
def test_records_that_cannot_be_used_are_said_so_in_one_sentence(
    tmp_path: Path, made: Callable[[Path], None] | None, error: type[ToolError], says: str
) -> None:
    path = tmp_path / "records.db"
    if made is not None:
        made(path)
    existed = path.exists()
    with pytest.raises(error, match=says) as refused:
        Records(f"sqlite:///{path}").state()
    assert "\n" not in str(refused.value)
    assert path.exists() == existed


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("/proc/records.db", id="a folder that takes no files"),
        pytest.param("/proc/none/records.db", id="a folder that takes no folders"),
        pytest.param("/dev/null/records.db", id="a file for a folder"),
    ],
)
def test_a_place_that_takes_no_database_is_named(place: str) -> None:
    with pytest.raises(BadRecords, match=place):
        migrate(Records(f"sqlite:///{place}"))


@pytest.mark.parametrize("url", ["records.db", "", "sqlite", "postgres:records"])
def test_what_is_no_url_is_refused_with_one_that_is(url: str) -> None:
    with pytest.raises(BadRecords, match=r"Write it like sqlite:///records\.db"):
        Records(url)


@pytest.mark.parametrize("url", ["nonsense://host/db", "postgresql://:5432:1/x"])
def test_a_url_of_no_database_is_refused(url: str) -> None:
    with pytest.raises(BadRecords, match="CHANNEL_SALES_DATABASE_URL"):
        engine_of(url)


def test_a_password_is_never_printed() -> None:
    records = Records("postgresql+psycopg://ada:s3cret@db.example/sales")
    assert records.shown == "db.example/sales"
    assert "s3cret" not in str(records.unusable("connection refused"))
    assert "s3cret" not in str(records.unusable("no such table: deals"))


def test_the_newest_schema_is_the_tables_and_nothing_else(tmp_path: Path) -> None:
    records = migrated(tmp_path)
    with engine_of(records.url).connect() as connection:
        both: Any = [metadata, delivery]
        assert compare_metadata(MigrationContext.configure(connection), both) == []


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    records = migrated(tmp_path)
    with sqlite3.connect(tmp_path / "records.db") as connection:
        before = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    migrate(records)
    with sqlite3.connect(tmp_path / "records.db") as connection:
        assert connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall() == before


def test_read_then_write_from_many_threads_loses_nothing(tmp_path: Path) -> None:
    records = migrated(tmp_path)

    def add(_: int) -> None:
        with records.session(writes=True) as session:
            found = session.rows(COUNT)
            session.rows(SET, [str(int(found[0][0]) + 1 if found else 1)])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(120)))
    with records.session() as session:
        assert session.rows(COUNT) == [("120",)]


def test_the_two_ways_to_write_wait_for_each_other(tmp_path: Path) -> None:
    records = migrated(tmp_path)

    def by_driver(_: int) -> None:
        with records.session(writes=True) as session:
            found = session.rows(COUNT)
            session.rows(SET, [str(int(found[0][0]) + 1 if found else 1)])

    def by_engine(_: int) -> None:
        with writing(records) as connection:
            found = connection.execute(text(COUNT)).scalar()
            connection.exec_driver_sql(SET, (str(int(found or 0) + 1),))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: (by_engine if n % 2 else by_driver)(n), range(60)))
    with records.session() as session:
        assert session.rows(COUNT) == [("60",)]


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    records = migrated(tmp_path)

    def write() -> None:
        with records.session(writes=True) as session:
            session.rows(SET, ["1"])
            session.rows("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(ToolError, match="no records yet"):
        write()
    with records.session() as session:
        assert session.rows(COUNT) == []


def test_a_reader_sees_one_instant_while_another_writes(tmp_path: Path) -> None:
    records = migrated(tmp_path)
    with records.session(writes=True) as session:
        session.rows(SET, ["1"])
    with records.session() as reader:
        assert reader.rows(COUNT) == [("1",)]
        with records.session(writes=True) as writer:
            writer.rows(SET, ["2"])
        assert reader.rows(COUNT) == [("1",)]
    with records.session() as reader:
        assert reader.rows(COUNT) == [("2",)]


def test_loading_raises_the_version_and_replaces_every_row(tmp_path: Path) -> None:
    records = migrated(tmp_path)
    rows = {"partners": [demo_rows()["partners"][0]]}
    assert (records.company(), records.as_of()) == (None, None)
    replace_all(records, demo_rows(), AS_OF, "demo")
    replace_all(records, rows, date(2025, 5, 1), "Real Vendor")
    assert records.state() == {"as_of": "2025-05-01", "version": "2", "company": "Real Vendor"}
    assert (records.company(), records.as_of()) == ("Real Vendor", date(2025, 5, 1))
    with records.session() as session:
        assert session.rows("SELECT count(*) FROM partners") == [(1,)]
        assert session.rows("SELECT count(*) FROM deals") == [(0,)]
    with writing(records) as connection:
        assert read_version(connection) == 2


def test_a_load_that_fails_keeps_what_was_there(tmp_path: Path) -> None:
    records = migrated(tmp_path)
    partner = demo_rows()["partners"][0]
    replace_all(records, {"partners": [partner]}, AS_OF, "demo")
    with pytest.raises(BadRecords):
        replace_all(records, {"partners": [partner, partner]}, AS_OF, "demo")
    assert records.state()["version"] == "1"
    with records.session() as session:
        assert session.rows("SELECT name FROM partners") == [(partner["name"],)]


def test_a_value_with_sql_in_it_is_a_value(tmp_path: Path) -> None:
    records = migrated(tmp_path)
    hostile = "x'); DROP TABLE state; --"
    with records.session(writes=True) as session:
        session.rows(SET, [hostile])
    with records.session() as session:
        assert session.rows("SELECT value FROM state WHERE value = ?", [hostile]) == [(hostile,)]
