"""Rounding: one way, on integers and on columns alike."""

from decimal import ROUND_HALF_UP, Decimal
from math import floor

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.core.money import BP, DOUBLES, MAX_CENTS, half_up, idiv, portion, share, share_of

CENTS = st.integers(0, MAX_CENTS)
SIGNED = st.integers(-MAX_CENTS, MAX_CENTS)
RATES = st.integers(0, BP)
DIVISORS = st.integers(1, 10**6)


def column(values: list[int]) -> nw.DataFrame[pl.DataFrame]:
    return nw.from_native(pl.DataFrame({"n": pl.Series(values, dtype=pl.Int64)}))


def computed(values: list[int], expression: nw.Expr) -> list[int]:
    return column(values).select(expression.alias("n"))["n"].to_list()


@pytest.mark.parametrize(
    ("numerator", "divisor", "rounded"),
    [
        pytest.param(0, 7, 0, id="nothing"),
        pytest.param(4, 10, 0, id="under a half"),
        pytest.param(5, 10, 1, id="a half of an even divisor"),
        pytest.param(14, 10, 1, id="under one and a half"),
        pytest.param(15, 10, 2, id="one and a half"),
        pytest.param(1, 3, 0, id="a third"),
        pytest.param(2, 3, 1, id="two thirds"),
        pytest.param(3, 7, 0, id="under a half of an odd divisor"),
        pytest.param(4, 7, 1, id="over a half of an odd divisor"),
        pytest.param(7, 1, 7, id="whole"),
        pytest.param(90_071_992_547_409_999, 10_000, 9_007_199_254_741, id="beyond what a double holds"),
    ],
)
def test_a_quotient_is_rounded_half_up(numerator: int, divisor: int, rounded: int) -> None:
    assert half_up(numerator, divisor) == rounded
    assert computed([numerator], half_up(nw.col("n"), divisor)) == [rounded]


@pytest.mark.parametrize(
    ("cents", "rate_bp", "part"),
    [
        pytest.param(100_000_00, 200, 2_000_00, id="2% of $100,000"),
        pytest.param(100_000_01, 200, 2_000_00, id="2% of a cent more: a fiftieth of a cent"),
        pytest.param(25, 200, 1, id="half a cent is one"),
        pytest.param(24, 200, 0, id="under half a cent is none"),
        pytest.param(-25, 200, -1, id="half a cent taken back is one"),
        pytest.param(-24, 200, 0, id="under half a cent taken back is none"),
        pytest.param(109_697_50, 300, 3_290_93, id="3% of $109,697.50: $3,290.925"),
        pytest.param(2_564_700_00, 800, 205_176_00, id="8% of $2,564,700"),
        pytest.param(MAX_CENTS, BP, MAX_CENTS, id="all of a trillion"),
        pytest.param(12_345, 0, 0, id="none of it"),
    ],
)
def test_a_share_is_rounded_half_away_from_zero(cents: int, rate_bp: int, part: int) -> None:
    assert share(cents, rate_bp) == part


@pytest.mark.parametrize(
    ("cents", "vendor", "whole", "part"),
    [
        pytest.param(12_000_00, 2, 3, 8_000_00, id="two thirds of $12,000"),
        pytest.param(100, 2, 3, 67, id="two thirds of a dollar"),
        pytest.param(-100, 2, 3, -67, id="and back"),
        pytest.param(1, 1, 2, 1, id="half of a cent"),
        pytest.param(-1, 1, 2, -1, id="half of a cent back"),
        pytest.param(1, 1, 3, 0, id="a third of a cent"),
    ],
)
def test_a_portion_is_rounded_half_away_from_zero(cents: int, vendor: int, whole: int, part: int) -> None:
    assert portion(cents, vendor, whole) == part


@given(st.integers(0, 2**62), DIVISORS)
def test_half_up_is_the_decimal_module_s(numerator: int, divisor: int) -> None:
    exact = (Decimal(numerator) / Decimal(divisor)).quantize(Decimal(1), ROUND_HALF_UP)
    if numerator < 10**20:
        assert half_up(numerator, divisor) == int(exact)


