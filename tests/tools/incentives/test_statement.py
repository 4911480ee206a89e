"""A partner's statement: lines, totals, and what each payment was for."""

from datetime import date
from typing import Any

import pytest

from tests.builders import frames
from tests.tools.incentives.asking import SECOND, SHIPPED
from tools.core.errors import NoRuleInForce, UnknownPartner
from tools.core.program import Program
from tools.incentives.statement import IncentiveStatement, incentive_statement

APRIL_30 = date(2025, 4, 30)
LARGE = {"deal_id": "D-1", "won": date(2025, 3, 10), "amount_cents": 150_000_00}
EARLIER = {"deal_id": "D-0", "won": date(2024, 6, 1)}


def of(
    period: str | None = None, *, program: Program = SHIPPED, as_of: date = APRIL_30, **tables: Any
) -> IncentiveStatement:
    return incentive_statement(frames(as_of, **tables), program, partner_id="P-1", period=period)


def paid(rule: str, row: str, dollars: int, day: date = APRIL_30, programme: str = "spiffs") -> dict[str, Any]:
    return {"programme": programme, "rule": rule, "row": row, "paid_on": day, "amount_cents": dollars * 100}


def test_a_quarters_statement_holds_its_bonuses_and_its_rebate() -> None:
    found = of(
        "2025-Q1", deals=[EARLIER, LARGE], contributions=[{"approved_on": date(2025, 2, 3), "kind": "blog_post"}]
    )
    assert [(line.on, line.programme, line.rule, line.row, line.amount_cents) for line in found.lines] == [
        (date(2025, 2, 3), "bonuses", "contribution", "K-1", 100_00),
        (date(2025, 3, 10), "spiffs", "large_deal", "D-1", 3_000_00),
        (date(2025, 3, 31), "rebate", "rebate", "2025-Q1", 3_000_00),
    ]
    assert [(total.programme, total.rule, total.lines, total.amount_cents) for total in found.totals] == [
        ("bonuses", "contribution", 1, 100_00),
        ("rebate", "rebate", 1, 3_000_00),
        ("spiffs", "large_deal", 1, 3_000_00),
    ]
    assert found.total_cents == 6_100_00


def test_the_quarter_of_the_as_of_day_is_the_default() -> None:
    found = of(deals=[EARLIER, LARGE])
    assert (found.period, found.first_on, found.last_on) == ("2025-Q2", date(2025, 4, 1), date(2025, 6, 30))
    assert found.total_cents == 0


def test_an_unfinished_quarters_rebate_is_shown_apart() -> None:
    deals = [EARLIER, LARGE | {"won": date(2025, 4, 10)}]
    found = of("2025-Q2", deals=deals)
    assert found.total_cents == 3_000_00
    assert found.accrued is not None
    assert (found.accrued.revenue_cents, found.accrued.rate_bp) == (150_000_00, 200)
    assert (found.accrued.earned_cents, found.accrued.payout_on) == (3_000_00, date(2025, 7, 30))
    closed = of("2025-Q2", deals=deals, as_of=date(2025, 6, 30))
    assert (closed.total_cents, closed.accrued) == (6_000_00, None)
    assert of("2025-Q1", deals=deals).accrued is None


def test_a_month_that_ends_no_quarter_has_no_rebate_line() -> None:
    assert of("2025-02", deals=[EARLIER, LARGE | {"won": date(2025, 2, 3)}]).total_cents == 3_000_00
    assert of("2025-03", deals=[EARLIER, LARGE | {"won": date(2025, 2, 3)}]).total_cents == 3_000_00
    assert of("2025", deals=[EARLIER, LARGE | {"won": date(2025, 2, 3)}]).total_cents == 6_000_00


def test_a_refund_after_payment_is_a_negative_line_and_the_payment_stays() -> None:
    found = of(
        "2025-Q2",
        deals=[EARLIER, LARGE],
        refunds=[{"deal_id": "D-1", "refunded_on": date(2025, 4, 20), "amount_cents": 30_000_00}],
        payments=[
            paid("large_deal", "D-1", 3_000, date(2025, 4, 15)),
            paid("rebate", "2025-Q1", 3_000, programme="rebate"),
        ],
    )
    assert [(line.programme, line.row, line.rate_bp, line.amount_cents, line.state) for line in found.lines] == [
        ("rebate", "D-1", 200, -600_00, "taken_back"),
        ("spiffs", "D-1", 200, -600_00, "taken_back"),
    ]
    assert found.total_cents == -1_200_00
    assert (found.paid_cents, found.unmatched_payments) == (6_000_00, ())


