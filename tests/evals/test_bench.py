"""The four ways of the benchmark are one calculation, and its turns are whole turns."""

from collections.abc import Callable

import polars as pl
import pytest

from assistant.asking import Desk
from evals.bench import by_loop, by_pandas, by_polars, by_tools, rates, turns
from evals.bench.company import Company, company

SMALL = 6_000


@pytest.fixture(scope="module")
def made() -> Company:
    return company(SMALL)


def ordered(totals: pl.DataFrame) -> list[tuple[object, ...]]:
    return totals.select(rates.COLUMNS).sort(rates.KEYS).rows()


@pytest.mark.parametrize(
    "way",
    [
        pytest.param(lambda made: by_polars.run(by_polars.prepare(made)), id="hand-written Polars"),
        pytest.param(lambda made: by_pandas.run(by_pandas.prepare(made)), id="pandas"),
        pytest.param(lambda made: by_loop.timed(made)[1], id="Decimal loop"),
    ],
)
def test_every_way_gives_the_cents_of_the_rule_engine(made: Company, way: Callable[[Company], pl.DataFrame]) -> None:
    ours = by_tools.run(by_tools.prepare(made))
    assert ordered(way(made)) == ordered(ours)
    assert {rule for _, _, rule, _ in ordered(ours)} == {*rates.PROGRAMMES, "reference", "contribution", "rebate"}


def test_the_company_is_the_same_each_time() -> None:
    assert company(500).deals.equals(company(500).deals)


def test_a_scripted_turn_is_the_models_own_and_comes_to_the_calls_result(desk: Desk) -> None:
    with turns.scripted():
        answers = [desk.ask(question) for question in turns.QUESTIONS]
    assert [answer.receipts[0].tool for answer in answers] == [tool for tool, _ in turns.QUESTIONS.values()]
    assert all(answer.usage is not None and answer.usage.instead is None for answer in answers)


def test_both_ways_are_timed_for_each_question(desk: Desk) -> None:
    timings = turns.overhead(desk, rounds=1)
    assert [timing.question for timing in timings] == list(turns.QUESTIONS)
    assert all(timing.ratio == pytest.approx(timing.whole / timing.bare) for timing in timings)
