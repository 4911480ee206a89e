"""A message with several questions has each of them answered, or is told which one is not."""

import pytest

from assistant.reading.asked import read
from assistant.reading.followups import Topic
from assistant.reading.questions.cutting import questions
from tests.reading.choosing.asked import WORDS, calls, chosen, reply

EARNED = "incentive_statement"
ENTRY = "partner_directory"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("who manages Zephyr Works", [], id="one question"),
        pytest.param("tier and rebate of Zephyr Works", [], id="one question about two things"),
        pytest.param("In Q1, what did Zephyr Works earn?", [], id="a period before its question"),
        pytest.param("Zephyr Works won a $9k deal. What do they earn?", [], id="what is told before a question"),
        pytest.param("does Zephyr Works get a rebate and how much?", [], id="a question that only goes on"),
        pytest.param("which partners joined and are Gold?", [], id="two verbs of one question"),
        pytest.param("what is due? who is late?", ["what is due", "who is late?"], id="two sentences"),
        pytest.param("Zephyr Works' tier and who runs it", ["Zephyr Works' tier", "who runs it"], id="a noun first"),
        pytest.param(
            "if it closes, what would it earn, and who manages it",
            ["if it closes, what would it earn", "who manages it"],
            id="an if belongs to the question after it",
        ),
    ],
)
def test_a_message_is_cut_where_a_question_begins(text: str, parts: list[str]) -> None:
    assert list(questions(read(text, WORDS))) == parts


def test_each_question_keeps_its_own_partner_and_period() -> None:
    assert calls("what did Larkmere Cloud earn in Q1 and what did Zephyr Works earn in Q2?") == [
        (EARNED, {"period": "2025-Q1", "partner": "P-3"}),
        (EARNED, {"period": "2025-Q2", "partner": "P-4"}),
    ]


def test_a_later_question_speaks_of_the_partner_before_it() -> None:
    assert calls("what did Larkmere Cloud earn in Q1, who manages it, and which partners are at risk?") == [
        (EARNED, {"period": "2025-Q1", "partner": "P-3"}),
        (ENTRY, {"partner": "P-3"}),
        ("partner_health", {"period": "2025-Q1", "status": "at_risk"}),
    ]


def test_a_period_is_carried_on_and_a_day_that_only_deadlines_take_is_not() -> None:
    assert calls("what is due for Zephyr Works in the next 14 days and what did it earn?") == [
        ("deadlines", {"within_days": 14, "partner": "P-4"}),
        (EARNED, {"partner": "P-4"}),
    ]


def test_a_period_of_the_conversation_is_not_carried_to_another_partner() -> None:
    topic = Topic(partners=("P-4",), period="2024-Q3")
    assert calls("which tier is Larkmere Cloud and what did Zephyr Works earn?", topic)[1] == (
        EARNED,
        {"partner": "P-4"},
    )


def test_what_nothing_answers_is_said_and_the_rest_is_answered() -> None:
    found = chosen("what did Larkmere Cloud earn in Q1 and how many employees does it have?")
    assert [call.tool for call in found] == [EARNED]
    assert found[0].notes[0].startswith('Not answered: "how many employees does it have".')


def test_a_name_that_nobody_has_is_not_taken_for_the_partner_spoken_of_before() -> None:
    topic = Topic(partners=("P-3",))
    assert reply("what did Zzyxo Corp earn in Q1 and who manages it?", topic).code == "unknown_name"


def test_a_name_that_fits_two_is_asked_back_with_the_whole_message() -> None:
    asked = reply("what did Acme earn in Q1 and who manages it?")
    assert asked.code == "unclear_partner"
    assert asked.pending is not None
    assert asked.pending.text == "what did Acme earn in Q1 and who manages it?"


def test_one_list_is_not_cut_by_another_question() -> None:
    found = chosen("which partners are Gold and how many of them are at risk?")
    assert [call.tool for call in found] == [ENTRY]
    assert 'Not answered: "how many of them are at risk".' in found[0].notes[0]


def test_a_question_that_another_answer_holds_is_no_answer_of_its_own() -> None:
    assert calls("what would Zephyr Works earn on a $90k deal and what rebate would that be?") == [
        ("deal_estimate", {"amount": "90000.00", "partner": "P-4"})
    ]


def test_a_question_with_a_period_of_its_own_is_one() -> None:
    found = chosen("what would Zephyr Works earn on a $90k deal and what rebate did it get in Q1?")
    assert [call.tool for call in found] == ["deal_estimate", "rebate_earned"]


def test_more_questions_than_fit_are_not_answered_in_part() -> None:
    about = "what did it earn in Q1, what is its rebate, how much MDF is left, what is due, who manages it?"
    assert reply(f"which tier is Zephyr Works, {about}").code == "too_many"


def test_an_order_in_one_half_is_refused_before_the_other_is_answered() -> None:
    assert reply("approve the claim of Zephyr Works and tell me its tier").code == "read_only"
