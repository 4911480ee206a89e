"""Fills a tool's arguments from a person's words.

One reader an argument. A reader gives every value that the words name, none if they name none, and raises
where they name something impossible, so that the person hears why.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from assistant.reading import wordings
from assistant.reading.amounts import find_amounts
from assistant.reading.partners import Roster
from assistant.reading.periods import find_day, find_periods
from assistant.reading.periods.deal_days import contract_years, days_to_close, registered_and_closed
from assistant.reading.periods.due_days import days_until, from_days, within_days
from assistant.reading.plans.readers import PLAN_READERS
from assistant.reading.wordings.finding import Named, as_nouns, joined, named, places
from assistant.reading.wordings.spelling import is_plain
from assistant.reading.words import before
from tools.core.catalogue import Tool
from tools.core.errors import BadAmount, BadArgument
from tools.core.periods import FiscalCalendar, Period

_NEGATED = re.compile(r"\b(?:not|no|non|isn't|isnt|without|never)\b[\w\s'-]{0,12}$", re.IGNORECASE)
_DENIED = re.compile(r"(?:n't|\b(?:not|never|isnt|arent|hasnt|havent))(?: \w+){0,2} $", re.IGNORECASE)
_BASE = re.compile(r"\b(?:versus|vs\.?|against|than|compared (?:to|with)) (?:the )?$", re.IGNORECASE)
_SPENT_ON = re.compile(
    r"\b(?:pay|match|cover|fund|spend|money|mdf|reimburse|share|costs?) .{0,20}?"
    r"\b(?:for|on|of|towards?) (?:an? |our |their )"
    r"(?P<what>[a-z][a-z-]+(?: [a-z][a-z-]+)?)(?=\s*(?:$|[?,.|]|\b(?:of|for|by|that|in|on|at|costing|with)\b))",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:demot|downgrad|relegat|los(?:e|es|ing)|drop|fall|slip|keep|retain|maintain|stay)", re.IGNORECASE
)
_HELD = re.compile(
    r"(?:'s|\b(?:is|are|was|been) \|+|\b(?:from|is|are|was|as an?|an?|holds?|currently"
    r"|still|already|lose|keep|our|the|its|their|own|current)) $",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\b(?:closed|won|signed|booked|landed) (?:on|in|last|at)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """What a question's words may refer to: the day, the year, the names in the records and the program.

    `standing` is the period that the conversation spoke of last.
    """

    as_of: date
    calendar: FiscalCalendar
    roster: Callable[[], Roster]
    tiers: tuple[str, ...]
    regions: Callable[[], tuple[str, ...]]
    managers: Callable[[], tuple[str, ...]]
    currency: str = "USD"
    standing: str | None = None


Reader = Callable[[str, Words], Sequence[Any]]


def asked_names(tool: Tool) -> list[str]:
    """A tool's arguments under the names that the toolbox asks for."""
    return ["partner" if name == "partner_id" else name.removesuffix("_cents") for name in tool.arguments]


def fill(tool: Tool, text: str, words: Words) -> dict[str, Sequence[Any]]:
    """The values of each argument that a text names; partners are found before, and blanked out of the text."""
    found: dict[str, Sequence[Any]] = {}
    for name in asked_names(tool):
        reader = READERS.get(f"{tool.name}.{name}") or READERS.get(name)
        if reader and (values := reader(text, words)):
            found[name] = values
    return found


def period_names(text: str, words: Words, *, ahead: bool = False) -> list[str]:
    """The canonical periods that a text names: the first, and those that are listed or compared with it.

    A period that figures are compared with is not the one asked about: "growth versus last quarter".
    """
    found = find_periods(text, words.as_of, words.calendar, ahead=ahead, standing=words.standing)
    if len(found) == 1 and _BASE.search(before(text, found[0].start)):
        return []
    return list(dict.fromkeys(one.value for one in joined(found, text)))


def periods(text: str, words: Words, *, ahead: bool = False) -> list[Period]:
    """The days of each period that a text names."""
    return [words.calendar.period(name) for name in period_names(text, words, ahead=ahead)]


