"""April 2025: every deal that closed in it. Each tier's won deals sum to the tier's revenue of the month."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from assistant.records.demo import situations as who
from assistant.records.demo.draft import AS_OF, USD, Draft, Member, Row, spread
from assistant.records.demo.sales.deals import add_deal, opening, register

FIRST = date(2025, 4, 1)
PLATINUM = 2_120_400 * USD
GOLD = 1_410_200 * USD
SILVER = 809_100 * USD
TOP = 420_150 * USD
FAST_TRACK = 380_100 * USD
THIRD = 310_200 * USD
PARTIAL_REFUND = 20_000 * USD
REGISTERED = (100_000_00, 100_000_01, 84_600_00, 96_450_00, 119_250_00)
ASSISTED = 2_100_000 * USD
DIRECT = 5_797_000 * USD
"""All won revenue is sourced, assisted and direct together; the sourced part of it is 38 %."""

ASSISTED_DEALS = (12, 21)
DIRECT_DEALS = (31, 69)
"""Won and lost."""
SOURCED_LOST = 64
"""With 33 won, 34 % of the partner-sourced deals that closed."""

PLATINUM_WINNERS = range(3, 11)
GOLD_WINNERS = range(16, 23)
SILVER_WINNERS = (47, *range(52, 58))
REGISTERED_WINNERS = range(138, 143)
WINNERS = frozenset({1, 2, 13, *PLATINUM_WINNERS, *GOLD_WINNERS, *SILVER_WINNERS, *REGISTERED_WINNERS})
"""Partner numbers with a partner-sourced win in April."""


@dataclass(frozen=True)
class Script:
    """What is fixed of one April win."""

    closed_on: date | None = None
    registered_on: date | None = None
    columns: Row = field(default_factory=dict)


SCRIPTS = {
    who.CLAIM_EXPIRING: Script(date(2025, 4, 2)),
    who.PARTIAL_REFUND: Script(date(2025, 4, 10)),
    who.MULTI_YEAR_UPSELL: Script(date(2025, 4, 16), columns={"kind": "upsell", "contract_years": 3}),
    who.NEW_LOGO_DAY_60: Script(date(2025, 4, 15), date(2025, 2, 14), {"kind": "new"}),
    who.NEW_LOGO_DAY_61: Script(date(2025, 4, 15), date(2025, 2, 13), {"kind": "new"}),
    who.FIRST_WIN: Script(date(2025, 4, 22), columns={"kind": "new"}),
}


def april(draft: Draft) -> None:
    """Won and lost deals of April, of every role."""
    draft.begin("april")
    for member, amount in [*_platinum(draft), *_gold(draft), *_silver(draft), *_registered(draft)]:
        _win(draft, member, amount)
    _lost(draft)
    _assisted(draft)
    _direct(draft)


def _of(draft: Draft, numbers: Sequence[int]) -> list[Member]:
    return [draft.members[f"P-{number:03d}"] for number in numbers]


def _weights(draft: Draft, count: int) -> list[float]:
    return [draft.rng.uniform(0.75, 1.25) for _ in range(count)]


def _shares(draft: Draft, numbers: Sequence[int], total: int) -> list[tuple[Member, int]]:
    """One deal each."""
    return list(zip(_of(draft, numbers), spread(total, _weights(draft, len(numbers))), strict=True))


def _platinum(draft: Draft) -> list[tuple[Member, int]]:
    top, third = _of(draft, (1, 2))
    return [
        *((top, part) for part in spread(TOP, (3, 2))),
        *((third, part) for part in spread(THIRD, (4, 3))),
        *_shares(draft, PLATINUM_WINNERS, PLATINUM - TOP - THIRD),
    ]


def _gold(draft: Draft) -> list[tuple[Member, int]]:
    fast = draft.members[who.FAST_TRACK]
    shares = _shares(draft, GOLD_WINNERS, GOLD - FAST_TRACK)
    return [
        *((fast, part) for part in spread(FAST_TRACK, (5, 4))),
        *((m, amount + PARTIAL_REFUND * (m.partner_id == who.PARTIAL_REFUND)) for m, amount in shares),
    ]


def _silver(draft: Draft) -> list[tuple[Member, int]]:
    return _shares(draft, SILVER_WINNERS, SILVER)


def _registered(draft: Draft) -> list[tuple[Member, int]]:
    return list(zip(_of(draft, REGISTERED_WINNERS), REGISTERED, strict=True))


def _win(draft: Draft, member: Member, amount_cents: int) -> None:
    script = SCRIPTS.get(member.partner_id, Script())
    closed_on = script.closed_on or draft.workday(FIRST, AS_OF)
    opened_on = opening(draft, member, closed_on)
    if script.registered_on:
        opened_on = script.registered_on - timedelta(days=2)
    deal = _closed(draft, member, opened_on, closed_on, amount_cents, won=True, **script.columns)
    if script.registered_on:
        register(draft, deal, script.registered_on)


def _closed(
    draft: Draft, member: Member, opened_on: date, closed_on: date, amount: int, *, won: bool, **columns: Any
) -> Row:
    return add_deal(draft, member, opened_on=opened_on, closed_on=closed_on, won=won, amount_cents=amount, **columns)


def _lost(draft: Draft) -> None:
    """Partner-sourced deals lost in April, all opened before the quarter began."""
    losers = draft.holders("Platinum", "Gold", "Silver")
    for member in draft.rng.choices(losers, [_LOSES[m.tier] for m in losers], k=SOURCED_LOST):
        closed_on = draft.workday(FIRST, AS_OF)
        opened_on = draft.workday(date(2025, 1, 13), date(2025, 3, 21))
        _closed(draft, member, opened_on, closed_on, draft.money(*_LOST_AMOUNT[member.tier]), won=False)


_LOSES = {"Platinum": 3, "Gold": 2, "Silver": 1}
_LOST_AMOUNT = {"Platinum": (60_000, 240_000), "Gold": (40_000, 150_000), "Silver": (18_000, 80_000)}


def _assisted(draft: Draft) -> None:
    won, lost = ASSISTED_DEALS
    for amount in spread(ASSISTED, _weights(draft, won)):
        _assist(draft, amount, won=True)
    for _ in range(lost):
        _assist(draft, draft.money(60_000, 260_000), won=False)


def _assist(draft: Draft, amount: int, *, won: bool) -> None:
    member = draft.rng.choice(draft.holders("Platinum", "Gold"))
    closed_on = draft.workday(FIRST, AS_OF)
    _closed(draft, member, opening(draft, member, closed_on), closed_on, amount, won=won, role="assisted")


def _direct(draft: Draft) -> None:
    won, lost = DIRECT_DEALS
    amounts = [(amount, True) for amount in spread(DIRECT, _weights(draft, won))]
    amounts += [(draft.money(50_000, 300_000), False) for _ in range(lost)]
    for amount, is_won in amounts:
        closed_on = draft.workday(FIRST, AS_OF)
        opened_on = opening(draft, draft.direct, closed_on)
        _closed(draft, draft.direct, opened_on, closed_on, amount, won=is_won, role="direct")
