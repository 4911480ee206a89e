"""An invented company of any size, column by column, from a fixed seed."""

from dataclasses import dataclass
from datetime import date

import narwhals as nw
import numpy as np
import numpy.typing as npt
import polars as pl

from tools.core.frames import SCHEMA, WORD, Frames

SEED = 20_250_630
PARTNERS = 5_000
AS_OF = date(2025, 6, 30)
FIRST = date(2024, 12, 1)
KINDS = ("new", "cross_sell", "upsell", "renewal")
ROLES = ("sourced", "assisted", "direct")
ACTIVITIES = ("reference", "testimonial", "forum_answer", "blog_post")
DAY_0 = date(1970, 1, 1)

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Company:
    """The tables that a statement reads, in memory."""

    partners: pl.DataFrame
    deals: pl.DataFrame
    refunds: pl.DataFrame
    contributions: pl.DataFrame

    def frames(self) -> Frames:
        """The tables as the tools read them."""
        tables = {name: nw.from_native(table.lazy()) for name, table in vars(self.encoded()).items()}
        return Frames(as_of=AS_OF, tables=tables)

    def encoded(self) -> "Company":
        """The company with the words of the frames' schema encoded, as the reader of records delivers them."""
        return Company(**{name: _encoded(name, table) for name, table in vars(self).items()})


def _encoded(name: str, table: pl.DataFrame) -> pl.DataFrame:
    words = [column for column in table.columns if SCHEMA[name].get(column) == WORD]
    return table.with_columns(pl.col(words).cast(pl.Categorical))


def company(deals: int) -> Company:
    """A company of so many deals, most of them won in the first half of 2025 and sourced by 5,000 partners."""
    rng = np.random.default_rng(SEED)
    closed = _deals(rng, deals)
    return Company(_partners(rng), closed, _refunds(rng, closed), _contributions(rng))


def _partners(rng: np.random.Generator) -> pl.DataFrame:
    exited = pl.when(pl.Series(rng.random(PARTNERS) < 0.03)).then(_days(_between(rng, PARTNERS, FIRST, AS_OF)))
    return pl.DataFrame({"partner_id": _ids("P", np.arange(PARTNERS), 4)}).with_columns(
        joined_on=_days(_between(rng, PARTNERS, date(2023, 1, 1), date(2025, 3, 31))), exited_on=exited
    )


def _deals(rng: np.random.Generator, count: int) -> pl.DataFrame:
    closed = _between(rng, count, FIRST, AS_OF)
    opened = closed - rng.integers(5, 150, count)
    amounts = np.round(rng.lognormal(16.0, 1.0, count)).astype(np.int64)
    kinds = rng.choice(len(KINDS), count, p=[0.6, 0.1, 0.15, 0.15])
    expanding = pl.Series((kinds == 1) | (kinds == 2))
    role = rng.choice(len(ROLES), count, p=[0.8, 0.1, 0.1])
    incremental = pl.Series(amounts * rng.integers(20, 90, count) // 100)
    return pl.DataFrame(
        {
            "deal_id": _ids("D", np.arange(count), 8),
            "partner_id": _ids("P", rng.integers(0, PARTNERS, count), 4),
            "role": _words(ROLES, role),
            "kind": _words(KINDS, kinds),
            "opened_on": _days(opened),
            "registered_on": _days(opened + rng.integers(0, 5, count)),
            "closed_on": _days(closed),
            "outcome": _words(("won", "lost"), rng.choice(2, count, p=[0.85, 0.15])),
            "amount_cents": amounts,
            "contract_years": rng.choice([1, 2, 3], count, p=[0.7, 0.2, 0.1]),
            "net_new_users": rng.integers(0, 200, count),
            "new_logo": rng.random(count) < 0.3,
            "strategic_product": rng.random(count) < 0.2,
        }
    ).with_columns(
        partner_id=pl.when(pl.Series(role != 2)).then(pl.col("partner_id")),
        registered_on=pl.when(pl.Series(rng.random(count) < 0.7)).then(pl.col("registered_on")),
        incremental_cents=pl.when(expanding).then(incremental),
    )


def _refunds(rng: np.random.Generator, deals: pl.DataFrame) -> pl.DataFrame:
    """One deal in fifty gives back a third of its amount, or all of it, within 120 days."""
    count = deals.height // 50
    back = deals[rng.choice(deals.height, count, replace=False)].filter(
        (pl.col("outcome") == "won") & (pl.col("role") == "sourced")
    )
    later = pl.Series(rng.integers(0, 120, back.height)).cast(pl.Duration("ms"))
    return back.select(
        "deal_id",
        "partner_id",
        refund_id=_ids("R", np.arange(back.height), 8),
        refunded_on=pl.col("closed_on") + later * 86_400_000,
        amount_cents=pl.col("amount_cents") // pl.Series(rng.choice([1, 3], back.height)),
    )


def _contributions(rng: np.random.Generator) -> pl.DataFrame:
    count = PARTNERS * 10
    return pl.DataFrame(
        {
            "contribution_id": _ids("K", np.arange(count), 6),
            "partner_id": _ids("P", rng.integers(0, PARTNERS, count), 4),
            "kind": _words(ACTIVITIES, rng.choice(len(ACTIVITIES), count)),
            "approved_on": _days(_between(rng, count, FIRST, AS_OF)),
        }
    )


def _between(rng: np.random.Generator, count: int, first: date, last: date) -> Ints:
    return rng.integers((first - DAY_0).days, (last - DAY_0).days + 1, count)


def _days(numbers: Ints) -> pl.Series:
    return pl.Series(numbers).cast(pl.Int32).cast(pl.Date)


def _ids(letter: str, numbers: Ints, width: int) -> pl.Series:
    return f"{letter}-" + pl.Series(numbers).cast(pl.String).str.zfill(width)


def _words(words: tuple[str, ...], places: Ints) -> pl.Series:
    return pl.Series(words).gather(places)