def _quarter(text: str, words: Words) -> Sequence[str]:
    """Every quarter that the periods touch and that has begun; a month's own."""
    found = [name for period in periods(text, words) for name in _quarters(period, words)]
    return list(dict.fromkeys(found))


def _quarters(period: Period, words: Words) -> list[str]:
    quarter = words.calendar.quarter_of(period.first)
    found: list[str] = []
    while quarter.first <= period.last and (not found or quarter.first <= words.as_of):
        found.append(quarter.name)
        quarter = words.calendar.quarter_of(quarter.after)
    return found


def _year(text: str, words: Words) -> Sequence[str]:
    years = (words.calendar.year_of(period.last).name for period in periods(text, words))
    return list(dict.fromkeys(years))


def _on(text: str, words: Words) -> Sequence[str]:
    """A day to ask about: one that is named, or the last day of a period that is; of one to come, the first."""
    day = find_day(text, words.as_of, words.calendar)
    if day is None:
        found = periods(text, words)
        if not found:
            return []
        period = found[0]
        day = period.first if period.first > words.as_of else min(period.last, words.as_of)
    return [day.isoformat()]


def _so_far(text: str, words: Words) -> Sequence[str]:
    """A day to look ahead from; one to come is what is asked about, and no day to start from: "Gold by June"."""
    if any(days > 0 for days in days_until(text, words.as_of, words.calendar)):
        return []
    return [day for day in _on(text, words) if day <= words.as_of.isoformat()]


def _closes_on(text: str, words: Words) -> Sequence[str]:
    """The day of a deal or an activity: one that is named, or the last of a period that is yet to come."""
    ahead = not _CLOSED.search(text)
    registered, closed = registered_and_closed(text, words.as_of, words.calendar)
    if registered is not None:
        return [closed.isoformat()] if closed else []
    day = find_day(text, words.as_of, words.calendar, ahead=ahead)
    if day is None:
        found = periods(text, words, ahead=ahead)
        if not found or words.as_of in found[0]:
            return []
        day = found[0].last
    return [day.isoformat()]


def _amounts(text: str, words: Words) -> Sequence[str]:
    found = find_amounts(text, words.currency)
    for one, other in pairwise(found):
        if re.fullmatch(r"\s*(?:-|to|or)?\s*", text[one.end : other.start]):
            raise BadAmount(text[one.start : other.end], "it is a range; give one amount")
    return [_dollars(one.cents) for one in found[:1]]


