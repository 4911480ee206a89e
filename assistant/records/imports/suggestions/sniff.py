"""Whether a column's cells look like what a header promises."""

from collections.abc import Callable, Sequence
from functools import partial

from assistant.records.imports.cells import plain
from assistant.records.imports.cells.days import DAY_FORMATS
from assistant.records.imports.cells.money import looks_like_money
from assistant.records.imports.faults import BadCell
from assistant.records.imports.fields import Field

_ENOUGH = 0.6
_LOOKED_AT = 200


def fits(field: Field, texts: Sequence[str]) -> bool:
    """Whether most of the cells could be values of a column; a column of blanks fits any."""
    look = _LOOKS.get(field.kind)
    filled = [text for text in texts if text][:_LOOKED_AT]
    if look is None:
        return not filled or field.kind == "choice" or not _other_kind(filled)
    return sum(map(look, filled)) >= _ENOUGH * len(filled)


def _other_kind(texts: Sequence[str]) -> bool:
    """Whether cells that should be words are days or amounts with a mark."""
    odd = sum(1 for text in texts if _day(text) and not text.isdigit())
    return odd >= _ENOUGH * len(texts)


def _day(text: str) -> bool:
    return any(shape.fullmatch(text) for name, shape in DAY_FORMATS.items() if name != "serial")


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except BadCell:
        return False
    return True


_LOOKS: dict[str, Callable[[str], bool]] = {
    "day": _day,
    "month": _day,
    "cents": looks_like_money,
    "bp": partial(_reads, partial(plain.share_bp, style="60")),
    "whole": partial(_reads, plain.whole),
    "flag": partial(_reads, plain.flag),
}
