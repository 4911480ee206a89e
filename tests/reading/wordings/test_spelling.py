"""Mistyped words of the trade are put right; words that people use are left alone."""

import pytest

from assistant.reading.wordings.spelling import is_plain, mended

NAMES = ("Registered", "Silver", "Gold", "Platinum", "Nordics", "Northeast", "Inka Gildott")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("dashbord", "dashboard", id="a letter left out"),
        pytest.param("rebaet", "rebate", id="letters that changed places"),
        pytest.param("statementt", "statement", id="a letter twice"),
        pytest.param("teir", "tier", id="four letters in another order"),
        pytest.param("Febuary", "february", id="a month"),
        pytest.param("platnum", "Platinum", id="a tier"),
        pytest.param("Nothreast", "Northeast", id="a region"),
        pytest.param("incentve", "incentive", id="in the middle"),
        pytest.param("perfomance", "performance", id="a long word"),
    ],
)
def test_a_mistyped_word_is_put_right(written: str, meant: str) -> None:
    assert mended(f"the {written} now", NAMES) == (f"the {meant} now", ((written, meant),))


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("rebate", id="spelt right"),
        pytest.param("deals", id="a plural"),
        pytest.param("layout", id="a word of the language near one of the trade"),
        pytest.param("aware", id="another"),
        pytest.param("mdf", id="too short"),
        pytest.param("Larkmere", id="a name"),
        pytest.param("xqzrebate", id="far away"),
        pytest.param("rebate2", id="with a digit"),
        pytest.param("quillhaven", id="a name in lower case"),
    ],
)
def test_a_word_is_left_alone(written: str) -> None:
    assert mended(f"the {written} now", NAMES) == (f"the {written} now", ())


def test_a_blanked_partner_is_not_read() -> None:
    assert mended("teir of ||||||||", NAMES)[0] == "tier of ||||||||"


def test_a_long_text_without_spaces_is_left_alone() -> None:
    assert mended("x" * 4000, NAMES) == ("x" * 4000, ())


@pytest.mark.parametrize(
    ("word", "plain"), [("please", True), ("rebates", True), ("cloud", True), ("northwind", False)]
)
def test_a_plain_word_is_no_name(word: str, plain: bool) -> None:
    assert is_plain(word) is plain
