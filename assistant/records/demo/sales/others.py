"""What closed before April 2025 and is no partner's sourced win: lost deals, assisted ones and direct ones."""

from collections import Counter
from datetime import date, timedelta

from assistant.records.demo import situations as who
from assistant.records.demo.draft import Draft, Member
from assistant.records.demo.roster import REGISTERED_QUIET
from assistant.records.demo.sales.deals import add_deal, opening

QUARTER_ENDS = (date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31))
MONTHS = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(15)]
ACROSS = {"Platinum": 2, "Gold": 1, "Silver": 1}
"""Lost deals that were open at each quarter end: an active pipeline is what Silver asks for."""
LOST_A_WIN = 1.9
"""Lost deals for each won one: about the rate of April 2025."""
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
    for first in MONTHS:
        _assisted(draft, first)
        _direct(draft, first)


def _lost_across(draft: Draft, member: Member, end: date) -> None:
    """A deal that was open at a quarter end and lost in the quarter after it."""
    opened_on = draft.workday(max(member.joined_on, end - timedelta(days=75)), end - timedelta(days=4))
    closed_on = draft.workday(end + timedelta(days=5), end + timedelta(days=80))
    if member.joined_on < end - timedelta(days=10):
        _close(draft, member, opened_on, closed_on, won=False)


def _lost(draft: Draft) -> None:
    """As many further lost deals a month as its won ones ask for."""
    closed = [d for d in draft.rows["deals"] if d["closed_on"] and d["role"] == "sourced"]
    found = Counter((d["closed_on"].replace(day=1), d["outcome"]) for d in closed)
    for month in MONTHS:
        wanted = found[month, "won"] * LOST_A_WIN * draft.rng.uniform(0.88, 1.12)
        missing = round(wanted) - found[month, "lost"]
        members = [m for m in draft.members.values() if _may_lose(m, month)]
        for member in draft.rng.choices(members, [WEIGHT[m.tier] for m in members], k=max(0, missing)):
            closed_on = draft.workday(month, month + timedelta(days=27))
            _close(draft, member, opening(draft, member, closed_on), closed_on, won=False)


def _may_lose(member: Member, month: date) -> bool:
    """Whether a partner was there for the whole month and some weeks before; quiet ones only until 2024's end."""
    here = member.joined_on + timedelta(days=21) < month and (
        member.exited_on is None or member.exited_on > month + timedelta(days=31)
    )
    quiet = member.partner_id == who.NO_DEALS or (member.number in REGISTERED_QUIET and month.year == 2025)
    return here and not quiet


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
