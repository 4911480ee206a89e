"""Who the partners are: tiers and their history, joining and exiting, managers and aliases."""

from datetime import date, timedelta

from assistant.records.demo.draft import Draft, Member
from assistant.records.demo.situations import EXITED, NAMES, NEAR_DAY_90, PAST_DAY_90, REGISTERED_RISING, VIOLATED

ACTIVE = {"Platinum": 12, "Gold": 34, "Silver": 89, "Registered": 99}
EXITED_IN_APRIL = 7
EXITED_EARLIER = 9
JOINED_IN_APRIL = 18
REGISTERED_QUIET = range(143, 154)
"""Registered partners that have done nothing for more than 90 days."""
REGISTERED_LATE = range(154, 166)
"""Registered partners past day 90 that still work."""
SILVER_OF_2024 = range(120, 136)
"""Silver partners that joined in the first half of 2024."""

REGIONS = ("West", "Central", "Northeast", "South", "Nordics")
RISEN = {40: date(2024, 4, 1), 41: date(2024, 7, 1), 42: date(2024, 10, 1), 43: date(2025, 1, 1)}
"""Numbers of Gold partners that advanced in the records' time, and when."""
CAME_DOWN = {61: date(2024, 10, 1), 62: date(2025, 1, 1)}
"""Numbers of Silver partners that were Gold, and until when."""
_TYPES = ("reseller", "value-added reseller", "managed service provider", "system integrator", "distributor")
_QUARTER_STARTS = tuple(date(year, month, 1) for year in (2022, 2023) for month in (1, 4, 7, 10))
_ENTRY_DAYS = {
    NEAR_DAY_90: date(2025, 2, 4),
    PAST_DAY_90: date(2025, 1, 13),
    REGISTERED_RISING: date(2024, 10, 14),
}
_ALIASES = {"ANW": "P-047", "Acme Net": "P-047", "Quillhaven": "P-001", "QHS": "P-001", "Larkmere": "P-013"}


def roster(draft: Draft) -> None:
    """Partners, their tier history and aliases."""
    draft.begin("roster")
    tiers = [tier for tier, count in ACTIVE.items() for _ in range(count)]
    tiers += ["Silver", "Silver"] + ["Registered"] * (EXITED_IN_APRIL + EXITED_EARLIER - 2)
    managers = [next(draft.people) for _ in range(2 * len(REGIONS))]
    for number, tier in enumerate(tiers, 1):
        member = _member(draft, f"P-{number:03d}", tier)
        draft.members[member.partner_id] = member
        _partner(draft, member, managers)
        _tiers(draft, member)
    for alias, partner_id in _ALIASES.items():
        draft.add("aliases", alias=alias, partner_id=partner_id)


def _member(draft: Draft, partner_id: str, tier: str) -> Member:
    name = NAMES.get(partner_id) or _fresh_name(draft)
    member = Member(partner_id, name, tier, FIRST)
    member.exited_on = _exited_on(draft, member.number)
    member.joined_on = _joined_on(draft, member)
    return member


FIRST = date(2019, 1, 1)


def _fresh_name(draft: Draft) -> str:
    """A name whose first word none of the written ones has."""
    taken = {name.split()[0] for name in NAMES.values()}
    return next(name for name in draft.companies if name.split()[0] not in taken)


def _exited_on(draft: Draft, number: int) -> date | None:
    after_active = number - sum(ACTIVE.values())
    if after_active <= 0:
        return None
    if f"P-{number:03d}" == EXITED:
        return date(2025, 4, 11)
    if after_active <= EXITED_IN_APRIL:
        return draft.workday(date(2025, 4, 2), date(2025, 4, 28))
    return draft.workday(date(2024, 5, 6), date(2025, 3, 14))


def _joined_on(draft: Draft, member: Member) -> date:
    if member.partner_id in _ENTRY_DAYS:
        return _ENTRY_DAYS[member.partner_id]
    first, last = _joining_days(member)
    return draft.workday(first, last)


def _joining_days(member: Member) -> tuple[date, date]:
    number = member.number
    if member.exited_on is not None:
        return (date(2022, 3, 1), date(2023, 9, 29)) if member.tier == "Silver" else _before(member.exited_on)
    if member.tier in ("Platinum", "Gold") or number in CAME_DOWN:
        return date(2020, 1, 6), date(2021, 9, 30)
    if member.tier == "Silver":
        late = number in SILVER_OF_2024
        return (date(2024, 1, 8), date(2024, 5, 31)) if late else (date(2021, 2, 1), date(2023, 8, 31))
    if number in REGISTERED_QUIET:
        return date(2024, 8, 5), date(2024, 12, 13)
    if number in REGISTERED_LATE:
        return date(2024, 9, 2), date(2025, 1, 24)
    if number > sum(ACTIVE.values()) - JOINED_IN_APRIL:
        return date(2025, 4, 1), date(2025, 4, 25)
    return date(2025, 2, 5), date(2025, 3, 28)


def _before(exited_on: date) -> tuple[date, date]:
    return exited_on - timedelta(days=200), exited_on - timedelta(days=100)


def _partner(draft: Draft, member: Member, managers: list[str]) -> None:
    region = draft.rng.randrange(len(REGIONS))
    signed = max(FIRST, member.joined_on - timedelta(days=draft.rng.randrange(0, 6)))
    trained = member.joined_on + timedelta(days=draft.rng.randrange(6, 26))
    draft.add(
        "partners",
        partner_id=member.partner_id,
        name=member.name,
        partner_type=draft.rng.choice(_TYPES),
        region=REGIONS[region],
        manager=managers[2 * region + member.number % 2],
        joined_on=member.joined_on,
        exited_on=member.exited_on,
        agreement_signed_on=signed,
        agreement_violated_on=date(2025, 3, 20) if member.partner_id == VIOLATED else None,
        basic_training_on=trained if trained <= date(2025, 4, 30) else None,
    )


def _tiers(draft: Draft, member: Member) -> None:
    """One row a tier held, from Registered on; an exited partner's last one ends on its last day."""
    rises = ["Registered", "Silver", "Gold", "Platinum"]
    held = rises[: rises.index(member.tier) + 1] + ["Gold", "Silver"] * (member.number in CAME_DOWN)
    since = [member.joined_on]
    if len(held) > 1:
        since.append(member.joined_on + timedelta(days=draft.rng.randrange(60, 90)))
    if len(held) > 2:
        drawn = draft.rng.choice(_QUARTER_STARTS[: 8 if member.tier == "Gold" else 3])
        since.append(RISEN.get(member.number, drawn))
    if len(held) > 3:
        since.append(CAME_DOWN.get(member.number) or draft.rng.choice(_QUARTER_STARTS[4:]))
    ends = [day - timedelta(days=1) for day in since[1:]]
    last = member.exited_on - timedelta(days=1) if member.exited_on else None
    for tier, start, end in zip(held, since, [*ends, last], strict=True):
        draft.add("tier_history", partner_id=member.partner_id, since=start, until=end, tier=tier)
