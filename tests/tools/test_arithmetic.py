"""Derived figures are exact, of one unit, and show their working."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.programs import shipped
from tools.arithmetic import Derived, Operation, arithmetic
from tools.core.errors import BadArgument
from tools.core.frames import Frames

APRIL = Frames(as_of=date(2025, 4, 30), tables={})


def derived(operation: Operation, figures: str | list[str]) -> Derived:
    return arithmetic(APRIL, shipped(), operation=operation, figures=figures)


@pytest.mark.parametrize(
    ("operation", "figures", "says"),
    [
        pytest.param("difference", "$600,000; $500,000", "$600,000 - $500,000 = $100,000", id="money less money"),
        pytest.param("difference", "$100; $250.50", "$100 - $250.50 = -$150.50", id="below zero"),
        pytest.param("difference", "6; 5", "6 - 5 = 1", id="counts"),
        pytest.param("difference", "34%; 31%", "34% - 31% = 3%", id="percentage points"),
        pytest.param("sum", ["$2,900", "$3,200", "$0.01"], "$2,900 + $3,200 + $0.01 = $6,100.01", id="a sum of three"),
        pytest.param("share", "189; 234", "189 of 234 is 80.8%", id="a share of counts"),
        pytest.param("growth", "$145,000; $148,350", "$145,000 to $148,350 is +2.3%", id="growth"),
        pytest.param("growth", "$200; $150", "$200 to $150 is -25.0%", id="a fall"),
    ],
)
def test_the_working_is_shown(operation: Operation, figures: str, says: str) -> None:
    assert [line.says for line in derived(operation, figures).lines] == [says]


def test_a_share_is_kept_as_an_exact_fraction() -> None:
    found = derived("share", "$2,000; $6,000")
    assert (found.numerator, found.denominator, found.unit) == (1, 3, "money")


@pytest.mark.parametrize(
    ("operation", "figures", "reason"),
    [
        pytest.param("sum", "2%; 3", "one unit", id="a percentage and a count"),
        pytest.param("sum", "$5", "takes two to 50", id="one figure alone"),
        pytest.param("share", "1; 2; 3", "takes two", id="a share of three"),
        pytest.param("share", "2; 0", "above zero", id="a share of nothing"),
        pytest.param("difference", "$4.8M; $1", "write it exactly", id="a rounded figure"),
        pytest.param("difference", "$5%; $1", "write it exactly", id="money that is a percentage"),
        pytest.param("sum", "2.5; 3", "a count is whole", id="half a count"),
        pytest.param("sum", "$9,999,999,999,999; $1", "beyond one trillion", id="beyond all bounds"),
        pytest.param("sum", "", "takes two", id="nothing at all"),
    ],
)
def test_what_cannot_be_derived_exactly_is_refused(operation: Operation, figures: str, reason: str) -> None:
    with pytest.raises(BadArgument, match=reason):
        derived(operation, figures)


@given(st.lists(st.integers(0, 10**11), min_size=2, max_size=8))
def test_a_sum_less_all_but_its_first_is_its_first(cents: list[int]) -> None:
    written = [f"${value // 100}.{value % 100:02d}" for value in cents]
    total = derived("sum", written).result_cents
    assert total == sum(cents)
    back = derived("difference", [f"${total // 100}.{total % 100:02d}", *written[1:]])
    assert back.result_cents == cents[0]
