"""A conversation goes on with the person who had it, in whichever process, and is gone when it is forgotten."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta

import psycopg
import pytest

from assistant.access import OPERATOR, Person
from assistant.asking import Desk
from assistant.clock import now
from assistant.conversations import Conversations
from assistant.records.delivery.conversations import keep_spoken
from assistant.records.store import Records
from assistant.settings import Settings
from tests.conftest import load_demo
from tests.models.server import ScriptedServer, calls, says
from tests.postgres import Server

Rows = Callable[[str], list[tuple[object, ...]]]

FIRST = "what rebate did Larkmere Cloud earn in Q1 2025?"
RIGHT = calls("rebate_earned", partner="Larkmere Cloud", quarter="Q1 2025")
TOLD = "Larkmere Cloud earned a rebate of $205,176 in 2025-Q1."
OTHER = Person(id="other", name="Other", sees="everything")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """A demo company that a test may write to, on either database."""
    if request.param == "sqlite":
        own: str = request.getfixturevalue("own_url")
        return own
    server: Server = request.getfixturevalue("postgres")
    made = server.database()
    load_demo(made)
    return made


@pytest.fixture
def rows(url: str) -> Rows:
    """Reads the database past the product."""

    def read(sql: str) -> list[tuple[object, ...]]:
        if url.startswith("sqlite"):
            with sqlite3.connect(url.removeprefix("sqlite:///")) as file:
                return file.execute(sql).fetchall()
        with psycopg.connect(url) as server:
            return server.execute(sql.encode()).fetchall()

    return read


@pytest.fixture
def opened(url: str, scripted: ScriptedServer) -> Callable[[], Desk]:
    """Opens a desk as another process would."""
    return lambda: Desk.open(Settings(database_url=url, model="scripted", model_url=scripted.url, model_retries=0))


def test_a_follow_up_is_understood_in_another_process(url: str) -> None:
    Desk.open(Settings(database_url=url)).ask(FIRST, conversation="c")
    follow_up = Desk.open(Settings(database_url=url)).ask("and its tier?", conversation="c")
    assert follow_up.receipts[0].arguments == {"partner_id": "P-013"}


def test_nobody_reads_another_persons_conversation(url: str) -> None:
    desk = Desk.open(Settings(database_url=url))
    desk.ask(FIRST, OPERATOR, conversation="c")
    assert desk.ask("and its tier?", OTHER, conversation="c").kind == "question"


def test_without_a_conversation_nothing_is_kept(
    opened: Callable[[], Desk], scripted: ScriptedServer, rows: Rows
) -> None:
    scripted.plays(RIGHT, says(TOLD))
    opened().ask(FIRST)
    assert rows("SELECT * FROM conversations") == []


def test_a_model_is_told_what_was_spoken_of_and_what_was_found(
    opened: Callable[[], Desk], scripted: ScriptedServer
) -> None:
    scripted.plays(RIGHT, says(TOLD), calls("tier_status", partner="Larkmere Cloud"), says("It holds Gold."))
    opened().ask(FIRST, conversation="c")
    answer = opened().ask("and its tier?", conversation="c")
    assert answer.text == "It holds Gold."
    system, *messages = scripted.heard(2)
    assert "The conversation speaks of: Larkmere Cloud; period: 2025-Q1." in system
    assert "rebate of $205,176" in system
    assert messages == [FIRST, TOLD, "and its tier?"]


def test_another_persons_model_is_told_nothing_of_it(opened: Callable[[], Desk], scripted: ScriptedServer) -> None:
    scripted.plays(RIGHT, says(TOLD), says("Which partner do you mean?"))
    opened().ask(FIRST, OPERATOR, conversation="c")
    opened().ask("and its tier?", OTHER, conversation="c")
    assert "Larkmere" not in "".join(scripted.heard())


def test_a_command_is_part_of_the_conversation_too(opened: Callable[[], Desk], scripted: ScriptedServer) -> None:
    scripted.plays(says("Which partner do you mean?"))
    desk = opened()
    desk.ask("/channel-sales rebate Larkmere Cloud Q1 2025", conversation="c")
    desk.ask("hello again", conversation="c")
    assert "rebate of $205,176" in scripted.heard()[0]


def test_a_long_thread_is_cut_to_its_last_turns_and_keeps_what_it_speaks_of(
    opened: Callable[[], Desk], scripted: ScriptedServer, rows: Rows
) -> None:
    desk = opened()
    scripted.plays(RIGHT, says(TOLD))
    desk.ask(FIRST, conversation="c")
    for number in range(8):
        scripted.plays(says(f"You are welcome, friend {'abcdefgh'[number]}."))
        desk.ask(f"thank you {'abcdefgh'[number]}", conversation="c")
    system, *messages = scripted.heard()
    assert "The conversation speaks of: Larkmere Cloud" in system
    assert "rebate of $205,176" in system
    assert len(messages) == 13
    assert messages[0] == "thank you b"
    assert len(rows("SELECT 1 FROM checkpoints")) == 1


@pytest.mark.parametrize("words", ["forget this conversation", "Please forget our chat!", "delete everything"])
def test_a_forgotten_conversation_leaves_no_trace(
    opened: Callable[[], Desk], scripted: ScriptedServer, rows: Rows, words: str
) -> None:
    scripted.plays(RIGHT, says(TOLD))
    desk = opened()
    desk.ask(FIRST, conversation="c")
    assert len(rows("SELECT 1 FROM checkpoints")) == 1
    assert "is forgotten" in desk.ask(words, conversation="c").text
    for table in ("conversations", "checkpoints"):
        assert rows(f"SELECT 1 FROM {table}") == []  # noqa: S608 - names of a test
    assert "nothing to forget" in desk.ask(words, conversation="c").text


def test_a_person_forgets_all_of_theirs_and_nobody_elses(url: str) -> None:
    desk = Desk.open(Settings(database_url=url))
    for person, conversation in ((OPERATOR, "a"), (OPERATOR, "b"), (OTHER, "a")):
        desk.ask(FIRST, person, conversation=conversation)
    assert desk.forget(OPERATOR) == 2
    assert desk.forget(OTHER) == 1


@pytest.mark.parametrize(("days", "kept"), [(29, True), (31, False)], ids=["within its days", "past its days"])
def test_a_conversation_is_kept_for_its_days_and_no_longer(url: str, days: int, kept: bool, rows: Rows) -> None:
    records = Records(url)
    keep_spoken(records, "operator", "old", '{"receipts": ["R-1"]}', at=now() - timedelta(days=days))
    conversations = Conversations(records, days=30)
    assert (conversations.recall(OPERATOR, "old").receipts == ("R-1",)) is kept
    conversations.forget_old()
    assert bool(rows("SELECT 1 FROM conversations")) is kept


def test_a_database_of_an_earlier_release_is_brought_up_to_date(own_url: str) -> None:
    with sqlite3.connect(own_url.removeprefix("sqlite:///")) as file:
        file.execute("DROP TABLE conversations")
        file.execute("UPDATE alembic_version SET version_num = '0002'")
    Desk.open(Settings(database_url=own_url)).ask(FIRST, conversation="c")
    follow_up = Desk.open(Settings(database_url=own_url)).ask("and its tier?", conversation="c")
    assert follow_up.receipts[0].arguments == {"partner_id": "P-013"}


@pytest.mark.parametrize("name", ["", "x" * 201, "a\x00b", "a\nb"])
def test_a_conversation_has_a_name_that_can_be_kept(desk: Desk, name: str) -> None:
    assert desk.ask(FIRST, conversation=name).code == "bad_argument"
