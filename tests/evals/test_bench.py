"""The four ways of the benchmark are one calculation."""

from collections.abc import Callable

import polars as pl
import pytest

from evals.bench import by_loop, by_pandas, by_polars, by_tools, rates
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
