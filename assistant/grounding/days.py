"""Finds days, months, quarters and years in a text, in every form that people write them in."""

import re
from collections.abc import Iterator

from assistant.reading.words import listed

Day = tuple[str, int, int, tuple[str, ...]]
"""The kind, the place [start, end), and what it may mean."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": 0}
_NTHS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth"
    " twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
_NTH = "|".join(sorted(_NTHS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9]|,[0-9]{3})"
_FORMS = tuple(
    re.compile(rf"(?<![\w.-]){form}(?![\w])", re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})[-/](?P<number>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})",
        r"(?P<first>[0-9]{1,2})[./](?P<second>[0-9]{1,2})[./](?P<year>[0-9]{4})",
        rf"{_MONTH}\s(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9%,]*[0-9%])(?:,?\s{_YEAR})?",
        rf"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th|\.)?(?:\sof)?\s{_MONTH}(?:,?\s{_YEAR})?",
        rf"(?P<worded>{_NTH})\sof\s{_MONTH}(?:,?\s{_YEAR})?",
        rf"{_MONTH}\s(?:the\s)?(?P<worded>{_NTH})(?!\squarter)(?:,?\s{_YEAR})?",
        rf"{_YEAR}[-/ ]?Q(?P<quarter>[1-9])",
        r"Q(?P<quarter>[1-9])(?:\s?(?:of\s|FY\s?|/|-|')?\s?(?P<year>(?:(?:19|20)[0-9]{2}|[0-9]{2}(?![\w,.%]))))?",
        rf"(?P<order>first|second|third|fourth|1st|2nd|3rd|4th)\s(?:fiscal\s)?quarter(?:\s(?:of\s)?(?:fiscal\s)?{_YEAR})?",
        rf"{_MONTH}(?:,?\s|\sof\s|-){_YEAR}",
        r"(?P<year>(?:19|20)[0-9]{2})-(?P<number>0[1-9]|1[0-2])",
        r"(?-i:(?P<month>January|February|April|June|July|August|September|October|November|December))",
        r"(?<=\bin |\bof |\bby )(?-i:(?P<month>March|May))",
        r"(?<=\bsince |\buntil |\bafter )(?-i:(?P<month>March|May))",
        rf"(?:FY\s?|fiscal\s(?:year\s)?){_YEAR}|FY\s?(?P<short>[0-9]{{2}})",
        r"H(?P<half>[12])(?:\s?(?:19|20)[0-9]{2})?",
        rf"{_YEAR}(?!\s?(?:%|x\b|[a-z]*(?:partners|deals|users|staff|dollars|days|claims)\b))",
    )
)


def find(text: str) -> Iterator[Day]:
    """Every day and period, the longer forms first; what is no day at all, such as the 32nd, keeps its text."""
    for form in _FORMS:
        for match in form.finditer(text):
            kind, values = _read(
                {key: value for key, value in match.groupdict().items() if value is not None}, match[0]
            )
            yield kind, match.start(), match.end(), values


def _read(parts: dict[str, str], text: str) -> tuple[str, tuple[str, ...]]:
    """The kind and the values: "2025-04-30", "04-30" without a year, "2025-04", "04", "2025-Q1", "Q1", "2025"."""
    year = parts.get("year", "")
    year = f"20{year}" if len(year) == 2 else year
    if "half" in parts:
        return "half", (text.upper(),)
    if "first" in parts:
        one, two = int(parts["first"]), int(parts["second"])
        pairs = [(month, day) for month, day in {(one, two), (two, one)} if 1 <= month <= 12]
        return "date", tuple(f"{year}-{month:02d}-{day:02d}" for month, day in pairs)
    if "quarter" in parts or "order" in parts:
        number = parts.get("quarter") or str(_ORDER[parts["order"].lower()])
        return "quarter", (f"{year}-Q{number}".lstrip("-"),)
    if "short" in parts:
        return "year", (f"20{parts['short']}",)
    if "worded" in parts:
        parts["day"] = str(_NTHS.index(parts["worded"].lower()) + 1)
    month = parts.get("number") or parts.get("month")
    if month is None:
        return "year", (year,)
    ordinal = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    dated = f"{year}-{ordinal:02d}".lstrip("-")
    return ("date", (f"{dated}-{int(parts['day']):02d}",)) if "day" in parts else ("month", (dated,))
