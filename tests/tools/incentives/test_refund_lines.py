"""Refunds are negative lines at the original line's rate, in the period they happen."""

from datetime import date
from typing import Any

import pytest

from tests.tools.incentives.asking import SECOND, Rows, taken_back

MARCH_10 = date(2025, 3, 10)
EARLIER = {"deal_id": "D-0", "won": date(2024, 6, 1)}
DEAL = {"deal_id": "D-1", "won": MARCH_10, "amount_cents": 150_000_00}


def refund(dollars: int | None = None, day: date = date(2025, 4, 20), *, cents: int = 0) -> dict[str, Any]:
    return {"deal_id": "D-1", "refunded_on": day, "amount_cents": cents if dollars is None else dollars * 100}


def of(deal: dict[str, Any], *refunds: dict[str, Any], period: str = "2025", **more: Any) -> dict[str, int]:
    """Cents by rule that the refunds of one deal take back in a period."""
    found: dict[str, int] = {}
    for _, rule, _, cents in taken_back(period, deals=[EARLIER, DEAL | deal], refunds=list(refunds), **more):
        found[rule] = found.get(rule, 0) + cents
    return found


@pytest.mark.parametrize(
    ("refunds", "expected"),
    [
        pytest.param([refund(30_000)], {"large_deal": -600_00}, id="a part"),
        pytest.param([refund(150_000)], {"large_deal": -3_000_00}, id="the whole"),
        pytest.param([refund(100_000), refund(50_000)], {"large_deal": -3_000_00}, id="the whole in two parts"),
        pytest.param(
            [refund(900_000)], {"large_deal": -3_000_00}, id="more than the deal never takes more than the line"
        ),
        pytest.param([refund(cents=25)], {"large_deal": -1}, id="half a cent is rounded away from zero"),
        pytest.param([refund(cents=24)], {}, id="less than half a cent"),
    ],
)
def test_a_line_at_a_rate_is_taken_back_at_that_rate(refunds: Rows, expected: dict[str, int]) -> None:
    assert of({}, *refunds) == expected


def test_a_deal_refunded_in_odd_parts_leaves_no_cent_behind() -> None:
    deal = {"amount_cents": 100_000_25}
    assert of(deal, refund(cents=50_000_12), refund(cents=50_000_13)) == {"large_deal": -2_000_01}


def test_each_refund_is_a_line_on_its_own_day() -> None:
    refunds = [refund(50_000, date(2025, 3, 31)), refund(25_000, date(2025, 4, 1))]
    assert taken_back(deals=[EARLIER, DEAL], refunds=refunds) == [
        ("D-1", "large_deal", date(2025, 3, 31), -1_000_00),
        ("D-1", "large_deal", date(2025, 4, 1), -500_00),
    ]
    assert of({}, *refunds, period="2025-Q1") == {"large_deal": -1_000_00}
    assert of({}, *refunds, period="2025-Q2") == {"large_deal": -500_00}


@pytest.mark.parametrize(
    ("refunds", "expected"),
    [
        pytest.param([refund(cents=149_999_99)], {}, id="a cent is left"),
        pytest.param([refund(150_000)], {"strategic_product": -750_00}, id="the whole at once"),
        pytest.param(
            [refund(100_000), refund(50_000, date(2025, 5, 5))],
            {"strategic_product": -750_00},
            id="the whole in the end",
        ),
    ],
)
def test_a_fixed_amount_is_taken_back_once_the_whole_deal_is(refunds: Rows, expected: dict[str, int]) -> None:
    found = of({"strategic_product": True}, *refunds)
    assert {rule: cents for rule, cents in found.items() if rule == "strategic_product"} == expected


def test_the_first_deal_stays_the_first_when_it_is_refunded() -> None:
    found = taken_back(deals=[DEAL, {"won": date(2025, 4, 2)}], refunds=[refund(150_000)])
    assert [(row, rule, cents) for row, rule, _, cents in found if rule == "first_deal"] == [
        ("D-1", "first_deal", -1_000_00)
    ]


def test_a_refund_takes_incremental_revenue_first() -> None:
    deal = {"kind": "cross_sell", "amount_cents": 100_000_00, "incremental_cents": 40_000_00}
    assert of(deal, refund(10_000)) == {"cross_sell": -300_00}
    assert of(deal, refund(50_000)) == {"cross_sell": -1_200_00}


def test_contract_years_are_taken_back_at_the_rate_of_all_of_them() -> None:
    deal = {"amount_cents": 90_000_00, "contract_years": 4}
    assert of(deal, refund(10_000)) == {"multi_year": -300_00}


@pytest.mark.parametrize(
    "deal",
    [
        pytest.param({"won": date(2024, 12, 31)}, id="won before the first ruling"),
        pytest.param({"won": None, "outcome": None}, id="still open"),
        pytest.param({"role": "assisted"}, id="assisted"),
    ],
)
def test_a_deal_that_earned_nothing_gives_nothing_back(deal: dict[str, Any]) -> None:
    assert of(deal, refund(150_000)) == {}


def test_a_refund_is_known_from_its_own_day() -> None:
    assert of({}, refund(30_000), as_of=date(2025, 4, 19)) == {}
    assert of({}, refund(30_000), as_of=date(2025, 4, 20)) == {"large_deal": -600_00}


@pytest.mark.parametrize(
    ("refunds", "expected"),
    [
        pytest.param([refund(100_000)], -1_500_00, id="at the rate, not at the capped share"),
        pytest.param([refund(100_000), refund(100_000)], -2_000_00, id="never more than the capped line"),
    ],
)
def test_a_capped_line_is_taken_back_at_its_rate_up_to_the_line(refunds: Rows, expected: int) -> None:
    found = of(
        {"amount_cents": 200_000_00}, *refunds,
        period="FY2026", program=SECOND, tier_history=[{"tier": "Premier", "since": date(2023, 1, 1)}],
    )  # fmt: skip
    assert found == {"big_deal": expected}


def test_what_a_quarters_cap_left_of_a_line_is_all_that_is_taken_back() -> None:
    before = [{"won": date(2025, 3, day), "amount_cents": 200_000_00, "deal_id": f"D-A{day}"} for day in (1, 2)]
    found = taken_back(
        "FY2026", program=SECOND, tier_history=[{"tier": "Premier", "since": date(2023, 1, 1)}],
        deals=[*before, DEAL | {"amount_cents": 200_000_00}], refunds=[refund(200_000)],
    )  # fmt: skip
    assert [(row, cents) for row, _, _, cents in found] == [("D-1", -1_000_00)]
