"""Targets, and the deals open on the as-of day, so that each partner stands where its health says.

A partner with a win in April is above its target. Of the others, the mean coverage is set so that all
partners together have COVERAGE; the probability of their open deals then decides on target, at risk or off.
The winners' pipeline takes what is left of the tier's.
"""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from assistant.records.demo import situations as who
from assistant.records.demo.draft import AS_OF, USD, Draft, Member, Row, spread
from assistant.records.demo.roster import REGISTERED_QUIET
from assistant.records.demo.sales.april import REGISTERED_WINNERS, WINNERS
from assistant.records.demo.sales.deals import STAGES_BP, add_deal, register

TARGETS = {"Platinum": 1_211_600, "Gold": 1_259_000, "Silver": 909_000}
"""Dollars of April 2025."""
OWN_TARGETS = {who.TOP: 269_000, who.THIRD: 235_000, who.FAST_TRACK: 257_000}
PIPELINE = {"Platinum": 5_806_000, "Gold": 3_203_500, "Silver": 2_098_000, "Registered": 1_292_500}
COVERAGE = 3.2
CAP = 10
AT_RISK = {"Platinum": 1, "Gold": 6, "Silver": 21}
OFF = {"Platinum": 0, "Gold": 1, "Silver": 5}
ATTAINED = {"on": (1.02, 1.30), "risk": (0.76, 0.94), "off": (0.15, 0.60)}
"""Weighted pipeline over target."""
STEP_BP = 500
"""Probabilities are multiples of it."""

TARGET_MONTHS = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(24)]
SEASON = (88, 96, 116, 92, 100, 114, 90, 94, 116, 94, 104, 120)
"""A month's target in percent of the year's mean; April's own is exact."""


@dataclass
class Standing:
    """A partner that has a target and no win in April, in cents."""

    member: Member
    target: int
    health: str


def pipeline(draft: Draft) -> None:
    """Targets and open deals."""
    draft.begin("pipeline")
    standings = []
    for tier in TARGETS:
        own = _targets(draft, tier)
        _target_rows(draft, own)
        standings += _standings(draft, tier, own)
    _without_win(draft, standings)
    for tier in TARGETS:
        _winners(draft, tier)
    _registered(draft)
    _not_sourced(draft)


def _targets(draft: Draft, tier: str) -> dict[str, int]:
    """Each partner's own target of April 2025 in cents."""
    members = [m for m in draft.holders(tier) if m.partner_id != who.WITHOUT_TARGET]
    own = {m.partner_id: OWN_TARGETS[m.partner_id] * USD for m in members if m.partner_id in OWN_TARGETS}
    others = [m.partner_id for m in members if m.partner_id not in own]
    weights = [draft.rng.uniform(0.75, 1.3) for _ in others]
    return own | dict(zip(others, spread(TARGETS[tier] * USD - sum(own.values()), weights, 100 * USD), strict=True))


def _target_rows(draft: Draft, own: dict[str, int]) -> None:
    for partner_id, cents in own.items():
        since = max(draft.members[partner_id].joined_on, TARGET_MONTHS[0])
        for month in TARGET_MONTHS:
            if month >= since.replace(day=1):
                draft.add("targets", partner_id=partner_id, month_on=month, amount_cents=_of_month(cents, month))


def _of_month(april: int, month: date) -> int:
    if (month.year, month.month) == (2025, 4):
        return april
    growth = 100 if month.year == 2025 else 86
    return april * SEASON[month.month - 1] * growth // (SEASON[3] * 100) // (100 * USD) * (100 * USD)


def _standings(draft: Draft, tier: str, own: dict[str, int]) -> list[Standing]:
    """Partners without a win in April, of which some are at risk or off target."""
    members = [m for m in draft.holders(tier) if m.number not in WINNERS and m.partner_id in own]
    fixed = [who.EXIT_AFTER_FOUR, who.AT_RISK_OF_DEMOTION]
    members.sort(key=lambda m: (m.partner_id not in fixed, draft.rng.random()))
    off, risk = OFF[tier], AT_RISK[tier]
    health = ["off"] * off + ["risk"] * risk + ["on"] * (len(members) - off - risk)
    return [Standing(m, own[m.partner_id], h) for m, h in zip(members, health, strict=True)]


