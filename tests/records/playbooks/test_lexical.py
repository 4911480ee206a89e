"""The lexicon and BM25: a word is found in its forms, and by what people call the same thing."""

from pathlib import Path

import pytest

from assistant.records.playbooks.lexical import Lexical
from assistant.records.playbooks.lexicon import Lexicon, phrases, plain
from assistant.records.playbooks.sections import Section

LEXICON = Lexicon([["partner", "dealer"], ["insolvency", "go under", "bust"]])


def section(number: int, heading: str, text: str, *asked: str) -> Section:
    return Section(f"a#{number}", "Book", heading, text, "f/a.md", asked=asked)


SECTIONS = [
    section(0, "Insolvency", "What the administrator decides."),
    section(1, "Parking", "Leave the car by the gate.", "where do I put my bicycle"),
    section(2, "Partner lunch", "Soup is served at noon."),
]


def best(question: str) -> int:
    return int(Lexical.build(SECTIONS, LEXICON).scores(question).argmax())


@pytest.mark.parametrize(
    ("question", "number"),
    [
        pytest.param("administrators decided", 0, id="other forms of the words"),
        pytest.param("it went bust", 0, id="another word for it"),
        pytest.param("did it go under?", 0, id="two words for it"),
        pytest.param("lunch with a dealer", 2, id="a word of the lexicon and one of the heading"),
        pytest.param("my bicycle", 1, id="a phrase that the section does not say"),
        pytest.param("the gate", 1, id="a stretch of the text"),
    ],
)
def test_a_section_is_found_by_forms_synonyms_phrases_and_stretches(question: str, number: int) -> None:
    assert best(question) == number


@pytest.mark.parametrize("question", ["", "the of and", "???"])
def test_a_question_without_a_word_that_carries_sense_finds_nothing(question: str) -> None:
    lexical = Lexical.build(SECTIONS, LEXICON)
    assert not lexical.scores(question).any()
    assert lexical.share(question) == 0.0


def test_the_share_of_words_is_one_where_a_section_holds_all_and_falls_with_unknown_ones() -> None:
    lexical = Lexical.build(SECTIONS, LEXICON)
    assert lexical.share("car by the gate") == 1.0
    assert 0.0 < lexical.share("car by the gate in Reykjavik") < 1.0
    assert lexical.share("zebra") == 0.0


def test_an_index_reads_back_as_it_was_written(tmp_path: Path) -> None:
    built = Lexical.build(SECTIONS, LEXICON)
    built.save(tmp_path)
    read = Lexical.load(tmp_path, LEXICON)
    for question in ("my bicycle", "soup for a dealer"):
        assert read.scores(question).tolist() == built.scores(question).tolist()
        assert read.share(question) == built.share(question)


def test_terms_are_stems_and_the_lines_of_the_lexicon() -> None:
    assert LEXICON.terms("The dealers went bust") == ["dealer", "went", "bust", "=0", "=1"]


def test_markdown_loses_its_marks() -> None:
    assert plain("**Bold** and `code`\n| a | b |\n|---|---|\n| 1 | 2 |") == "Bold and code a b 1 2"


def test_phrases_under_titles_are_read_in_order() -> None:
    assert list(phrases({"a": ["x", "y"], "b": ["z"]})) == ["x", "y", "z"]
