"""A joint business plan: the target, what fills it, the funds, the depth, and years that cannot be planned."""

from datetime import date
from typing import Any

import pytest

from tests.tools.plans.asking import APRIL_END, Row, elsewhere, one_partner, practised, target, working
from tools.core.errors import BadArgument, BadPeriod
from tools.plans.business_plan import JointBusinessPlan, joint_business_plan

YEAR = target(400_000_00, *(date(2025, month, 1) for month in range(1, 13)))
"""$4,800,000 for 2025."""

DEALS: list[Row] = [
    {"won": date(2024, 5, 5), "amount_cents": 900_000_00, "customer": "Alder"},
    {"won": date(2025, 2, 10), "amount_cents": 700_000_00, "customer": "Birch"},
    {"won": date(2025, 4, 2), "amount_cents": 300_000_00, "customer": "Birch"},
    {"opened_on": date(2025, 3, 1), "amount_cents": 500_000_00, "probability_bp": 4_000, "customer": "Cedar"},
    {"opened_on": date(2025, 3, 2), "amount_cents": 1_900_000_00, "probability_bp": 5_000, "customer": "Alder"},
]


def plan(year: str | None = None, tier: str = "Platinum", as_of: date = APRIL_END, **rows: Any) -> JointBusinessPlan:
    given: dict[str, Any] = {"targets": YEAR, "deals": DEALS, **rows}
    return joint_business_plan(one_partner(as_of, tier=tier, **given), practised(), partner_id="P-1", year=year)


def test_the_target_is_filled_by_what_is_won_and_the_weighted_pipeline() -> None:
    found = plan()
    assert (found.target_cents, found.target_from, found.tier_target_cents) == (4_800_000_00, "partner", 5_000_000_00)
    assert (found.won_cents, found.pipeline_cents, found.weighted_cents) == (1_000_000_00, 2_400_000_00, 1_150_000_00)
    assert found.gap_cents == 2_650_000_00
    assert found.pipeline_needed_cents == 7_950_000_00


def test_what_mdf_should_bring_is_taken_off_the_pipeline_to_add() -> None:
    found = plan()
    assert found.funds is not None
    assert (found.funds.remaining_cents, found.funds.cost_cents) == (50_000_00, 75_000_00)
    assert found.funds.pipeline_cents == 500_000_00
    assert found.pipeline_to_add_cents == 7_450_000_00
    assert (found.average_deal_cents, found.opportunities) == (800_000_00, 10)


def test_quarters_add_up_to_the_year() -> None:
    found = plan()
    assert [quarter.target_cents for quarter in found.quarters] == [1_200_000_00] * 4
    assert [quarter.won_cents for quarter in found.quarters] == [700_000_00, 300_000_00, 0, 0]
    assert [quarter.closed for quarter in found.quarters] == [True, False, False, False]


def test_without_a_target_of_its_own_the_tiers_is_spread_evenly() -> None:
    found = plan(tier="Silver", targets=[])
    assert (found.target_cents, found.target_from) == (250_000_00, "tier")
    assert [quarter.target_cents for quarter in found.quarters] == [62_500_00] * 4
    assert found.notes[0].startswith("The records hold no target of its own")


def test_without_any_target_that_is_the_first_thing_to_agree() -> None:
    found = plan(tier="Registered", targets=[])
    assert (found.target_cents, found.target_from, found.gap_cents) == (0, "none", 0)
    assert "agree one before anything else" in found.notes[0]


@pytest.mark.parametrize(
    ("monthly", "differ"),
    [
        pytest.param(333_333_34, False, id="20 percent below the tier's, less a cent"),
        pytest.param(333_333_33, True, id="a cent more than 20 percent below"),
        pytest.param(500_000_00, False, id="exactly 20 percent above"),
        pytest.param(500_000_01, True, id="a cent more than 20 percent above"),
    ],
)
def test_targets_that_stand_far_apart_are_said(monthly: int, differ: bool) -> None:
    months = (date(2025, month, 1) for month in range(1, 13))
    assert plan(targets=target(monthly, *months)).targets_differ is differ


@pytest.mark.parametrize(
    ("tier", "won", "depth"),
    [
        pytest.param("Platinum", 1_00, "Full plan with an executive sponsor", id="Platinum"),
        pytest.param("Gold", 1_000_000_01, "Full plan, reviewed", id="Gold above a million"),
        pytest.param("Gold", 1_000_000_00, "Two pages", id="Gold at a million"),
        pytest.param("Silver", 5_000_000_00, "One-page growth plan", id="Silver"),
        pytest.param("Registered", 1_00, "The 30-60-90 onboarding plan", id="Registered"),
    ],
)
def test_the_depth_follows_from_tier_and_revenue(tier: str, won: int, depth: str) -> None:
    assert plan(tier=tier, deals=[{"won": date(2025, 2, 1), "amount_cents": won}]).depth.startswith(depth)


def test_accounts_are_open_deals_and_the_wins_of_four_quarters() -> None:
    assert [(account.customer, account.open_cents, account.won_cents) for account in plan().accounts] == [
        ("Alder", 1_900_000_00, 900_000_00),
        ("Cedar", 500_000_00, 0),
        ("Birch", 0, 1_000_000_00),
    ]


def test_at_most_twenty_accounts_are_named() -> None:
    many: list[Row] = [{"opened_on": date(2025, 3, 1), "amount_cents": n, "customer": f"C-{n}"} for n in range(1, 31)]
    assert len(plan(deals=many).accounts) == 20


def test_a_deal_above_a_third_of_the_target_is_noted() -> None:
    assert [note for note in plan().notes if "third" in note] == [
        "Alder ($1,900,000) is above a third of the year's target: plan with it and without it."
    ]


def test_certifications_that_end_within_the_year_are_listed() -> None:
    rows: list[Row] = [
        {"staff_id": "S-1", "expires_on": date(2025, 9, 1)},
        {"staff_id": "S-2", "expires_on": date(2026, 2, 1)},
        {"staff_id": "S-3", "expires_on": None},
    ]
    assert [lapse.staff_id for lapse in plan(certifications=rows).expiring] == ["S-1"]


def test_steps_start_now_or_eight_weeks_before_a_year_to_come() -> None:
    assert plan().tasks[0].on == date(2025, 5, 6)
    coming = plan("2026")
    assert coming.tasks[0].on == date(2025, 11, 13)
    assert (coming.target_cents, coming.target_from) == (5_000_000_00, "tier")
    assert all(working(task.on) for task in (*plan().tasks, *coming.tasks))


def test_a_tier_without_funds_has_none() -> None:
    assert plan(tier="Registered").funds is None


def test_another_companys_year_is_its_own() -> None:
    found = joint_business_plan(one_partner(tier="Premier"), elsewhere(), partner_id="P-1")
    assert (found.year, found.first_on, found.last_on) == ("FY2026", date(2025, 2, 1), date(2026, 1, 31))
    assert (found.target_cents, found.target_from) == (600_000_00, "tier")


@pytest.mark.parametrize(
    ("year", "error"),
    [
        pytest.param("2024", BadArgument, id="a year that has ended"),
        pytest.param("2025-Q2", BadArgument, id="a quarter"),
        pytest.param("soon", BadPeriod, id="no year"),
    ],
)
def test_a_year_that_cannot_be_planned_is_refused(year: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        plan(year)
