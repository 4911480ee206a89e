"""What a won deal earns under the shipped program, on both sides of each boundary."""

from datetime import date
from typing import Any

import pytest

from tests.builders import frames
from tests.tools.incentives.asking import SECOND, SHIPPED, Rows, earned, line
from tools.core.frames import rows
from tools.incentives.deal_rules import unpriced

APRIL_10 = date(2025, 4, 10)
EARLIER = {"deal_id": "D-0", "won": date(2024, 6, 1)}
"""A first won deal, so that the deals asked about are not it."""
SINCE = {"since": date(2023, 1, 1)}


def of(deal: dict[str, Any], period: str = "2025", **tables: Any) -> dict[str, int]:
    """Cents by rule of one deal of a partner that has won before."""
    found = earned(period, deals=[EARLIER, {"deal_id": "D-1", "won": APRIL_10, **deal}], **tables)
    return {rule: cents for (row, rule), cents in found.items() if row == "D-1"}


@pytest.mark.parametrize(
    ("amount_cents", "expected"),
    [
        pytest.param(100_000_00, {}, id="exactly $100,000"),
        pytest.param(100_000_01, {"large_deal": 2_000_00}, id="a cent above"),
        pytest.param(100_000_24, {"large_deal": 2_000_00}, id="under half a cent is dropped"),
        pytest.param(100_000_25, {"large_deal": 2_000_01}, id="half a cent is rounded away from zero"),
        pytest.param(150_000_00, {"large_deal": 3_000_00}, id="2% of the whole amount"),
        pytest.param(10**14, {"large_deal": 2 * 10**12}, id="the largest amount there is"),
    ],
)
def test_a_deal_above_100_000_pays_two_percent_of_its_whole_amount(amount_cents: int, expected: dict[str, int]) -> None:
    assert of({"amount_cents": amount_cents}) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param({"registered_on": date(2025, 2, 9)}, {"new_logo": 500_00}, id="day 60 from registration"),
        pytest.param({"registered_on": date(2025, 2, 8)}, {}, id="day 61 from registration"),
        pytest.param({"opened_on": date(2025, 2, 9)}, {"new_logo": 500_00}, id="never registered, day 60 from opening"),
        pytest.param({"opened_on": date(2025, 2, 8)}, {}, id="never registered, day 61 from opening"),
        pytest.param(
            {"opened_on": date(2024, 1, 1), "registered_on": APRIL_10}, {"new_logo": 500_00}, id="registered that day"
        ),
        pytest.param(
            {"opened_on": date(2025, 4, 1), "registered_on": date(2025, 4, 11)}, {}, id="registered after the close"
        ),
    ],
)
def test_a_new_logo_counts_within_60_days_of_its_registration(start: dict[str, Any], expected: dict[str, int]) -> None:
    assert of({"new_logo": True, **start}) == expected


def test_a_customer_who_is_no_new_logo_earns_no_new_logo_bonus() -> None:
    assert of({"registered_on": APRIL_10}) == {}


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        pytest.param(date(2024, 2, 29), {"fast_logo": 400_00}, id="leap day is day 90"),
        pytest.param(date(2024, 3, 1), {}, id="the day after is day 91"),
    ],
)
def test_days_are_counted_over_a_leap_day(closed: date, expected: dict[str, int]) -> None:
    deal = {"won": closed, "new_logo": True, "registered_on": date(2023, 12, 1)}
    found = earned("2024-02-01/2024-03-31", program=SECOND, deals=[deal], tier_history=[{"tier": "Specialist"} | SINCE])
    assert {rule: cents for (_, rule), cents in found.items()} == expected


def test_a_strategic_product_pays_750() -> None:
    assert of({"strategic_product": True}) == {"strategic_product": 750_00}


def test_every_rule_that_applies_is_paid_together() -> None:
    deal = {"amount_cents": 150_000_00, "new_logo": True, "registered_on": date(2025, 2, 24), "strategic_product": True}
    assert of({**deal, "contract_years": 2}) == {
        "new_logo": 500_00,
        "strategic_product": 750_00,
        "large_deal": 3_000_00,
        "multi_year": 1_500_00,
    }


@pytest.mark.parametrize(
    ("deals", "paid"),
    [
        pytest.param([{"won": APRIL_10}, {"won": date(2025, 4, 9)}], {"D-2"}, id="the earlier of two"),
        pytest.param([{"won": APRIL_10, "deal_id": "D-9"}, {"won": APRIL_10, "deal_id": "D-4"}], {"D-4"}, id="one day"),
        pytest.param([EARLIER, {"won": APRIL_10}], set(), id="one was won before the program"),
        pytest.param(
            [{**EARLIER, "role": "assisted"}, {"won": APRIL_10}], {"D-2"}, id="an assisted deal is not its own"
        ),
        pytest.param([{"lost": date(2024, 6, 1)}, {"won": APRIL_10}], {"D-2"}, id="a lost deal is not won"),
        pytest.param(
            [{**EARLIER, "partner_id": "P-2"}, {"won": APRIL_10}], {"D-2"}, id="another partner's deal is not its own"
        ),
    ],
)
def test_the_first_won_deal_pays_1_000_once(deals: Rows, paid: set[str]) -> None:
    found = earned(deals=deals, partners=[{}, {"partner_id": "P-2"}])
    assert {row for (row, rule), cents in found.items() if rule == "first_deal" and cents == 1_000_00} == paid


