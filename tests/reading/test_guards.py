"""What no tool takes is told, and never passed over: a figure from half a question is a wrong figure."""

import pytest

from assistant.asking import Desk


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        pytest.param("who is at risk outside the Nordics?", "not_taken", id="outside a region"),
        pytest.param("dashboard everything but Nordics April 2025", "not_taken", id="everything but"),
        pytest.param("how did all partners except Acme Networks do in April?", "not_taken", id="except a partner"),
        pytest.param("which partners are at risk but not Acme Networks?", "not_taken", id="but not a partner"),
        pytest.param("not Acme Networks but Acme Nordic: which tier?", "not_taken", id="not one but the other"),
        pytest.param("what would Acme Networks earn on a $150,000 assisted deal", "not_sourced", id="assisted"),
        pytest.param("what does Acme Networks earn if the $150,000 deal is refunded", "refund_supposed", id="a refund"),
        pytest.param("what would Acme Networks earn on 2 deals of $60,000 each", "one_deal", id="two deals"),
        pytest.param("deal Acme Networks $150,000 or maybe $90,000", "several_amounts", id="two amounts"),
        pytest.param("deal Acme Networks between $90k and $150k", "several_amounts", id="between two amounts"),
        pytest.param("deadlines next 14 business days", "business_days", id="business days"),
    ],
)
def test_what_would_change_the_figure_is_not_passed_over(desk: Desk, asked: str, code: str) -> None:
    answer = desk.ask(asked)
    assert (answer.code, answer.receipts) == (code, ())


@pytest.mark.parametrize(
    ("asked", "tool"),
    [
        pytest.param("estimate a $100,000.00 deal for Acme Networks", "deal_estimate", id="cents before the word deal"),
        pytest.param("deal Acme Networks $250k upsell of which $100k is incremental", "deal_estimate", id="of which"),
        pytest.param("why was Acme Networks not paid in April?", "incentive_statement", id="not, of no name"),
    ],
)
def test_what_a_tool_takes_is_not_guarded(desk: Desk, asked: str, tool: str) -> None:
    assert [receipt.tool for receipt in desk.ask(asked).receipts] == [tool]


@pytest.mark.parametrize(
    ("said", "closes_on", "days"),
    [
        pytest.param("registered 2025-03-01 closed 2025-04-30", "2025-04-30", 60, id="both days"),
        pytest.param("closed 2025-04-30 registered 2025-02-28", "2025-04-30", 61, id="the other way round"),
        pytest.param("closed in 45 days registered 2025-01-01", "2025-02-15", 45, id="days after registration"),
    ],
)
def test_a_deal_closes_on_the_day_it_closes(desk: Desk, said: str, closes_on: str, days: int) -> None:
    arguments = desk.ask(f"deal Acme Networks $150,000 {said} new logo").receipts[0].arguments
    assert (arguments["closes_on"], arguments["days_to_close"]) == (closes_on, days)


def test_months_that_make_whole_years_are_a_contract_of_years(desk: Desk) -> None:
    answer = desk.ask("deal Acme Networks $90k 36 months")
    assert answer.receipts[0].arguments["contract_years"] == 3
    assert "$1,800" in answer.text
