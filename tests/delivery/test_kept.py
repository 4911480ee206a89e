"""Feedback, answers to share, and channels that opted in: each kept as it was given, for whom it was given."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.access import NoAccess, Person
from assistant.answer import Answer, Table
from assistant.delivery.feedback import feedback_counts, give_feedback
from assistant.delivery.kept import answer_kept, keep_answer
from assistant.delivery.listening import listen, listens
from assistant.records.store import Records
from tools.core.errors import BadArgument

AT = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)
ADA = Person(id="ada", name="Ada Marsh", sees="everything")
DANA = Person(id="dana", name="Dana Reyes", sees="own")
ANSWER = Answer(text="Acme holds Silver.", tables=(Table(columns=("Tier",), rows=(("Silver",),)),), notes=("A note.",))


def test_a_later_verdict_of_a_person_takes_the_place_of_the_first(records: Records) -> None:
    give_feedback(records, ADA.id, "down", surface="slack", answer_key="C1:1", receipts=["R-1"], at=AT)
    give_feedback(records, ADA.id, "up", surface="slack", answer_key="C1:1", receipts=["R-1"], at=AT)
    give_feedback(records, DANA.id, "up", surface="slack", answer_key="C1:1", receipts=["R-1"], at=AT)
    give_feedback(records, DANA.id, "down", surface="teams", answer_key="C1:1", at=AT)
    assert feedback_counts(records) == {"slack": {"up": 2, "down": 0}, "teams": {"up": 0, "down": 1}}


def test_feedback_names_who_gave_it_and_the_receipts_of_the_answer(records: Records) -> None:
    give_feedback(records, ADA.id, "down", surface="slack", answer_key="C1:1", receipts=["R-1", "R-2"], at=AT)
    with records.session() as session:
        kept = session.rows("SELECT person_id, verdict, receipts FROM feedback")
    assert kept == [("ada", "down", "R-1 R-2")]


def test_an_answer_reads_back_as_it_was_given(records: Records) -> None:
    keep_answer(records, ADA, ANSWER, surface="slack", key="k1", at=AT)
    assert answer_kept(records, ADA, surface="slack", key="k1") == ANSWER


def test_only_the_asker_shares_an_answer(records: Records) -> None:
    keep_answer(records, ADA, ANSWER, surface="slack", key="k1", at=AT)
    with pytest.raises(NoAccess, match="Only the person who asked can share"):
        answer_kept(records, DANA, surface="slack", key="k1")


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(Person(id="ada", name="Ada Marsh", sees="own"), id="sees less"),
        pytest.param(Person(id="ada", sees="partner", partner_id="P-001"), id="sees one partner"),
    ],
)
def test_an_asker_whose_access_has_changed_shares_nothing_from_before(records: Records, now: Person) -> None:
    keep_answer(records, ADA, ANSWER, surface="slack", key="k1", at=AT)
    with pytest.raises(NoAccess, match="What you may see has changed"):
        answer_kept(records, now, surface="slack", key="k1")


@pytest.mark.parametrize(("surface", "key"), [("slack", "k2"), ("teams", "k1"), ("slack", "")])
def test_a_key_under_which_nothing_is_kept_says_to_ask_again(records: Records, surface: str, key: str) -> None:
    keep_answer(records, ADA, ANSWER, surface="slack", key="k1", at=AT)
    with pytest.raises(BadArgument, match="Ask again"):
        answer_kept(records, ADA, surface=surface, key=key)


def test_answers_are_kept_for_a_week(records: Records) -> None:
    keep_answer(records, ADA, ANSWER, surface="slack", key="old", at=AT)
    keep_answer(records, ADA, ANSWER, surface="slack", key="new", at=AT + timedelta(days=7, seconds=1))
    assert answer_kept(records, ADA, surface="slack", key="new") == ANSWER
    with pytest.raises(BadArgument):
        answer_kept(records, ADA, surface="slack", key="old")


def test_a_channel_opts_in_and_out_as_often_as_it_likes(records: Records) -> None:
    for on in (True, True, False, False, True):
        listen(records, surface="slack", place="T1:C1", on=on, at=AT)
        assert listens(records, surface="slack", place="T1:C1") is on
    assert not listens(records, surface="slack", place="T1:C2")
    assert not listens(records, surface="teams", place="T1:C1")
