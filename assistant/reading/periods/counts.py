"""Finds lengths of time that are arguments of their own: days to a deal's close, years of a contract."""

import re
from datetime import date

from assistant.reading.words import COUNT, after, before, count_of, normalise
from tools.core.errors import BadArgument
from tools.core.periods import add_months

MOST_DAYS = 36525
MOST_YEARS = 100

_NUMBER = rf"(?:(?<!\w)(?P<minus>-|minus ))?(?<![\w.,$/])(?P<part>[0-9]+\.)?(?P<n>{COUNT}|an?)"
_NOT_AGO = "(?! (?:ago|earlier|old))"
_DAYS = re.compile(
    rf"{_NUMBER}(?:[- ](?:calendar )?(?P<unit>days?|weeks?|wks?)|(?<=[0-9])(?P<d>d))\b{_NOT_AGO}"
    r"|\bdays? (?P<on>[0-9]+)\b(?![.,%][0-9])",
    re.IGNORECASE,
)
_YEARS = re.compile(rf"{_NUMBER}[- ]?(?P<unit>years?|yrs?|months?|mos?)\b{_NOT_AGO}", re.IGNORECASE)
_MONTHS = re.compile(rf"\b(?:in|within) (?P<n>{COUNT}|an?) months?\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:last|past|previous|prior|trailing|rolling|recent)(?: \w+)? $", re.IGNORECASE)
_TERM = re.compile(
    r"^[- ](?:contract|term|deal|agreement|commitment|subscription|licen[cs]e|renewal|plan)", re.IGNORECASE
)


def find_days_count(text: str, as_of: date | None = None) -> int | None:
    """The first number of days that a sentence gives: "in 45 days", "within six weeks", "on day 60".

    What looks back ("the last 90 days", "10 days ago") is a period, and business days are not days. Months
    ("in two months") are counted from `as_of`, and left alone without it.

    Raises:
        BadArgument: a negative number, a fraction, or more than a hundred years.
    """
    text = normalise(text)
    for match in _DAYS.finditer(text):
        if _PAST.search(before(text, match.start())):
            continue
        if match["on"]:
            return _within("days", match[0], count_of(match["on"]), MOST_DAYS)
        weeks = (match["unit"] or "").lower().startswith("w")
        if match["n"].lower() in {"a", "an"} and not weeks:
            continue
        return _exact("days", match, MOST_DAYS // 7) * 7 if weeks else _exact("days", match, MOST_DAYS)
    if as_of is not None and (in_months := _MONTHS.search(text)):
        months = _within("months", in_months[0], count_of(in_months["n"].lower()), 12 * MOST_YEARS)
        return (add_months(as_of, months) - as_of).days
    return None


def find_years(text: str) -> int | None:
    """The years of a contract that a sentence gives: "a 3-year deal", "for three years", "36-month term".

    Raises:
        BadArgument: a negative number, a fraction, or more than a hundred years.
    """
    text = normalise(text)
    for match in _YEARS.finditer(text):
        months, named = match["unit"].lower().startswith("m"), _TERM.match(after(text, match.end()))
        if _PAST.search(before(text, match.start())) or ((months or match["n"].lower() in {"a", "an"}) and not named):
            continue
        count = _exact("contract years", match, MOST_YEARS * (12 if months else 1))
        if months and count % 12:
            raise BadArgument("contract years", match[0], "a contract is counted in whole years.")
        return count // 12 if months else count
    return None


def _exact(name: str, match: re.Match[str], most: int) -> int:
    if match["minus"]:
        raise BadArgument(name, match[0], "it must not be negative.")
    if match["part"]:
        raise BadArgument(name, match[0], "it must be a whole number.")
    return _within(name, match[0], count_of(match["n"].lower()), most)


def _within(name: str, shown: str, count: int, most: int) -> int:
    if count > most:
        raise BadArgument(name, shown, f"at most {most:,} can be asked for.")
    return count
