"""One demo company for all tests that only read, and a small one for those that write."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.asking import Desk
from assistant.records.demo import AS_OF, demo_rows
from assistant.records.engine import migrate, replace_all
from assistant.settings import Settings
from tests.postgres import Server, running


@pytest.fixture(scope="session")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the demo company, shared by the tests of one process."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}"
    load_demo(url)
    return url


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server, shared by the tests of one process; each takes databases of its own."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def desk(demo_url: str) -> Desk:
    """A desk over the demo company."""
    return Desk.open(Settings(database_url=demo_url))


@pytest.fixture
def own_url(tmp_path: Path) -> str:
    """A demo company that a test may change."""
    url = f"sqlite:///{tmp_path / 'own.db'}"
    load_demo(url)
    return url


def load_demo(url: str) -> None:
    """Create a database and load the demo company into it."""
    records = Desk.open(Settings(database_url=url)).records
    migrate(records)
    replace_all(records, demo_rows(), AS_OF, "demo")
