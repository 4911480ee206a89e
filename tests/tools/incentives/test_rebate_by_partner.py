"""The rebate of every partner for one quarter."""

from datetime import date
from typing import Any

import pytest

from tests.builders import frames
from tests.programs import shipped
from tools.core.errors import NoRuleInForce
from tools.core.frames import rows
from tools.core.periods import Period
from tools.incentives.rebate import rebate_by_partner

PROGRAM = shipped()
Q1 = PROGRAM.calendar.quarter(2025, 1)
Q2 = PROGRAM.calendar.quarter(2025, 2)
MARCH, APRIL = date(2025, 3, 10), date(2025, 4, 10)


def of(tables: dict[str, list[dict[str, Any]]], quarter: Period = Q1) -> Any:
    found = {
        row["partner_id"]: row for row in rows(rebate_by_partner(frames(date(2025, 4, 30), **tables), PROGRAM, quarter))
    }
    return found.get("P-1")


@pytest.mark.parametrize(
    ("revenue_cents", "rate_bp", "earned_cents"),
    [
        pytest.param(99_999_99, 0, 0, id="a cent under the first band"),
        pytest.param(100_000_00, 200, 2_000_00, id="exactly on the first band"),
        pytest.param(249_999_99, 200, 5_000_00, id="a cent under 3.5%"),
        pytest.param(250_000_00, 350, 8_750_00, id="exactly on 3.5%"),
        pytest.param(499_999_99, 350, 17_500_00, id="a cent under 5%"),
        pytest.param(500_000_00, 500, 25_000_00, id="exactly on 5%"),
        pytest.param(999_999_99, 500, 50_000_00, id="a cent under 6.5%"),
        pytest.param(1_000_000_00, 650, 65_000_00, id="exactly on 6.5%"),
        pytest.param(2_499_999_99, 650, 162_500_00, id="a cent under 8%"),
        pytest.param(2_500_000_00, 800, 200_000_00, id="exactly on 8%"),
    ],
)
def test_a_band_starts_at_its_own_threshold(revenue_cents: int, rate_bp: int, earned_cents: int) -> None:
    row = of({"deals": [{"won": MARCH, "amount_cents": revenue_cents}]})
    assert (row["revenue_cents"], row["rate_bp"], row["earned_cents"]) == (revenue_cents, rate_bp, earned_cents)


def test_a_refund_inside_the_quarter_lowers_its_revenue_and_its_band() -> None:
    row = of(
        {
            "deals": [{"won": MARCH, "amount_cents": 100_000_00}],
            "refunds": [{"deal_id": "D-1", "refunded_on": date(2025, 3, 31), "amount_cents": 1}],
        }
    )
    assert (row["revenue_cents"], row["earned_cents"], row["refunds_cents"]) == (99_999_99, 0, 0)


def test_a_refund_after_the_quarter_leaves_it_and_is_taken_back_in_the_quarter_it_happens() -> None:
    tables = {
        "deals": [{"won": MARCH, "amount_cents": 100_000_00}],
        "refunds": [{"deal_id": "D-1", "refunded_on": date(2025, 4, 1), "amount_cents": 10_000_00}],
    }
    first, second = of(tables), of(tables, Q2)
    assert (first["revenue_cents"], first["earned_cents"], first["due_cents"]) == (100_000_00, 2_000_00, 2_000_00)
    assert (second["revenue_cents"], second["refunds_cents"], second["due_cents"]) == (0, -200_00, -200_00)


def test_what_was_settled_is_subtracted_and_later_payments_are_not_known_yet() -> None:
    deals = [{"won": MARCH, "amount_cents": 100_000_00}]
    paid = {"programme": "rebate", "rule": "rebate", "row": "2025-Q1", "amount_cents": 1_500_00}
    known = of({"deals": deals, "payments": [paid | {"paid_on": date(2025, 4, 30)}]})
    later = of({"deals": deals, "payments": [paid | {"paid_on": date(2025, 5, 1)}]})
    assert (known["settled_cents"], known["due_cents"]) == (1_500_00, 500_00)
    assert (later["settled_cents"], later["due_cents"]) == (0, 2_000_00)


def test_assisted_direct_lost_and_later_deals_are_no_part_of_it() -> None:
    deals = [
        {"won": MARCH, "amount_cents": 100_000_00, "role": "assisted"},
        {"won": MARCH, "amount_cents": 100_000_00, "role": "direct", "partner_id": None},
        {"lost": MARCH, "amount_cents": 100_000_00},
        {"won": APRIL, "amount_cents": 100_000_00},
    ]
    assert of({"deals": deals}) is None


def test_a_quarter_in_progress_counts_what_is_known_on_the_day() -> None:
    deals = [
        {"won": date(2025, 4, 30), "amount_cents": 100_000_00},
        {"won": date(2025, 5, 1), "amount_cents": 900_000_00},
    ]
    assert of({"deals": deals}, Q2)["earned_cents"] == 2_000_00


def test_a_quarter_without_bands_is_refused() -> None:
    with pytest.raises(NoRuleInForce, match="2024-12-31"):
        of({}, PROGRAM.calendar.quarter(2024, 4))
