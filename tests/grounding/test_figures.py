"""Every form in which people write figures is found, with its unit and its exactness."""

from fractions import Fraction

import pytest

from assistant.grounding.door.plainness import plain
from assistant.grounding.figures import find_figures


@pytest.mark.parametrize(
    ("text", "kind", "value", "step"),
    [
        pytest.param("$4.8M", "money", 4_800_000, 100_000, id="millions by a letter"),
        pytest.param("about $4.8 million", "money", 4_800_000, 100_000, id="millions by a word"),
        pytest.param("$150k", "money", 150_000, 1000, id="thousands by a letter"),
        pytest.param("$1.2bn", "money", 1_200_000_000, 100_000_000, id="billions"),
        pytest.param("4.8 Mio", "count", 4_800_000, 100_000, id="millions in German"),
        pytest.param("$10,442.25", "money", Fraction("10442.25"), Fraction("0.01"), id="dollars and cents"),
        pytest.param("2,900 dollars", "money", 2900, 1, id="a currency in a word"),
        pytest.param("USD 2900", "money", 2900, 1, id="a currency by its code"),
        pytest.param("€ 4.812.345,67", "money", Fraction("4812345.67"), Fraction("0.01"), id="European groups"),
        pytest.param("$1'234'567", "money", 1_234_567, 1, id="Swiss groups"),
        pytest.param("\uff04\uff12\uff19\uff10\uff10", "money", 2900, 1, id="full-width digits"),
        pytest.param("$2\u200b,900", "money", 2900, 1, id="an invisible character inside"),
        pytest.param("two hundred and fifty thousand dollars", "money", 250_000, 1000, id="an amount in words"),
        pytest.param("38 %", "percent", 38, 1, id="a percentage with a space"),
        pytest.param("3.5%", "percent", Fraction("3.5"), Fraction("0.1"), id="a percentage with a decimal"),
        pytest.param("thirty-eight percent", "percent", 38, 1, id="a percentage in words"),
        pytest.param("350 basis points", "percent", Fraction("3.5"), Fraction("0.01"), id="basis points"),
        pytest.param("0.38", "count", Fraction("0.38"), Fraction("0.01"), id="a share as a decimal"),
        pytest.param("1,234 deals", "count", 1234, 1, id="a count in groups"),
        pytest.param("five certified staff", "count", 5, 1, id="a count in words"),
        pytest.param("3.2x", "ratio", Fraction("3.2"), Fraction("0.1"), id="a multiple"),
        pytest.param("30 days", "span", 30, 1, id="a span of days"),
        pytest.param("two weeks", "span", 2, 1, id="a span of weeks in words"),
        pytest.param("a 90-day plan", "span", 90, 1, id="a span as an adjective"),
        pytest.param("the 2nd place", "ordinal", 2, 1, id="an ordinal"),
    ],
)
def test_a_number_is_found(text: str, kind: str, value: Fraction, step: Fraction) -> None:
    [figure] = find_figures(plain(text))
    assert (figure.kind, figure.readings[0]) == (kind, (value, step))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        pytest.param("2025-04-30", "date", "2025-04-30", id="a day as the records write it"),
        pytest.param("April 30, 2025", "date", "2025-04-30", id="a day in American"),
        pytest.param("30 April 2025", "date", "2025-04-30", id="a day in British"),
        pytest.param("the 30th of April", "date", "04-30", id="a day without its year"),
        pytest.param("30.04.2025", "date", "2025-04-30", id="a day in German"),
        pytest.param("April 2025", "month", "2025-04", id="a month"),
        pytest.param("2025-04", "month", "2025-04", id="a month in digits"),
        pytest.param("in May", "month", "05", id="a month that is also a verb"),
        pytest.param("Q2 2025", "quarter", "2025-Q2", id="a quarter"),
        pytest.param("2025-Q2", "quarter", "2025-Q2", id="a quarter as the records write it"),
        pytest.param("Q2", "quarter", "Q2", id="a quarter without its year"),
        pytest.param("the second quarter of 2025", "quarter", "2025-Q2", id="a quarter in words"),
        pytest.param("in 2025", "year", "2025", id="a year"),
        pytest.param("FY25", "year", "2025", id="a fiscal year"),
        pytest.param("[co-sell#steps]", "citation", "co-sell#steps", id="a citation"),
        pytest.param("Receipt R-65731bd31b", "receipt", "R-65731bd31b", id="a receipt"),
        pytest.param("deal D-04236", "id", "D-04236", id="a record"),
        pytest.param("a 2:1 match", "pair", "2:1", id="a match"),
        pytest.param("twice its target", "derived", "twice", id="a multiple in a word"),
    ],
)
def test_a_day_a_period_or_a_mark_is_found(text: str, kind: str, value: str) -> None:
    [figure] = find_figures(plain(text))
    assert (figure.kind, figure.values[0]) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("You may ask for one more thing.", id="may and one are words"),
        pytest.param("1. First\n2) Then\n# Last", id="the numbers of a list"),
        pytest.param("No partner is at risk; march on.", id="no figure at all"),
    ],
)
def test_what_is_no_figure_is_passed_over(text: str) -> None:
    assert find_figures(plain(text)) == ()


def test_both_ends_of_a_range_have_its_unit() -> None:
    kinds = [(f.kind, f.unit) for f in find_figures(plain("2 to 3.5% within 5-10 business days"))]
    assert kinds == [("percent", ""), ("percent", ""), ("span", "business day"), ("span", "business day")]


def test_what_can_be_read_in_two_ways_keeps_both() -> None:
    [figure] = find_figures("4.812")
    assert [value for value, _ in figure.readings] == [4812, Fraction("4.812")]
