"""Which days and which partners a dashboard is about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import narwhals as nw

from tools.core.errors import BadArgument, BadPeriod
from tools.core.frames import Frames, rows
from tools.core.periods import Period, add_months, month
from tools.core.program import Program
from tools.core.rulings import Tier
from tools.dashboard.models import Filters

_LISTED = 12


@dataclass(frozen=True)
class Days:
    """A period and the days that its definitions need.

    `on` is the last day that is evaluated; `elapsed` the period up to it; `since` the first day of the
    quarter in which the period starts; `before` the span that growth compares with; `year` the fiscal
    year that holds `on`.
    """

    period: Period
    on: date
    elapsed: Period
    since: date
    before: Period
    year: Period
    year_on_year: bool
    quarter_long: bool

    @property
    def notes(self) -> tuple[str, ...]:
        """That a period has not ended yet, where it has not."""
        if self.on == self.period.last:
            return ()
        last = self.period.last
        return (f"{self.period} runs to {last}; the records end on {self.on}, and targets are those of all of it.",)


@dataclass(frozen=True)
class Member:
    """A partner as the dashboard sees it; `tier` is the one held on the evaluated day, or the last one held."""

    partner_id: str
    name: str
    region: str | None
    manager: str | None
    joined_on: date
    exited_on: date | None
    tier: str | None

    def active_on(self, day: date) -> bool:
        """Whether it had joined and not exited at the end of a day."""
        return self.joined_on <= day and (self.exited_on is None or self.exited_on > day)


@dataclass(frozen=True)
class Scope:
    """The days, the partners left by the filters, and the tiers from the highest down."""

    days: Days
    members: dict[str, Member]
    active: dict[str, Member]
    tiers: tuple[str, ...]
    filters: Filters

    @property
    def filtered(self) -> bool:
        """Whether any filter was named."""
        return self.filters != Filters()

    def held(self, partner_id: str) -> str | None:
        """The tier that an active partner holds; None for any other."""
        return self.active[partner_id].tier if partner_id in self.active else None


QUARTER, YEAR = 3, 12
"""Months back to what growth compares with; a span that would overlap itself a quarter back is compared a year back."""


def days_of(program: Program, text: str | None, as_of: date) -> Days:
    """The days of a named period, or of the calendar month of the as-of day.

    Raises:
        BadPeriod: it is not a period, or starts after the as-of day.
    """
    calendar = program.calendar
    period = calendar.period(text) if text else month(as_of.year, as_of.month)
    if period.first > as_of:
        raise BadPeriod(text or "", f"it starts after {as_of}, the last day that the records know")
    on = min(as_of, period.last)
    quarter = calendar.quarter_of(period.first)
    year_on_year = _moved(period.last, QUARTER) >= period.first
    back = YEAR if year_on_year else QUARTER
    first, last = _moved(period.first, back), _moved(on, back)
    whole = next(
        (
            p
            for p in (calendar.year_of(first), calendar.quarter_of(first), month(first.year, first.month))
            if (p.first, p.last) == (first, last)
        ),
        None,
    )
    return Days(
        period=period,
        on=on,
        elapsed=Period(first=period.first, after=on + timedelta(days=1), name=period.name),
        since=quarter.first,
        before=whole or Period(first=first, after=last + timedelta(days=1), name=f"{first} to {last}"),
        year=calendar.year_of(on),
        year_on_year=year_on_year,
        quarter_long=on < quarter.after,
    )


def _moved(day: date, months: int) -> date:
    """The day some months before; a month's last day becomes a month's last day."""
    earlier = add_months(day, -months)
    if day.month != (day + timedelta(days=1)).month:
        return add_months(earlier.replace(day=1), 1) - timedelta(days=1)
    return earlier


def scope_of(
    frames: Frames,
    program: Program,
    days: Days,
    *,
    tier: str | None = None,
    region: str | None = None,
    manager: str | None = None,
) -> Scope:
    """The partners left by the filters; each matches whole and without regard to case.

    Raises:
        BadArgument: no partner has that region or manager, or there is no such tier.
    """
    everyone = _members(frames, days.on)
    tiers = _tiers(program, days.on, everyone)
    filters = Filters(
        tier=_known("tier", tier, tiers),
        region=_known("region", region, (m.region for m in everyone)),
        manager=_known("manager", manager, (m.manager for m in everyone)),
    )
    tests: list[Callable[[Member], bool]] = [
        lambda m: filters.tier in (None, m.tier),
        lambda m: filters.region in (None, m.region),
        lambda m: filters.manager in (None, m.manager),
    ]
    members = {m.partner_id: m for m in everyone if all(test(m) for test in tests)}
    active = {key: m for key, m in members.items() if m.active_on(days.on)}
    shown = tiers if filters.tier is None else (filters.tier,)
    return Scope(days=days, members=members, active=active, tiers=shown, filters=filters)


def _members(frames: Frames, day: date) -> list[Member]:
    """Every partner, by id, with the newest tier that began by its exit or the day, whichever is first."""
    history = frames.tier_history.filter(nw.col("since") <= day).select("partner_id", "tier", "since", "until")
    columns = ("partner_id", "name", "region", "manager", "joined_on", "exited_on")
    found: dict[str, tuple[date, Member]] = {}
    for row in rows(frames.partners.select(*columns).join(history, on="partner_id", how="left")):
        since, until, tier = row.pop("since"), row.pop("until"), row.pop("tier")
        gone = row["exited_on"] is not None and row["exited_on"] <= day
        stands = since is not None and (gone or until is None or until >= day)
        key = (since if stands else date.min, Member(**row, tier=tier if stands else None))
        known = found.get(row["partner_id"])
        if known is None or key[0] > known[0]:
            found[row["partner_id"]] = key
    return [found[partner_id][1] for partner_id in sorted(found)]


def program_tiers(program: Program, day: date) -> tuple[Tier, ...]:
    """The tiers on a day; before the first ruling, its tiers, and after the last, the last one's."""
    values = program.tiers.values
    begun = [ruling for ruling in values if ruling.since <= day]
    return (begun[-1] if begun else values[0]).tiers


def _tiers(program: Program, day: date, everyone: list[Member]) -> tuple[str, ...]:
    named = [tier.name for tier in reversed(program_tiers(program, day))]
    held = sorted({m.tier for m in everyone if m.tier is not None} - set(named))
    return (*named, *held)


def _known(name: str, wanted: str | None, values: Iterable[str | None]) -> str | None:
    """The value as the records spell it."""
    if wanted is None:
        return None
    known = list(dict.fromkeys(value for value in values if value))
    for value in known:
        if value.casefold() == wanted.strip().casefold():
            return value
    ordered = known if name == "tier" else sorted(known)
    listed = ", ".join(ordered[:_LISTED]) + (f" and {len(ordered) - _LISTED} more" if len(ordered) > _LISTED else "")
    raise BadArgument(name, wanted, f"the partners' {name}s are {listed}." if listed else f"no partner has a {name}.")
