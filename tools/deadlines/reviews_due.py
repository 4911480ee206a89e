"""Reviews: of tiers, of partners in the entry tier, and business reviews by the tier's cadence."""

from collections.abc import Iterator
from datetime import date, timedelta

from tools.core.periods import Period, is_business_day, month
from tools.core.rulings import Tiers
from tools.deadlines.due import Due, Found, Span
from tools.tiers.stints import Stint, entry_deadline, next_review, stints

WEEK = timedelta(days=7)


def tier_reviews(span: Span) -> Found:
    """Each tier's reviews ahead, and the last day in time of partners in an entry tier, which may have passed."""
    ruling, notes = _ruling(span)
    found: list[Due] = []
    for partner_id, stint in stints(span.frames, span.as_of, partner_id=span.partner_id).items() if ruling else ():
        if ruling is None or stint.tier not in _names(ruling):
            continue
        tier = ruling.tier(stint.tier)
        if (deadline := entry_deadline(tier, stint)) is not None:
            what = f"Advance from {stint.tier} or hold an exit review: day {tier.advance_within_days}"
            found += [Due(deadline, "entry_review", partner_id, what, stint.tier)] if span.owes(deadline) else []
            continue
        day = next_review(tier, stint, span.calendar, span.as_of)
        while day is not None and day <= span.until:
            if day in span:
                found.append(Due(day, "tier_review", partner_id, f"Review the tier {stint.tier}", stint.tier))
            day = next_review(tier, stint, span.calendar, day + timedelta(days=1))
    return found, notes


def business_reviews(span: Span) -> Found:
    """The last business day of each week, month, quarter or year that a tier's cadence names.

    The records do not say which reviews were held, so none is ever overdue.
    """
    ruling, notes = _ruling(span)
    if ruling is None:
        return [], notes
    cadences = {tier.name: tier.business_reviews for tier in ruling.tiers}
    days = {cadence: list(_ends(span, cadence)) for said in cadences.values() for cadence in said}
    notes += [f"No day can be told for the cadence {cadence!r}." for cadence in days if _step(cadence) is None]
    held: dict[str, Stint] = stints(span.frames, span.as_of, partner_id=span.partner_id)
    return [
        Due(day, "business_review", partner_id, f"Hold the business review ({cadence})", name)
        for partner_id, stint in held.items()
        for cadence in cadences.get(stint.tier, ())
        for day, name in days[cadence]
    ], notes


def _ruling(span: Span) -> tuple[Tiers | None, list[str]]:
    if span.program.tiers.covers(span.as_of):
        return span.program.tiers.on(span.as_of), []
    return None, [f"No tier structure is in force on {span.as_of}, so no review is listed."]


def _names(ruling: Tiers) -> set[str]:
    return {tier.name for tier in ruling.tiers}


def _step(cadence: str) -> str | None:
    """The word of a cadence that says how often: the first one, as in "monthly with executives"."""
    word = cadence.split()[0].casefold() if cadence.split() else ""
    return word if word in {"weekly", "monthly", "quarterly", "annual"} else None


def _ends(span: Span, cadence: str) -> Iterator[tuple[date, str]]:
    """The last business day of each period of a cadence in the span, with the period's name."""
    step, day = _step(cadence), span.as_of
    while step is not None and day <= span.until:
        period = _period(span, step, day)
        last = period.last
        while last >= period.first and not is_business_day(last, span.program.company.holidays):
            last -= timedelta(days=1)
        if last >= period.first and span.ahead(last):
            yield last, period.name
        day = period.after


def _period(span: Span, step: str, day: date) -> Period:
    if step == "weekly":
        monday = day - timedelta(days=day.weekday())
        return Period(first=monday, after=monday + WEEK, name=f"week of {monday}")
    if step == "monthly":
        return month(day.year, day.month)
    return span.calendar.quarter_of(day) if step == "quarterly" else span.calendar.year_of(day)
