"""Stacking, caps and tiers, under another company's program."""

from datetime import date
from typing import Any

import pytest

from tests.tools.incentives.asking import SECOND, Rows, earned

PREMIER = [{"tier": "Premier", "since": date(2023, 1, 1)}]
SPECIALIST = [{"tier": "Specialist", "since": date(2023, 1, 1)}]
MARCH_4 = date(2025, 3, 4)


def of(period: str = "FY2026", tiers: Rows = PREMIER, **tables: Any) -> dict[tuple[str, str], int]:
    """Cents by deal and rule in fiscal 2026, which runs from February 2025."""
    return earned(period, program=SECOND, tier_history=tiers, **tables)


def big(day: date, dollars: int = 200_000, **more: Any) -> dict[str, Any]:
    return {"won": day, "amount_cents": dollars * 100, **more}


@pytest.mark.parametrize(
    ("amount_cents", "expected"),
    [
        pytest.param(49_999_99, {}, id="a cent under the least amount"),
        pytest.param(50_000_00, {"big_deal": 750_00}, id="exactly the least amount"),
        pytest.param(133_333_33, {"big_deal": 2_000_00}, id="1.5% rounds to the cap"),
        pytest.param(133_333_34, {"big_deal": 2_000_00}, id="a cent more is cut at the cap"),
        pytest.param(200_000_00, {"big_deal": 2_000_00}, id="far above the cap"),
    ],
)
def test_a_rate_is_cut_at_its_cap_a_deal(amount_cents: int, expected: dict[str, int]) -> None:
    found = of(deals=[{"won": MARCH_4, "amount_cents": amount_cents}])
    assert {rule: cents for (_, rule), cents in found.items()} == expected


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        pytest.param(
            {"new_logo": True, "registered_on": MARCH_4}, {("D-1", "fast_logo"): 400_00}, id="the only one that applies"
        ),
        pytest.param(
            {"new_logo": True, "registered_on": MARCH_4, "amount_cents": 50_000_00},
            {("D-1", "big_deal"): 750_00},
            id="the higher of two",
        ),
        pytest.param(
            {"strategic_product": True, "amount_cents": 60_000_00},
            {("D-1", "big_deal"): 900_00},
            id="the first rule of two that pay the same",
        ),
        pytest.param(
            {"strategic_product": True, "amount_cents": 59_999_00},
            {("D-1", "premier_strategic"): 900_00},
            id="the other by a cent",
        ),
        pytest.param(
            {"kind": "upsell", "incremental_cents": 20_000_00, "contract_years": 3, "amount_cents": 49_000_00},
            {("D-1", "expansion"): 800_00},
            id="bonuses among themselves",
        ),
        pytest.param(
            {"kind": "upsell", "incremental_cents": None, "contract_years": 3, "amount_cents": 49_000_00},
            {("D-1", "long_contract"): 490_00},
            id="a bonus without its base gives way",
        ),
        pytest.param(
            {"contract_years": 3, "amount_cents": 60_000_00},
            {("D-1", "big_deal"): 900_00, ("D-1", "long_contract"): 600_00},
            id="the highest of each programme",
        ),
    ],
)
def test_a_deal_earns_the_highest_alone(deal: dict[str, Any], expected: dict[tuple[str, str], int]) -> None:
    assert of(deals=[{"won": MARCH_4, **deal}]) == expected


def test_a_cap_a_quarter_is_used_up_in_close_order() -> None:
    deals = [
        big(date(2025, 3, 20), deal_id="D-1"),
        big(date(2025, 3, 4), deal_id="D-2"),
        big(date(2025, 2, 1), deal_id="D-3"),
        big(date(2025, 4, 30), deal_id="D-4"),
        big(date(2025, 5, 1), deal_id="D-5"),
    ]
    assert of(deals=deals) == {
        ("D-3", "big_deal"): 2_000_00,
        ("D-2", "big_deal"): 2_000_00,
        ("D-1", "big_deal"): 1_000_00,
        ("D-4", "big_deal"): 0,
        ("D-5", "big_deal"): 2_000_00,
    }


def test_a_months_lines_know_what_earlier_months_used_of_the_quarters_cap() -> None:
    deals = [big(date(2025, 2, 1)), big(date(2025, 3, 4)), big(date(2025, 4, 1))]
    assert of("2025-04", deals=deals) == {("D-3", "big_deal"): 1_000_00}


def test_on_one_day_the_lower_deal_id_comes_first() -> None:
    deals = [big(MARCH_4, deal_id="D-9"), big(MARCH_4, deal_id="D-2"), big(MARCH_4, deal_id="D-5")]
    assert of(deals=deals)["D-9", "big_deal"] == 1_000_00


def test_each_partner_has_a_cap_of_its_own() -> None:
    partners = [{"partner_id": "P-1"}, {"partner_id": "P-2"}]
    deals = [big(MARCH_4, partner_id=partner) for partner in ("P-1", "P-1", "P-2", "P-2")]
    tiers = [*PREMIER, {**PREMIER[0], "partner_id": "P-2"}]
    assert set(of(partners=partners, deals=deals, tiers=tiers).values()) == {2_000_00}


@pytest.mark.parametrize(
    ("tiers", "expected"),
    [
        pytest.param(PREMIER, {"premier_strategic": 900_00}, id="Premier"),
        pytest.param(SPECIALIST, {}, id="a tier that the rule leaves out"),
        pytest.param([{"tier": "Associate", "since": date(2023, 1, 1)}], {}, id="a tier that the programme leaves out"),
        pytest.param([], {}, id="no tier history"),
        pytest.param(
            [{**PREMIER[0], "until": MARCH_4}, {**SPECIALIST[0], "since": date(2025, 3, 5)}],
            {"premier_strategic": 900_00},
            id="on the last day of the tier",
        ),
        pytest.param(
            [{**PREMIER[0], "until": date(2025, 3, 3)}, {**SPECIALIST[0], "since": MARCH_4}],
            {},
            id="the day after the last day of the tier",
        ),
        pytest.param(
            [*PREMIER, {**SPECIALIST[0], "since": date(2024, 1, 1)}], {"premier_strategic": 900_00}, id="overlap"
        ),
    ],
)
def test_the_tier_held_on_the_close_day_decides(tiers: Rows, expected: dict[str, int]) -> None:
    found = of(tiers=tiers, deals=[{"won": MARCH_4, "strategic_product": True}])
    assert {rule: cents for (_, rule), cents in found.items()} == expected


def test_a_rule_counted_from_registration_asks_for_one() -> None:
    assert of(deals=[{"won": MARCH_4, "opened_on": MARCH_4, "new_logo": True}]) == {}
