"""PostgreSQL holds the same records as SQLite: the same rows in, the same answers out."""

from pathlib import Path

import pytest

from assistant.access import OPERATOR, Person
from assistant.answer import Answer
from assistant.asking import Desk
from assistant.channels.cli.app import run
from assistant.records.engine import migrate
from assistant.settings import Settings, settings
from tests.channels.test_cli_import import DEALS, PARTNERS
from tests.conftest import load_demo
from tests.postgres import Server

MANAGER = Person(id="m", name="Dana Reyes", sees="own")


@pytest.fixture(scope="module")
def served(postgres: Server) -> Desk:
    """A desk over the demo company on PostgreSQL."""
    url = postgres.database()
    load_demo(url)
    return Desk.open(Settings(database_url=url))


@pytest.mark.parametrize("person", [OPERATOR, MANAGER], ids=["who sees everything", "a partner manager"])
@pytest.mark.parametrize(
    "question",
    [
        "/channel-sales tier Acme Networks",
        "/channel-sales rebate Larkmere Cloud Q1 2025",
        "/channel-sales statement Acme Networks Q2 2025",
        "/channel-sales mdf Larkmere Cloud",
        "/channel-sales claims Acme Networks",
        "/channel-sales dashboard April 2025",
        "/channel-sales health at risk April 2025",
        "/channel-sales deadlines next 14 days",
        "/channel-sales awards Q1 2025",
        "what would Acme Networks earn on a $150,000 new-logo deal closed in 45 days?",
    ],
)
def test_an_answer_is_the_one_that_sqlite_gives(served: Desk, desk: Desk, question: str, person: Person) -> None:
    assert served.ask(question, person) == desk.ask(question, person)


def test_the_dashboard_of_the_source_comes_out_of_it(served: Desk) -> None:
    answer = served.ask("/channel-sales dashboard April 2025")
    assert "$4.8M" in answer.text
    assert answer.receipts[0].records_version == 1


def test_a_receipt_is_read_back(
    served: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = served.ask("/channel-sales rebate Larkmere Cloud Q1 2025")
    monkeypatch.setenv("CHANNEL_SALES_DATABASE_URL", served.settings.database_url)
    settings.cache_clear()
    assert run(["explain", answer.receipts[0].id]) == 0
    assert '"earned_cents": 20517600' in capsys.readouterr().out


def test_an_import_writes_once_and_all_or_nothing(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHANNEL_SALES_DATABASE_URL", postgres.database())
    monkeypatch.setenv("COLUMNS", "200")
    settings.cache_clear()
    (tmp_path / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    (tmp_path / "deals.csv").write_text(DEALS.format(closed="2/30/2025"), encoding="utf-8")
    assert run(["import", str(tmp_path)]) == 2
    assert "no day in the calendar" in capsys.readouterr().err
    assert run(["rebate", "Blue Oak Systems", "Q1", "2025"]) == 2
    (tmp_path / "deals.csv").write_text(DEALS.format(closed="2/20/2025"), encoding="utf-8")
    assert run(["import", str(tmp_path)]) == 0
    assert run(["import", str(tmp_path)]) == 0
    assert "0 rows are new, 0 changed, 5 unchanged." in capsys.readouterr().out
    assert run(["rebate", "Blue Oak Systems", "Q1", "2025"]) == 0
    assert "$12,000 of revenue is under the first band" in capsys.readouterr().out


def test_an_empty_database_says_how_to_begin(postgres: Server) -> None:
    answer = Desk.open(Settings(database_url=postgres.database())).ask("/channel-sales tier Acme")
    assert answer.code == "no_records"
    assert "channel-sales demo" in answer.text


def test_migrating_again_changes_nothing(served: Desk) -> None:
    before = asked(served)
    migrate(served.records)
    assert asked(served) == before


def asked(desk: Desk) -> Answer:
    return desk.ask("/channel-sales tier Acme Networks")


def test_a_password_is_never_shown() -> None:
    url = "postgresql://someone:s3cret@127.0.0.1:9/nothing"
    answer = Desk.open(Settings(database_url=url)).ask("/channel-sales tier Acme")
    assert answer.kind == "refusal"
    assert "s3cret" not in answer.text
