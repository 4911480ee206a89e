"""What closed before April 2025 and is no partner's sourced win: lost deals, assisted ones and direct ones."""

from datetime import date, timedelta

from assistant.records.demo import situations as who
from assistant.records.demo.draft import Draft, Member
from assistant.records.demo.roster import REGISTERED_QUIET
from assistant.records.demo.sales.deals import add_deal, opening

QUARTER_ENDS = (date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31))
FIRST_DAY = date(2024, 1, 2)
LAST_DAY = date(2025, 3, 31)
ACROSS = {"Platinum": 2, "Gold": 1, "Silver": 1}
"""Lost deals that were open at each quarter end: an active pipeline is what Silver asks for."""
LOST = 720
"""Further lost deals."""
AMOUNT = {
    "Platinum": (60_000, 240_000),
    "Gold": (40_000, 150_000),
    "Silver": (18_000, 80_000),
    "Registered": (8_000, 36_000),
}
WEIGHT = {"Platinum": 10, "Gold": 6, "Silver": 4, "Registered": 1}
ASSISTED_A_MONTH = (11, 20)
DIRECT_A_MONTH = (29, 66)
"""Won and lost."""


def others(draft: Draft) -> None:
    """Lost partner-sourced deals, assisted and direct deals from January 2024 to March 2025."""
    draft.begin("others")
    draft.direct.customers += [(date(2023, 6, 30), next(draft.customers)) for _ in range(60)]
    for member in draft.holders(*ACROSS):
        for end in QUARTER_ENDS:
            for _ in range(ACROSS[member.tier]):
                _lost_across(draft, member, end)
    _lost(draft)
    for month in range(15):
        first = date(2024 + month // 12, month % 12 + 1, 1)
        _assisted(draft, first)
        _direct(draft, first)


def _lost_across(draft: Draft, member: Member, end: date) -> None:
    """A deal that was open at a quarter end and lost in the quarter after it."""
    opened_on = draft.workday(max(member.joined_on, end - timedelta(days=75)), end - timedelta(days=4))
    closed_on = draft.workday(end + timedelta(days=5), end + timedelta(days=80))
    if member.joined_on < end - timedelta(days=10):
        _close(draft, member, opened_on, closed_on, won=False)


def _lost(draft: Draft) -> None:
    quiet = {who.NO_DEALS}
    members = [m for m in draft.members.values() if m.partner_id not in quiet]
    for member in draft.rng.choices(members, [WEIGHT[m.tier] for m in members], k=LOST):
        first, last = _span(member)
        if first < last:
            closed_on = draft.workday(first, last)
            _close(draft, member, opening(draft, member, closed_on), closed_on, won=False)


def _span(member: Member) -> tuple[date, date]:
    """The days on which a partner may have lost a deal; quiet ones lost theirs long ago."""
    last = date(2025, 1, 20) if member.number in REGISTERED_QUIET else LAST_DAY
    return max(FIRST_DAY, member.joined_on + timedelta(days=21)), min(last, member.exited_on or last)


def _close(draft: Draft, member: Member, opened_on: date, closed_on: date, *, won: bool, role: str = "sourced") -> None:
    low, high = AMOUNT.get(member.tier, (60_000, 330_000))
    amount = draft.money(low, high)
    add_deal(draft, member, opened_on=opened_on, closed_on=closed_on, won=won, amount_cents=amount, role=role)


def _assisted(draft: Draft, first: date) -> None:
    members = draft.holders("Platinum", "Gold")
    for won, count in zip((True, False), ASSISTED_A_MONTH, strict=True):
        for _ in range(count + draft.rng.randrange(-2, 3)):
            member = draft.rng.choice(members)
            closed_on = draft.workday(first, first + timedelta(days=27))
            _close(draft, member, opening(draft, member, closed_on), closed_on, won=won, role="assisted")


def _direct(draft: Draft, first: date) -> None:
    for won, count in zip((True, False), DIRECT_A_MONTH, strict=True):
        for _ in range(count + draft.rng.randrange(-4, 5)):
            closed_on = draft.workday(first, first + timedelta(days=27))
            opened_on = opening(draft, draft.direct, closed_on)
            _close(draft, draft.direct, opened_on, closed_on, won=won, role="direct")
