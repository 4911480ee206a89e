"""Days: the formats that exports use, and which of them a column shows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from assistant.records.imports.faults import BadCell

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january januar jän jänner",
            "feb february februar",
            "mar march mär märz mrz",
            "apr april",
            "may mai",
            "jun june juni",
            "jul july juli",
            "aug august",
            "sep sept september",
            "oct october okt oktober",
            "nov november",
            "dec december dez dezember",
        ),
        1,
    )
    for word in words.split()
}
_TIME = (
    r"(?:(?:[T ]|, ?)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
    r"(?: ?(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?)?"
)
_NAME = r"(?P<name>[^\W\d_]{3,9})\.?"
_Y, _M, _D = r"(?P<y>[0-9]{4})", r"(?P<m>[0-9]{1,2})", r"(?P<d>[0-9]{1,2})"
_YY = r"(?P<y>[0-9]{2})"

_PATTERNS = {
    "iso": rf"{_Y}-{_M}-{_D}{_TIME}",
    "yyyy/mm/dd": rf"{_Y}/{_M}/{_D}{_TIME}",
    "m/d/yyyy": rf"{_M}(?P<s>[/-]){_D}(?P=s){_Y}{_TIME}",
    "d/m/yyyy": rf"{_D}(?P<s>[/-]){_M}(?P=s){_Y}{_TIME}",
    "d.m.yyyy": rf"{_D}\. ?{_M}\. ?{_Y}{_TIME}",
    "dd-Mon-yyyy": rf"{_D}(?:[- ]|\. ?){_NAME}[- ,]+{_Y}{_TIME}",
    "Mon d, yyyy": rf"{_NAME} {_D}(?:st|nd|rd|th)?,? {_Y}{_TIME}",
    "m/d/yy": rf"{_M}/{_D}/{_YY}{_TIME}",
    "d/m/yy": rf"{_D}/{_M}/{_YY}{_TIME}",
    "d.m.yy": rf"{_D}\.{_M}\.{_YY}{_TIME}",
    "yyyymmdd": r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    "serial": r"(?P<serial>[0-9]{1,5})(?:\.[0-9]+)?",
}
_MONTH_PATTERNS = {
    "yyyy-mm": rf"{_Y}[-/]{_M}",
    "mm/yyyy": rf"{_M}[/.-]{_Y}",
    "Mon yyyy": rf"{_NAME}[- ]{_Y}",
}
DAY_FORMATS = {name: re.compile(pattern) for name, pattern in {**_PATTERNS, **_MONTH_PATTERNS}.items()}
"""By the name that the mapping uses. A time of day is read over; the day is taken as it is written."""

_NAMED_ONLY = frozenset({"m/d/yy", "d/m/yy", "d.m.yy", "yyyymmdd", "serial"})
_INFERRED = tuple(name for name in DAY_FORMATS if name not in _NAMED_ONLY and name not in _MONTH_PATTERNS)
_MONTH_INFERRED = (*_INFERRED, *_MONTH_PATTERNS)
_SLASHES = ("m/d/yyyy", "d/m/yyyy")


def read_day(text: str, style: str) -> date:
    """The day that a text names in one format.

    Raises:
        BadCell: it does not fit the format, or there is no such day.
    """
    match = DAY_FORMATS[style].fullmatch(text)
    if not match:
        raise BadCell(f"is not a day written {style}. Correct it, or name its format under `dates` in the mapping.")
    parts = match.groupdict()
    if "serial" in parts:
        return date(1899, 12, 30) + timedelta(days=int(parts["serial"]))
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
    name = parts.get("name")
    month = _MONTHS.get(name.casefold(), 0) if name else int(parts["m"])
    if not 1900 <= year < MAXYEAR - 100:
        raise BadCell(f"is in the year {year}: days are between 1900 and {MAXYEAR - 101}. Correct it.")
    try:
        return date(year, month, int(parts.get("d") or 1))
    except ValueError as error:
        raise BadCell(f"is no day in the calendar, read as {style}. Correct it.") from error


@dataclass(frozen=True)
class DayStyle:
    """What a column's cells show together: one format, or why none can be taken."""

    formats: tuple[str, ...]
    doubt: str = ""

    def read(self, text: str) -> date:
        """A cell's day; where the column leaves doubt, only a cell that has a single reading is taken."""
        if not self.doubt:
            return _first_fit(text, self.formats)
        readings = [day for style in _SLASHES if (day := _reading(text, style))]
        if not readings:
            return _first_fit(text, self.formats)
        if len(set(readings)) == 1 and len(readings) == 2:
            return readings[0]
        raise BadCell(self.doubt)


def named_days(formats: tuple[str, ...]) -> DayStyle:
    """The formats that the mapping names."""
    return DayStyle(formats)


def shown_days(texts: Iterable[str], month: bool = False) -> DayStyle:
    """The format that a column shows. A single cell never decides for itself: the column has one format.

    `month` also takes months without a day, as targets have them.
    """
    formats = _MONTH_INFERRED if month else _INFERRED
    fits = dict.fromkeys(formats, 0)
    only: dict[str, str] = {}
    differ = ""
    for text in texts:
        readings = {style: day for style in formats if (day := _reading(text, style))}
        for style in readings:
            fits[style] += 1
        slashes = [style for style in _SLASHES if style in readings]
        if len(slashes) == 1:
            only.setdefault(slashes[0], text)
        elif len(slashes) == 2 and readings[_SLASHES[0]] != readings[_SLASHES[1]]:
            differ = differ or text
    best = max(formats, key=lambda style: fits[style])
    if not fits[best]:
        return DayStyle((), "")
    if best not in _SLASHES:
        return DayStyle((best,))
    return _slash_style(only, differ)


def _slash_style(only: dict[str, str], differ: str) -> DayStyle:
    if len(only) == 2:
        month_first, day_first = (only[style] for style in _SLASHES)
        return DayStyle(
            _SLASHES,
            f"stands in a column that has month first ({month_first}) and day first ({day_first}). "
            "Correct the odd ones, or name the format under `dates` in the mapping.",
        )
    if only:
        return DayStyle(tuple(only))
    doubt = (
        "can be month first or day first, and no other cell of the column tells. "
        "Name m/d/yyyy or d/m/yyyy under `dates` in the mapping."
    )
    return DayStyle(_SLASHES, doubt if differ else "")


def _reading(text: str, style: str) -> date | None:
    if not DAY_FORMATS[style].fullmatch(text):
        return None
    try:
        return read_day(text, style)
    except BadCell:
        return None


def _first_fit(text: str, formats: tuple[str, ...]) -> date:
    for style in formats:
        if DAY_FORMATS[style].fullmatch(text):
            return read_day(text, style)
    raise BadCell(_why_no_day(text, formats))


def _why_no_day(text: str, formats: tuple[str, ...]) -> str:
    if re.fullmatch(DAY_FORMATS["serial"], text):
        return "is a number, not a day: format the column as dates, or name `serial` under `dates` if it counts days."
    if any(DAY_FORMATS[style].fullmatch(text) for style in ("m/d/yy", "d/m/yy", "d.m.yy")):
        return "has a year of two digits: name its format, such as m/d/yy, under `dates` in the mapping."
    if formats:
        return f"is not a day written {' or '.join(formats)}, as the column's others are. Correct it."
    return "is not a day: write it like 2025-04-30, or name its format under `dates` in the mapping."
