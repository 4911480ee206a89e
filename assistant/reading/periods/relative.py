"""Periods that are counted from a day: "last quarter", "past 6 months", "year to date", "yesterday".

Days, weeks and months before or after the records' day roll: the past 6 months end on that day. Quarters
and years are whole ones: the last 2 quarters are the two before the current one.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from assistant.reading.periods.scene import Scene, days
from assistant.reading.words import COUNT, count_of
from tools.core.errors import BadPeriod
from tools.core.periods import FiscalCalendar, Period, add_months

_UNIT = r"(?P<unit>day|week|month|quarter|qtr|half|year)s?"
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_MOST = {"day": 36525, "week": 5218, "month": 1200, "quarter": 400, "half": 200, "year": 100}
_AHEAD = frozenset({"next", "coming", "following", "upcoming"})


def current(unit: str, day: date, calendar: FiscalCalendar) -> str:
    """The canonical day, week, month, quarter, half or year that holds a day; weeks start on Monday."""
    if unit == "day":
        return day.isoformat()
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return days(monday, monday + timedelta(days=6))
    if unit == "month":
        return f"{day:%Y-%m}"
    if unit == "quarter":
        return calendar.quarter_of(day).name
    if unit == "half":
        first, second = _half_of(day, calendar)
        return days(first.first, second.last)
    return calendar.year_of(day).name.removeprefix("FY")


def first_of(unit: str, day: date, calendar: FiscalCalendar) -> date:
    """The first day of the period that holds a day."""
    return calendar.period(current(unit, day, calendar)).first


def shifted(unit: str, day: date, steps: int, calendar: FiscalCalendar) -> str:
    """The canonical period some steps after the one that holds a day."""
    first = first_of(unit, day, calendar)
    if unit in _MONTHS_IN:
        return current(unit, add_months(first, steps * _MONTHS_IN[unit]), calendar)
    return current(unit, first + timedelta(days=steps * (7 if unit == "week" else 1)), calendar)


def _half_of(day: date, calendar: FiscalCalendar) -> tuple[Period, Period]:
    quarter = calendar.quarter_of(day)
    if quarter.name[-1] in "13":
        return quarter, calendar.quarter_of(quarter.after)
    return calendar.quarter_of(quarter.first - timedelta(days=1)), quarter


def _unit(match: re.Match[str]) -> str:
    unit = match["unit"].lower().removesuffix("s")
    return {"qtr": "quarter", "q": "quarter", "y": "year", "m": "month", "f": "year"}.get(unit, unit)


def _single(match: re.Match[str], scene: Scene) -> str:
    which, unit = match["which"].lower(), _unit(match)
    full = (match["full"] or "").lower() in {"full", "closed", "complete", "completed", "finished", "ended"}
    if which == "past" and unit != "quarter" and not full:
        return _rolled(scene, unit, 1, ahead=False)
    if full and which not in _AHEAD:
        return shifted(unit, scene.as_of + timedelta(days=1), -1, scene.calendar)
    steps = {"this": 0, "current": 0} | dict.fromkeys(_AHEAD, 1)
    return shifted(unit, scene.as_of, steps.get(which, -1), scene.calendar)


def _several(match: re.Match[str], scene: Scene) -> str:
    count = {"couple of": 2, "couple": 2}.get(match["n"].lower().removeprefix("a ")) or count_of(match["n"].lower())
    return _rolled(scene, _unit(match), _counted(match, count), ahead=match["which"].lower() in _AHEAD)


def _counted(match: re.Match[str], count: int) -> int:
    unit = _unit(match)
    if not 1 <= count <= _MOST[unit]:
        raise BadPeriod(
            match[0], "it is no length of time" if count < 1 else f"at most {_MOST[unit]:,} {unit}s can be asked for"
        )
    return count


def _rolled(scene: Scene, unit: str, count: int, *, ahead: bool) -> str:
    """Days, weeks and months that end on the day or follow it; whole quarters, halves and years beside its own."""
    if unit in {"quarter", "half", "year"} and not (unit == "year" and count == 1 and not ahead):
        near, far = (1, count) if ahead else (-count, -1)
        calendar = scene.calendar
        ends = [calendar.period(shifted(unit, scene.as_of, steps, calendar)) for steps in (near, far)]
        return days(ends[0].first, ends[1].last) if count > 1 else shifted(unit, scene.as_of, near, calendar)
    after = scene.as_of + timedelta(days=1)
    steps = count if ahead else -count
    if unit in _MONTHS_IN:
        other = add_months(after, steps * _MONTHS_IN[unit])
    else:
        other = after + timedelta(days=steps * (7 if unit == "week" else 1))
    first, beyond = sorted((after, other))
    return days(first, beyond - timedelta(days=1))


def _to_date(match: re.Match[str], scene: Scene) -> str:
    return days(first_of(_unit(match), scene.as_of, scene.calendar), scene.as_of)


def _trailing_year(_match: re.Match[str], scene: Scene) -> str:
    return _rolled(scene, "month", 12, ahead=False)


def _ago(match: re.Match[str], scene: Scene) -> str:
    count = 1 if match["n"].lower() in {"a", "an"} else count_of(match["n"].lower())
    unit = _unit(match)
    if unit == "week":
        return shifted("day", scene.as_of, -7 * _counted(match, count), scene.calendar)
    return shifted(unit, scene.as_of, -_counted(match, count), scene.calendar)


def _before(match: re.Match[str], scene: Scene) -> str:
    """The one before what the conversation stands on; "before last" counts from the records' day."""
    last = (match["further"] or "").lower() == "last"
    return shifted(_unit(match), scene.as_of if last else scene.day, -2 if last else -1, scene.calendar)


