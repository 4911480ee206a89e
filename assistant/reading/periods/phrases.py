"""The words for a day, a month, a quarter, a half or a year, each as one phrase.

A phrase either says everything ("Q2 2025", "last month") or leaves the year open ("Q2", "1 March");
`finding` settles the year and joins phrases into ranges.
"""

import calendar as gregorian
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.reading.periods.relative import RELATIVE
from assistant.reading.periods.scene import Scene, days, fiscal
from assistant.reading.words import UNITS, Span
from tools.core.errors import BadPeriod
from tools.core.periods import FiscalCalendar

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "one": 1, "two": 2, "three": 3, "four": 4}
_MONTHS = {name[:3].lower(): number for number, name in enumerate(gregorian.month_name) if number}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_NOT_PART = r"(?![\w%]|[.,:/][0-9])"
_YEAR = (
    r"(?P<year>(?:fy|cy|fiscal(?: year)?|calendar year)[ -]?'?[0-9]{2}(?:[0-9]{2})?|(?:19|20|21)[0-9]{2}"
    r"|[0-9]{4}(?=\s*(?:$|[.,;:?!]))|'[0-9]{2}"
    rf"|(?:the )?(?:last|previous|prior|this|current|next)(?: fiscal| calendar)? year){_NOT_PART}"
)
_OF = rf"(?:(?:,| of| in|,? of the|-|/)?\s?{_YEAR})"
_ALONE = r"(?<![\w$€£.,/:#])(?<![a-z]-)"


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


def find_phrases(text: str, scene: Scene) -> Iterator[Phrase]:
    """The phrases of a normalised text in order; of those that overlap, the first and longest.

    Raises:
        BadPeriod: a phrase names a day, month or quarter that does not exist, or that reads in two ways.
    """
    found = [(match, build) for pattern, build in _RULES for match in pattern.finditer(text)]
    end = 0
    for match, build in sorted(found, key=lambda one: (one[0].start(), -one[0].end())):
        if match.start() >= end and (phrase := build(match, scene)):
            end = match.end()
            yield phrase


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


def _iso(match: re.Match[str], scene: Scene) -> Phrase:
    return _dated(match, int(match["y"]), int(match["m"]), int(match["d"]))


def _slashed(match: re.Match[str], scene: Scene) -> Phrase:
    """Month first as in the United States, unless that is impossible; refused where both would do."""
    one, two = int(match["one"]), int(match["two"])
    year = int(match["y"]) + (2000 if len(match["y"]) == 2 else 0)
    if one <= 12 and two <= 12 and one != two:
        both = " or ".join(f"{day} {gregorian.month_name[month]} {year}" for month, day in ((one, two), (two, one)))
        raise BadPeriod(match[0], f"it could be {both}")
    return _dated(match, year, two, one) if one > 12 else _dated(match, year, one, two)


def _dated(match: re.Match[str], year: int, month: int, day: int) -> Phrase:
    _check(match[0], month, day, year)
    return Phrase(match.start(), match.end(), match[0], "day", year, month, day)


def _numbered_month(match: re.Match[str], scene: Scene) -> Phrase:
    _check(match[0], int(match["m"]))
    return Phrase(match.start(), match.end(), match[0], "month", int(match["y"]), int(match["m"]))


def _month_and_two(match: re.Match[str], scene: Scene) -> Phrase:
    number, two = _MONTHS[match["month"][:3].lower()], int(match["two"])
    name = gregorian.month_name[number]
    if two <= gregorian.monthrange(2024, number)[1]:
        raise BadPeriod(match[0], f"it could be {two} {name} or {name} {2000 + two}")
    return Phrase(match.start(), match.end(), match[0], "month", 2000 + two, number)


def _named_month(match: re.Match[str], scene: Scene) -> Phrase | None:
    number, which = _MONTHS[match["month"][:3].lower()], (match["which"] or "").lower()
    year = _year_of(match, scene, number)
    if year is None and not which and not _is_month(match):
        return None
    if which and year is None:
        passed = (scene.as_of.month > number) - (scene.as_of.month < number)
        year = scene.as_of.year
        year += {"this": 0, "next": passed >= 0, "coming": passed >= 0}.get(which, -(passed <= 0))
    return Phrase(match.start(), match.end(), match[0], "month", year, number)


