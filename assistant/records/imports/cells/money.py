"""Amounts: their marks, separators and bounds. An amount is never rounded and never converted."""

import re
from collections.abc import Iterable

from assistant.records.imports.faults import BadCell
from tools.core.money import MAX_CENTS

MONEY_FORMATS = ("1,234.56", "1.234,56", "1 234,56", "1'234.56")
"""As the mapping names them."""

MIXED = "mixed"
"""The style of a column whose cells disagree."""

_DECIMAL = {"1,234.56": ".", "1.234,56": ",", "1 234,56": ",", "1'234.56": "."}
_GROUPS = {"1,234.56": ",", "1.234,56": ".", "1 234,56": " ", "1'234.56": "'"}
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u2212": "-"})
_MARK = r"(?:[A-Za-z]{0,2}[$€£¥₹₩₽₺]|[^\W\d_]{1,8}\.?|%)"
_SHAPE = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+]?)\s*(?P<before>{_MARK})?\s*(?P<sign2>[-+]?)\s*"
    rf"(?P<number>[0-9](?:[0-9.,' ]*[0-9])?|[.,][0-9]+)\s*(?P<after>{_MARK}|-)?\s*(?P<close>\))?"
)
_SIMPLE = re.compile(r"[0-9]{1,13}(?:\.([0-9]{1,2}))?")
_LONGEST = 60
_SHORT = frozenset({"k", "tsd", "t", "m", "mm", "mn", "mio", "mrd", "b", "bn", "million", "thousand", "%"})
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"})
_MARKS = {
    "$": _DOLLARS,
    "US$": frozenset({"USD"}),
    "C$": frozenset({"CAD"}),
    "CA$": frozenset({"CAD"}),
    "A$": frozenset({"AUD"}),
    "€": frozenset({"EUR"}),
    "£": frozenset({"GBP"}),
    "¥": frozenset({"JPY", "CNY"}),
    "₹": frozenset({"INR"}),
    "FR.": frozenset({"CHF"}),
    "KR": frozenset({"SEK", "NOK", "DKK"}),
}
COMMA_CURRENCIES = frozenset({"EUR", "SEK", "NOK", "DKK", "PLN", "CZK", "BRL"})


def cents(text: str, style: str | None, currency: str, *, negative: bool = False) -> int:
    """An amount in cents.

    Args:
        text: The cell.
        style: One of `MONEY_FORMATS`, or None when nothing in the column tells.
        currency: The program's currency code; another mark is refused.
        negative: Whether the column may hold amounts below zero.

    Raises:
        BadCell: it is no plain amount of that currency, has a fraction of a cent, or is out of bounds.
    """
    if style in (None, "1,234.56") and (match := _SIMPLE.fullmatch(text)):
        size = int(text.replace(".", "")) * (100, 10, 1)[len(match[1] or "")]
        return _bounded(size)
    if text.isdigit() and len(text) > _LONGEST:
        return _bounded(MAX_CENTS + 1)
    match = _shape(text)
    if not match or bool(match["open"]) != bool(match["close"]):
        raise BadCell("is not an amount: write digits, such as 1234.56.")
    own_currency(match["before"], currency)
    below = _below_zero(match)
    if match["after"] != "-":
        own_currency(match["after"], currency)
    size = _bounded(_size(match["number"], style))
    if below and size and not negative:
        raise BadCell("is below zero: a refund goes to the refunds table; `negate: true` in the mapping turns signs.")
    return -size if below else size


def own_currency(mark: str | None, currency: str) -> None:
    """Raises `BadCell` when a mark such as "€" or "EUR" is not the program's currency."""
    if not mark:
        return
    word = mark.upper()
    if word.casefold().rstrip(".") in _SHORT:
        raise BadCell("is shortened: an import takes exact amounts only. Write the digits in full.")
    if word != currency and currency not in _MARKS.get(word, ()):
        raise BadCell(f"is marked {mark}: the program's currency is {currency}. Convert it before the import.")


