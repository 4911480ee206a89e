"""Spans of days, fiscal boundaries and holidays."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from assistant.records.program_checks.faults import Fault
from assistant.records.program_checks.place import Draft, Place, as_day
from tools.core.errors import BadPeriod
from tools.core.periods import Period
from tools.core.program import RULES

_WHOLE = {"rebate": "quarter", "awards": "quarter", "mdf": "year"}
"""Rules that settle a whole fiscal period under one value."""


def days(draft: Draft) -> Iterator[Fault]:
    """Dates out of order, overlaps, gaps, values that cut a fiscal period, and holidays that are none."""
    for rule in RULES:
        values = draft.values(rule)
        if not values and rule in draft.files and draft.files[rule].data.get("values") == []:
            what = f"the program has no {rule} on any day"
            yield draft.files[rule].fault("warning", ("values",), what, "Append a block if it should have.")
        for value in values:
            yield from _ends_before_it_starts(value)
        for older, newer in pairwise(values):
            yield from _beside(older, newer)
        if rule in _WHOLE:
            yield from (fault for value in values for fault in _cuts(draft, value, _WHOLE[rule]))
    if draft.company:
        yield from _currency(draft.company)
        yield from _holidays(draft, draft.company)


def _ends_before_it_starts(value: Place) -> Iterator[Fault]:
    since, until = value.day("since"), value.day("until")
    if since and until and until < since:
        yield value.error(f"it ends on {until}, before it starts on {since}", "Mend one of the two days.", "until")


def _beside(older: Place, newer: Place) -> Iterator[Fault]:
    before, since, until = older.day("since"), newer.day("since"), older.day("until")
    if before is None or since is None:
        return
    if since <= before:
        what = f"it starts on {since}, and the block above it on {before}"
        yield newer.error(what, "Write the blocks oldest first, each with its own first day.", "since")
    elif until and until >= since:
        what = f"it starts on {since}, while the block above it lasts until {until}"
        yield newer.error(
            what, f"End the block above on {since - timedelta(days=1)}, or leave its `until` out.", "since"
        )
    elif until and (since - until).days > 1:
        first, last = until + timedelta(days=1), since - timedelta(days=1)
        what = f"no block is in force from {first} to {last}"
        yield newer.warning(what, "Questions about those days are refused; append a block if one should hold.", "since")


def _cuts(draft: Draft, value: Place, length: str) -> Iterator[Fault]:
    period_of: Callable[[date], Period] = getattr(draft.calendar, f"{length}_of")
    for key in ("since", "until"):
        day = value.day(key)
        try:
            period = period_of(day) if day else None
        except (BadPeriod, OverflowError, ValueError):
            yield value.error(f"{day} is no day that a program can be about", "Mend the year.", key)
            continue
        if period and day != (period.first if key == "since" else period.last):
            what = f"{day} is inside the fiscal {length} {period}, which is settled under one value"
            boundary = period.first if key == "since" else period.last
            yield value.warning(what, f"Write {boundary}.", key)


def _currency(company: Place) -> Iterator[Fault]:
    currency = company.text("currency")
    if currency and currency != "USD":
        what = f"amounts are in {currency}, and every answer would write them with a dollar sign"
        yield company.error(what, "Write `currency: USD`; no other currency is spoken yet.", "currency")


def _holidays(draft: Draft, company: Place) -> Iterator[Fault]:
    listed = company.at("holidays").value
    days = [(n, day) for n, entry in enumerate(listed if isinstance(listed, list) else []) if (day := as_day(entry))]
    twice = Counter(day for _, day in days)
    spans = [draft.span(value) for rule in RULES for value in draft.values(rule)]
    for n, day in days:
        place = company.at("holidays", n)
        if twice[day] > 1 and n != next(i for i, other in days if other == day):
            yield place.warning(f"{day} is listed twice", "Keep one.")
        if day.weekday() >= 5:
            yield place.warning(f"{day} is a {day:%A}, which is no business day anyway", "Write the day it is kept on.")
        if spans and not any(first <= day <= last for first, last in spans):
            yield place.warning(f"no block is in force on {day}", "Leave it out, or check its year.")
