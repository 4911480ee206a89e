"""Amounts are exact cents of the program's currency, or refused."""

import pytest

from assistant.records.imports.cells.money import amount_style, cents
from assistant.records.imports.faults import BadCell


@pytest.mark.parametrize(
    ("text", "style", "amount"),
    [
        pytest.param("1234", None, 1_234_00, id="digits alone"),
        pytest.param("1234.5", None, 1_234_50, id="one decimal"),
        pytest.param("0", None, 0, id="zero"),
        pytest.param(".50", "1,234.56", 50, id="no whole part"),
        pytest.param("$1,234.56", "1,234.56", 1_234_56, id="dollars"),
        pytest.param("USD 1,234.56", "1,234.56", 1_234_56, id="by code before"),
        pytest.param("1,234.56 usd", "1,234.56", 1_234_56, id="by code after"),
        pytest.param("US$ 1,234", "1,234.56", 1_234_00, id="US dollars"),
        pytest.param("1.234,56", "1.234,56", 1_234_56, id="comma for decimals"),
        pytest.param("1.234.567", "1.234,56", 1_234_567_00, id="points for thousands"),
        pytest.param("1 234,56", "1 234,56", 1_234_56, id="spaces for thousands"),
        pytest.param("1\u00a0234,56", "1 234,56", 1_234_56, id="hard spaces for thousands"),
        pytest.param("1'234.56", "1'234.56", 1_234_56, id="Swiss"),
        pytest.param("1234.5600", "1,234.56", 1_234_56, id="zeros after the cents"),
        pytest.param("1000000000000", None, 10**14, id="exactly one trillion"),
        pytest.param("-0.00", "1,234.56", 0, id="a zero below zero"),
    ],
)
def test_an_amount_is_read_to_the_cent(text: str, style: str | None, amount: int) -> None:
    assert cents(text, style, "USD") == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        pytest.param("-500", -500_00, id="a sign"),
        pytest.param("(1,234.50)", -1_234_50, id="brackets"),
        pytest.param("$-500", -500_00, id="a sign after the mark"),
        pytest.param("-$500", -500_00, id="a sign before the mark"),
        pytest.param("500-", -500_00, id="a sign behind"),
        pytest.param("\u2212500", -500_00, id="a typographer's minus"),
    ],
)
def test_an_amount_below_zero_is_read_where_one_is_meant(text: str, amount: int) -> None:
    assert cents(text, "1,234.56", "USD", negative=True) == amount
    with pytest.raises(BadCell, match="below zero: a refund goes to the refunds table"):
        cents(text, "1,234.56", "USD")


@pytest.mark.parametrize(
    ("text", "style", "reason"),
    [
        pytest.param("1,234.56", "1.234,56", "separators|not an amount written", id="the other style"),
        pytest.param("12,34", "1,234.56", "misplaced separators", id="a group of two"),
        pytest.param("1,,234", "1,234.56", "misplaced separators", id="two commas"),
        pytest.param("1.234", "1,234.56", "fraction of a cent", id="a tenth of a cent"),
        pytest.param("1.234", None, "thousands or decimals", id="thousands or decimals"),
        pytest.param("€1,234", "1,234.56", "marked €: the program's currency is USD", id="euros"),
        pytest.param("1,234 EUR", "1,234.56", "marked EUR", id="euros by code"),
        pytest.param("C$100", "1,234.56", r"marked C\$", id="Canadian dollars"),
        pytest.param("150k", None, "shortened", id="thousands shortened"),
        pytest.param("1.2M", "1,234.56", "shortened", id="millions shortened"),
        pytest.param("1.2 Mio", "1,234.56", "shortened", id="millions in German"),
        pytest.param("60%", None, "shortened|not an amount", id="a percentage"),
        pytest.param("1E+06", None, "not an amount", id="a spreadsheet's exponent"),
        pytest.param("1000000000000.01", None, "one trillion", id="a cent above the limit"),
        pytest.param("1000000000000000000", None, "one trillion", id="10 to the 18th"),
        pytest.param("9" * 6_000, None, "one trillion", id="six thousand digits"),
        pytest.param("--5", "1,234.56", "more than one sign", id="two signs"),
        pytest.param("(-5)", "1,234.56", "more than one sign", id="a sign in brackets"),
        pytest.param("(5", None, "not an amount", id="half a bracket"),
        pytest.param("=1+1", None, "not an amount", id="a formula"),
        pytest.param("TBD", None, "not an amount", id="a word"),
        pytest.param("💰", None, "not an amount", id="an emoji"),
        pytest.param("١٢٣", None, "not an amount", id="digits of another script"),
        pytest.param("1\x00", None, "not an amount", id="a NUL"),
        pytest.param("NaN", None, "not an amount", id="not a number"),
    ],
)
def test_what_is_no_plain_amount_is_refused_with_its_reason(text: str, style: str | None, reason: str) -> None:
    with pytest.raises(BadCell, match=reason):
        cents(text, style, "USD")


@pytest.mark.parametrize(
    ("column", "currency", "style"),
    [
        pytest.param(["1,234.56", "5"], "USD", "1,234.56", id="both marks tell"),
        pytest.param(["1.234,56", "1.000"], "USD", "1.234,56", id="German"),
        pytest.param(["12,50", "1.000"], "USD", "1.234,56", id="two decimals after a comma tell"),
        pytest.param(["1,234", "5"], "USD", "1,234.56", id="a comma is for thousands in dollars"),
        pytest.param(["1.234", "5"], "EUR", "1.234,56", id="a point is for thousands in euros"),
        pytest.param(["1.234", "5"], "USD", None, id="a lone point tells nothing in dollars"),
        pytest.param(["1,234", "5"], "EUR", None, id="a lone comma tells nothing in euros"),
        pytest.param(["1,234.56", "1.234,56"], "USD", "mixed", id="both kinds"),
        pytest.param(["100", "200"], "USD", None, id="digits alone"),
        pytest.param(["1 234,5"], "EUR", "1 234,56", id="spaces"),
    ],
)
def test_a_column_shows_how_it_writes_amounts(column: list[str], currency: str, style: str | None) -> None:
    assert amount_style(column, currency) == style


def test_a_column_that_writes_amounts_in_two_ways_is_refused() -> None:
    style = amount_style(["1,234.56", "1.234,56"], "USD")
    assert cents("100", style, "USD") == 100_00
    with pytest.raises(BadCell, match="several ways"):
        cents("1,234.56", style, "USD")


def test_the_programs_own_mark_is_taken_whatever_it_is() -> None:
    assert cents("€1.234,56", "1.234,56", "EUR") == 1_234_56
    with pytest.raises(BadCell, match="currency is EUR"):
        cents("$5", None, "EUR")