def _without_win(draft: Draft, standings: list[Standing]) -> None:
    """Open deals whose coverage has the mean that is missing."""
    winners = sum(1 for number in WINNERS if number not in REGISTERED_WINNERS)
    missing = COVERAGE * (winners + len(standings)) - CAP * winners
    drawn = [draft.rng.uniform(0.82, 1.18) for _ in standings]
    for standing, part in zip(standings, drawn, strict=True):
        cover = part * missing / sum(drawn)
        amount = round(standing.target * cover / (50 * USD)) * 50 * USD
        _open_for(draft, standing.member, amount, _probability(draft, standing, amount))


def _probability(draft: Draft, standing: Standing, amount: int) -> int:
    """A multiple of STEP_BP that brings the weighted pipeline into the range of the partner's health."""
    low, high = ATTAINED[standing.health]
    least, most = (bound * standing.target / amount * 10_000 / STEP_BP for bound in (low, high))
    return draft.rng.randrange(ceil(least), max(ceil(least), floor(most)) + 1) * STEP_BP


def _open_for(draft: Draft, member: Member, amount: int, probability_bp: int) -> None:
    """One or two open deals; the first was opened before the quarter began."""
    count = {"Platinum": 3, "Gold": 2}.get(member.tier, 1)
    for n, part in enumerate(spread(amount, [draft.rng.uniform(0.7, 1.3) for _ in range(count)])):
        _open(draft, member, part, probability_bp, opened_before=n == 0)


def _open(draft: Draft, member: Member, amount: int, probability_bp: int, *, opened_before: bool = False) -> Row:
    last = date(2025, 3, 28) if opened_before else date(2025, 4, 25)
    first = min(last, max(member.joined_on, date(2025, 1, 20) if opened_before else date(2025, 2, 10)))
    opened_on = draft.workday(first, last)
    return add_deal(draft, member, opened_on=opened_on, amount_cents=amount, probability_bp=probability_bp)


def _winners(draft: Draft, tier: str) -> None:
    """The rest of a tier's pipeline, with the partners that won in April and the one without a target."""
    members = [m for m in draft.holders(tier) if m.number in WINNERS or m.partner_id == who.WITHOUT_TARGET]
    ids = {m.partner_id for m in draft.holders(tier)}
    there = sum(d["amount_cents"] for d in draft.rows["deals"] if d["partner_id"] in ids and d["closed_on"] is None)
    deals = [m for m in members for _ in range({"Platinum": 3, "Gold": 2}.get(tier, 2))]
    parts = spread(PIPELINE[tier] * USD - there, [draft.rng.uniform(0.6, 1.4) for _ in deals])
    for n, (member, amount) in enumerate(zip(deals, parts, strict=True)):
        first = n == 0 or deals[n - 1] is not member
        _open(draft, member, amount, draft.rng.choice(STAGES_BP[:4]), opened_before=first)


def _registered(draft: Draft) -> None:
    """Small open deals of the Registered partners that work and have had the time to find one."""
    members = [m for m in draft.holders("Registered") if m.number not in REGISTERED_QUIET]
    members = [m for m in members if m.joined_on <= date(2025, 4, 11)]
    parts = spread(PIPELINE["Registered"] * USD, [draft.rng.uniform(0.5, 1.5) for _ in members])
    for member, amount in zip(members, parts, strict=True):
        before = member.partner_id == who.REGISTERED_RISING
        _open(draft, member, amount, draft.rng.choice(STAGES_BP[:3]), opened_before=before)


def _not_sourced(draft: Draft) -> None:
    """Open deals that a partner assists, and direct ones."""
    assisting = draft.holders("Platinum", "Gold")
    for _ in range(38):
        _other(draft, draft.rng.choice(assisting), "assisted")
    for _ in range(120):
        _other(draft, draft.direct, "direct")


def _other(draft: Draft, member: Member, role: str) -> None:
    opened_on = draft.workday(date(2025, 1, 13), AS_OF)
    add_deal(draft, member, opened_on=opened_on, amount_cents=draft.money(40_000, 300_000), role=role)


def expiring_registration(draft: Draft) -> None:
    """An open deal whose registration runs out within days."""
    deal = next(
        d for d in draft.rows["deals"] if d["partner_id"] == who.REGISTRATION_EXPIRING and d["closed_on"] is None
    )
    deal["opened_on"] = date(2024, 11, 5)
    register(draft, deal, date(2024, 11, 7))
