"""Revenue, pipeline and target of the partners of each tier, and each partner's own targets."""

from datetime import date
from typing import Any

import pytest

from tests.tools.dashboard.april import Rows, april, partners, won

GOLD_AND_SILVER: Rows = [{"partner_id": "P-1", "tier": "Gold"}, {"partner_id": "P-2", "tier": "Silver"}]


def target(cents: int, month: date = date(2025, 4, 1), **columns: Any) -> dict[str, Any]:
    return {"month_on": month, "amount_cents": cents, **columns}


def test_a_tiers_row_adds_up_the_partners_that_hold_it() -> None:
    found = april(
        partners=partners(3),
        tier_history=[*GOLD_AND_SILVER, {"partner_id": "P-3", "tier": "Gold"}],
        deals=[won(100_00), won(50_00, partner_id="P-3"), won(7_00, partner_id="P-2"), {"amount_cents": 9_00}],
        targets=[target(80_00), target(20_00, partner_id="P-3"), target(10_00, partner_id="P-2")],
    )

    platinum, gold, silver, registered = found.section("by_tier").tiers
    assert (gold.partners, gold.revenue_cents, gold.pipeline_cents, gold.target_cents) == (2, 150_00, 9_00, 100_00)
    assert (silver.partners, silver.revenue_cents, silver.pipeline_cents, silver.target_cents) == (1, 7_00, 0, 10_00)
    assert (platinum.tier, platinum.partners, platinum.mark) == ("Platinum", 0, None)
    assert (registered.tier, registered.target_cents, registered.mark) == ("Registered", 0, None)
    assert (gold.mark, silver.mark) == ("ok", "warning")


@pytest.mark.parametrize(
    ("cents", "mark"),
    [pytest.param(100_00, "ok", id="exactly the target"), pytest.param(99_99, "warning", id="a cent under")],
)
def test_a_tier_is_marked_by_its_target(cents: int, mark: str) -> None:
    found = april(tier_history=[{"tier": "Gold"}], deals=[won(cents)], targets=[target(100_00)])

    assert found.section("by_tier").tiers[1].mark == mark


@pytest.mark.parametrize(
    ("period", "cents"),
    [
        pytest.param("2025-03", 31_00, id="a month"),
        pytest.param("2025-Q1", 90_00, id="a quarter"),
        pytest.param("2025-03-01/2025-03-10", 10_00, id="the first ten days"),
        pytest.param("2025-03-22/2025-04-15", 10_00 + 15_00, id="the ends of two months"),
        pytest.param("2025-02-15/2025-04-15", 14_00 + 31_00 + 15_00, id="a whole month between two cut ones"),
        pytest.param("2025-04", 30_00, id="not the month after"),
    ],
)
def test_a_span_takes_the_days_it_holds_of_a_months_target(period: str, cents: int) -> None:
    months = [(1, 31_00), (2, 28_00), (3, 31_00), (4, 30_00), (5, 31_00)]

    found = april(period, tier_history=[{"tier": "Gold"}], targets=[target(c, date(2025, m, 1)) for m, c in months])

    assert found.section("by_tier").tiers[1].target_cents == cents


@pytest.mark.parametrize(
    ("cents", "days", "part"),
    [
        pytest.param(1, "2025-04-01/2025-04-15", 1, id="half a cent up"),
        pytest.param(1, "2025-04-01/2025-04-14", 0, id="less than half a cent down"),
        pytest.param(100_00, "2025-04-01/2025-04-20", 66_67, id="two thirds"),
    ],
)
def test_a_cut_target_is_rounded_half_up_a_partner_and_month(cents: int, days: str, part: int) -> None:
    found = april(days, tier_history=[{"tier": "Gold"}], targets=[target(cents)])

    assert found.section("by_tier").tiers[1].target_cents == part


def test_a_period_that_runs_on_is_measured_against_all_of_its_target() -> None:
    found = april(
        "2025-Q2",
        tier_history=[{"tier": "Gold"}],
        targets=[target(10_00, date(2025, m, 1)) for m in (3, 4, 5, 6, 7)],
    )

    assert found.section("by_tier").tiers[1].target_cents == 30_00


def test_partners_without_a_tier_are_in_the_totals_and_in_a_note() -> None:
    rows = partners(3)
    rows[2] |= {"exited_on": date(2025, 4, 20)}

    found = april(
        partners=rows,
        tier_history=[{"partner_id": "P-1", "tier": "Gold"}, {"partner_id": "P-3", "tier": "Gold"}],
        deals=[won(10_00), won(20_00, partner_id="P-2"), won(40_00, partner_id="P-3"), {"amount_cents": 5_00}],
    )

    assert found.metric("sourced_revenue").value == 70_00
    assert [row.revenue_cents for row in found.section("by_tier").tiers] == [0, 10_00, 0, 0]
    assert (
        "Partners in the totals that held no tier at the end of 2025-04-30: 2 (1 active without a row in the tier "
        "history, 1 no longer or not yet active), with $60 revenue and $0 pipeline; the rows by tier leave them out."
    ) in found.notes
    assert not [note for note in found.notes if "Does not add up" in note]


def test_a_deal_of_a_partner_that_is_not_in_the_records_is_told_too() -> None:
    found = april(tier_history=[{"tier": "Gold"}], deals=[won(10_00, partner_id="P-99"), won(1_00, partner_id=None)])

    assert found.metric("sourced_revenue").value == 11_00
    assert "2 not in the records), with $11 revenue" in found.notes[0]


def test_no_note_is_needed_when_everyone_holds_a_tier() -> None:
    found = april(partners=partners(2), tier_history=GOLD_AND_SILVER, deals=[won(10_00)])

    assert not [note for note in found.notes if "no tier" in note]
