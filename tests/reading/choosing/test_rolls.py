"""A list of partners is asked for only where every word of a message is explained."""

import pytest

from assistant.reading.followups import Topic
from assistant.reading.rolls import is_roll
from tests.reading.choosing.asked import WORDS, calls


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("list all Gold partners", id="a tier"),
        pytest.param("who is Gold in the West?", id="a tier and a region, without the word"),
        pytest.param("distributors", id="a kind, several"),
        pytest.param("our value-added resellers in the Northeast please", id="a kind and a region"),
        pytest.param("which partners joined in March", id="who joined in a month"),
        pytest.param("who left last quarter?", id="who left in a quarter"),
        pytest.param("partner list", id="all"),
    ],
)
def test_a_list_and_nothing_else_is_one(text: str) -> None:
    assert is_roll(text, WORDS)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("which Gold partners sell the most", id="a figure"),
        pytest.param("which partners in the West speak French", id="what the records do not hold"),
        pytest.param("partners that are not in the West", id="what is left out"),
        pytest.param("reseller", id="one kind, as an answer to a question"),
        pytest.param("who?", id="nobody named"),
        pytest.param("partners of |||||", id="a partner's"),
    ],
)
def test_what_says_more_or_less_is_none(text: str) -> None:
    assert not is_roll(text, WORDS)


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        pytest.param("partners Gold", "partner_directory", id="a command"),
        pytest.param("partner Acme Networks", "partner_directory", id="a command of one partner"),
        pytest.param("partner revenue in April", "dashboard", id="a sentence that begins alike"),
        pytest.param("partner of the quarter", "quarter_awards", id="an award"),
        pytest.param("/channel-sales partners at risk", "partner_health", id="what another tool lists"),
    ],
)
def test_a_common_word_is_a_command_only_where_no_sentence_goes_on(text: str, tool: str) -> None:
    assert [name for name, _ in calls(text)] == [tool]


def test_one_partner_s_entry_takes_no_filter_and_a_list_no_partner_spoken_of() -> None:
    assert calls("is Acme Networks a distributor?") == [("partner_directory", {"partner": "P-1"})]
    topic = Topic(partners=("P-1",))
    assert calls("who manages it?", topic) == [("partner_directory", {"partner": "P-1"})]
    assert calls("list all Gold partners", topic) == [("partner_directory", {"tier": "Gold"})]
