"""Derived figures: a difference, a share, a sum or a growth of figures that are given exactly."""

import re
from math import gcd
from typing import Literal

from tools.core.errors import BadArgument
from tools.core.frames import Frames
from tools.core.money import MAX_CENTS, dollars, percent, rate
from tools.core.program import Program
from tools.core.receipts import Basis, Result

Operation = Literal["difference", "share", "sum", "growth"]
Unit = Literal["money", "percent", "count"]

_FIGURE = re.compile(
    r"(?P<minus>-)?(?P<money>\$)?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.(?P<part>[0-9]{1,2}))?(?P<percent>%)?"
)
_MOST = 50


class Working(Result):
    """One line of the working, as it is read aloud."""

    says: str


class Derived(Result):
    """A derived figure.

    A difference or sum is `result_cents` (money), `result_bp` (percentage points) or `result` (counts); a share or
    growth is `numerator` of `denominator`. The others are None.
    """

    operation: Operation
    unit: Unit
    figures: tuple[str, ...]
    about: str | None
    result_cents: int | None = None
    result_bp: int | None = None
    result: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    lines: tuple[Working, ...]
    basis: tuple[Basis, ...] = ()
    notes: tuple[str, ...] = ()


def arithmetic(
    frames: Frames, program: Program, *, operation: Operation, figures: str | list[str], about: str | None = None
) -> Derived:
    """Choose it for any figure derived from others: a difference, share, sum or growth of figures already computed.

    Args:
        operation: "difference" (first less the others), "sum", "share" (first of the second) or "growth" (from the
            first to the second).
        figures: Figures of one unit exactly as tools gave them or the person said them, joined by ";", such as
            "$600,000; $500,000".
        about: What they are, such as "annual revenue".

    Returns:
        The figure in exact cents, basis points, counts, or as a fraction, with its working in `lines`.

    Raises:
        BadArgument: a figure cannot be read exactly, units differ, too few or too many, or a division by zero.
    """
    del frames, program
    texts = _listed(figures)
    read = [_read(text) for text in texts]
    units = {unit for _, unit in read}
    if len(units) > 1:
        raise BadArgument("figures", "; ".join(texts), "all must be of one unit: money, percent or counts.")
    if len(read) < 2 or (operation in {"share", "growth"} and len(read) != 2) or len(read) > _MOST:
        wanted = "two" if operation in {"share", "growth"} else f"two to {_MOST}"
        raise BadArgument("figures", "; ".join(texts), f"{operation} takes {wanted} of them.")
    [unit] = units
    values = [value for value, _ in read]
    found = _derived(operation, unit, values)
    return found.model_copy(update={"about": about, "figures": tuple(texts)})


def _listed(figures: str | list[str]) -> list[str]:
    parts = figures.split(";") if isinstance(figures, str) else figures
    return [part.strip() for part in parts if part.strip()]


def _read(text: str) -> tuple[int, Unit]:
    """A figure in cents, basis points or units."""
    match = _FIGURE.fullmatch(text)
    if not match or (match["money"] and match["percent"]):
        raise BadArgument("figures", text, "write it exactly, like $1,234.50, 38% or 12.")
    whole = int(match["digits"].replace(",", ""))
    hundredths = int((match["part"] or "0").ljust(2, "0"))
    sign = -1 if match["minus"] else 1
    if match["money"] or match["percent"]:
        value = whole * 100 + hundredths
        if value > MAX_CENTS:
            raise BadArgument("figures", text, "it is beyond one trillion.")
        return sign * value, "money" if match["money"] else "percent"
    if match["part"]:
        raise BadArgument("figures", text, "a count is whole; write money with $ and percentages with %.")
    return sign * whole, "count"


def _derived(operation: Operation, unit: Unit, values: list[int]) -> Derived:
    shown = [_shown(unit, value) for value in values]
    if operation in {"difference", "sum"}:
        value = sum(values) if operation == "sum" else values[0] - sum(values[1:])
        says = f"{(' + ' if operation == 'sum' else ' - ').join(shown)} = {_shown(unit, value)}"
        field = {"money": "result_cents", "percent": "result_bp", "count": "result"}[unit]
        return _made(operation, unit, says).model_copy(update={field: value})
    first, second = values
    part, whole = (first, second) if operation == "share" else (second - first, first)
    if whole <= 0:
        raise BadArgument("figures", _shown(unit, whole), "a share or growth needs a base above zero.")
    common = gcd(part, whole) or 1
    sign = "+" if operation == "growth" and part > 0 else ""
    of = "of" if operation == "share" else "to"
    says = f"{shown[0]} {of} {shown[1]} is {sign}{percent(part, whole, 1)}"
    exact = {"numerator": part // common, "denominator": whole // common}
    return _made(operation, unit, says).model_copy(update=exact)


def _made(operation: Operation, unit: Unit, says: str) -> Derived:
    return Derived(operation=operation, unit=unit, figures=(), about=None, lines=(Working(says=says),))


def _shown(unit: Unit, value: int) -> str:
    if unit == "money":
        return dollars(value)
    return f"{'-' if value < 0 else ''}{rate(abs(value))}" if unit == "percent" else f"{value:,}"