def _dollars(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _incremental(text: str, words: Words) -> Sequence[str]:
    near = re.search(r"(?:incremental|of which|increase of|expansion of|uplift of|adds?)\b(.*)", text, re.IGNORECASE)
    ahead = re.search(r"(.*?)\b(?:is |of (?:it|that) |of )?(?:incremental|new revenue)", text, re.IGNORECASE)
    if near and (found := find_amounts(near[1], words.currency)):
        return [_dollars(found[0].cents)]
    found = find_amounts(ahead[1], words.currency) if ahead else []
    return [_dollars(found[-1].cents)] if len(found) > 1 else []


def _flag(pattern: str, *, denied: tuple[bool, ...] = ()) -> Reader:
    found = re.compile(pattern, re.IGNORECASE)

    def read(text: str, words: Words) -> Sequence[bool]:
        match = found.search(text)
        if match is None:
            return []
        return denied if _NEGATED.search(before(text, match.start())) else [True]

    return read


def _kind(text: str, words: Words) -> Sequence[str]:
    kinds = ((r"cross-?\s?sell", "cross_sell"), (r"up-?\s?sell|upgrade|expansion", "upsell"), (r"renewal", "renewal"))
    return [kind for pattern, kind in kinds if re.search(pattern, text, re.IGNORECASE)][:1]


def tier_places(text: str, words: Words) -> list[Named]:
    """Where a tier is named; "they registered a deal" names none."""
    return as_nouns(places(words.tiers, text), text)


def _tiers(text: str, words: Words) -> Sequence[str]:
    return list(dict.fromkeys(one.value for one in joined(tier_places(text, words), text)))


def _to(text: str, words: Words) -> Sequence[str]:
    """The tier to reach: the last that is named, unless it is the one held."""
    if _DOWN.search(text):
        return []
    aims = [one.value for one in tier_places(text, words) if not _HELD.search(before(text, one.start))]
    return aims[-1:]


def _one_of(names: Callable[[Words], tuple[str, ...]], lead: str) -> Reader:
    """Names of a list, or one by a word of its own; after its own word ("region West") anything is taken."""

    def read(text: str, words: Words) -> Sequence[str]:
        known = names(words)
        if found := joined(places(known, text), text):
            return list(dict.fromkeys(one.value for one in found))
        if first := _by_one_word(known, text, lead):
            return first
        given = re.search(rf"\b{lead}\s+[\"']?([\w&.-]+(?:\s[A-Z][\w.-]+)?)", text)
        return [given[1]] if given and not is_plain(given[1].casefold()) else []

    return read


def _by_one_word(known: Iterable[str], text: str, what: str) -> Sequence[str]:
    for word in re.findall(r"[^\W\d_]{3,}", text):
        fits = [name for name in known if " " in name and word.casefold() in name.casefold().split()]
        if len(fits) > 1:
            raise BadArgument(what, word, f"it could be {', '.join(fits[:-1])} or {fits[-1]}.")
        if fits:
            return fits
    return []


def _status(text: str, words: Words) -> Sequence[str]:
    """The class that is asked for; "not on target" is the two others, which is what leaving it out asks for."""
    matches = {name: wordings.signs()[name].search(text) for name in ("at_risk", "off_target", "on_target")}
    found = [name for name, match in matches.items() if match and not _DENIED.search(before(text, match.start()))]
    return found if len(found) == 1 else []


def _of_table(name: str) -> Reader:
    return lambda text, words: named(wordings.table(name), text)


def _activity(text: str, words: Words) -> Sequence[str]:
    """An activity of the program's, or what the money is said to be for."""
    known = named(wordings.table("activities"), text)
    said = _SPENT_ON.search(text)
    return known[:1] or ([said["what"]] if said else [])


def _deal_id(text: str, words: Words) -> Sequence[str]:
    return [match.upper() for match in re.findall(r"\b[dD]-\d+\b", text)]


READERS: Mapping[str, Reader] = {
    "period": period_names,
    "quarter": _quarter,
    "year": _year,
    "on": _on,
    "tier_path.on": _so_far,
    "closes_on": _closes_on,
    "activity_on": _closes_on,
    "days_to_close": lambda text, words: days_to_close(text, words.as_of, words.calendar),
    "within_days": lambda text, words: within_days(text, words.as_of, words.calendar, words.standing),
    "from_days": lambda text, words: from_days(text, words.as_of, words.calendar, words.standing),
    "contract_years": lambda text, words: contract_years(text),
    "amount": _amounts,
    "cost": _amounts,
    "incremental": _incremental,
    "new_logo": _flag(
        r"new[- ]?logo|new customer|net[- ]new (account|customer|logo)|brand[- ]new customer|new to us|never bought"
    ),
    "strategic_product": _flag(r"strategic"),
    "first_deal": _flag(r"first[- ](ever|deal|won deal|time|win|sale)|(very|their) first", denied=(False,)),
    "kind": _kind,
    "deadlines.kind": _of_table("due_kinds"),
    "partner_directory.state": _of_table("partner_states"),
    "tier": _tiers,
    "to": _to,
    "region": _one_of(lambda words: words.regions(), "region"),
    "manager": _one_of(lambda words: words.managers(), "manager"),
    "status": _status,
    "section": _of_table("sections"),
    "focus": _of_table("focuses"),
    "activity": _activity,
    "deal_id": _deal_id,
    **PLAN_READERS,
}
