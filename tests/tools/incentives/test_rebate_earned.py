"""One partner's rebate: both methods, the next band, the next dollar, and refunds."""

from datetime import date
from typing import Any

import pytest

from tests.builders import frames
from tests.tools.incentives.asking import SECOND, SHIPPED
from tools.core.errors import BadPeriod, NoRuleInForce, NotInProgram, UnknownPartner
from tools.core.program import Program
from tools.incentives.rebate_answer import NextBand, RebateEarned, Slice, rebate_earned

MARCH = date(2025, 3, 10)
MAY_2024 = date(2024, 4, 10)
"""In the second program's first quarter of fiscal 2025, whose bands are marginal and capped."""


def of(
    revenue_cents: int = 0,
    *,
    program: Program = SHIPPED,
    quarter: str | None = "2025-Q1",
    on: date = MARCH,
    as_of: date = date(2025, 4, 30),
    **tables: Any,
) -> RebateEarned:
    deals = [{"won": on, "amount_cents": revenue_cents, "net_new_users": tables.pop("users", 0)}]
    return rebate_earned(frames(as_of, deals=deals, **tables), program, partner_id="P-1", quarter=quarter)


@pytest.mark.parametrize(
    ("revenue", "whole", "marginal"),
    [
        pytest.param(99_999, 0, 0, id="under the first band"),
        pytest.param(100_000, 2_000_00, 0, id="on the first band"),
        pytest.param(250_000, 8_750_00, 3_000_00, id="on the second"),
        pytest.param(500_000, 25_000_00, 11_750_00, id="on the third"),
        pytest.param(1_000_000, 65_000_00, 36_750_00, id="$1,000,000"),
        pytest.param(2_500_000, 200_000_00, 134_250_00, id="$2,500,000"),
        pytest.param(3_000_000, 240_000_00, 174_250_00, id="above the last"),
    ],
)
def test_every_answer_says_what_the_other_method_would_give(revenue: int, whole: int, marginal: int) -> None:
    found = of(revenue * 100)
    assert (found.method, found.earned_cents) == ("whole", whole)
    assert (found.other_method, found.other_cents) == ("marginal", marginal)


def test_the_next_band_says_what_is_missing_and_what_its_threshold_adds() -> None:
    found = of(240_000_00)
    assert found.next_band == NextBand(
        rate_bp=350, from_cents=250_000_00, from_users=None, needed_cents=10_000_00, needed_users=None,
        jump_cents=3_750_00, fast_track=False,
    )  # fmt: skip
    assert found.next_dollar_bp == 200


@pytest.mark.parametrize(
    ("revenue", "next_dollar_bp", "fast_track"),
    [
        pytest.param(0, 0, False, id="nothing sold"),
        pytest.param(100_000, 200, False, id="the first band"),
        pytest.param(2_499_999, 650, False, id="under the fast-track"),
        pytest.param(2_500_000, 800, True, id="at the fast-track"),
    ],
)
def test_the_next_dollar_earns_the_rate_of_its_band(revenue: int, next_dollar_bp: int, fast_track: bool) -> None:
    found = of(revenue * 100)
    assert (found.next_dollar_bp, found.fast_track) == (next_dollar_bp, fast_track)


def test_above_the_last_band_there_is_no_next_one() -> None:
    assert of(2_500_000_00).next_band is None
    next_band = of(1_000_000_00).next_band
    assert next_band is not None
    assert next_band.fast_track


def test_a_quarter_is_open_until_its_last_day_and_paid_30_days_after() -> None:
    assert of(as_of=date(2025, 3, 30)).open
    found = of(as_of=date(2025, 3, 31))
    assert not found.open
    assert found.payout_on == date(2025, 4, 30)


def test_the_quarter_of_the_as_of_day_is_the_default_and_is_said_to_be_open() -> None:
    found = of(100_000_00, quarter=None, on=date(2025, 4, 10))
    assert (found.quarter, found.earned_cents, found.open) == ("2025-Q2", 2_000_00, True)
    assert found.notes == ("2025-Q2 is open until 2025-06-30: these are its figures up to 2025-04-30.",)


def test_a_partner_without_deals_earns_nothing() -> None:
    found = rebate_earned(frames(), SHIPPED, partner_id="P-1", quarter="2025-Q1")
    assert (found.revenue_cents, found.rate_bp, found.earned_cents, found.other_cents, found.due_cents) == (
        0,
        0,
        0,
        0,
        0,
    )


def test_a_line_holds_the_whole_quarter_and_each_later_refund_is_one_in_its_own() -> None:
    refunds = [
        {"deal_id": "D-1", "refunded_on": date(2025, 4, 2), "amount_cents": 60_000_00},
        {"deal_id": "D-1", "refunded_on": date(2025, 4, 9), "amount_cents": 90_000_00},
    ]
    first = of(100_000_00, refunds=refunds)
    assert [(line.row, line.base_cents, line.rate_bp, line.amount_cents) for line in first.lines] == [
        ("2025-Q1", 100_000_00, 200, 2_000_00)
    ]
    second = of(100_000_00, refunds=refunds, quarter="2025-Q2")
    assert [(line.row, line.on, line.rate_bp, line.amount_cents) for line in second.lines] == [
        ("2025-Q2", date(2025, 6, 30), 0, 0),
        ("D-1", date(2025, 4, 2), 200, -1_200_00),
        ("D-1", date(2025, 4, 9), 200, -800_00),
    ]
    assert (second.refunds_cents, second.due_cents) == (-2_000_00, -2_000_00)
    assert "due back" in second.notes[-1]


