"""What a conversation speaks of: kept, corrected, completed and let go."""

import pytest

from assistant.reading.followups import Call, Pending, Topic, leaning, resumed

REBATE = Call("rebate_earned", {"partner": "P-013", "quarter": "2025-Q1"}, period="2025-Q1")
DASHBOARD = Call("dashboard", {"period": "2025-04"}, period="2025-04")
SPOKEN = Topic().after([REBATE])


def test_a_partner_outlives_a_question_about_everyone() -> None:
    topic = SPOKEN.after([DASHBOARD])
    assert (topic.calls, topic.partners, topic.period) == ((DASHBOARD,), ("P-013",), "2025-04")


def test_a_period_outlives_a_question_without_one() -> None:
    assert SPOKEN.after([Call("tier_status", {"partner": "P-047"})]).period == "2025-Q1"


def test_an_answer_ends_a_question_back() -> None:
    waiting = SPOKEN.asking(Pending(text="tier acme"))
    assert waiting.pending is not None
    assert waiting.after([DASHBOARD]).pending is None


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        pytest.param("no, Q2", "Q2", id="no"),
        pytest.param("sorry, I meant Acme Networks", "Acme Networks", id="sorry, I meant"),
        pytest.param("not Q1, Q2", "Q2", id="not one, the other"),
        pytest.param("Q2 not Q1", "Q2", id="the one, not the other"),
        pytest.param("make it 200k", "200k", id="make it"),
        pytest.param("previous one?", "the quarter before?", id="the one before"),
        pytest.param("and Q2?", "and Q2?", id="no correction"),
    ],
)
def test_a_correction_is_cut_to_what_is_meant(said: str, meant: str) -> None:
    assert leaning(said, SPOKEN).text == meant


@pytest.mark.parametrize(
    ("said", "again", "spoken"),
    [
        pytest.param("and Q2?", True, False, id="and"),
        pytest.param("what about Tarnwick Digital", True, False, id="what about"),
        pytest.param("the West instead", True, False, id="instead"),
        pytest.param("and its tier?", True, True, id="its"),
        pytest.param("what do they need for Gold", False, True, id="they"),
        pytest.param("is it at risk?", False, True, id="it"),
        pytest.param("how does it work", False, False, id="an it that is nobody"),
        pytest.param("which partners are at risk in the South", False, False, id="a question of its own"),
    ],
)
def test_how_a_message_leans_on_what_was_said(said: str, again: bool, spoken: bool) -> None:
    lean = leaning(said, SPOKEN)
    assert (lean.again, lean.spoken) == (again, spoken)


def test_without_a_conversation_nothing_is_leant_on() -> None:
    lean = leaning("and its tier?", None)
    assert (lean.again, lean.short, lean.spoken, lean.calls) == (False, False, False, ())


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        pytest.param("Networks", "tier of Acme Networks", id="a word of the name"),
        pytest.param("the second one", "tier of Acme Nordic", id="its place"),
        pytest.param("1", "tier of Acme Networks", id="a number"),
        pytest.param("the latter", "tier of Acme Nordic", id="the latter"),
        pytest.param("Acme Nordic please", "tier of Acme Nordic", id="the whole name"),
        pytest.param("acme", None, id="as unclear as before"),
        pytest.param("the third", None, id="a place that there is not"),
        pytest.param("dashboard April", None, id="something else"),
    ],
)
def test_a_choice_completes_the_question(said: str, whole: str | None) -> None:
    pending = Pending(text="tier of acme", name="acme", choices=("Acme Networks", "Acme Nordic"))
    assert resumed(said, pending) == whole


@pytest.mark.parametrize(
    ("said", "whole"), [("yes", "/channel-sales tier X"), ("Yes please!", "/channel-sales tier X"), ("why", None)]
)
def test_a_yes_runs_the_command_that_was_offered(said: str, whole: str | None) -> None:
    assert resumed(said, Pending(text="/channel-sales tier X", confirms=True)) == whole


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        pytest.param("Larkmere Cloud", "whats the rebate for Larkmere Cloud", id="a name"),
        pytest.param("for Larkmere", "whats the rebate for Larkmere", id="with its lead"),
    ],
)
def test_what_was_missing_is_added(said: str, whole: str) -> None:
    assert resumed(said, Pending(text="whats the rebate?")) == whole