def test_each_payment_of_the_period_traces_to_the_line_that_earned_it() -> None:
    found = of(
        "2025-04",
        deals=[EARLIER, LARGE],
        payments=[paid("large_deal", "D-1", 3_000), paid("volume", "2025-Q1", 3_000, programme="rebate")],
    )
    traced = {payment.programme: payment.line for payment in found.payments}
    spiff, rebate = traced["spiffs"], traced["rebate"]
    assert spiff is not None
    assert (spiff.on, spiff.title, spiff.amount_cents) == (date(2025, 3, 10), "Deal above $100,000", 3_000_00)
    assert rebate is not None
    assert (rebate.on, rebate.base_cents, rebate.amount_cents) == (date(2025, 3, 31), 150_000_00, 3_000_00)


@pytest.mark.parametrize(
    "payment",
    [
        pytest.param(paid("large_deal", "D-404", 3_000), id="no such deal"),
        pytest.param(paid("new_logo", "D-1", 500), id="a rule that did not apply"),
        pytest.param(paid("large_deal", "D-1", 3_000, programme="bonuses"), id="another programme"),
        pytest.param(paid("rebate", "2024-Q4", 3_000, programme="rebate"), id="a quarter without bands"),
    ],
)
def test_a_payment_that_no_line_earns_is_listed_with_a_note(payment: dict[str, Any]) -> None:
    found = of("2025-04", deals=[EARLIER, LARGE], payments=[payment])
    assert [trace.payment_id for trace in found.unmatched_payments] == ["PY-1"]
    assert found.notes == ("1 payment has no line that earns it: PY-1.",)


def test_funds_and_awards_are_told_apart_from_incentives() -> None:
    payments = [paid("mdf", "MC-1", 900, programme="mdf"), paid("top_new_logo", "2025-Q1", 3_000, programme="awards")]
    found = of("2025-04", payments=payments)
    assert (found.payments, found.paid_cents, found.unmatched_payments) == ((), 0, ())
    assert [trace.programme for trace in found.other_payments] == ["mdf", "awards"]


def test_a_payment_that_differs_from_its_line_is_noted() -> None:
    found = of("2025-03", deals=[EARLIER, LARGE], payments=[paid("large_deal", "D-1", 2_000)])
    assert found.notes == ("D-1 was paid $2,000 for large_deal; the line is $3,000.",)


def test_deals_without_an_incremental_amount_are_counted_by_kind() -> None:
    deals = [EARLIER, *({"won": date(2025, 3, day), "kind": "cross_sell"} for day in (1, 2))]
    found = of("2025-Q1", deals=deals)
    assert found.notes == ("2 cross-sell deals have no incremental amount, so no bonus can be computed: D-2, D-3.",)


def test_another_partners_rows_are_no_part_of_it() -> None:
    partners = [{}, {"partner_id": "P-2"}]
    deals = [EARLIER, LARGE | {"partner_id": "P-2"}]
    assert of("2025-Q1", partners=partners, deals=deals).total_cents == 0


def test_a_period_partly_without_rules_says_so_and_one_wholly_without_is_refused() -> None:
    found = of("2025", deals=[EARLIER, LARGE])
    assert found.notes[0].startswith("No 'spiffs' rule is in force on part of 2025: its values cover 2025-01-01")
    with pytest.raises(NoRuleInForce, match="2024-10-01"):
        of("2024-Q4")


def test_an_unknown_partner_is_refused() -> None:
    with pytest.raises(UnknownPartner):
        incentive_statement(frames(), SHIPPED, partner_id="P-404")


def test_every_ruling_behind_a_figure_is_named_with_its_readings() -> None:
    found = of("2025-Q2", deals=[EARLIER, LARGE])
    assert {(basis.rule, basis.since) for basis in found.basis} == {
        ("spiffs", date(2025, 4, 1)),
        ("bonuses", date(2025, 4, 1)),
        ("rebate", date(2025, 4, 1)),
    }
    assert all(basis.readings for basis in found.basis)


def test_another_companys_quarters_and_caps_make_another_statement() -> None:
    deals = [{"won": date(2025, 2, day), "amount_cents": 200_000_00, "net_new_users": 20} for day in (1, 2, 3, 4)]
    found = of("2026-Q1", program=SECOND, deals=deals, tier_history=[{"tier": "Premier", "since": date(2023, 1, 1)}])
    assert [(line.programme, line.amount_cents, line.state) for line in found.lines] == [
        ("spiffs", 2_000_00, "expired"),
        ("spiffs", 2_000_00, "expired"),
        ("spiffs", 1_000_00, "expired"),
        ("spiffs", 0, "capped"),
        ("rebate", 12_000_00, "scheduled"),
    ]