def _after(match: re.Match[str], scene: Scene) -> str:
    return shifted(_unit(match), scene.day, 1, scene.calendar)


def _same_last_year(match: re.Match[str], scene: Scene) -> str:
    unit = (match["same"] or "period").lower()
    if unit != "period":
        return current(unit, add_months(scene.day, -12), scene.calendar)
    if scene.standing is None:
        raise BadPeriod(match[0], "no period was spoken of yet")
    first, last = scene.standing.first, scene.standing.last
    for kind in ("day", "month", "quarter", "year"):
        if scene.calendar.period(current(kind, first, scene.calendar)).after == scene.standing.after:
            return current(kind, add_months(first, -12), scene.calendar)
    return days(add_months(first, -12), add_months(last, -12))


def _named_day(match: re.Match[str], scene: Scene) -> str:
    steps = {"yesterday": -1, "tomorrow": 1}.get(match[0].lower(), 0)
    return (scene.as_of + timedelta(days=steps)).isoformat()


def _end_of_current(match: re.Match[str], scene: Scene) -> str:
    unit = {"eoq": "quarter", "eom": "month", "eoy": "year"}[match[0].lower()]
    return scene.calendar.period(current(unit, scene.as_of, scene.calendar)).last.isoformat()


_PAST = "last|previous|prior|preceding|past|trailing|rolling"
_NEXT = "next|coming|following|upcoming"
_NO_AGE = r"\b(?! (?:old|contract|deal))"
_FULL = r"(?: (?P<full>full|closed|complete|completed|finished|ended|fiscal|calendar))?"
_SAME = r"\b(?:the )?same (?P<same>month|quarter|period)"
RELATIVE: tuple[tuple[str, Callable[[re.Match[str], Scene], str]], ...] = (
    (
        rf"\b(?P<which>{_PAST}|{_NEXT}|this|current){_FULL} (?P<unit>week|month|quarter|qtr|half|year){_NO_AGE}",
        _single,
    ),
    (
        rf"\b(?P<which>{_PAST}|{_NEXT}){_FULL} (?P<n>{COUNT}|(?:a )?couple(?: of)?)[ -]{_UNIT}{_NO_AGE}",
        _several,
    ),
    (rf"\b(?P<n>{COUNT}|an?) {_UNIT} (?:ago|earlier)\b", _ago),
    (r"\b(?:fiscal )?(?P<unit>year|quarter|qtr|month)[- ]to[- ]date\b", _to_date),
    (r"\b(?P<unit>[yqmf]|fy)td\b", _to_date),
    (r"\bso far (?:this|in this|in the) (?P<unit>year|quarter|month)\b", _to_date),
    (
        r"\b(?:since|from) (?:the )?(?:start|beginning) of (?:the |this )?(?:fiscal )?(?P<unit>year|quarter|month)\b"
        r"(?! of)",
        _to_date,
    ),
    (r"\bthis (?P<unit>year|quarter|month) so far\b", _to_date),
    (r"\b(?:ttm|ltm|trailing (?:12|twelve)[- ]months)\b", _trailing_year),
    (r"\b(?:the )(?P<unit>week|month|quarter|year) (?:before(?: (?P<further>last|that))?|prior)\b", _before),
    (r"\b(?:the )(?P<unit>week|month|quarter|year) after(?: that)?\b", _after),
    (rf"{_SAME}(?: of| in)? (?:the )?(?:(?:last|previous|prior) year|year before)\b", _same_last_year),
    (rf"{_SAME} (?:a|one) year (?:ago|earlier|before)\b", _same_last_year),
    (r"\b(?:today|yesterday|tomorrow)\b", _named_day),
    (r"\beo[qmy]\b", _end_of_current),
)
"""What each wording of a relative period comes to, canonical."""
