"""The text that every reader starts from, and the numbers that people spell out.

A reader finds things in `normalise(text)`: its positions are positions in that text. A reader
that comes later is given the text `without` what an earlier one found, in the same positions.
"""

import re
import unicodedata
from dataclasses import dataclass

_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
        **dict.fromkeys("\u2014\u2015", " - "),
    }
)
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs"})

_AROUND = 80

_FILL = "|"
"""Stands where something was already read: part of no word, and no white space to fold."""


def listed(words: str) -> tuple[str, ...]:
    """The words of a list that is written as prose."""
    return tuple(words.split())


_SMALL = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_VALUES = {
    **{word: value for value, word in enumerate(_SMALL)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    "a": 1,
    "an": 1,
}
SCALES = {"thousand": 10**3, "grand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}

COUNT = rf"(?:[0-9]+|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(_SMALL)})"
"""A whole number, in digits or in words up to ninety-nine."""

_WORD = rf"(?:{'|'.join([*_TENS, *sorted(_SMALL, key=len, reverse=True)])})"
CARDINAL = rf"(?:an?|{_WORD})(?:(?:[- ]| and )(?:{_WORD}|hundred|{'|'.join(SCALES)}))*"
"""A whole number in words: "a hundred and fifty thousand"."""

UNITS = (
    r"(?:\s?%|[- ]?(?:(?:net[- ]new|new|more|active|certified|open|won|lost|registered|business|calendar|working|full"
    r"|fiscal|strategic|trained|consecutive|extra|additional|basis|percentage)[- ])*"
    r"(?:percent|pct|bps?|points?|cents?|times|x|days?|weeks?|wks?|months?|mos?|quarters?|years?|yrs?|hours?|hrs?|minutes?"
    r"|staff|people|persons?|employees|reps|users?|seats?|licen[cs]es?|partners|deals|logos|customers|accounts|wins"
    r"|opportunities|registrations|certifications|certificates|certs|badges|courses|events|leads|webinars|stars|tiers"
    r"|rows|claims|requests|o'clock|am|pm|st|nd|rd|th)\b)"
)
"""What makes the number before it a count and not money."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the normalised text: its positions [start, end) and its words."""

    start: int
    end: int
    text: str


def normalise(text: str) -> str:
    """The text in compatibility form: digits 0 to 9, straight quotes and dashes, single spaces, nothing invisible."""
    if not text.isascii() or not text.isprintable():
        visible = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _INVISIBLE)
        text = unicodedata.normalize("NFKC", "".join(visible).translate(_STRAIGHT)).translate(_STRAIGHT)
        text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)
    return " ".join(text.replace("`", "'").split())


def without(text: str, *spans: Span) -> str:
    """The normalised text with the spans blanked out, every other word where it was."""
    text = normalise(text)
    for span in spans:
        text = text[: span.start] + _FILL * (span.end - span.start) + text[span.end :]
    return text


def before(text: str, at: int) -> str:
    """The text just before a position: as much as any wording looks back on, whatever the text's length."""
    return text[max(0, at - _AROUND) : at]


def after(text: str, at: int) -> str:
    """The text just after a position."""
    return text[at : at + _AROUND]


def count_of(text: str) -> int:
    """The value of a `COUNT`: "45", "six", "forty-five"."""
    if text[0].isdigit():
        digits = text.lstrip("0") or "0"
        return int(digits) if len(digits) < 19 else 10**18
    return cardinal(text)


def cardinal(text: str) -> int:
    """The value of a `CARDINAL`: "a hundred and fifty thousand" is 150000."""
    total = group = 0
    for word in re.split(r"[- ]+", text.lower()):
        if word in SCALES:
            total, group = total + (group or 1) * SCALES[word], 0
        elif word == "hundred":
            group = (group or 1) * 100
        else:
            group += _VALUES.get(word, 0)
    return total + group
