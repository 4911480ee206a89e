"""An empty database of either kind, and a clock that a test sets."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.records.engine import migrate
from assistant.records.store import Records
from tests.postgres import Server


class Clock:
    """An instant that stands until a test moves it."""

    def __init__(self) -> None:
        self.at = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **spans: float) -> None:
        """Move on: `passes(minutes=5)`."""
        self.at += timedelta(**spans)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def records(tmp_path: Path, request: pytest.FixtureRequest) -> Records:
    """The newest schema, without a row, on either database."""
    if request.param == "PostgreSQL":
        server: Server = request.getfixturevalue("postgres")
        empty = Records(server.database())
    else:
        empty = Records(f"sqlite:///{tmp_path / 'delivery.db'}")
    migrate(empty)
    return empty