@given(st.lists(st.integers(0, 2**61), min_size=1, max_size=20), DIVISORS)
def test_a_column_is_divided_like_integers(values: list[int], divisor: int) -> None:
    assert computed(values, idiv(nw.col("n"), divisor)) == [value // divisor for value in values]
    assert computed(values, half_up(nw.col("n"), divisor)) == [half_up(value, divisor) for value in values]


@given(st.lists(CENTS, min_size=1, max_size=20), RATES)
def test_a_share_of_a_column_is_the_share_of_each(values: list[int], rate_bp: int) -> None:
    assert computed(values, share_of(nw.col("n"), rate_bp)) == [share(value, rate_bp) for value in values]


class Doubled(int):
    """A whole number of an engine that divides doubles, as Spark does."""

    def __add__(self, other: int) -> "Doubled":
        return Doubled(int(self) + other)

    def __sub__(self, other: int) -> "Doubled":
        return Doubled(int(self) - other)

    def __mul__(self, other: int) -> "Doubled":
        return Doubled(int(self) * other)

    def __floordiv__(self, other: int) -> "Doubled":
        return Doubled(floor(float(self) / float(other)))


def test_an_engine_that_divides_doubles_may_lose_a_unit_of_a_large_numerator() -> None:
    assert Doubled(2**53 * 3 - 1) // 3 == 2**53
    assert idiv(Doubled(2**53 * 3 - 1), 3) == 2**53 - 1


@given(st.integers(0, DOUBLES), DIVISORS)
def test_up_to_what_doubles_hold_one_division_is_exact(numerator: int, divisor: int) -> None:
    assert idiv(Doubled(numerator), divisor, most=DOUBLES) == numerator // divisor
    assert half_up(Doubled(numerator // 4), divisor, most=DOUBLES // 4) == half_up(numerator // 4, divisor)


@pytest.mark.parametrize("rate_bp", [1, 3, 100, 150, 200, 300, 333, 350, 400, 650, 800, 9_999, BP])
@given(cents=CENTS)
def test_a_share_is_exact_where_doubles_are_divided(rate_bp: int, cents: int) -> None:
    assert share_of(Doubled(cents), rate_bp) == share(cents, rate_bp)  # type: ignore[arg-type]


@given(st.integers(0, 2**62), DIVISORS)
def test_a_quotient_is_exact_where_doubles_are_divided(numerator: int, divisor: int) -> None:
    assert idiv(Doubled(numerator), divisor) == numerator // divisor


def test_beyond_the_multiples_that_doubles_hold_a_share_is_still_exact() -> None:
    """14,653,634,524,289 x 9,999 is 146,521,691,608,365,711, a share of 14,652,169,160,837; the double falls short."""
    assert share_of(Doubled(14_653_634_524_289), 9_999) == 14_652_169_160_837  # type: ignore[arg-type]


@given(st.lists(st.tuples(CENTS, RATES), min_size=1, max_size=20))
def test_a_column_of_rates_gives_each_row_its_own(pairs: list[tuple[int, int]]) -> None:
    frame = nw.from_native(pl.DataFrame({"n": [n for n, _ in pairs], "bp": [bp for _, bp in pairs]}))
    found = frame.select(share_of(nw.col("n"), nw.col("bp")).alias("part"))["part"].to_list()
    assert found == [share(cents, rate_bp) for cents, rate_bp in pairs]


@given(SIGNED, RATES)
def test_what_is_taken_back_is_what_was_given(cents: int, rate_bp: int) -> None:
    assert share(-cents, rate_bp) == -share(cents, rate_bp)


@given(CENTS, CENTS, RATES)
def test_a_larger_amount_never_has_a_smaller_share(one: int, other: int, rate_bp: int) -> None:
    low, high = sorted((one, other))
    assert share(low, rate_bp) <= share(high, rate_bp)


@given(CENTS, RATES)
def test_a_share_is_at_most_the_whole_and_off_by_half_a_cent_at_most(cents: int, rate_bp: int) -> None:
    part = share(cents, rate_bp)
    assert 0 <= part <= cents
    assert abs(part * BP - cents * rate_bp) * 2 <= BP


@given(SIGNED, st.integers(1, 100), st.integers(1, 100))
def test_the_two_parts_of_a_cost_miss_it_by_a_cent_at_most(cents: int, vendor: int, partner: int) -> None:
    whole = vendor + partner
    assert abs(portion(cents, vendor, whole) + portion(cents, partner, whole) - cents) <= 1


def test_the_largest_amount_at_the_largest_rate_does_not_wrap() -> None:
    assert computed([MAX_CENTS], share_of(nw.col("n"), BP)) == [MAX_CENTS]
    assert MAX_CENTS * BP * 2 < 2**63
