"""What each metric counts, on the day and the day beside it."""

from datetime import date
from typing import Any

import pytest

from tests.builders import frames
from tools.core.periods import FiscalCalendar
from tools.core.rulings import Metric
from tools.tiers.metrics import MEASURES, Asked, as_known_on, measured

Q1_END = date(2025, 3, 31)


def value(metric: Metric, on: date = Q1_END, quarters: int = 4, start_month: int = 1, **tables: Any) -> int:
    calendar = FiscalCalendar(start_month=start_month)
    asked = Asked(metric, on, quarters)
    return measured(frames(as_of=date(2025, 4, 30), **tables), calendar, [asked], partner_id="P-1")["P-1"][asked]


@pytest.mark.parametrize("metric", sorted(MEASURES))
def test_a_partner_without_rows_has_none_of_anything(metric: Metric) -> None:
    bare = [{"agreement_signed_on": None, "basic_training_on": None}]
    assert value(metric, partners=bare) == 0


@pytest.mark.parametrize(
    ("signed_on", "expected"),
    [
        pytest.param(date(2025, 3, 31), 1, id="signed on the day"),
        pytest.param(date(2025, 4, 1), 0, id="signed the day after"),
        pytest.param(None, 0, id="never signed"),
    ],
)
def test_an_agreement_counts_from_the_day_it_is_signed(signed_on: date | None, expected: int) -> None:
    assert value("agreement_signed", partners=[{"agreement_signed_on": signed_on}]) == expected
    assert value("basic_training", partners=[{"basic_training_on": signed_on}]) == expected


@pytest.mark.parametrize(
    ("earned_on", "expires_on", "expected"),
    [
        pytest.param(date(2025, 3, 31), None, 1, id="earned on the day, never expires"),
        pytest.param(date(2025, 4, 1), None, 0, id="earned the day after"),
        pytest.param(date(2024, 1, 1), date(2025, 3, 31), 0, id="expires on the quarter end"),
        pytest.param(date(2024, 1, 1), date(2025, 4, 1), 1, id="expires the day after the quarter end"),
    ],
)
def test_a_certification_is_valid_through_the_day_before_it_expires(
    earned_on: date, expires_on: date | None, expected: int
) -> None:
    assert value("certified_staff", certifications=[{"earned_on": earned_on, "expires_on": expires_on}]) == expected


def test_a_person_with_two_certifications_counts_once() -> None:
    rows = [{"staff_id": "S-1"}, {"staff_id": "S-1", "name": "Core Expert"}, {"staff_id": "S-2"}]
    assert value("certified_staff", certifications=rows) == 2


@pytest.mark.parametrize(
    ("won_on", "expected"),
    [
        pytest.param(date(2024, 3, 31), 0, id="the day before the four quarters"),
        pytest.param(date(2024, 4, 1), 10_000, id="their first day"),
        pytest.param(date(2025, 3, 31), 10_000, id="their last day"),
        pytest.param(date(2025, 4, 1), 0, id="the day after"),
    ],
)
def test_annual_revenue_is_that_of_four_full_quarters(won_on: date, expected: int) -> None:
    assert value("annual_revenue", deals=[{"won": won_on, "amount_cents": 10_000}]) == expected


def test_a_leap_day_counts_in_its_quarter() -> None:
    deals = [{"won": date(2024, 2, 29), "amount_cents": 70_000}]
    assert value("annual_revenue", on=date(2024, 3, 31), quarters=1, deals=deals) == 70_000
    assert value("annual_revenue", on=date(2024, 12, 31), deals=deals) == 70_000
    assert value("annual_revenue", on=date(2025, 3, 31), deals=deals) == 0


def test_a_fiscal_year_from_february_moves_the_window() -> None:
    deals = [{"won": date(2024, 4, 30), "amount_cents": 1}, {"won": date(2024, 5, 1), "amount_cents": 20}]
    assert value("annual_revenue", on=date(2025, 4, 30), start_month=2, deals=deals) == 20


def test_a_refund_counts_from_its_own_day_against_its_deals_window() -> None:
    tables: dict[str, Any] = {
        "deals": [{"won": date(2025, 1, 10), "amount_cents": 100_000}],
        "refunds": [
            {"deal_id": "D-1", "refunded_on": date(2025, 4, 20), "amount_cents": 30_000},
            {"deal_id": "D-1", "refunded_on": date(2025, 5, 1), "amount_cents": 1},
        ],
    }
    assert value("annual_revenue", **tables) == 70_000
    asked = Asked("annual_revenue", Q1_END, 4)
    earlier = as_known_on(frames(**tables), Q1_END)
    assert measured(earlier, FiscalCalendar(), [asked])["P-1"][asked] == 100_000


@pytest.mark.parametrize("row", [{"role": "assisted"}, {"role": "direct", "partner_id": None}, {"partner_id": "P-2"}])
def test_only_the_partners_own_sourced_wins_count(row: dict[str, Any]) -> None:
    won = {"won": Q1_END, "amount_cents": 1, "new_logo": True, "strategic_account": True, "net_new_users": 5, **row}
    for metric in ("annual_revenue", "new_logos", "strategic_wins", "net_new_users"):
        assert value(metric, deals=[won]) == 0


def test_wins_are_counted_by_their_flags() -> None:
    deals = [
        {"won": Q1_END, "new_logo": True, "net_new_users": 40},
        {"won": Q1_END, "new_logo": True, "strategic_account": True, "net_new_users": 2},
        {"lost": Q1_END, "new_logo": True, "strategic_account": True, "net_new_users": 7},
    ]
    assert [value(m, deals=deals) for m in ("new_logos", "strategic_wins", "net_new_users")] == [2, 1, 42]


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        pytest.param({"opened_on": date(2025, 3, 31)}, 1, id="opened on the day"),
        pytest.param({"opened_on": date(2025, 4, 1)}, 0, id="opened the day after"),
        pytest.param({"won": date(2025, 3, 31)}, 0, id="closed on the day"),
        pytest.param({"won": date(2025, 4, 1)}, 1, id="closed the day after"),
        pytest.param({"lost": date(2025, 4, 1)}, 1, id="lost the day after"),
        pytest.param({"role": "assisted"}, 0, id="not sourced by the partner"),
    ],
)
def test_active_pipeline_is_what_is_open_at_the_end_of_the_day(deal: dict[str, Any], expected: int) -> None:
    assert value("active_pipeline", deals=[deal]) == expected


def test_many_partners_are_measured_at_once() -> None:
    asked = [Asked("annual_revenue", Q1_END, 4), Asked("certified_staff", Q1_END, 4)]
    found = measured(
        frames(
            partners=[{"partner_id": "P-1"}, {"partner_id": "P-2"}],
            deals=[{"partner_id": "P-2", "won": Q1_END, "amount_cents": 900}],
            certifications=[{"partner_id": "P-1"}],
        ),
        FiscalCalendar(),
        asked,
    )
    assert {partner: [values[ask] for ask in asked] for partner, values in found.items()} == {
        "P-1": [0, 1],
        "P-2": [900, 0],
    }
