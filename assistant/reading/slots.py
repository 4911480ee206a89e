"""Fills a tool's arguments from a person's words, and from what the conversation spoke of before.

One reader an argument. A reader that finds nothing leaves the argument out; one that finds something
impossible raises, so that the person hears why.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.reading.amounts import find_amounts
from assistant.reading.partners import Roster
from assistant.reading.periods import find_day, find_days_count, find_period, find_years
from tools.core.catalogue import Tool
from tools.core.periods import FiscalCalendar

SECTIONS: tuple[tuple[str, str], ...] = (
    (r"mdf|market(ing)? development|\bmatch\b|co-?marketing fund", "mdf"),
    (r"rebate|\bbands?\b", "rebate"),
    (r"claims?\b.*(process|work|long|window|days|deadline)|(process|days|window|long).*\bclaims?\b|dispute", "claims"),
    (r"spiff|quick bonus", "spiffs"),
    (r"award|recognition|prize", "awards"),
    (r"cross-?sell|up-?sell|multi-?year|reference|testimonial|bonus", "bonuses"),
    (r"health|coverage aim", "health"),
    (r"tier|requirement|benefit|margin|platinum|gold|silver|registered|advance|demot|promot|fast-?track", "tiers"),
    (r"claim", "claims"),
)

ACTIVITIES: tuple[tuple[str, str], ...] = (
    (r"trade ?-?shows?", "trade_show"),
    (r"webinars?", "webinar"),
    (r"digital|online ads?|google ads|linkedin|\bads\b|advert", "digital_ads"),
    (r"content|white ?paper|video|blog|case stud", "content"),
    (r"events?|roadshow|dinner|conference|seminar", "event"),
)


DEADLINES: tuple[tuple[str, str], ...] = (
    (r"claim windows?|to be claimed|unclaimed|claims?.{0,15}(expir|lapse)|expiring claims?", "claim_window"),
    (r"claims?.{0,20}approv", "claim_approval"),
    (r"claims?.{0,20}(paid|pay\b|payment)", "claim_payment"),
    (r"mdf|reports?", "mdf_report"),
    (r"entry reviews?|exit reviews?", "entry_review"),
    (r"tier reviews?", "tier_review"),
    (r"business reviews?|qbrs?", "business_review"),
    (r"payouts?|rebates?", "rebate_payout"),
)
"""One kind of deadline that a question is about."""

FOCUSES: tuple[tuple[str, str], ...] = (
    (r"win rate", "win_rate"),
    (r"retention", "retention"),
    (r"(pipeline )?coverage", "coverage"),
    (r"mdf.{0,20}(pipeline|roi)|roi.{0,20}mdf", "mdf_pipeline"),
    (r"mdf.{0,20}(utili[sz]|used|spent)|(utili[sz]ed|used|spent).{0,20}mdf", "mdf_utilised"),
    (r"(incentive |program |programme )roi|roi of the (program|incentive)", "program_roi"),
    (r"quick bonus(es)?.{0,15}paid|spiffs? paid|paid.{0,15}(spiffs|quick bonus)", "quick_bonuses"),
    (r"rebates?.{0,15}committed|committed.{0,15}rebate", "rebate_committed"),
    (r"assisted", "assisted_revenue"),
    (r"deal size|average deal|avg deal", "average_deal"),
    (r"\bgrowth|\bgr(ew|own|owing)", "growth"),
    (r"partner(-| )sourced|sourced revenue", "sourced_revenue"),
    (r"portal|engagement|logins?", "engagement"),
    (r"training completion", "training"),
    (r"new certifications?", "new_certifications"),
    (r"certifications? per partner|certifications? each", "certifications_each"),
    (r"certified partners|partners.{0,20}certified", "certified"),
    (r"onboarded|new partners|partners.{0,15}joined", "onboarded"),
    (r"exited|churned|left us|partners.{0,10}left", "exited"),
    (r"top\b.{0,20}partners?|best partners?|top performing", "top"),
    (r"by tier|per tier|each tier", "by_tier"),
    (r"how many\b.{0,20}\bpartners|active partners|number of partners", "active_partners"),
    (r"how (big|large|much) is.{0,15}pipeline|partner pipeline|open pipeline", "pipeline"),
)
"""One metric or section of the dashboard that a question is about."""


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


Reader = Callable[[str, Words], Any]


def fill(tool: Tool, text: str, words: Words) -> dict[str, Any]:
    """The arguments of a tool that a text names, under the names that the toolbox asks for."""
    found: dict[str, Any] = {}
    for name in tool.arguments:
        asked = "partner" if name == "partner_id" else name.removesuffix("_cents")
        reader = READERS.get(f"{tool.name}.{asked}") or READERS.get(asked)
        value = reader(text, words) if reader else None
        if value is not None:
            found[asked] = value
    return found


def _partner(text: str, words: Words) -> str | None:
    found = words.roster().find(text)
    return found.partner_id if found else None


def _period(text: str, words: Words) -> str | None:
    found = find_period(text, words.as_of, words.calendar, standing=words.standing)
    return found.value if found else None


def _quarter(text: str, words: Words) -> str | None:
    """A quarter, also where a month or a day of it is named."""
    value = _period(text, words)
    if value is None or re.fullmatch(r"\d{4}-Q\d", value):
        return value
    return words.calendar.quarter_of(words.calendar.period(value).last).name


def _year(text: str, words: Words) -> str | None:
    value = _period(text, words)
    return None if value is None else words.calendar.year_of(words.calendar.period(value).last).name


def _on(text: str, words: Words) -> str | None:
    """A day to ask about: one that is named, or the last day of a period that is."""
    day = find_day(text, words.as_of, words.calendar)
    if day is not None:
        return day.isoformat()
    value = _period(text, words)
    return min(words.calendar.period(value).last, words.as_of).isoformat() if value else None


def _closes_on(text: str, words: Words) -> str | None:
    day = find_day(text, words.as_of, words.calendar)
    return day.isoformat() if day else None


def _amounts(text: str, words: Words) -> list[int]:
    return [found.cents for found in find_amounts(text, words.currency)]


def _dollars(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _amount(text: str, words: Words) -> str | None:
    found = _amounts(text, words)
    return _dollars(found[0]) if found else None


def _incremental(text: str, words: Words) -> str | None:
    near = re.search(r"(?:incremental|of which|increase of|expansion of|uplift of|adds?)\b(.*)", text, re.IGNORECASE)
    before = re.search(r"(.*?)\b(?:is |of )?(?:incremental|new revenue)", text, re.IGNORECASE)
    after = _amounts(near[1], words) if near else []
    if after:
        return _dollars(after[0])
    found = _amounts(before[1], words) if before else []
    return _dollars(found[-1]) if len(found) > 1 else None


def _flag(pattern: str) -> Reader:
    found = re.compile(pattern, re.IGNORECASE)
    return lambda text, words: True if found.search(text) else None


def _kind(text: str, words: Words) -> str | None:
    for pattern, kind in (
        (r"cross-?\s?sell", "cross_sell"),
        (r"up-?\s?sell|upgrade", "upsell"),
        (r"renewal", "renewal"),
    ):
        if re.search(pattern, text, re.IGNORECASE):
            return kind
    return None


def _tier(text: str, words: Words) -> str | None:
    for tier in words.tiers:
        if re.search(rf"\b{re.escape(tier)}s?\b", text, re.IGNORECASE):
            return tier
    return None


def _to(text: str, words: Words) -> str | None:
    for tier in words.tiers:
        if re.search(
            rf"\b(to|reach|become|into|for|make|hit|get|of)\s+(?:\w+\s+)?{re.escape(tier)}\b", text, re.IGNORECASE
        ):
            return tier
    return None


def _one_of(names: Callable[[Words], tuple[str, ...]], lead: str) -> Reader:
    """A name of a list; after its own word ("region West", "manager Dana Reyes") anything is taken, to be refused."""

    def read(text: str, words: Words) -> str | None:
        for name in sorted(names(words), key=len, reverse=True):
            if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE):
                return name
        named = re.search(rf"\b{lead}\s+[\"']?([\w&.-]+(?:\s[A-Z][\w.-]+)?)", text)
        return named[1] if named else None

    return read


def _status(text: str, words: Words) -> str | None:
    risk = re.search(r"at[- ]risk", text, re.IGNORECASE)
    off = re.search(r"off[- ]target|below target|missing (their )?target|behind", text, re.IGNORECASE)
    if risk and off:
        return None
    if risk:
        return "at_risk"
    if off:
        return "off_target"
    return "on_target" if re.search(r"\bon[- ]target|healthy", text, re.IGNORECASE) else None


def _within_days(text: str, words: Words) -> int | None:
    found = find_days_count(text)
    if found is not None:
        return found
    if re.search(r"\bthis week|next week", text, re.IGNORECASE):
        return 7
    return 30 if re.search(r"\b(this|next) month\b", text, re.IGNORECASE) else None


def _section(text: str, words: Words) -> str | None:
    return _matched(SECTIONS, text)


def _activity(text: str, words: Words) -> str | None:
    return _matched(ACTIVITIES, text)


def _focus(text: str, words: Words) -> str | None:
    return _matched(FOCUSES, text)


def _matched(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((name for pattern, name in table if re.search(pattern, text, re.IGNORECASE)), None)


READERS: Mapping[str, Reader] = {
    "partner": _partner,
    "period": _period,
    "quarter": _quarter,
    "year": _year,
    "on": _on,
    "closes_on": _closes_on,
    "activity_on": _closes_on,
    "days_to_close": lambda text, words: find_days_count(text),
    "within_days": _within_days,
    "contract_years": lambda text, words: find_years(text),
    "amount": _amount,
    "cost": _amount,
    "incremental": _incremental,
    "new_logo": _flag(r"new[- ]?logo|new customer|net[- ]new (account|customer)"),
    "strategic_product": _flag(r"strategic( product| line|$| deal)"),
    "first_deal": _flag(r"first[- ](ever|deal|won deal|time)|(very|their) first"),
    "kind": _kind,
    "deadlines.kind": lambda text, words: _matched(DEADLINES, text),
    "tier": _tier,
    "to": _to,
    "region": _one_of(lambda words: words.regions(), "region"),
    "manager": _one_of(lambda words: words.managers(), "manager"),
    "status": _status,
    "section": _section,
    "focus": _focus,
    "activity": _activity,
}
