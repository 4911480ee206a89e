"""Texts, numbers, flags and percentages."""

import pytest

from assistant.records.imports.cells.plain import flag, percent_style, plain_text, share_bp, whole
from assistant.records.imports.faults import BadCell


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("  Acme   Networks ", "Acme Networks", id="spaces are one"),
        pytest.param("Acme\nNetworks", "Acme Networks", id="a line break is a space"),
        pytest.param("Acme\u00a0Networks", "Acme Networks", id="a hard space is a space"),
        pytest.param("\ufeffAcme", "Acme", id="a byte order mark is nothing"),
        pytest.param("Müller & Söhne 🚀", "Müller & Söhne 🚀", id="an emoji is text"),
        pytest.param("Mu\u0308ller", "M\u00fcller", id="composed letters"),
        pytest.param("=HYPERLINK(1)", "=HYPERLINK(1)", id="a formula is text"),
        pytest.param("'; DROP TABLE deals; --", "'; DROP TABLE deals; --", id="SQL is text"),
        pytest.param("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧", id="joined emoji stay joined"),
    ],
)
def test_a_text_is_kept_as_data(text: str, kept: str) -> None:
    assert plain_text(text, 200) == kept


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("Ac\0me", "holds a NUL byte", id="a NUL"),
        pytest.param("Ac\x1bme", r"control character U\+001B", id="an escape"),
        pytest.param("A" * 201, "201 characters long: the column holds 200", id="one too long"),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused(text: str, reason: str) -> None:
    with pytest.raises(BadCell, match=reason):
        plain_text(text, 200)


def test_a_note_keeps_its_lines() -> None:
    assert plain_text("called\nmet  twice ", None, lines=True) == "called\nmet  twice"


@pytest.mark.parametrize("text", ["Yes", "y", "TRUE", "true", "1", "x", "Ja", "Wahr", "Checked"])
def test_words_for_yes(text: str) -> None:
    assert flag(text) is True


@pytest.mark.parametrize("text", ["No", "n", "FALSE", "false", "0", "Nein", "Unchecked", "-"])
def test_words_for_no(text: str) -> None:
    assert flag(text) is False


@pytest.mark.parametrize("text", ["maybe", "2", "👍", "yes please"])
def test_other_words_are_neither(text: str) -> None:
    with pytest.raises(BadCell, match="neither yes nor no"):
        flag(text)


@pytest.mark.parametrize(("text", "number"), [("3", 3), ("3.0", 3), ("1,000", 1_000), ("0", 0)])
def test_a_whole_number(text: str, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize("text", ["2.5", "-1", "three", "1e3", "9" * 30, "2147483648"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        whole(text)


def test_a_contract_has_at_least_one_year() -> None:
    with pytest.raises(BadCell, match="outside 1"):
        whole("0", least=1)


@pytest.mark.parametrize(
    ("text", "style", "points"),
    [
        pytest.param("60%", None, 6_000, id="marked"),
        pytest.param("60", "60", 6_000, id="of a hundred"),
        pytest.param("0.6", "0.6", 6_000, id="of one"),
        pytest.param("0,6", "0.6", 6_000, id="of one with a comma"),
        pytest.param("33.333", "60", 3_333, id="rounded to the point below"),
        pytest.param("33.335", "60", 3_334, id="half a point is rounded up"),
        pytest.param("1", "0.6", 10_000, id="one of one"),
        pytest.param("1", "60", 100, id="one of a hundred"),
        pytest.param("0", None, 0, id="nothing either way"),
        pytest.param("100 %", None, 10_000, id="all"),
    ],
)
def test_a_percentage_is_read_in_basis_points(text: str, style: str | None, points: int) -> None:
    assert share_bp(text, style) == points


@pytest.mark.parametrize(
    ("text", "style", "reason"),
    [
        pytest.param("1", None, "1% or 100%", id="one, and nothing tells of what"),
        pytest.param("101%", None, "more than 100%", id="more than all"),
        pytest.param("60", "0.6", "more than 100%", id="sixty of one"),
        pytest.param("-5%", None, "not a percentage", id="below zero"),
        pytest.param("high", None, "not a percentage", id="a word"),
    ],
)
def test_what_is_no_percentage_is_refused(text: str, style: str | None, reason: str) -> None:
    with pytest.raises(BadCell, match=reason):
        share_bp(text, style)


@pytest.mark.parametrize(
    ("column", "style"),
    [
        pytest.param(["0.25", "1"], "0.6", id="fractions"),
        pytest.param(["25", "1", "0.5"], "60", id="one above one tells"),
        pytest.param(["0.5%"], "60", id="a mark tells"),
        pytest.param(["0", "1"], None, id="zeros and ones tell nothing"),
    ],
)
def test_a_column_shows_what_its_percentages_are_of(column: list[str], style: str | None) -> None:
    assert percent_style(column) == style
