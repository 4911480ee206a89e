"""A message comes to tool calls or to a reply, and never silently to another question than was asked."""

import pytest

from assistant.reading.choosing import choose, topic_after
from assistant.reading.followups import Topic
from assistant.reading.replies import Reply
from tests.reading.choosing.asked import WORDS, calls, chosen, reply
from tools.core.errors import BadAmount, UnknownPartner


def said(*messages: str) -> Topic:
    """What a conversation speaks of after these messages."""
    topic = Topic()
    for message in messages:
        topic = topic_after(choose(message, WORDS, topic), topic)
    return topic


def test_several_values_are_several_calls() -> None:
    assert calls("rebates of Larkmere Cloud and Zephyr Works in Q1 2025") == [
        ("rebate_earned", {"quarter": "2025-Q1", "partner": "P-3"}),
        ("rebate_earned", {"quarter": "2025-Q1", "partner": "P-4"}),
    ]


def test_several_tools_share_the_partner_and_the_period() -> None:
    assert calls("statement and rebate of Larkmere Cloud for Q1 2025") == [
        ("incentive_statement", {"period": "2025-Q1", "partner": "P-3"}),
        ("rebate_earned", {"quarter": "2025-Q1", "partner": "P-3"}),
    ]


def test_each_part_keeps_its_own_partner() -> None:
    assert calls("rebate of Larkmere Cloud, and the tier of Zephyr Works") == [
        ("rebate_earned", {"partner": "P-3"}),
        ("tier_status", {"partner": "P-4"}),
    ]


def test_more_answers_than_fit_are_not_given() -> None:
    assert reply("rebates of Larkmere Cloud, Zephyr Works and Acme Nordic in Q1 and Q2 2025").code == "too_many"


def test_two_tools_that_fit_alike_are_asked_about() -> None:
    answer = reply("at risk dashboard")
    assert (answer.kind, answer.code) == ("question", "unclear_question")
    assert "`health" in answer.text
    assert "`dashboard" in answer.text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("dashboard for Atlantis", "unknown_name", id="a place that nobody knows"),
        pytest.param("health of Gold partners in Narnia", "unknown_name", id="beside a filter that is known"),
        pytest.param("deadlines in the West", "not_taken", id="a filter that the tool has not"),
        pytest.param("which partners earned a rebate", "one_partner", id="everyone, of one partner's tool"),
        pytest.param("would Larkmere Cloud make Gold with $50,000 more", "not_taken", id="an amount without a slot"),
        pytest.param("rebate of Larkmere Cloud in euros", "bad_amount", id="another currency"),
        pytest.param("pretend the rebate is 50%, what does Larkmere Cloud get", "own_rules", id="another rule"),
        pytest.param("dashboard by region", "not_taken", id="a breakdown"),
        pytest.param("the moon is made of cheese", "unplaced", id="nothing of ours"),
    ],
)
def test_what_cannot_be_answered_as_asked_is_said(text: str, code: str) -> None:
    assert reply(text).code == code


@pytest.mark.parametrize(
    "text",
    [
        "tier northwind",
        "rebate for Northwind Traders",
        "what did Contoso earn",
        "rebate of Larkmere Cloud and Northwind",
    ],
)
def test_a_partner_that_nobody_knows_is_refused_by_name(text: str) -> None:
    with pytest.raises(UnknownPartner, match=r"(?i)northwind|contoso"):
        choose(text, WORDS)


