"""The text that every reader starts from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.words import Span, cardinal, count_of, normalise, without


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("  April\t2025\n", "April 2025", id="white space is folded"),
        pytest.param("Acme\u00a0Networks", "Acme Networks", id="a space that does not break"),
        pytest.param("Ac\u200bme\x00", "Acme", id="what is invisible is dropped"),
        pytest.param("\u202egold\u202c", "gold", id="marks that turn the reading order"),
        pytest.param("Acme\u2019s \u201ctier\u201d", 'Acme\'s "tier"', id="quotes are straightened"),
        pytest.param("1\u20132 \u22125", "1-2 -5", id="dashes and the minus are straightened"),
        pytest.param("earn\u2014now", "earn - now", id="a long dash stands apart"),
        pytest.param("\uff31\uff12", "Q2", id="full-width letters and digits"),
        pytest.param("\u0661\u0665\u0660k", "150k", id="Arabic digits"),
        pytest.param("Mu\u0308ller", "M\u00fcller", id="accents are joined to their letter"),
    ],
)
def test_a_text_is_brought_to_one_form(text: str, plain: str) -> None:
    assert normalise(text) == plain


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        pytest.param("six", 6, id="a small number"),
        pytest.param("forty-five", 45, id="with a hyphen"),
        pytest.param("a hundred and fifty thousand", 150_000, id="thousands"),
        pytest.param("two million five hundred thousand", 2_500_000, id="millions and thousands"),
    ],
)
def test_numbers_in_words_have_their_value(words: str, value: int) -> None:
    assert cardinal(words) == value


def test_a_count_of_a_thousand_digits_is_large_and_not_an_error() -> None:
    assert count_of("9" * 5000) == 10**18


def test_what_was_read_is_blanked_without_moving_the_rest() -> None:
    sentence = "April Software in April"
    rest = without(sentence, Span(0, 14, "April Software"))
    assert rest == "|||||||||||||| in April"
    assert normalise(rest) == rest
