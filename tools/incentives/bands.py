"""Volume rebate bands over columns: the rate at a measure, and what a revenue earns.

Bands are half-open: a rate starts at its own threshold and runs up to the next one's.
"""

from typing import Literal

import narwhals as nw

from tools.core.errors import NotInProgram
from tools.core.money import BP, half_up
from tools.core.rulings import Band, Rebate

Method = Literal["whole", "marginal"]
HUNDREDTHS = 100
"""A band counts users in hundredths, as it counts money."""


def method_of(ruling: Rebate) -> Method:
    """How a ruling applies its rates.

    Raises:
        NotInProgram: the ruling does not say, or says what its measure cannot carry.
    """
    if ruling.method is None:
        raise NotInProgram(
            f"whether the rebate from {ruling.since} is whole or marginal",
            "rebate.yaml, key method (whole or marginal)",
        )
    if ruling.method == "marginal" and ruling.measure != "revenue":
        raise NotInProgram(
            f"how bands of {ruling.measure} divide revenue", "rebate.yaml, key method (whole), or key measure (revenue)"
        )
    return ruling.method


def other_method(ruling: Rebate) -> Method | None:
    """The method that the ruling did not choose; None where only one has a meaning."""
    if ruling.measure != "revenue":
        return None
    return "marginal" if method_of(ruling) == "whole" else "whole"


def measure_of(ruling: Rebate) -> nw.Expr:
    """The column that picks the band, in hundredths: cents of revenue, or hundredths of a user."""
    return nw.col("revenue_cents") if ruling.measure == "revenue" else nw.col("users") * HUNDREDTHS


def ascending(ruling: Rebate) -> list[Band]:
    """The bands, lowest threshold first."""
    return sorted(ruling.bands, key=lambda band: band.at_least)


def rate_at(ruling: Rebate, measure: nw.Expr) -> nw.Expr:
    """The rate in basis points of the band that holds a measure; 0 below the first band."""
    rate: nw.Expr = nw.lit(0)
    for band in ascending(ruling):
        rate = nw.when(measure >= band.at_least).then(nw.lit(band.rate_bp)).otherwise(rate)
    return rate.cast(nw.Int64)


def earned_at(ruling: Rebate, method: Method, revenue: nw.Expr) -> nw.Expr:
    """What a revenue earns in cents, rounded once and cut at the ruling's cap.

    Under `whole` the rate is the column `rate_bp`. Under `marginal` the parts of the revenue in each
    band add up before the rounding.
    """
    if method == "whole":
        exact = floored(revenue) * nw.col("rate_bp")
    else:
        exact, below = nw.lit(0).cast(nw.Int64), 0
        for band in ascending(ruling):
            exact = exact + floored(revenue - band.at_least) * (band.rate_bp - below)
            below = band.rate_bp
    earned = half_up(exact, BP)
    return earned if ruling.cap_cents is None else at_most(earned, ruling.cap_cents)


def floored(amount: nw.Expr) -> nw.Expr:
    """The amount, or 0 where it is negative."""
    return nw.when(amount > 0).then(amount).otherwise(nw.lit(0)).cast(nw.Int64)


def at_most(amount: nw.Expr, limit: int) -> nw.Expr:
    """The amount, or the limit where it is more; null stays null."""
    return nw.when(amount > limit).then(nw.lit(limit)).otherwise(amount).cast(nw.Int64)
