"""Records in a temporary folder, and files to import into them."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import Engine, create_engine, event, insert, select

from assistant.records.imports import ImportReport, Mapping, import_files, parse_mapping
from assistant.records.tables import metadata
from tests.programs import shipped

DAY = date(2025, 4, 30)
FIXTURES = Path(__file__).parent / "exports"

PARTNERS = {"P-1": "Acme Networks", "P-2": "Globex", "P-3": "Initech"}
DEALS = """
table: deals
columns:
  deal_id: Id
  partner_id: Partner
  customer: Customer
  outcome: Stage
  opened_on: Opened
  closed_on: Closed
  amount_cents: Amount
constants: {role: sourced}
"""
HEADER = "Id,Partner,Customer,Stage,Opened,Closed,Amount\n"


@cache
def _empty_records() -> Path:
    """An empty database, built once: creating the schema takes longer than most tests."""
    path = Path(mkdtemp()) / "empty.db"
    engine = create_engine(f"sqlite:///{path}")
    metadata.create_all(engine)
    engine.dispose()
    return path


class Desk:
    """One company's records and a folder of exports."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "exports"
        self.folder.mkdir()
        copyfile(_empty_records(), folder / "records.db")
        self.engine: Engine = create_engine(f"sqlite:///{folder / 'records.db'}")
        event.listen(self.engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys=ON"))

    def partners(self, names: dict[str, str] | None = None) -> "Desk":
        """Puts partners into the records."""
        rows = [
            {"partner_id": key, "name": name, "joined_on": date(2023, 1, 1)}
            for key, name in (names or PARTNERS).items()
        ]
        self.insert("partners", *rows)
        return self

    def insert(self, table: str, *rows: dict[str, Any]) -> None:
        """Puts rows into the records."""
        with self.engine.begin() as connection:
            connection.execute(insert(metadata.tables[table]), list(rows))

    def file(self, text: str | bytes, name: str = "deals.csv") -> Path:
        """Writes an export."""
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def load(
        self,
        text: str | bytes | None = None,
        mapping: Mapping | str | None = DEALS,
        *,
        name: str = "deals.csv",
        dry_run: bool = False,
        on: date = DAY,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> ImportReport:
        """Imports one file's text, or everything in the folder."""
        paths = self.folder if text is None else self.file(text, name)
        return import_files(
            self.engine,
            paths,
            parse_mapping(mapping) if isinstance(mapping, str) else mapping,
            program=shipped(),
            dry_run=dry_run,
            imported_on=on,
            on_progress=on_progress,
        )

    def rows(self, table: str) -> list[dict[str, Any]]:
        """A table's rows by primary key."""
        with self.engine.connect() as connection:
            chosen = metadata.tables[table]
            found = connection.execute(select(chosen).order_by(*chosen.primary_key.columns))
            return [dict(row) for row in found.mappings()]

    def state(self) -> dict[str, str]:
        """What the records say of themselves."""
        return {row["key"]: row["value"] for row in self.rows("state")}
