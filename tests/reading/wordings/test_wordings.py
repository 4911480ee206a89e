"""The wordings are data that anybody may add to: each compiles, is of use, and is said by a case."""

import re

import pytest

from assistant.asking import Desk, words_of
from assistant.reading import wordings
from assistant.reading.choosing import _read
from assistant.reading.commands import without_address
from assistant.reading.followups import Leaning, Topic
from assistant.reading.intents import beyonds, choices
from evals.cases import read_cases
from tools.core.errors import ToolError

SIGNS = wordings.read("signs")["signs"]
EITHER = wordings.read("signs")["either"]
Said = list[tuple[str, frozenset[str]]]
GIVEN = {"partner", "known", "standing", "amount", "tier_name", "place", "period", "days", "currency", "roll"}
WORDINGS = [(sign, wording) for sign, found in SIGNS.items() for wording in found]
COMBINATIONS = [*(one.combination for one in choices()), *(one.combination for one in beyonds())]
VALUES = [
    (name, value, wording)
    for name, table in wordings.read("arguments").items()
    for value, found in table.items()
    for wording in found
]


@pytest.fixture(scope="module")
def asked(desk: Desk) -> Said:
    """What the cases say and the signs in it, each read alone and as a follow-up."""
    words = words_of(desk.toolbox())
    found: Said = []
    for ask in {turn.ask for case in read_cases() for turn in case.turns}:
        for topic in (Topic(), Topic(partners=("P-047",))):
            try:
                read = _read(without_address(ask), words, Leaning(ask, topic=topic))
            except ToolError:
                continue
            found.append((read.asked.signed(words), read.signs))
    return found


@pytest.mark.parametrize(("sign", "wording"), [pytest.param(*one, id=f"{one[0]}: {one[1]}") for one in WORDINGS])
def test_a_wording_is_said_by_a_case(asked: Said, sign: str, wording: str) -> None:
    pattern = wordings.whole_words([wording])
    assert any(pattern.search(text) for text, _ in asked)


@pytest.mark.parametrize(("name", "value", "wording"), VALUES)
def test_a_name_of_an_argument_is_said_by_a_case(asked: Said, name: str, value: str, wording: str) -> None:
    pattern = wordings.whole_words([wording])
    assert any(pattern.search(text) for text, _ in asked)


def test_every_choice_and_every_refusal_is_made_by_a_case(asked: Said) -> None:
    found = {signs for _, signs in asked}
    assert [one for one in COMBINATIONS if not any(one.holds(signs) for signs in found)] == []


def test_a_combination_names_signs_that_there_are() -> None:
    known = SIGNS.keys() | EITHER.keys() | GIVEN
    named = {sign for one in COMBINATIONS for sign in one.needs | one.bars}
    assert named - known == set()
    assert {member for members in EITHER.values() for member in members} - known == set()


def test_a_sign_is_of_use() -> None:
    used = {sign for one in COMBINATIONS for sign in one.needs | one.bars}
    used |= {member for members in EITHER.values() for member in members}
    assert SIGNS.keys() - used == {"total"}, "`calls` itself reads this one"


def test_a_wording_is_whole_words() -> None:
    pattern = wordings.whole_words(["rebates?", "how .. go"])
    assert pattern.search("the Rebate?")
    assert pattern.search("how did April go")
    assert not pattern.search("prebate")
    assert not pattern.search("rebated")


def test_words_are_listed_once() -> None:
    for name in ("spelling", "plain"):
        listed = wordings.read("words")[name].split()
        assert re.search("[A-Z]", "".join(listed)) is None