def looks_like_money(text: str) -> bool:
    """Whether a text has an amount's shape, in any format and currency."""
    return _shape(text) is not None


def _shape(text: str) -> re.Match[str] | None:
    return _SHAPE.fullmatch(text.translate(_SPACES)) if len(text) <= _LONGEST else None


def _below_zero(match: re.Match[str]) -> bool:
    signs = [match["sign"] == "-", match["sign2"] == "-", bool(match["open"]), match["after"] == "-"]
    if sum(signs) > 1:
        raise BadCell("has more than one sign: write it like -1234.56.")
    return any(signs)


def _bounded(size: int) -> int:
    if size > MAX_CENTS:
        raise BadCell("is more than one trillion: no amount is that large. Correct it.")
    return size


def _size(number: str, style: str | None) -> int:
    if style == MIXED and re.search(r"[.,' ]", number):
        raise BadCell("stands in a column that writes amounts in several ways. Name `money` in the mapping.")
    if style in (None, MIXED):
        style = "1,234.56"
        if re.search(r"[.,' ]", number):
            raise BadCell(
                "can be thousands or decimals: nothing else in the column tells. Name `money` in the mapping."
            )
    point, group = _DECIMAL[style], _GROUPS[style]
    whole, _, decimals = number.partition(point)
    groups = whole.split(group)
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(part) != 3 for part in groups[1:])):
        raise BadCell(f"has misplaced separators for amounts written {style}. Correct it, or name another `money`.")
    digits = "".join(groups)
    if not (digits + decimals).isdigit() or (digits and not digits.isdigit()) or (decimals and not decimals.isdigit()):
        raise BadCell(f"is not an amount written {style}. Correct it, or name another `money` in the mapping.")
    if len(digits.lstrip("0")) > 13:
        raise BadCell("is more than one trillion: no amount is that large. Correct it.")
    if decimals[2:].strip("0"):
        raise BadCell("has a fraction of a cent. Round it in the export.")
    return int(digits or "0") * 100 + int(decimals[:2].ljust(2, "0"))


def amount_style(texts: Iterable[str], currency: str) -> str | None:
    """How a column writes amounts: one of `MONEY_FORMATS`, None when nothing tells, `MIXED` when cells disagree.

    One group of three digits after a point or a comma ("1.234") tells nothing alone: it could be decimals. In a
    column of such groups they are thousands if the currency's own way of writing says so.
    """
    possible = set(MONEY_FORMATS)
    weak: set[str] = set()
    told = False
    for text in texts:
        match = _shape(text)
        if match:
            styles, strong = _shown_styles(match["number"])
            if strong and styles:
                possible &= styles
                told = True
            weak |= set() if strong else styles
    own = "1,234.56" if currency not in COMMA_CURRENCIES else "1.234,56"
    if not told:
        return own if weak == {own} else None
    return next((style for style in MONEY_FORMATS if style in possible), MIXED)


def _shown_styles(number: str) -> tuple[frozenset[str], bool]:
    """The styles a number can be written in, none for digits alone; and whether it cannot be anything else."""
    if " " in number or "'" in number:
        return frozenset({"1 234,56" if " " in number else "1'234.56"}), True
    points, commas = number.count("."), number.count(",")
    if points and commas:
        return frozenset({"1,234.56" if number.rfind(".") > number.rfind(",") else "1.234,56"}), True
    if not points and not commas:
        return frozenset(), True
    mark = "." if points else ","
    grouped = frozenset({"1.234,56" if mark == "." else "1,234.56"})
    if points + commas > 1:
        return grouped, True
    before, _, after = number.partition(mark)
    if len(after) == 3 and 1 <= len(before) <= 3 and before != "0":
        return grouped, False
    return frozenset(style for style in MONEY_FORMATS if _DECIMAL[style] == mark), True