@pytest.mark.parametrize(
    ("first_won", "paid"),
    [
        pytest.param(date(2025, 3, 31), set(), id="the day before the period, in a quarter that pays it too"),
        pytest.param(date(2025, 4, 1), {"D-1"}, id="the period's first day"),
        pytest.param(date(2025, 4, 30), {"D-2"}, id="after the other"),
        pytest.param(date(2025, 5, 1), {"D-2"}, id="after the period"),
    ],
)
def test_a_month_pays_a_first_deal_only_where_none_was_won_before_it(first_won: date, paid: set[str]) -> None:
    found = earned("2025-04", deals=[{"won": first_won}, {"won": APRIL_10}])
    assert {row for row, rule in found if rule == "first_deal"} == paid


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        pytest.param(
            {"kind": "cross_sell", "incremental_cents": 40_000_00}, {"cross_sell": 1_200_00}, id="cross-sell 3%"
        ),
        pytest.param({"kind": "upsell", "incremental_cents": 40_000_00}, {"upsell": 800_00}, id="upsell 2%"),
        pytest.param({"kind": "renewal", "incremental_cents": 40_000_00}, {}, id="a renewal"),
        pytest.param({"kind": "upsell", "incremental_cents": 0}, {"upsell": 0}, id="nothing incremental"),
        pytest.param({"contract_years": 1}, {}, id="one year"),
        pytest.param({"contract_years": 2}, {"multi_year": 900_00}, id="two years"),
        pytest.param({"contract_years": 4}, {"multi_year": 2_700_00}, id="four years"),
    ],
)
def test_a_bonus_pays_its_rate_of_its_base(deal: dict[str, Any], expected: dict[str, int]) -> None:
    assert of({"amount_cents": 90_000_00, **deal}) == expected


def test_a_deal_without_an_incremental_amount_is_named_and_not_paid_as_zero() -> None:
    deals = [
        {"won": APRIL_10, "kind": "cross_sell"},
        {"won": APRIL_10, "kind": "new"},
        {"lost": APRIL_10, "kind": "upsell"},
    ]
    assert [rule for _, rule in earned(deals=deals)] == ["first_deal"]
    found = rows(unpriced(frames(deals=deals), SHIPPED, SHIPPED.calendar.period("2025-04")))
    assert found == [{"partner_id": "P-1", "kind": "cross_sell", "row": "D-1", "rule": "cross_sell"}]


@pytest.mark.parametrize(
    ("partner", "paid"),
    [
        pytest.param({"exited_on": APRIL_10}, False, id="exited on the close day"),
        pytest.param({"exited_on": date(2025, 4, 11)}, True, id="exited the day after"),
        pytest.param({"joined_on": APRIL_10}, True, id="joined on the close day"),
        pytest.param({"joined_on": date(2025, 4, 11)}, False, id="joined the day after"),
    ],
)
def test_a_partner_is_eligible_while_active_on_the_close_day(partner: dict[str, Any], paid: bool) -> None:
    assert bool(of({"strategic_product": True}, partners=[partner])) == paid


@pytest.mark.parametrize(
    "deal",
    [
        pytest.param({"role": "assisted"}, id="assisted"),
        pytest.param({"role": "direct", "partner_id": None}, id="direct"),
        pytest.param({"won": None, "lost": APRIL_10}, id="lost"),
        pytest.param({"won": None, "outcome": None}, id="open"),
        pytest.param({"won": date(2025, 8, 1)}, id="closed after the as-of day"),
        pytest.param({"won": date(2025, 7, 1)}, id="closed after the last ruling"),
        pytest.param({"won": date(2024, 12, 31)}, id="closed before the first ruling"),
    ],
)
def test_only_partner_sourced_wins_under_a_ruling_earn(deal: dict[str, Any]) -> None:
    assert of({"amount_cents": 150_000_00, **deal}) == {}


@pytest.mark.parametrize(
    ("closed", "since"),
    [
        pytest.param(date(2025, 1, 1), date(2025, 1, 1), id="first day of the first ruling"),
        pytest.param(date(2025, 3, 31), date(2025, 1, 1), id="last day of the first ruling"),
        pytest.param(date(2025, 4, 1), date(2025, 4, 1), id="first day of the second ruling"),
        pytest.param(date(2025, 6, 30), date(2025, 4, 1), id="last day of the second ruling"),
    ],
)
def test_the_ruling_in_force_on_the_close_day_decides(closed: date, since: date) -> None:
    found = frames(date(2025, 7, 31), deals=[EARLIER, {"won": closed, "strategic_product": True}])
    assert line(found, SHIPPED, "2025", "strategic_product")["ruling_since"] == since


def test_a_line_says_its_base_rate_and_last_claim_day() -> None:
    found = frames(deals=[EARLIER, {"won": date(2025, 3, 31), "amount_cents": 150_000_00, "contract_years": 3}])
    row = line(found, SHIPPED, "2025-03", "multi_year")
    assert (row["programme"], row["row"], row["on"]) == ("bonuses", "D-2", date(2025, 3, 31))
    assert (row["base_cents"], row["rate_bp"], row["amount_cents"]) == (150_000_00, 200, 3_000_00)
    assert row["claim_until"] == date(2025, 4, 30)
    fixed = line(frames(deals=[{"won": APRIL_10}]), SHIPPED, "2025-04", "first_deal")
    assert (fixed["base_cents"], fixed["rate_bp"]) == (None, None)