def test_payments_for_the_quarter_are_subtracted() -> None:
    paid = [
        {"programme": "rebate", "row": "2025-Q1", "paid_on": date(2025, 4, 30), "amount_cents": 2_000_00},
        {"programme": "spiffs", "row": "2025-Q1", "paid_on": date(2025, 4, 30), "amount_cents": 9_99},
    ]
    found = of(100_000_00, payments=paid)
    assert (found.settled_cents, found.due_cents) == (2_000_00, 0)


def in_fiscal_2025(revenue: int, **more: Any) -> RebateEarned:
    return of(revenue * 100, program=SECOND, quarter="2025-Q1", on=MAY_2024, **more)


@pytest.mark.parametrize(
    ("revenue", "earned", "other"),
    [
        pytest.param(50_000, 500_00, 1_500_00, id="on the second band"),
        pytest.param(300_000, 11_000_00, 18_000_00, id="in three bands"),
        pytest.param(450_000, 20_000_00, 20_000_00, id="exactly at the cap"),
        pytest.param(500_000, 20_000_00, 20_000_00, id="above the cap"),
    ],
)
def test_marginal_bands_each_pay_their_own_part_up_to_the_cap(revenue: int, earned: int, other: int) -> None:
    found = in_fiscal_2025(revenue)
    assert (found.method, found.earned_cents, found.other_cents) == ("marginal", earned, other)


def test_marginal_parts_are_shown_and_have_no_single_rate() -> None:
    found = in_fiscal_2025(300_000)
    assert found.slices == (
        Slice(base_cents=50_000_00, rate_bp=100),
        Slice(base_cents=150_000_00, rate_bp=300),
        Slice(base_cents=100_000_00, rate_bp=600),
    )
    assert found.lines[0].rate_bp is None
    assert found.next_dollar_bp == 600


def test_at_the_cap_another_dollar_adds_nothing() -> None:
    found = in_fiscal_2025(500_000)
    assert found.next_dollar_bp == 0
    assert "cap" in found.notes[0]


@pytest.mark.parametrize(
    ("revenue", "refund", "taken"),
    [
        pytest.param(300_000, 100_000, -6_000_00, id="the last dollars first"),
        pytest.param(300_000, 150_000, -7_500_00, id="down into the band below"),
        pytest.param(300_000, 300_000, -11_000_00, id="all of it"),
        pytest.param(500_000, 20_000, 0, id="only what lay above the cap"),
        pytest.param(500_000, 100_000, -3_000_00, id="through the cap"),
    ],
)
def test_a_later_refund_takes_back_the_last_marginal_dollars(revenue: int, refund: int, taken: int) -> None:
    back = {"deal_id": "D-1", "refunded_on": date(2024, 5, 1), "amount_cents": refund * 100}
    found = of(revenue * 100, program=SECOND, quarter="2025-Q2", on=MAY_2024, as_of=date(2024, 7, 31), refunds=[back])
    assert found.refunds_cents == taken


@pytest.mark.parametrize(
    ("users", "rate_bp", "earned"),
    [
        pytest.param(24, 0, 0, id="a user under the first band"),
        pytest.param(25, 150, 1_500_00, id="on the first band"),
        pytest.param(99, 150, 1_500_00, id="a user under the second"),
        pytest.param(100, 300, 3_000_00, id="on the second"),
        pytest.param(250, 450, 4_500_00, id="on the last"),
    ],
)
def test_users_pick_the_band_and_revenue_is_paid(users: int, rate_bp: int, earned: int) -> None:
    found = of(100_000_00, program=SECOND, quarter="2026-Q1", on=MARCH, users=users)
    assert (found.measure, found.users, found.rate_bp, found.earned_cents) == ("net_new_users", users, rate_bp, earned)
    assert (found.other_method, found.other_cents) == (None, None)


def test_the_next_band_of_users_is_counted_in_users() -> None:
    found = of(100_000_00, program=SECOND, quarter="2026-Q1", on=MARCH, users=40)
    assert found.next_band == NextBand(
        rate_bp=300, from_cents=None, from_users=100, needed_cents=None, needed_users=60, jump_cents=1_500_00,
        fast_track=False,
    )  # fmt: skip


def test_a_program_that_leaves_the_method_open_is_refused_by_file_and_key() -> None:
    ruling = SHIPPED.rebate.values[0].model_copy(update={"method": None})
    program = SHIPPED.model_copy(update={"rebate": SHIPPED.rebate.model_copy(update={"values": (ruling,)})})
    with pytest.raises(NotInProgram, match=r"rebate\.yaml, key method"):
        of(100_000_00, program=program)


def test_marginal_bands_of_users_are_refused() -> None:
    ruling = SECOND.rebate.values[1].model_copy(update={"method": "marginal"})
    program = SECOND.model_copy(update={"rebate": SECOND.rebate.model_copy(update={"values": (ruling,)})})
    with pytest.raises(NotInProgram, match="how bands of net_new_users divide revenue"):
        of(100_000_00, program=program, quarter="2026-Q1")


def test_bad_questions_are_refused() -> None:
    with pytest.raises(UnknownPartner):
        rebate_earned(frames(), SHIPPED, partner_id="P-404", quarter="2025-Q1")
    with pytest.raises(BadPeriod, match="fiscal quarter"):
        of(quarter="2025-03")
    with pytest.raises(NoRuleInForce, match="rebate"):
        of(quarter="2024-Q4")
