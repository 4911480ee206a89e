"""The desk: one way in, conversations that remember, and bugs that apologise."""

import logging

import pytest

from assistant.access import Person
from assistant.asking import Desk
from assistant.settings import Settings


def test_a_follow_up_is_read_by_the_person_who_asked_only(desk: Desk) -> None:
    one, other = (Person(id=name, name=name, sees="everything") for name in ("one", "other"))
    desk.ask("rebate of Larkmere Cloud in Q1 2025", one, conversation="shared")
    assert desk.ask("and its tier?", one, conversation="shared").receipts[0].arguments == {"partner_id": "P-013"}
    assert desk.ask("and its tier?", other, conversation="shared").kind == "question"


def test_a_command_and_a_sentence_share_a_conversation(desk: Desk) -> None:
    desk.ask("/channel-sales tier Larkmere Cloud", conversation="mixed")
    follow_up = desk.ask("and the rebate in Q1?", conversation="mixed")
    assert follow_up.receipts[0].arguments == {"partner_id": "P-013", "quarter": "2025-Q1"}


def test_a_bug_is_an_apology_whose_id_finds_the_log_line(
    demo_url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.open(Settings(database_url=demo_url))
    monkeypatch.setattr(desk.reader, "read", lambda *_, **__: 1 / 0)
    with caplog.at_level(logging.ERROR, "channel_sales"):
        answer = desk.ask("/channel-sales tier Larkmere Cloud")
    assert (answer.kind, answer.code) == ("refusal", "bug")
    fault = answer.text.partition("fault ")[2][:8]
    assert fault in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_question_may_be_of_the_longest_length_and_no_longer(demo_url: str) -> None:
    desk = Desk.open(Settings(database_url=demo_url, max_question_chars=40))
    assert desk.ask("/channel-sales tier Larkmere Cloud".ljust(40)).kind == "answer"
    refused = desk.ask("/channel-sales tier Larkmere Cloud".ljust(41))
    assert refused.code == "bad_argument"
    assert "41 characters" in refused.text


def test_tables_of_one_tool_say_whose_they_are_where_it_answers_twice(desk: Desk) -> None:
    answer = desk.ask("what did Acme Networks earn in Q1 and what did Larkmere Cloud earn in Q2?")
    titles = [table.title for table in answer.tables]
    assert titles[0] == "Acme Networks, 2025-Q1"
    assert "Larkmere Cloud, 2025-Q2: Earned" in titles
    assert len(set(titles)) == len(titles)


def test_tables_of_different_tools_keep_their_titles(desk: Desk) -> None:
    answer = desk.ask("which tier is Acme Networks and who manages it?")
    assert [table.title for table in answer.tables][-1] == "Its people"
