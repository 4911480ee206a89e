"""How figures and words about them are written, at their edges."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.wording.figures import (
    an_amount,
    based,
    capital,
    counted,
    day,
    during,
    explained,
    listed,
    measured,
    sentence,
    signed,
    sums,
    whose,
)
from tools.core.money import dollars, millions, percent, rate, short_dollars

CENTS = st.integers(min_value=-(10**15), max_value=10**15)


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        pytest.param(0, "$0", id="nothing"),
        pytest.param(1, "$0.01", id="a cent"),
        pytest.param(-1, "-$0.01", id="minus a cent"),
        pytest.param(10, "$0.10", id="ten cents"),
        pytest.param(100, "$1", id="a dollar"),
        pytest.param(-50_000, "-$500", id="a refund"),
        pytest.param(123_450, "$1,234.50", id="dollars and cents"),
        pytest.param(10_000_001, "$100,000.01", id="a cent over a threshold"),
        pytest.param(10**14, "$1,000,000,000,000", id="a trillion"),
    ],
)
def test_money_is_written_to_the_cent_and_without_empty_cents(cents: int, text: str) -> None:
    assert dollars(cents) == text


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        pytest.param(0, "$0", id="nothing"),
        pytest.param(999_99, "$999.99", id="a cent under a thousand"),
        pytest.param(1_000_00, "$1K", id="a thousand"),
        pytest.param(1_499_99, "$1K", id="a cent under half a thousand more"),
        pytest.param(1_500_00, "$2K", id="half a thousand more"),
        pytest.param(999_499_99, "$999K", id="the last thousand"),
        pytest.param(999_500_00, "$1.0M", id="what rounds to a million"),
        pytest.param(999_999_99, "$1.0M", id="a cent under a million"),
        pytest.param(4_849_999_99, "$4.8M", id="a cent under the next tenth"),
        pytest.param(4_850_000_00, "$4.9M", id="the next tenth"),
        pytest.param(-420_150_00, "-$420K", id="a loss"),
        pytest.param(1_234_567_890_00, "$1,234.6M", id="a billion"),
    ],
)
def test_short_money_rounds_half_up_and_moves_to_the_next_unit(cents: int, text: str) -> None:
    assert short_dollars(cents) == text


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        pytest.param(99_999_99, "$100K", id="under a tenth of a million"),
        pytest.param(100_000_00, "$0.1M", id="a tenth"),
        pytest.param(149_999_99, "$0.1M", id="a cent under the half"),
        pytest.param(150_000_00, "$0.2M", id="the half"),
        pytest.param(-809_000_00, "-$0.8M", id="negative"),
        pytest.param(2_100_000_00, "$2.1M", id="millions"),
        pytest.param(0, "$0", id="nothing"),
    ],
)
def test_money_in_a_column_of_millions(cents: int, text: str) -> None:
    assert millions(cents) == text


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "text"),
    [
        pytest.param(189, 234, 1, "80.8%", id="the sample's partners on target"),
        pytest.param(1, 3, 0, "33%", id="a third"),
        pytest.param(2, 3, 0, "67%", id="two thirds"),
        pytest.param(1, 8, 1, "12.5%", id="an eighth"),
        pytest.param(1, 200, 0, "1%", id="half a percent is rounded up"),
        pytest.param(-1, 200, 0, "-1%", id="minus half a percent away from zero"),
        pytest.param(1, 201, 0, "0%", id="less than half"),
        pytest.param(-1, 201, 0, "0%", id="minus less than half is not minus zero"),
        pytest.param(-1, 100_000, 1, "0.0%", id="nor with decimals"),
        pytest.param(5, -10, 0, "-50%", id="of a negative whole"),
        pytest.param(-5, -10, 0, "50%", id="of two negatives"),
        pytest.param(227, 234, 1, "97.0%", id="a trailing zero stays"),
        pytest.param(0, 7, 0, "0%", id="nothing"),
        pytest.param(738, 100, 0, "738%", id="far over target"),
    ],
)
def test_a_percentage_is_rounded_half_away_from_zero_where_it_is_shown(
    part: int, whole: int, decimals: int, text: str
) -> None:
    assert percent(part, whole, decimals) == text


@pytest.mark.parametrize(
    ("rate_bp", "text"),
    [(1, "0.01%"), (50, "0.5%"), (200, "2%"), (350, "3.5%"), (1_000, "10%"), (1_234, "12.34%"), (10_000, "100%")],
)  # fmt: skip
def test_a_rate_has_no_trailing_zeros(rate_bp: int, text: str) -> None:
    assert rate(rate_bp) == text


@given(CENTS)
def test_money_reads_back_as_the_same_cents(cents: int) -> None:
    text = dollars(cents)
    whole, _, rest = text.lstrip("-").removeprefix("$").replace(",", "").partition(".")
    assert (int(whole) * 100 + int(rest or 0)) * (-1 if text.startswith("-") else 1) == cents


@given(CENTS)
def test_a_refund_is_written_as_the_amount_with_a_minus(cents: int) -> None:
    for written in (dollars, short_dollars, millions):
        assert written(-abs(cents)).lstrip("-") == written(abs(cents))
        assert "-$0" not in {written(cents), written(-cents)}


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_is_within_half_a_unit_of_the_quotient(part: int, whole: int) -> None:
    shown = int(percent(part, whole).removesuffix("%"))
    assert abs(shown * whole - part * 100) * 2 <= whole


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        pytest.param(5_000_00, "a $5,000", id="five thousand"),
        pytest.param(80_000_00, "an $80,000", id="eighty thousand"),
        pytest.param(8_00, "an $8", id="eight"),
        pytest.param(800_00, "an $800", id="eight hundred"),
        pytest.param(11_000_00, "an $11,000", id="eleven thousand"),
        pytest.param(18_00, "an $18", id="eighteen"),
        pytest.param(118_000_00, "a $118,000", id="a hundred and eighteen thousand"),
        pytest.param(1_100_00, "a $1,100", id="one thousand one hundred"),
        pytest.param(100_000_01, "a $100,000.01", id="with cents"),
    ],
)
def test_an_amount_has_the_article_it_is_said_with(cents: int, text: str) -> None:
    assert an_amount(cents) == text


def test_counts_lists_and_names_follow_grammar() -> None:
    assert [counted(n, "claim") for n in (0, 1, 2, 1_000)] == ["0 claims", "1 claim", "2 claims", "1,000 claims"]
    assert counted(2, "reply", "replies") == "2 replies"
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert [whose(name) for name in ("Birch Cloud", "Acme Networks")] == ["Birch Cloud's", "Acme Networks'"]


def test_sentences_begin_with_a_capital_and_end_with_one_stop() -> None:
    assert sentence("the report is due.") == "The report is due."
    assert sentence("MDF is left") == "MDF is left."
    assert sentence("") == ""
    assert capital("2025-Q1 is open") == "2025-Q1 is open"


def test_amounts_in_words() -> None:
    assert [signed(cents) for cents in (500_00, -20_00, 0)] == ["+$500", "-$20", "no change"]
    assert sums([(250_00, "open"), (0, "due"), (80_00, "paid")]) == "$250 open and $80 paid"
    assert sums([(0, "open"), (0, "paid")]) == ""
    assert (based(150_000_00, 200), based(None, None), based(150_000_00, None)) == ("2% of $150,000", "fixed", "fixed")
    assert explained("Upsell or upgrade", -9_000_00, 200) == "Upsell or upgrade, 2% of -$9,000"
    assert explained("New logo", None, None) == "New logo"


def test_days_and_spans() -> None:
    assert (day(date(2025, 4, 30)), day(None)) == ("2025-04-30", "-")
    assert during("April 2025") == "in April 2025"
    assert during("2025-01-01 to 2025-02-15") == "from 2025-01-01 to 2025-02-15"


@pytest.mark.parametrize(
    ("metric", "value", "text"),
    [
        ("annual_revenue", 500_000_00, "$500,000"),
        ("agreement_signed", 1, "yes"),
        ("basic_training", 0, "no"),
        ("new_logos", 1_000, "1,000"),
    ],
)
def test_a_requirement_is_measured_in_its_own_unit(metric: str, value: int, text: str) -> None:
    assert measured(metric, value) == text