def _is_month(match: re.Match[str]) -> bool:
    """Whether "may" or "march" is the month: "in May", "dashboard march", but not "what may I see"."""
    name, before, after = match["month"].lower(), match.string[: match.start()], match.string[match.end() :]
    if name not in {"may", "march"}:
        return True
    if re.search(
        r"(?:\b(?:in|for|during|of|since|until|through|to|from|between|by|and|vs\.?)|-) ?$", before, re.IGNORECASE
    ):
        return name == "march" or not re.match(r" (?:i|we|you|they|he|she|it)\b", after, re.IGNORECASE)
    if name == "march":
        return not re.search(r"\b(?:the|a|on|we|they|will|you) $", before, re.IGNORECASE)
    return not after.strip(" ?.!") or bool(
        re.match(r"\s?(?:-|and\b|to\b|vs\b|through\b|dashboard\b)", after, re.IGNORECASE)
    )


def _day_of_month(match: re.Match[str], scene: Scene) -> Phrase:
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


def _parted(kind: str, most: int) -> Build:
    """Quarters and halves, by number or ordinal."""

    def build(match: re.Match[str], scene: Scene) -> Phrase:
        written = match["n"].lower()
        number = (
            _ORDINALS.get(written)
            or int(re.sub(r"[^0-9]", "", written) or "0")
            or most * (written in ("last", "final"))
        )
        if not 1 <= number <= most:
            raise BadPeriod(match[0].strip(), f"a year has {'quarters' if kind == 'quarter' else 'halves'} 1 to {most}")
        return Phrase(match.start(), match.end(), match[0], kind, _year_of(match, scene), number)

    return build


def _whole_year(match: re.Match[str], scene: Scene) -> Phrase:
    year = _year_of(match, scene)
    text = match["year"].lower()
    if year is not None and text.startswith("c") and scene.calendar.start_month > 1:
        whole = days(date(min(max(year, 1900), 9000), 1, 1), date(min(max(year, 1900), 9000), 12, 31))
        return Phrase(match.start(), match.end(), match[0], "span", value=whole)
    return Phrase(match.start(), match.end(), match[0], "year", year)


def _worded(build: Callable[[re.Match[str], Scene], str]) -> Build:
    def phrase(match: re.Match[str], scene: Scene) -> Phrase:
        return Phrase(match.start(), match.end(), match[0], "span", value=build(match, scene))

    return phrase


def _weekday(match: re.Match[str], scene: Scene) -> str:
    wanted = "mon tue wed thu fri sat sun".split().index(match["weekday"][:3].lower())
    which = match["which"].lower()
    ahead = which in {"next", "coming", "by"} or (which not in {"last", "past"} and scene.ahead)
    gap = (wanted - scene.as_of.weekday()) % 7 if ahead else (scene.as_of.weekday() - wanted) % 7
    if which in {"last", "past", "next", "coming"}:
        gap = gap or 7
    return (scene.as_of + timedelta(days=gap if ahead else -gap)).isoformat()


