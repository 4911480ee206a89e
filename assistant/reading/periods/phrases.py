"""The words for a day, a month, a quarter, a half or a year, each as one phrase.

A phrase either says everything ("Q2 2025", "last month") or leaves the year open ("Q2", "1 March");
`grammar` says how each is written, `finding` settles the year and joins phrases into ranges.
"""

import calendar as gregorian
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.reading.periods.scene import Scene, days, fiscal
from assistant.reading.words import Span, after, before, listed
from tools.core.errors import BadPeriod
from tools.core.periods import FiscalCalendar

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "one": 1, "two": 2, "three": 3, "four": 4}
_MONTHS = {name[:3].lower(): number for number, name in enumerate(gregorian.month_name) if number}
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|for|during|of|since|until|through|to|from|between|by|and|vs\.?)|-) ?$", re.IGNORECASE
)
_AFTER_MONTH = re.compile(r"\s?(?:-|and\b|to\b|vs\b|through\b|dashboard\b)", re.IGNORECASE)
_PRONOUN = re.compile(r" (?:i|we|you|they|he|she|it)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase(Span):
    """A phrase for a period: `year` is None where it is open, and `value` is canonical where words fix it.

    `number` is the month, quarter or half, `day` and `last` are days of the month.
    """

    kind: str
    year: int | None = None
    number: int = 0
    day: int = 0
    last: int = 0
    value: str = ""

    def in_year(self, year: int, calendar: FiscalCalendar) -> str:
        """The canonical period in a year."""
        if self.kind == "half":
            first, last = calendar.quarter(year, 2 * self.number - 1), calendar.quarter(year, 2 * self.number)
            return days(first.first, last.last)
        on = f"{year}-{self.number:02d}"
        forms = {
            "year": f"{year}",
            "quarter": f"{year}-Q{self.number}",
            "month": on,
            "day": f"{on}-{self.day:02d}",
            "days": f"{on}-{self.day:02d}/{on}-{self.last:02d}",
        }
        return forms[self.kind]


Build = Callable[[re.Match[str], Scene], Phrase | None]


def _year_of(match: re.Match[str], scene: Scene, month: int = 0) -> int | None:
    """The year that a phrase names; of a month, the calendar year in which that fiscal year holds it."""
    text = (match.groupdict().get("year") or "").lower()
    if not text:
        return None
    digits = re.sub(r"[^0-9]", "", text)
    if digits:
        year = int(digits) + (2000 if len(digits) == 2 else 0)
        if month and text.startswith("f"):
            return scene.calendar.year(year).first.year + (month < scene.calendar.start_month)
        return year
    now = scene.as_of.year if month else fiscal(scene, scene.as_of)
    step = {"this": 0, "current": 0, "next": 1}
    return now + step.get(text.removeprefix("the ").split()[0], -1)


def iso_day(match: re.Match[str], _scene: Scene) -> Phrase:
    """A day written year first."""
    return _dated(match, int(match["y"]), int(match["m"]), int(match["d"]))


def slashed_day(match: re.Match[str], _scene: Scene) -> Phrase:
    """Month first as in the United States, unless that is impossible; refused where both would do."""
    one, two = int(match["one"]), int(match["two"])
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    if one <= 12 and two <= 12 and one != two:
        both = " or ".join(f"{day} {gregorian.month_name[month]} {year}" for month, day in ((one, two), (two, one)))
        raise BadPeriod(match[0], f"it could be {both}")
    return _dated(match, year, two, one) if one > 12 else _dated(match, year, one, two)


def _dated(match: re.Match[str], year: int, month: int, day: int) -> Phrase:
    _check(match[0], month, day, year)
    return _phrase(match, "day", year, month, day)


def numbered_month(match: re.Match[str], _scene: Scene) -> Phrase:
    """A month by its number and year."""
    _check(match[0], int(match["m"]))
    return _phrase(match, "month", int(match["y"]), int(match["m"]))


def month_and_two(match: re.Match[str], _scene: Scene) -> Phrase:
    """A month and two digits, such as Apr-25: refused where they could be its day or its year."""
    number, two = _MONTHS[match["month"][:3].lower()], int(match["two"])
    name = gregorian.month_name[number]
    if two <= gregorian.monthrange(2024, number)[1]:
        raise BadPeriod(match[0], f"it could be {two} {name} or {name} {2000 + two}")
    return _phrase(match, "month", 2000 + two, number)


def named_month(match: re.Match[str], scene: Scene) -> Phrase | None:
    """A month by its name; "last April" is the latest that is over."""
    number, which = _MONTHS[match["month"][:3].lower()], (match["which"] or "").lower()
    year = _year_of(match, scene, number)
    if year is None and not which and not _is_month(match):
        return None
    if which and year is None:
        passed = (scene.as_of.month > number) - (scene.as_of.month < number)
        year = scene.as_of.year
        year += {"this": 0, "next": passed >= 0, "coming": passed >= 0}.get(which, -(passed <= 0))
    return _phrase(match, "month", year, number)


def _is_month(match: re.Match[str]) -> bool:
    """Whether "may" or "march" is the month: "in May", "dashboard march", but not "what may I see"."""
    name, behind, ahead = match["month"].lower(), before(match.string, match.start()), after(match.string, match.end())
    if name not in {"may", "march"}:
        return True
    if _BEFORE_MONTH.search(behind):
        return name == "march" or not _PRONOUN.match(ahead)
    if name == "march":
        return not re.search(r"\b(?:the|a|on|we|they|will|you) $", behind, re.IGNORECASE)
    return not ahead.strip(" ?.!") or bool(_AFTER_MONTH.match(ahead))


def day_of_month(match: re.Match[str], scene: Scene) -> Phrase:
    """A day of a named month, or the days from one to another."""
    number, day = _MONTHS[match["month"][:3].lower()], int(match["day"])
    year, last = _year_of(match, scene, number), int(match.groupdict().get("last") or 0)
    if match.groupdict().get("yy"):
        year = 2000 + int(match["yy"])
    for one in filter(None, (day or 99, last)):
        _check(match[0], number, one, year)
    if last and last < day:
        raise BadPeriod(match[0], "it ends before it starts")
    return Phrase(match.start(), match.end(), match[0], "days" if last else "day", year, number, day, last)


def _check(text: str, month: int, day: int = 1, year: int | None = None) -> None:
    if not 1 <= month <= 12:
        raise BadPeriod(text, "a year has months 1 to 12")
    most = gregorian.monthrange(year if year and 1900 <= year <= 9000 else 2024, month)[1]
    if not 1 <= day <= most:
        name = gregorian.month_name[month] + (f" {year}" if year and month == 2 else "")
        raise BadPeriod(text, f"{name} has {most} days")


def quarter(match: re.Match[str], scene: Scene) -> Phrase:
    """A fiscal quarter, by number or ordinal; "the last quarter of 2024" is the fourth."""
    return _parted(match, scene, "quarter", 4)


def half(match: re.Match[str], scene: Scene) -> Phrase:
    """A fiscal half-year."""
    return _parted(match, scene, "half", 2)


def _parted(match: re.Match[str], scene: Scene, kind: str, most: int) -> Phrase:
    written = match["n"].lower()
    digits = int(re.sub(r"[^0-9]", "", written) or "0")
    number = most if written in {"last", "final"} else _ORDINALS.get(written, digits)
    if not 1 <= number <= most:
        raise BadPeriod(match[0].strip(), f"a year has {'quarters' if kind == 'quarter' else 'halves'} 1 to {most}")
    return _phrase(match, kind, _year_of(match, scene), number)


def whole_year(match: re.Match[str], scene: Scene) -> Phrase:
    """A year, fiscal unless it is called a calendar year."""
    year = _year_of(match, scene)
    if year is not None and match["year"].lower().startswith("c") and scene.calendar.start_month > 1:
        _check(match[0], 1, year=year)
        return replace(_phrase(match, "span"), value=days(date(year, 1, 1), date(year, 12, 31)))
    return _phrase(match, "year", year)


def weekday(match: re.Match[str], scene: Scene) -> Phrase:
    """A day of the week: the latest one, or the next one where the words look ahead."""
    wanted = listed("mon tue wed thu fri sat sun").index(match["weekday"][:3].lower())
    which = match["which"].lower()
    ahead = which in {"next", "coming", "by", "before", "until"} or (which not in {"last", "past"} and scene.ahead)
    gap = (wanted - scene.as_of.weekday()) % 7 if ahead else (scene.as_of.weekday() - wanted) % 7
    if which in {"last", "past", "next", "coming"}:
        gap = gap or 7
    day = scene.as_of + timedelta(days=gap if ahead else -gap)
    return _phrase(match, "day", day.year, day.month, day.day)


def worded(build: Callable[[re.Match[str], Scene], str]) -> Build:
    """A phrase whose canonical period its words fix."""

    def phrase(match: re.Match[str], scene: Scene) -> Phrase:
        return replace(_phrase(match, "span"), value=build(match, scene))

    return phrase


def _phrase(match: re.Match[str], kind: str, year: int | None = None, number: int = 0, day: int = 0) -> Phrase:
    return Phrase(match.start(), match.end(), match[0], kind, year, number, day)
