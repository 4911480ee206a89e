"""One grammar of commands: what is one, what is prose, and what is nearly one."""

import pytest

from assistant.reading.commands import COMMANDS, PLANS, as_command, help_rows, without_address


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.word)
def test_every_command_is_one_by_each_of_its_words(command: object) -> None:
    for one in COMMANDS:
        for word in (one.word, *one.also):
            typed = as_command(f"/channel-sales {word} x")
            assert typed is not None
            assert (typed.command, typed.rest) == (one, "x")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("tier Acme", "tier", id="bare"),
        pytest.param("/channel-sales tier Acme", "tier", id="addressed"),
        pytest.param("channel-sales TIER Acme", "TIER", id="as in a shell"),
        pytest.param("rebates Acme", "rebate", id="a plural"),
    ],
)
def test_a_command_is_read(text: str, word: str) -> None:
    typed = as_command(text)
    assert typed is not None
    assert typed.command is not None
    assert typed.command.word == word.lower()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("which tier is Acme", id="a question"),
        pytest.param("claims that are late", id="a command's word in prose"),
        pytest.param("tier?", id="a question mark"),
        pytest.param("tier and rebate of Acme", id="two things"),
        pytest.param("tier, rebate of Acme", id="two things with a comma"),
        pytest.param("help me with Acme", id="help with something"),
        pytest.param("dashbord april", id="mistyped and not addressed"),
    ],
)
def test_prose_is_no_command(text: str) -> None:
    assert as_command(text) is None


@pytest.mark.parametrize("text", ["help", "/channel-sales", "/channel-sales help", "?", "help please"])
def test_help_is_asked_for(text: str) -> None:
    typed = as_command(text)
    assert typed is not None
    assert typed.command is None
    assert typed.near == ()


@pytest.mark.parametrize(
    ("text", "near"), [("/channel-sales dashbord April", "dashboard"), ("/channel-sales tire X", "tier")]
)
def test_a_word_near_a_command_is_offered(text: str, near: str) -> None:
    typed = as_command(text)
    assert typed is not None
    assert near in typed.near


def test_the_address_is_no_part_of_a_question() -> None:
    assert without_address("/channel-sales: how did April go?") == "how did April go?"
    assert without_address("what is /channel-sales") == "what is /channel-sales"


def test_help_has_a_row_for_each_command() -> None:
    assert [row[0] for row in help_rows()] == [f"{one.word} {one.takes}" for one in (*COMMANDS, *PLANS)]
