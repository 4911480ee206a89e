"""Incentives in words: estimates, statements and rebates."""

from datetime import date
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.answer import Answer
from tests.assistant.pages import APRIL_END, answer_of, cells, page
from tests.builders import frames
from tests.programs import second, shipped
from tests.tools.tiers.partners import wins
from tools.core.frames import Frames
from tools.core.program import Program
from tools.incentives.estimate import deal_estimate
from tools.incentives.rebate_answer import rebate_earned
from tools.incentives.statement import incentive_statement

APRIL_9 = date(2025, 4, 9)
EARLIER = wins(1_000_00, on=date(2024, 1, 9))
"""A first won deal long ago, so that no later one is the first."""


def rows(as_of: date = APRIL_END, **tables: Any) -> Frames:
    tables.setdefault("tier_history", [{}])
    return frames(as_of, **tables)


def estimate(cents: int, found: Frames | None = None, **arguments: Any) -> Answer:
    result = deal_estimate(found or rows(deals=EARLIER), shipped(), partner_id="P-1", amount_cents=cents, **arguments)
    return answer_of("deal_estimate", result)


def statement(found: Frames, period: str | None = None) -> Answer:
    return answer_of("incentive_statement", incentive_statement(found, shipped(), partner_id="P-1", period=period))


def rebate(cents: int, quarter: str | None = None, program: Program | None = None, **tables: Any) -> Answer:
    deals = wins(cents, on=APRIL_9 if quarter is None else date(2025, 2, 9)) if cents else []
    result = rebate_earned(rows(deals=deals, **tables), program or shipped(), partner_id="P-1", quarter=quarter)
    return answer_of("rebate_earned", result)


def test_an_estimate_says_the_sum_and_both_methods_of_the_rebate(snapshot: SnapshotAssertion) -> None:
    said = estimate(150_000_00, new_logo=True, days_to_close=45)
    assert said.text == (
        "Acme Networks would earn $3,500 in bonuses on a $150,000 deal that closes on 2025-04-30. The rebate of "
        "2025-Q2 goes from $0 to $3,000 (+$3,000 by the whole method; +$1,000 by the marginal one)."
    )
    assert cells(said)["Together"] == ("", "$6,500")
    assert page(said) == snapshot


def test_an_estimate_that_earns_nothing_says_so() -> None:
    said = estimate(80_000_00)
    assert said.text == (
        "Acme Networks would earn no bonus on an $80,000 deal that closes on 2025-04-30. "
        "The rebate of 2025-Q2 does not change."
    )
    assert said.tables == ()
    assert any(note.startswith("Assumed: ") for note in said.notes)


def test_what_an_estimate_lacks_is_a_condition_and_no_part_of_the_sum() -> None:
    logo = estimate(5_000_00, new_logo=True)
    assert logo.text.startswith("Acme Networks would earn no bonus on a $5,000 deal")
    assert logo.text.endswith(
        "New logo closed within 60 days would add $500 if the deal is closed within 60 days of its registration."
    )
    upsell = estimate(5_000_00, kind="upsell")
    assert upsell.text.endswith(
        "Upsell or upgrade would pay too, but this is not known: the incremental part of the amount."
    )


def test_a_statement_says_what_was_earned_paid_and_can_be_claimed(snapshot: SnapshotAssertion) -> None:
    logo = {"won": APRIL_9, "opened_on": date(2025, 3, 20), "new_logo": True, "amount_cents": 120_000_00}
    claims = [{"rule": "new_logo", "row": "D-2", "submitted_on": date(2025, 4, 10), "amount_cents": 500_00}]
    paid = [{"rule": "new_logo", "row": "D-2", "paid_on": date(2025, 4, 22), "amount_cents": 500_00}]
    said = statement(rows(deals=[*EARLIER, logo], incentive_claims=claims, payments=paid))
    assert said.text == (
        "Acme Networks earned $2,900 in 2025-Q2. $500 was paid in the period, and $2,400 can still be claimed. "
        "The rebate of 2025-Q2 stands at $2,400 so far, payable on 2025-07-30."
    )
    assert cells(said)["Deal above $100,000"] == ("1", "$2,400")
    assert cells(said)["Together"] == ("2", "$2,900")
    assert page(said) == snapshot