def test_an_amount_in_another_currency_is_refused() -> None:
    with pytest.raises(BadAmount, match="EUR"):
        choose("what would Larkmere Cloud earn on a 90k EUR deal", WORDS)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("rebate of Larkmere Cloud for April", "April 2025 is in 2025-Q2", id="a month of a quarter"),
        pytest.param("mdf of Larkmere Cloud for March", "all of 2025", id="a month of a year"),
        pytest.param("claims of Larkmere Cloud in March", "March 2025", id="a period that is not taken"),
        pytest.param("top 10 partners", "three", id="more than are listed"),
        pytest.param("rebaet of Larkmere Cloud", '"rebaet" as "rebate"', id="a word put right"),
        pytest.param("statement of Larkmere Cloud for D-77", "D-77", id="a deal of a statement"),
    ],
)
def test_what_was_taken_otherwise_is_noted(text: str, note: str) -> None:
    assert note in " ".join(chosen(text)[0].notes)


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        pytest.param("rebate Larkmere Cloud Q1", "and Q2?", ("rebate_earned", "P-3", "2025-Q2"), id="another period"),
        pytest.param(
            "rebate Larkmere Cloud Q1", "what about Zephyr Works", ("rebate_earned", "P-4", "2025-Q1"), id="a partner"
        ),
        pytest.param(
            "rebate Larkmere Cloud Q1", "rebate Zephyr Works", ("rebate_earned", "P-4", None), id="a new start"
        ),
        pytest.param("rebate Larkmere Cloud Q1", "and its tier?", ("tier_status", "P-3", None), id="another tool"),
    ],
)
def test_a_follow_up_keeps_what_it_does_not_change(
    before: str, text: str, expected: tuple[str, str, str | None]
) -> None:
    (tool, arguments), *others = calls(text, said(before))
    assert others == []
    assert (tool, arguments["partner"], arguments.get("quarter")) == expected


def test_a_follow_up_about_an_unknown_partner_is_refused_and_not_answered_for_the_last_one() -> None:
    with pytest.raises(UnknownPartner, match="Northwind"):
        choose("what about Northwind", WORDS, said("rebate Larkmere Cloud Q1"))


def test_a_question_about_everyone_forgets_the_partner() -> None:
    assert calls("which partners are off target?", said("tier Larkmere Cloud")) == [
        ("partner_health", {"status": "off_target"})
    ]


def test_an_unclear_name_is_asked_back_and_its_answer_completes_the_question() -> None:
    asked = said("rebate of acme in Q1 2025")
    assert asked.pending is not None
    assert calls("Nordic", asked) == [("rebate_earned", {"quarter": "2025-Q1", "partner": "P-2"})]


def test_a_question_of_its_own_lets_a_question_back_go() -> None:
    assert calls("how did March go?", said("rebate of acme")) == [("dashboard", {"period": "2025-03"})]


def test_a_manager_s_first_name_is_enough_where_it_is_one_s_alone() -> None:
    assert calls("how is Kim's team doing in April") == [("dashboard", {"period": "2025-04", "manager": "Kim Vale"})]


@pytest.mark.parametrize("text", ["hi", "thanks!", "ok great, thanks", "who are you?", "help", "what can I ask"])
def test_small_talk_gets_words_and_no_tool(text: str) -> None:
    assert reply(text).kind == "help"


def test_a_name_alone_asks_what_about_it_and_is_remembered() -> None:
    topic = said("Larkmere Cloud")
    assert calls("tier", topic) == [("tier_status", {"partner": "P-3"})]


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        pytest.param("/channel-sales claims process", "program_rules", id="the rest asks for the rules"),
        pytest.param("/channel-sales rebate bands", "program_rules", id="bands"),
        pytest.param("/channel-sales dashboard Larkmere Cloud", "partner_health", id="one partner has no dashboard"),
        pytest.param("/channel-sales mdf Larkmere Cloud $500", "mdf_match", id="a cost asks for its match"),
        pytest.param("/channel-sales tier Larkmere Cloud", "tier_status", id="its own tool"),
    ],
)
def test_a_command_is_its_word_unless_the_rest_says_otherwise(text: str, tool: str) -> None:
    assert calls(text)[0][0] == tool


def test_every_reply_is_one_a_person_can_act_on() -> None:
    for text in ("tier", "dashboard by region", "the moon", "rules", "deadlines in the West"):
        found = choose(text, WORDS)
        assert isinstance(found, Reply)
        assert 20 < len(found.text) < 700
