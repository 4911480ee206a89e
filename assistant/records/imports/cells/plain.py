"""Texts, whole numbers, flags and percentages."""

import re
import unicodedata
from collections.abc import Iterable

from assistant.records.imports.faults import BadCell

_PERCENT = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,6}))?\s*(%?)")
_WHOLE = re.compile(r"([0-9]{1,3}(?:[,.' ][0-9]{3})+|[0-9]+)(?:[.,]0+)?")
_YES = frozenset({"yes", "y", "true", "t", "1", "x", "on", "checked", "ja", "j", "wahr", "oui", "si", "sí", "✓", "✔"})
_NO = frozenset({"no", "n", "false", "f", "0", "off", "unchecked", "nein", "falsch", "non", "-"})
MAX_WHOLE = 2**31 - 1

PERCENT_FORMATS = ("60", "0.6")
"""As the mapping names them: sixty per cent written as 60 (or 60%), or as a share of one."""


def plain_text(text: str, longest: int | None, lines: bool = False) -> str:
    """A text on one line (several for a note), without control characters, in Unicode's composed form.

    Raises:
        BadCell: it holds a NUL or another control character, or is longer than its column.
    """
    if not text.isprintable():
        text = _printable(text)
    if not text.isascii() or lines or "  " in text or not text.isprintable():
        text = unicodedata.normalize("NFC", text.strip() if lines else " ".join(text.split()))
    if longest is not None and len(text) > longest:
        raise BadCell(f"is {len(text):,} characters long: the column holds {longest}. Shorten it.")
    return text


def _printable(text: str) -> str:
    for letter in text:
        if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\r\n\v\f\x85":
            name = "a NUL byte" if letter == "\0" else f"the control character U+{ord(letter):04X}"
            raise BadCell(f"holds {name}: the export is damaged here. Remove it.")
    return text.replace("\ufeff", "").replace("\u200b", "")


def flag(text: str) -> bool:
    """Yes or no, as spreadsheets and CRMs write it."""
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadCell("is neither yes nor no: write Yes or No, TRUE or FALSE, 1 or 0.")


def whole(text: str, least: int = 0) -> int:
    """A whole number that is not below `least`."""
    match = _WHOLE.fullmatch(text)
    if not match or len(text) > 20:
        raise BadCell("is not a whole number that is zero or more. Write digits alone.")
    number = int(re.sub(r"[^0-9]", "", match[1]))
    if not least <= number <= MAX_WHOLE:
        raise BadCell(f"is outside {least} to {MAX_WHOLE:,}. Correct the number.")
    return number


def share_bp(text: str, style: str | None) -> int:
    """A percentage in basis points; `style` is one of `PERCENT_FORMATS`, or None when the column shows none."""
    match = _PERCENT.fullmatch(text)
    if not match:
        raise BadCell("is not a percentage: write it like 60% or 0.6.")
    whole_part, decimals, mark = match[1], (match[2] or "").ljust(6, "0"), match[3]
    millionths = int(whole_part + decimals)
    if not mark and style is None and millionths == 1_000_000:
        raise BadCell("could be 1% or 100%: nothing else in the column tells. Name `percents` in the mapping.")
    scaled = millionths * 10_000 if style == "0.6" and not mark else millionths * 100
    if scaled > 10_000 * 1_000_000:
        raise BadCell("is more than 100%. Correct it, or name `percents` in the mapping.")
    return (scaled + 500_000) // 1_000_000


def percent_style(texts: Iterable[str]) -> str | None:
    """How a column writes percentages: a mark or a number above one means of a hundred, else shares of one."""
    fractions = False
    for text in texts:
        match = _PERCENT.fullmatch(text)
        if not match:
            continue
        if match[3] or int(match[1]) > 1 or (match[1] == "1" and (match[2] or "").strip("0")):
            return "60"
        fractions = fractions or bool((match[2] or "").strip("0"))
    return "0.6" if fractions else None
