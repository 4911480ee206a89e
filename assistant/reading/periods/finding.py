"""Finds the period or the day that a person's words name, as the canonical text that tools read."""

import re
from dataclasses import dataclass
from datetime import date

from assistant.reading.periods.grammar import find_phrases
from assistant.reading.periods.phrases import Phrase
from assistant.reading.periods.relative import current, shifted
from assistant.reading.periods.scene import Scene, days
from assistant.reading.words import Span, after, before, normalise
from tools.core.errors import BadPeriod
from tools.core.periods import FiscalCalendar, Period, day_of

_TO = re.compile(r"\s*(?:to|until|till|through|thru|up to|-)\s*(?:the )?(?:end of )?", re.IGNORECASE)
_AND = re.compile(r",? and (?:the )?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:compar\w+|versus|vs\.?|against|relative)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince (?:the )?(?:(?:start|beginning) of (?:the )?)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:the )?(?:(?:start|beginning) of (?:the )?)?$", re.IGNORECASE)
_ON = re.compile(r" (?:on|onwards?|forward|to date|to now|until now|till now|to today)\b", re.IGNORECASE)
_HOLDING = re.compile(
    r"\b(?P<unit>week|month|quarter|year) (?:of|ending|ended|that ends)(?: on)?(?: the)? $", re.IGNORECASE
)
_END_OF = re.compile(r"\b(?:the )?(?:end|close|last day) of (?:the )?$", re.IGNORECASE)
_END = re.compile(r"(?:'s)?[ -](?:(?:quarter|month|year)[ -])?end\b", re.IGNORECASE)
_CURRENT_END = re.compile(
    r"\b(?:(?:end|close|last day) of (?:the )?(?P<of>month|quarter|year)|(?P<own>month|quarter|year)[- ]end)\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:the|in|for|during|of|on|as|at|from|month|period|between|since|by|through|over|is|dates?|closed|please)\b|[\s?.!,:;()\"']",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundPeriod(Span):
    """A canonical period and where it stands; `assumed` when its year was not written but settled by the day."""

    value: str
    assumed: bool = False


def find_periods(
    text: str, as_of: date, calendar: FiscalCalendar, *, ahead: bool = False, standing: str | None = None
) -> list[FoundPeriod]:
    """Every period that a sentence names, in order, ranges joined.

    Args:
        text: The person's words.
        as_of: The day that "last month" and an open year are relative to.
        calendar: The company's fiscal year, which quarters, halves and years follow.
        ahead: Read an open year forwards: "Q3" is the next one to end, not the latest to have begun.
        standing: The canonical period that the conversation stands on: "the quarter before" counts from
            it, and an open quarter or month is of its year, unless that would be after `as_of`.

    Raises:
        BadPeriod: a day, month or quarter that does not exist, that reads in two ways, or ends before it starts.
    """
    text = normalise(text)
    scene = Scene(as_of, calendar, ahead, calendar.period(standing) if standing else None)
    phrases = list(find_phrases(text, scene))
    phrases.reverse()
    found = []
    while phrases:
        phrase = phrases.pop()
        if phrases and _shifts(phrase, phrases[-1], text):
            found.append(_shifted(phrase, phrases.pop(), scene, text))
        elif phrases and _joins(phrase, phrases[-1], text):
            found.append(_range(phrase, phrases.pop(), scene, text))
        else:
            found.append(_alone(phrase, scene, text))
    return found


def find_period(
    text: str, as_of: date, calendar: FiscalCalendar, *, ahead: bool = False, standing: str | None = None
) -> FoundPeriod | None:
    """The first period that a sentence names; `find_periods` says what the arguments are."""
    found = find_periods(text, as_of, calendar, ahead=ahead, standing=standing)
    return found[0] if found else None


def find_day(text: str, as_of: date, calendar: FiscalCalendar | None = None, *, ahead: bool = False) -> date | None:
    """The first single day that a sentence names: "31 March 2025", "yesterday", "the end of Q1".

    Raises:
        BadPeriod: a day that does not exist, or that reads in two ways.
    """
    text, calendar = normalise(text), calendar or FiscalCalendar()
    days_named = []
    for found in find_periods(text, as_of, calendar, ahead=ahead):
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", found.value):
            days_named.append((found.start, day_of(found.value)))
        elif _END_OF.search(before(text, found.start)) or _END.match(after(text, found.end)):
            days_named.append((found.start, calendar.period(found.value).last))
    if match := _CURRENT_END.search(text):
        unit = (match["of"] or match["own"]).lower()
        days_named.append((match.start(), calendar.period(current(unit, as_of, calendar)).last))
    return min(days_named)[1] if days_named else None


def read_period(text: str, as_of: date, calendar: FiscalCalendar) -> str:
    """The canonical period of a text that names one and nothing else.

    Raises:
        BadPeriod: it names none, more than one, or one that does not exist.
    """
    plain = normalise(text)
    found = find_periods(plain, as_of, calendar)
    if len(found) != 1 or _FILLER.sub("", plain[: found[0].start] + plain[found[0].end :]):
        raise BadPeriod(text)
    return found[0].value


def read_day(text: str, as_of: date, calendar: FiscalCalendar | None = None, *, ahead: bool = False) -> date:
    """The day of a text that names one.

    Raises:
        BadPeriod: it names none, or one that does not exist.
    """
    day = find_day(text, as_of, calendar, ahead=ahead)
    if day is None:
        raise BadPeriod(text, "it names no single day")
    return day


def _joins(first: Phrase, second: Phrase, text: str) -> bool:
    """Whether two phrases are the ends of one range."""
    between, behind = text[first.end : second.start], before(text, first.start)
    if between == "/":
        return first.kind == second.kind == "day"
    if _AND.fullmatch(between):
        return bool(_BETWEEN.search(behind))
    return bool(_TO.fullmatch(between)) and (bool(_FROM.search(behind)) or not _COMPARED.search(behind))


def _range(first: Phrase, second: Phrase, scene: Scene, text: str) -> FoundPeriod:
    """The days from one phrase's first to the other's last; a year said once holds for both."""
    shown, calendar = text[first.start : second.end], scene.calendar
    last = calendar.period(_settled(second, scene))
    if first.year is None and not first.value and (second.year is not None):
        begun = calendar.period(first.in_year(second.year, calendar))
        if begun.first > last.last:
            begun = calendar.period(first.in_year(second.year - 1, calendar))
    else:
        begun = calendar.period(_settled(first, scene))
    if last.last < begun.first and second.year is None and not second.value:
        last = _next_after(second, begun, calendar)
    if last.last < begun.first:
        raise BadPeriod(shown, "it ends before it starts")
    assumed = second.year is None and not second.value
    return FoundPeriod(first.start, second.end, shown, _whole(begun.first, last.last, first, second, calendar), assumed)


def _whole(first: date, last: date, one: Phrase, other: Phrase, calendar: FiscalCalendar) -> str:
    """The quarter or year that months or quarters make up; days stay the days that were said."""
    if {one.kind, other.kind} <= {"month", "quarter"}:
        for whole in (calendar.quarter_of(first), calendar.year_of(first)):
            if (whole.first, whole.last) == (first, last):
                return whole.name.removeprefix("FY")
    return first.isoformat() if first == last else days(first, last)


def _next_after(phrase: Phrase, begun: Period, calendar: FiscalCalendar) -> Period:
    for year in range(begun.first.year, begun.first.year + 9):
        candidate = _possible(phrase, year, calendar)
        if candidate and candidate.last >= begun.first:
            return candidate
    raise BadPeriod(phrase.text, "it ends before it starts")


def _shifts(phrase: Phrase, of: Phrase, text: str) -> bool:
    """Whether "the quarter before" is followed by the period that it is before."""
    return bool(re.fullmatch(r"the \w+ (?:before|after|prior)", phrase.text, re.IGNORECASE)) and text[
        phrase.end : of.start
    ] in {" ", " the "}


def _shifted(phrase: Phrase, of: Phrase, scene: Scene, text: str) -> FoundPeriod:
    unit = phrase.text.split()[1].lower()
    steps = 1 if phrase.text.lower().endswith("after") else -1
    day = scene.calendar.period(_settled(of, scene)).first
    value = shifted(unit, day, steps, scene.calendar)
    return FoundPeriod(phrase.start, of.end, text[phrase.start : of.end], value, _is_open(of))


def _alone(phrase: Phrase, scene: Scene, text: str) -> FoundPeriod:
    value, end = _settled(phrase, scene), phrase.end
    behind, on = before(text, phrase.start), _ON.match(after(text, phrase.end))
    if _SINCE.search(behind) or (on and _FROM.search(behind)):
        first = scene.calendar.period(value).first
        if first > scene.as_of:
            raise BadPeriod(phrase.text, f"it starts after {scene.as_of}, the day of the records")
        value, end = days(first, scene.as_of), phrase.end + (on.end() if on else 0)
    elif (holding := _HOLDING.search(behind)) and phrase.kind == "day":
        value = current(holding["unit"].lower(), day_of(value), scene.calendar)
    return FoundPeriod(phrase.start, end, text[phrase.start : end], value, _is_open(phrase))


def _is_open(phrase: Phrase) -> bool:
    return phrase.year is None and not phrase.value


def _settled(phrase: Phrase, scene: Scene) -> str:
    """The canonical period of a phrase, its year settled: the latest that has begun, or the next to end."""
    calendar = scene.calendar
    if phrase.value or phrase.year is not None:
        value = phrase.value or phrase.in_year(phrase.year or 0, calendar)
        _checked(value, phrase.text, calendar)
        return value
    if scene.standing:
        year = int(calendar.year_of(scene.standing.first).name.removeprefix("FY"))
        year = year if phrase.kind in {"quarter", "half"} else scene.standing.first.year
        found = _possible(phrase, year, calendar)
        if found and found.first <= scene.as_of:
            return phrase.in_year(year, calendar)
    near = range(scene.as_of.year - 1, scene.as_of.year + 10)
    for year in near if scene.ahead else (2 * scene.as_of.year + 1 - year for year in near):
        found = _possible(phrase, year, calendar)
        if found and (found.last >= scene.as_of if scene.ahead else found.first <= scene.as_of):
            return phrase.in_year(year, calendar)
    raise BadPeriod(phrase.text, "no year near it has such a day")


def _possible(phrase: Phrase, year: int, calendar: FiscalCalendar) -> Period | None:
    """The phrase in a year, or None: 29 February is not in every one."""
    try:
        return calendar.period(phrase.in_year(year, calendar))
    except BadPeriod:
        return None


def _checked(value: str, shown: str, calendar: FiscalCalendar) -> None:
    try:
        calendar.period(value)
    except BadPeriod as error:
        reason = "it is not within the years 1900 to 9898" if value[:1].isdigit() else str(error)
        raise BadPeriod(shown, reason) from error