_PERIOD_END = rf"(?:{_OF}|(?!\w))"
_QUARTERS = _parted("quarter", 4)
_HALVES = _parted("half", 2)
_RULES: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), build)
    for pattern, build in (
        (
            r"(?<![\w$€£.,:#])(?<![a-z]-)(?P<y>[0-9]{4})(?P<by>[-/.])(?P<m>[0-9]{1,2})(?P=by)(?P<d>[0-9]{1,2})(?![\w-])",
            _iso,
        ),
        (
            rf"{_ALONE}(?P<one>[0-9]{{1,2}})(?P<by>[-/.])(?P<two>[0-9]{{1,2}})(?P=by)(?P<y>[0-9]{{4}}|[0-9]{{2}})(?![\w-])",
            _slashed,
        ),
        (rf"{_ALONE}(?P<y>(?:19|20|21)[0-9]{{2}})[-/](?P<m>[0-9]{{1,2}})(?![\w/-]|[.,][0-9])", _numbered_month),
        (rf"{_ALONE}(?P<m>[0-9]{{1,2}})[-/](?P<y>(?:19|20|21)[0-9]{{2}})(?![\w-]|[.,/][0-9])", _numbered_month),
        (rf"\bmonth (?P<m>[0-9]{{1,2}})(?: of|,)? (?P<y>(?:19|20|21)[0-9]{{2}}){_NOT_PART}", _numbered_month),
        (
            rf"{_ALONE}{_DAY}\s?(?:-|to|until|through|and)\s?(?P<last>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}{_OF}?",
            _day_of_month,
        ),
        (
            rf"(?<![\d$€£.,/:#])(?<!\d-)\b{_DAY}(?: of )?[ -]?{_MONTH}(?:{_OF}|-(?P<yy>[0-9]{{2}})(?![\w-]))?",
            _day_of_month,
        ),
        (
            rf"\b{_MONTH} (?:the )?{_DAY}\s?(?:-|to|until|through|and)\s?(?P<last>[0-9]{{1,2}})(?:st|nd|rd|th)?"
            rf"{_NOT_PART}(?!{UNITS}){_OF}?",
            _day_of_month,
        ),
        (rf"\b{_MONTH} (?:the )?{_DAY}{_NOT_PART}(?!{UNITS}){_OF}?", _day_of_month),
        (rf"\b{_MONTH}-(?P<two>[0-9]{{2}})(?![\w-])", _month_and_two),
        (rf"\b(?:(?P<which>last|past|previous|this|next|coming) )?{_MONTH}{_OF}?", _named_month),
        (
            rf"\bq(?:uarter |tr\.? ?)?[ -]?(?P<n>[0-9]{{1,2}}|one|two|three|four)(?![%]|[.,][0-9]){_PERIOD_END}",
            _QUARTERS,
        ),
        (
            rf"\b(?P<n>first|second|third|fourth|fifth|[0-9](?:st|nd|rd|th)) (?:fiscal )?(?:quarter|qtr){_PERIOD_END}",
            _QUARTERS,
        ),
        (rf"\b(?P<n>last|final) (?:quarter|qtr) (?:of|in) {_YEAR}", _QUARTERS),
        (rf"{_ALONE}{_YEAR.replace(_NOT_PART, '')},?[ -]?q(?P<n>[0-9]{{1,2}})(?!\w)", _QUARTERS),
        (r"\b(?P<n>[1-9])q[ -]?'?(?P<year>[0-9]{4}|[0-9]{2})(?!\w)", _QUARTERS),
        (rf"\bh(?P<n>[1-9]){_OF}", _HALVES),
        (r"\bh(?P<n>[12])(?!\w)", _HALVES),
        (
            rf"\b(?P<n>first|second|1st|2nd) half(?! (?:a|an|million|of (?:this|that|it)) )(?: of the year(?! \w)|{_OF})?",
            _HALVES,
        ),
        (rf"{_ALONE}{_YEAR.replace(_NOT_PART, '')},?[ -]?h(?P<n>[0-9])(?!\w)", _HALVES),
        (r"\b(?P<n>[12])h[ -]?'?(?P<year>[0-9]{4}|[0-9]{2})(?!\w)", _HALVES),
        (
            r"(?<![\w$€£.,/:#])(?<![a-z]-)(?:the year )?(?P<year>(?:fy|cy|fiscal(?: year)?|calendar year)[ -]?'?[0-9]{2}(?:[0-9]{2})?"
            r"|(?:19|20|21)[0-9]{2})(?![\w%]|[.,:][0-9]|\s?(?:usd|eur|dollars?|euros?|days?|users?|seats?|points?)\b)",
            _whole_year,
        ),
        (
            r"\b(?P<which>last|past|next|coming|this|on|by) (?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
            _worded(_weekday),
        ),
        *((pattern, _worded(build)) for pattern, build in RELATIVE),
    )
)
