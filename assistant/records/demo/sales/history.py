"""Partner-sourced deals won from January 2024 to March 2025: each partner's revenue by quarter, then its deals.

Revenue is planned so that each tier's holder meets its own tier's annual revenue at the ends of
2024-Q4 and 2025-Q1, but for the partners whose situation says otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle

from assistant.records.demo import situations as who
from assistant.records.demo.draft import USD, Draft, Member, Row, spread
from assistant.records.demo.sales.deals import add_deal, opening

QUARTERS = (
    (date(2024, 1, 1), date(2024, 3, 29)),
    (date(2024, 4, 1), date(2024, 6, 28)),
    (date(2024, 7, 1), date(2024, 9, 30)),
    (date(2024, 10, 1), date(2024, 12, 31)),
)
NEEDED = {"Platinum": 2_000_000, "Gold": 500_000, "Silver": 100_000}
"""Annual revenue of the tiers in dollars."""
TYPICAL_DEAL = {"Platinum": 185_000, "Gold": 88_000, "Silver": 52_000, "Registered": 30_000}
INSTALLED = {"Platinum": 9, "Gold": 6, "Silver": 3, "Registered": 0}
"""Customers from before the records begin."""
MARGIN = 1.015
"""How much above a tier's revenue its weakest holder stays, so that small shifts do not cost it the tier."""
NEW_LOGOS_AHEAD = 4
"""A Gold partner's first deals from April 2024 on are new logos: its tier asks for three a year."""

MONTHS_IN_QUARTER = (26, 33, 41)
"""Percent of a quarter's deals by month: most close at its end."""


@dataclass(frozen=True)
class Plan:
    """Revenue of five quarters in dollars, from 2024-Q1 to 2025-Q1."""

    member: Member
    quarters: tuple[int, ...]


def plans(draft: Draft) -> list[Plan]:
    """What every partner with a tier above Registered wins in each quarter."""
    draft.begin("plans")
    return [
        Plan(member, _SCRIPTED.get(member.partner_id) or _quarters(draft, member))
        for member in draft.members.values()
        if member.tier != "Registered"
    ]


_SCRIPTED = {
    who.FAST_TRACK: (185_000, 190_000, 210_000, 380_000, 2_400_000),
    who.REFUND_AFTER_PAYMENT: (560_000, 600_000, 620_000, 640_000, 700_000),
    who.CLAIM_LAST_DAY: (130_000, 150_000, 140_000, 155_000, 160_000),
    who.CLAIM_EXPIRED: (125_000, 140_000, 150_000, 145_000, 170_000),
    who.BALANCING: (132_000, 138_000, 146_000, 151_000, 66_000),
    who.AT_RISK_OF_DEMOTION: (150_000, 165_000, 140_000, 150_000, 130_000),
    who.DUE_FOR_DEMOTION: (190_000, 185_000, 195_000, 160_000, 150_000),
    who.WAY_UP: (105_000, 140_000, 150_000, 165_000, 145_000),
    who.WAY_UP_ONCE: (70_000, 95_000, 115_000, 130_000, 195_000),
    who.EXIT_AFTER_FOUR: (14_000, 21_000, 0, 18_500, 0),
    who.EXITED: (32_000, 41_000, 27_000, 0, 18_000),
    who.TIE[0]: (140_000, 150_000, 145_000, 160_000, 180_000),
    who.TIE[1]: (135_000, 145_000, 160_000, 150_000, 186_000),
    who.TOP: (700_000, 720_000, 735_000, 790_000, 640_000),
    who.THIRD: (640_000, 650_000, 690_000, 720_000, 610_000),
}
LOWER_BAND = range(9, 13)
"""Platinum partners whose first quarter of 2025 stays under $500,000."""


