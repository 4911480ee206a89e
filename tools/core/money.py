"""Money is integer cents and rates are integer basis points; this file holds the only rounding.

One rounding, half away from zero, at the ledger line: totals are sums of lines.
Expressions and plain integers give the same results on every engine: Spark's `//`
divides doubles, so `idiv` divides what the quotient leaves over again, which is exact everywhere,
unless it is told that doubles hold every numerator exactly.
"""

from math import gcd
from typing import TypeVar

import narwhals as nw

MAX_CENTS = 10**14
"""One trillion dollars: 10**14 * 10_000 * 2 still fits in 64 bits, so no product wraps."""

BP = 10_000
"""Basis points in one whole."""

DOUBLES = 2**53
"""Whole numbers up to here are doubles, and the floor of a quotient of two such doubles is exact."""

Whole = TypeVar("Whole", int, nw.Expr)


def idiv(numerator: Whole, divisor: int, *, most: int = 2**62) -> Whole:
    """Exact floor division on every engine, for numerators up to 2**62; `most` is the largest, if it is known."""
    quotient = numerator // divisor
    if most <= DOUBLES:
        return quotient
    # Doubles may miss by a few units; what is left over is then small enough for them to tell by how many.
    return quotient + (numerator - quotient * divisor) // divisor


def half_up(numerator: Whole, divisor: int, *, most: int = 2**62) -> Whole:
    """A quotient of a numerator that is not negative and at most `most`, rounded half up."""
    if divisor % 2 == 0:
        return idiv(numerator + divisor // 2, divisor, most=most + divisor // 2)
    return idiv(numerator * 2 + divisor, divisor * 2, most=most * 2 + divisor)


def portion(amount_cents: int, numerator: int, divisor: int) -> int:
    """`amount_cents * numerator / divisor` in whole cents, half away from zero."""
    exact = amount_cents * numerator
    return half_up(exact, divisor) if exact >= 0 else -half_up(-exact, divisor)


def share(amount_cents: int, rate_bp: int) -> int:
    """`rate_bp` of an amount in whole cents, half away from zero."""
    return portion(amount_cents, rate_bp, BP)


def share_of(amount_cents: nw.Expr, rate_bp: int | nw.Expr) -> nw.Expr:
    """`rate_bp` of a column of amounts that are not negative and at most `MAX_CENTS`, in whole cents.

    A rate that is known is a fraction in lowest terms, 2 % a fiftieth: that is divided once, and so in half the time.
    """
    if not isinstance(rate_bp, int):
        return half_up(amount_cents * rate_bp, BP)
    common = gcd(rate_bp, BP)
    parts, divisor = rate_bp // common, BP // common
    return half_up(amount_cents * parts, divisor, most=MAX_CENTS * parts)


def dollars(cents: int) -> str:
    """An amount to the cent, without cents when they are zero: "$1,234.50", "-$500"."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}${whole:,}" + (f".{rest:02d}" if rest else "")


def millions(cents: int) -> str:
    """An amount in millions, so that a column of them lines up: "$4.8M", "$0.8M"; smaller ones as `short_dollars`."""
    if abs(cents) < 100_000_00:
        return short_dollars(cents)
    tenths = half_up(abs(cents), 100_000_00)
    return f"{'-' if cents < 0 else ''}${tenths // 10:,}.{tenths % 10}M"


def short_dollars(cents: int) -> str:
    """An amount as a dashboard shows it: "$4.8M", "$420K", "$950"."""
    size = abs(cents)
    sign = "-" if cents < 0 else ""
    if size >= 999_500_00:
        tenths = half_up(size, 100_000_00)
        return f"{sign}${tenths // 10:,}.{tenths % 10}M"
    if size >= 1_000_00:
        return f"{sign}${half_up(size, 1_000_00):,}K"
    return dollars(cents)


def percent(part: int, whole: int, decimals: int = 0) -> str:
    """`part / whole` rounded half away from zero only here, where it is shown: "38%", "97.0%"."""
    scale = 10**decimals
    size = half_up(abs(part) * 100 * scale, abs(whole))
    sign = "-" if (part < 0) != (whole < 0) and size else ""
    return f"{sign}{size // scale}" + (f".{size % scale:0{decimals}d}" if decimals else "") + "%"


def rate(rate_bp: int) -> str:
    """A rate in basis points as a percentage without trailing zeros: 350 -> "3.5%"."""
    return f"{rate_bp / 100:.2f}".rstrip("0").rstrip(".") + "%"