def test_refunds_that_take_back_more_than_was_earned_are_said_so() -> None:
    deals = [*EARLIER, {"won": date(2025, 2, 9), "amount_cents": 120_000_00}]
    refunds = [{"deal_id": "D-2", "refunded_on": APRIL_9, "amount_cents": 120_000_00}]
    said = statement(rows(deals=deals, refunds=refunds))
    assert said.text.startswith(
        "Acme Networks' incentives in 2025-Q2 come to -$4,800: refunds took back more than it earned. "
        "Nothing was paid in it, and nothing is left to claim."
    )
    assert [row[3] for table in said.tables if table.title == "Earned" for row in table.rows] == ["-$2,400", "-$2,400"]


def test_an_empty_statement_says_so() -> None:
    said = statement(rows(), "2025-04-01/2025-04-30")
    assert said.text == (
        "Acme Networks earned no incentives from 2025-04-01 to 2025-04-30. "
        "Nothing was paid in it, and nothing is left to claim."
    )
    assert said.tables == ()


def test_other_payments_are_listed_apart() -> None:
    paid = [{"programme": "mdf", "rule": "trade_show", "row": "MC-1", "paid_on": APRIL_9, "amount_cents": 700_00}]
    said = statement(rows(payments=paid))
    assert "Nothing was paid in it" in said.text
    assert said.tables[0].rows == (("2025-04-09", "PY-1", "MC-1", "MDF: trade show", "$700"),)
    assert "MDF and award payments are listed and are no part of the sum paid." in said.notes


def test_a_long_statement_shows_its_last_lines_and_says_how_many_there_are() -> None:
    deals = [*EARLIER, *wins(*[150_000_00] * 30, on=APRIL_9)]
    said = statement(rows(deals=deals))
    assert len(said.tables[0].rows) == 25
    assert said.tables[0].rows[-1][1] == "D-9"
    assert said.notes[-1] == "The last 25 of 30 lines are shown; ask for a month to see the others."


@pytest.mark.parametrize(
    ("cents", "quarter", "text"),
    [
        pytest.param(
            0,
            None,
            "Acme Networks has earned no rebate so far in 2025-Q2: it has no partner-sourced revenue in it. "
            "The 2% band starts $100,000 higher, where the rebate jumps by $2,000.",
            id="no revenue",
        ),
        pytest.param(
            99_999_99,
            "2025-Q1",
            "Acme Networks has earned no rebate in 2025-Q1: $99,999.99 of revenue is under the first band. "
            "The next band, 2%, was $0.01 away.",
            id="a cent under the first band",
        ),
        pytest.param(
            1_000_000_00,
            None,
            "Acme Networks has earned a rebate of $65,000 so far in 2025-Q2: 6.5% of $1,000,000 by the whole method; "
            "the marginal method would give $36,750. "
            "The 8% band starts $1,500,000 higher, where the rebate jumps by $37,500.",
            id="a million",
        ),
        pytest.param(
            2_500_000_00,
            "2025-Q1",
            "Acme Networks has earned a rebate of $200,000 in 2025-Q1: 8% of $2,500,000 by the whole method; "
            "the marginal method would give $134,250. 8% is the highest band.",
            id="the highest band",
        ),
    ],
)
def test_a_rebate_states_its_method_and_what_the_other_one_gives(cents: int, quarter: str | None, text: str) -> None:
    assert rebate(cents, quarter).text == text


def test_what_is_settled_or_refunded_leaves_what_is_due(snapshot: SnapshotAssertion) -> None:
    paid = [{"programme": "rebate", "rule": "rebate", "row": "2025-Q1", "paid_on": APRIL_9, "amount_cents": 1_000_00}]
    said = rebate(100_000_00, "2025-Q1", payments=paid)
    assert "After $1,000 settled, $1,000 is due." in said.text
    assert page(said) == snapshot
    all_paid = [{**paid[0], "amount_cents": 2_000_00}]
    assert "After $2,000 settled, nothing more is due." in rebate(100_000_00, "2025-Q1", payments=all_paid).text
    too_much = [{**paid[0], "amount_cents": 2_500_00}]
    assert "After $2,500 settled, $500 is due back." in rebate(100_000_00, "2025-Q1", payments=too_much).text


def test_bands_by_users_speak_of_users() -> None:
    said = rebate(0, program=second())
    assert "net new users are under the first band" in said.text
    assert " users higher" in said.text or " users away" in said.text
