"""Days that are said from today on (yesterday, next month, on Friday), written out to be held to the results."""

import re
from datetime import date, timedelta

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FALLS = r"(?P<before>\b(?:is|are|was|were|due|falls?|fell|paid|expires?|ends?|until|by|on|since)\s)"
_NEAR = re.compile(r"\b(?P<near>yesterday|tomorrow)\b", re.IGNORECASE)
_TODAY = re.compile(r"(?P<before>\b(?:is|are|was|were|falls) (?:due )?)today(?=\s*[.;!]|$)", re.IGNORECASE)
_NEXT = re.compile(_FALLS + r"(?P<next>next|last) (?P<period>month|quarter|year)\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    _FALLS + rf"(?:(?P<which>next|this|last|coming) )?(?P<weekday>{'|'.join(_DAYS)})(?!\w|[^.;\n]{0, 14}[0-9])",
    re.IGNORECASE,
)


def written_out(text: str, as_of: date) -> str:
    """The text with the days that are said from today on as dates."""
    text = _NEAR.sub(lambda m: _day(as_of, 1 if m["near"].lower() == "tomorrow" else -1), text)
    text = _TODAY.sub(lambda m: m["before"] + as_of.isoformat(), text)
    text = _NEXT.sub(
        lambda m: m["before"] + _period(as_of, m["period"].lower(), 1 if m["next"].lower() == "next" else -1), text
    )
    return _WEEKDAY.sub(lambda m: m["before"] + _weekday(as_of, m["weekday"].lower(), m["which"]), text)


def _day(as_of: date, by: int) -> str:
    return (as_of + timedelta(days=by)).isoformat()


def _period(as_of: date, period: str, by: int) -> str:
    if period == "year":
        return str(as_of.year + by)
    months = as_of.year * 12 + as_of.month - 1 + by * (1 if period == "month" else 3)
    year, month = divmod(months, 12)
    return f"{year}-{month + 1:02d}" if period == "month" else f"{year}-Q{month // 3 + 1}"


def _weekday(as_of: date, name: str, which: str | None) -> str:
    ahead = (_DAYS.index(name) - as_of.weekday()) % 7
    if (which or "").lower() == "last":
        return _day(as_of, ahead - 7)
    return _day(as_of, ahead or 7)
