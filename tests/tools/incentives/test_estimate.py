"""What a deal would earn."""

from datetime import date
from typing import Any

import pytest

from tests.builders import frames
from tests.tools.incentives.asking import SECOND, SHIPPED
from tools.core.errors import BadAmount, BadArgument, BadPeriod, NoRuleInForce, UnknownPartner
from tools.core.program import Program
from tools.incentives.estimate import DealEstimate, deal_estimate

EARLIER = {"won": date(2024, 6, 1), "amount_cents": 10_000_00}
DEAL = {"amount_cents": 150_000_00}


def of(
    tables: dict[str, Any] | None = None, program: Program = SHIPPED, as_of: date = date(2025, 4, 30), **deal: Any
) -> DealEstimate:
    """The estimate of a deal of a partner that has won before."""
    found = frames(as_of, **{"deals": [EARLIER], **(tables or {})})
    return deal_estimate(found, program, **{"partner_id": "P-1", **DEAL, **deal})


def paid(found: DealEstimate) -> dict[str, int]:
    return {line.rule: line.amount_cents for line in found.lines}


def test_a_150_000_dollar_new_logo_deal_closed_in_45_days_earns_3_500_dollars_of_spiffs() -> None:
    found = of(new_logo=True, days_to_close=45)
    assert paid(found) == {"new_logo": 500_00, "large_deal": 3_000_00}
    assert (found.bonus_cents, found.conditions, found.first_deal) == (3_500_00, (), False)
    assert found.rebate is not None
    assert (found.rebate.before_cents, found.rebate.with_cents, found.rebate.difference_cents) == (
        0,
        3_000_00,
        3_000_00,
    )
    assert found.total_cents == 6_500_00


def test_a_first_deal_earns_1_000_more() -> None:
    looked_up = of({"deals": []}, new_logo=True, days_to_close=45)
    assert (looked_up.first_deal, looked_up.bonus_cents) == (True, 4_500_00)
    assert "It is the partner's first won deal." in looked_up.assumptions
    assert of(first_deal=True, new_logo=True, days_to_close=45).bonus_cents == 4_500_00
    assert of({"deals": []}, first_deal=False, new_logo=True, days_to_close=45).bonus_cents == 3_500_00


def test_a_deal_won_after_the_close_day_leaves_it_the_first() -> None:
    deals = [{"won": date(2025, 4, 20)}]
    assert of({"deals": deals}, closes_on="2025-04-19").first_deal
    assert not of({"deals": deals}, closes_on="2025-04-20").first_deal


@pytest.mark.parametrize(
    ("days", "paid_cents"), [pytest.param(60, 500_00, id="day 60"), pytest.param(61, None, id="day 61")]
)
def test_days_to_close_run_from_registration(days: int, paid_cents: int | None) -> None:
    assert paid(of(new_logo=True, days_to_close=days)).get("new_logo") == paid_cents


def test_without_days_to_close_the_new_logo_bonus_is_a_condition() -> None:
    found = of(new_logo=True)
    assert paid(found) == {"large_deal": 3_000_00}
    assert (found.bonus_cents, found.bonus_with_conditions_cents) == (3_000_00, 3_500_00)
    (condition,) = found.conditions
    assert (condition.rule, condition.needs, condition.amount_cents) == (
        "new_logo",
        "closed within 60 days of its registration",
        500_00,
    )


@pytest.mark.parametrize("kind", ["cross_sell", "upsell"])
def test_without_an_incremental_amount_the_bonus_is_a_condition_and_not_zero(kind: str) -> None:
    found = of(kind=kind)
    assert [(c.rule, c.needs, c.amount_cents) for c in found.conditions] == [
        (kind, "the incremental part of the amount", None)
    ]


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        pytest.param({"amount_cents": 100_000_00}, {}, id="exactly $100,000"),
        pytest.param({"amount_cents": 100_000_01}, {"large_deal": 2_000_00}, id="a cent above"),
        pytest.param({"amount_cents": 1, "strategic_product": True}, {"strategic_product": 750_00}, id="a cent"),
        pytest.param(
            {"amount_cents": 90_000_00, "kind": "cross_sell", "incremental_cents": 50_000_00},
            {"cross_sell": 1_500_00},
            id="cross-sell",
        ),
        pytest.param({"amount_cents": 90_000_00, "contract_years": 3}, {"multi_year": 1_800_00}, id="three years"),
        pytest.param({"amount_cents": 10**14}, {"large_deal": 2 * 10**12}, id="one trillion dollars"),
    ],
)
def test_the_lines_are_those_of_a_won_deal(deal: dict[str, Any], expected: dict[str, int]) -> None:
    assert paid(of(**deal)) == expected