def _quarters(draft: Draft, member: Member) -> tuple[int, ...]:
    if member.exited_on is not None:
        return (28_000, 36_000, 22_000, 31_000, 0) if member.exited_on.year == 2025 else (26_000, 0, 0, 0, 0)
    if member.tier == "Silver":
        return _silver(draft, member)
    needed = NEEDED[member.tier]
    level = needed * draft.rng.uniform(1.03, 1.22 if member.tier == "Platinum" else 1.38)
    newest = level / 4 * draft.rng.uniform(0.62, 1.38)
    if member.tier == "Platinum":
        low = member.number in LOWER_BAND
        newest = draft.rng.uniform(380_000, 425_000) if low else draft.rng.uniform(515_000, 590_000)
    middle = [part // USD for part in spread(int(level - newest) * USD, _noise(draft, (0.95, 1.0, 1.06)))]
    oldest = max(newest * 0.93, needed * MARGIN - sum(middle))
    return (_rounded(oldest), *middle, _rounded(newest))


def _silver(draft: Draft, member: Member) -> tuple[int, ...]:
    """Two or three deals a year: enough between April and December 2024 for both quarter ends."""
    rng = draft.rng
    level = _rounded(rng.uniform(104_000, 142_000))
    young = member.joined_on.year == 2024
    chosen = [2, 3] if young else sorted(rng.sample([1, 2, 3], 2))
    parts = dict(zip(chosen, spread(level * USD, _noise(draft, (1.0, 1.1))), strict=True))
    oldest = 0 if young or rng.random() < 0.5 else _rounded(rng.uniform(28_000, 66_000))
    newest = _rounded(rng.uniform(30_000, 72_000)) if rng.random() < 0.4 else 0
    return (oldest, *(parts.get(quarter, 0) // USD for quarter in (1, 2, 3)), newest)


def _noise(draft: Draft, weights: tuple[float, ...]) -> list[float]:
    return [weight * draft.rng.uniform(0.9, 1.1) for weight in weights]


def _rounded(dollars: float) -> int:
    return int(dollars) // 50 * 50


def amounts(draft: Draft, member: Member, dollars: int, count: int | None = None) -> list[int]:
    """A quarter's revenue in deals of the tier's usual size, in cents."""
    if dollars <= 0:
        return []
    count = count or max(1, round(dollars / TYPICAL_DEAL[member.tier]))
    return spread(dollars * USD, [draft.rng.uniform(0.6, 1.4) for _ in range(count)])


def history(draft: Draft, planned: list[Plan]) -> None:
    """Partner-sourced deals won in 2024, quarter by quarter, so that later ones sell to earlier ones' customers."""
    draft.begin("history")
    for plan in planned:
        count = INSTALLED[plan.member.tier] if plan.member.joined_on.year < 2024 else 0
        plan.member.customers += [(date(2023, 6, 30), next(draft.customers)) for _ in range(count)]
    for index, (first, last) in enumerate(QUARTERS):
        for plan in planned:
            _quarter(draft, plan, index, first, last)


def _quarter(draft: Draft, plan: Plan, index: int, first: date, last: date) -> None:
    member = plan.member
    kinds = kinds_of(member, index)
    for amount in amounts(draft, member, plan.quarters[index]):
        closed = _close(draft, max(first, member.joined_on), min(last, member.exited_on or last))
        deal = add_deal(
            draft,
            member,
            opened_on=opening(draft, member, closed),
            closed_on=closed,
            won=True,
            amount_cents=amount,
            kind=next(kinds),
        )
        _mark_strategic(draft, member, deal, index)


def kinds_of(member: Member, index: int) -> Iterator[str | None]:
    """The kinds of a partner's deals in a quarter; None leaves it to chance."""
    if member.partner_id == who.AT_RISK_OF_DEMOTION:
        yield from (["new"] * 3, ["new", "upsell"], ["new", "renewal"], ["renewal"] * 2, ["upsell"] * 2)[index]
    if member.partner_id in who.TIE and index == 4:
        yield from ["new"] * 6
    if member.partner_id == who.FAST_TRACK and index == 4:
        yield from cycle(["upsell", "new", "cross_sell", "renewal"])
    if member.partner_id == who.DUE_FOR_DEMOTION and index == 0:
        yield "new"
    if index in (1, 2, 3) and (member.tier == "Gold" or member.partner_id in (who.WAY_UP, who.WAY_UP_ONCE)):
        yield from ["new", "new"]
    while True:
        yield None


def _mark_strategic(draft: Draft, member: Member, deal: Row, index: int) -> None:
    """Each Platinum partner wins a strategic account in the second or third quarter; others now and then."""
    sure = member.tier == "Platinum" and index in (1, 2)
    deal["strategic_account"] = sure or (member.tier in ("Platinum", "Gold") and draft.rng.random() < 0.08)


def _close(draft: Draft, first: date, last: date) -> date:
    """A day of the quarter, more likely towards its end."""
    month = draft.rng.choices((0, 1, 2), MONTHS_IN_QUARTER)[0]
    start = max(first, date(first.year, (first.month - 1) // 3 * 3 + 1 + month, 1))
    end = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return draft.workday(min(start, last), min(last, date.fromordinal(end.toordinal() - 1)))