def test_the_rebate_with_the_deal_counts_what_the_quarter_already_has() -> None:
    deals = [EARLIER, {"won": date(2025, 4, 10), "amount_cents": 150_000_00}]
    effect = of({"deals": deals}, amount_cents=100_000_00).rebate
    assert effect is not None
    assert (effect.quarter, effect.method) == ("2025-Q2", "whole")
    assert (effect.rate_before_bp, effect.rate_with_bp) == (200, 350)
    assert (effect.before_cents, effect.with_cents, effect.difference_cents) == (3_000_00, 8_750_00, 5_750_00)
    assert (effect.other_before_cents, effect.other_with_cents, effect.other_difference_cents) == (
        1_000_00,
        3_000_00,
        2_000_00,
    )


def test_a_later_close_day_is_used_and_stated() -> None:
    found = of(closes_on="2025-06-30", days_to_close=10)
    assert found.closes_on == date(2025, 6, 30)
    assert found.lines[0].claim_until == date(2025, 7, 30)
    assert found.assumptions[0] == "The deal is partner-sourced and closes on 2025-06-30."
    assert of().assumptions[0] == "The deal is partner-sourced and closes on 2025-04-30, the last day of the records."


@pytest.mark.parametrize(
    ("partner", "eligible"),
    [
        pytest.param({"exited_on": date(2025, 4, 30)}, False, id="exited that day"),
        pytest.param({"exited_on": date(2025, 5, 1)}, True, id="exits the day after"),
        pytest.param({"joined_on": date(2025, 5, 1)}, False, id="joins the day after"),
    ],
)
def test_a_partner_that_is_not_active_earns_nothing_and_is_told_so(partner: dict[str, Any], eligible: bool) -> None:
    found = of({"partners": [partner]}, new_logo=True, kind="upsell")
    assert (found.eligible, bool(found.lines), found.rebate is not None) == (eligible, eligible, eligible)
    if not eligible:
        assert (found.conditions, found.total_cents) == ((), 0)
        assert found.notes[0].startswith("Acme Networks is not an active partner on 2025-04-30")


def test_the_unpublished_margin_is_named_and_never_turned_into_money() -> None:
    assert of().notes == ("The partner's margin is not part of this: the program does not publish a standard margin.",)


def test_what_a_quarters_cap_has_left_bounds_the_estimate() -> None:
    tables = {
        "deals": [{"won": date(2025, 3, day), "amount_cents": 200_000_00} for day in (1, 2)],
        "tier_history": [{"tier": "Premier", "since": date(2023, 1, 1)}],
    }
    found = of(tables, SECOND, amount_cents=200_000_00)
    assert paid(found) == {"big_deal": 1_000_00}
    assert found.notes == ()


def test_a_tier_that_the_programme_leaves_out_is_told_so() -> None:
    found = of({"tier_history": [{"tier": "Associate", "since": date(2023, 1, 1)}]}, SECOND, amount_cents=200_000_00)
    assert found.lines == ()
    assert found.notes == (
        "Acme Networks earns no spiffs on 2025-04-30: they are for partners of tier Specialist or Premier.",
    )


@pytest.mark.parametrize(
    ("deal", "error"),
    [
        pytest.param({"amount_cents": 0}, BadAmount, id="nothing"),
        pytest.param({"amount_cents": -1}, BadAmount, id="below zero"),
        pytest.param({"amount_cents": 10**14 + 1}, BadAmount, id="a cent over a trillion dollars"),
        pytest.param({"amount_cents": 10**20}, BadAmount, id="10^18 dollars"),
        pytest.param({"incremental_cents": -1}, BadAmount, id="incremental below zero"),
        pytest.param({"incremental_cents": 150_000_01}, BadAmount, id="incremental above the amount"),
        pytest.param({"days_to_close": -1}, BadArgument, id="closed before it was registered"),
        pytest.param({"days_to_close": 3_651}, BadArgument, id="more than ten years"),
        pytest.param({"contract_years": 0}, BadArgument, id="no year"),
        pytest.param({"contract_years": 51}, BadArgument, id="more than 50 years"),
        pytest.param({"kind": "gift"}, BadArgument, id="no kind of deal"),
        pytest.param({"closes_on": "2025-02-30"}, BadPeriod, id="no such day"),
        pytest.param({"closes_on": "2025-07-01"}, NoRuleInForce, id="after the last ruling"),
        pytest.param({"closes_on": "2024-12-31"}, NoRuleInForce, id="before the first ruling"),
        pytest.param({"partner_id": "P-404"}, UnknownPartner, id="no such partner"),
    ],
)
def test_what_cannot_be_is_refused(deal: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        of(**deal)
