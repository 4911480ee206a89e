"""Who the partners are: by tier, region, manager and type, on a day; one partner's own entry with its people."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal

import narwhals as nw

from tools.core.errors import BadArgument, BadPeriod, NoRecords
from tools.core.frames import Frames, rows
from tools.core.partners import partner
from tools.core.periods import Period
from tools.core.program import Program
from tools.core.receipts import Basis, Result
from tools.dashboard.scope import program_tiers
from tools.tiers.changes import changes, goes_up
from tools.tiers.stints import stints

READS = ("partners", "tier_history", "people")

State = Literal["active", "joined", "exited", "promoted", "demoted", "moved"]
MOVES = ("promoted", "demoted", "moved")
_MOST_NAMED = 12


class DirectoryEntry(Result):
    """One partner on a day. `tier` and `tier_since` are of the tier held, of one that is gone the last that it held.

    `exited_on` is None while it is active. Of a change of tier, `tier` is the one moved to on `tier_since`, and
    `from_tier` the one before.
    """

    partner_id: str
    name: str
    partner_type: str | None
    tier: str | None
    tier_since: date | None
    region: str | None
    manager: str | None
    joined_on: date
    exited_on: date | None
    from_tier: str | None = None


class PartnerPerson(Result):
    """One of a partner's own people."""

    name: str
    role: str | None
    email: str | None


class PartnerDirectory(Result):
    """Entries by name, on the last day of the period or the as-of day if that comes first.

    Of changes of tier there is one entry a change, by day. `found` and `exited` count partners that the filters leave:
    those asked for, and of all those that are gone by then. `by_tier` counts the found ones, the highest tier first.
    `people` are those of the one partner asked about.
    """

    partner_id: str | None
    tier: str | None
    region: str | None
    manager: str | None
    partner_type: str | None
    state: State
    period: str | None
    on: date
    found: int
    exited: int
    by_tier: dict[str, int]
    rows: tuple[DirectoryEntry, ...]
    people: tuple[PartnerPerson, ...]
    basis: tuple[Basis, ...] = ()
    notes: tuple[str, ...] = ()


def partner_directory(
    frames: Frames,
    program: Program,
    *,
    partner_id: str | None = None,
    tier: str | None = None,
    region: str | None = None,
    manager: str | None = None,
    partner_type: str | None = None,
    state: State = "active",
    period: str | None = None,
) -> PartnerDirectory:
    """Who the partners are: lists by tier, region, manager or type, who joined, left or changed tier, one's own entry.

    For who manages a partner, its region, type, tier, the day it joined and its people; figures are the dashboard's.

    Args:
        partner_id: Record id, such as "P-042".
        tier: Tier held, or moved to, such as "Gold".
        region: Region, such as "West".
        manager: Partner manager's name.
        partner_type: Type, such as "distributor" or "MSP".
        state: "active" partners; those that "joined" or "exited" in the period, or ever without one; and changes of
            tier then: "promoted", "demoted", or "moved" for both.
        period: Month, quarter, year or days, such as "2025-04"; the as-of day if left out.

    Returns:
        One entry a partner, by name, with counts.

    Raises:
        UnknownPartner: no such partner, or none that the person asking may see.
        BadArgument: no partner has that tier, region, manager or type; the nearest are named.
        BadPeriod: the period lies after the records.
        NoRecords: the one partner had not joined yet.
    """
    span = _span(program, period, frames.as_of)
    if partner_id is not None:
        return _one(frames, partner_id, span)
    asked = {"tier": tier, "region": region, "manager": manager, "partner_type": partner_type}
    return _several(frames, program, asked, state, span)


def _several(
    frames: Frames, program: Program, asked: Mapping[str, str | None], state: State, span: Period | None
) -> PartnerDirectory:
    """The entries that the filters leave and that are in a state."""
    on = _on(frames, span)
    known = _entries(frames, on)
    named = {
        "tier": _spelt("tier", asked["tier"], _tier_names(program, on, known)),
        "region": _spelt("region", asked["region"], sorted({e.region for e in known if e.region})),
        "manager": _spelt("manager", asked["manager"], sorted({e.manager for e in known if e.manager})),
        "partner_type": _type(asked["partner_type"], sorted({e.partner_type for e in known if e.partner_type})),
    }
    if state in MOVES:
        known = _moved(frames, program, known, state, span)
    left = [e for e in known if all(value in (None, getattr(e, name)) for name, value in named.items())]
    found = [e for e in left if _is(e, state, span)]
    held = Counter(e.tier for e in found)
    return PartnerDirectory(
        partner_id=None,
        **named,
        state=state,
        period=span.name if span else None,
        on=on,
        found=len(found),
        exited=len({e.partner_id for e in left if e.exited_on is not None}),
        by_tier={name: held[name] for name in _tier_names(program, on, left) if held[name]},
        rows=tuple(found),
        people=(),
        notes=_notes(span, on),
    )


def _one(frames: Frames, partner_id: str, span: Period | None) -> PartnerDirectory:
    """The entry of one partner, whatever its state, with its people."""
    on = _on(frames, span)
    whole = partner(frames, partner_id)
    if whole["joined_on"] > on:
        raise NoRecords(f"{whole['name']} joined on {whole['joined_on']}, after {on}. Ask about that day or later.")
    entry = next(e for e in _entries(frames, on) if e.partner_id == partner_id)
    people = rows(frames.people.filter(nw.col("partner_id") == partner_id).sort("name", "staff_id"))
    return PartnerDirectory(
        partner_id=partner_id,
        tier=None,
        region=None,
        manager=None,
        partner_type=None,
        state="exited" if entry.exited_on else "active",
        period=span.name if span else None,
        on=on,
        found=1,
        exited=int(entry.exited_on is not None),
        by_tier={entry.tier: 1} if entry.tier else {},
        rows=(entry,),
        people=tuple(PartnerPerson(name=p["name"], role=p["role"], email=p["email"]) for p in people),
    )


def _span(program: Program, text: str | None, as_of: date) -> Period | None:
    span = program.calendar.period(text) if text else None
    if span and span.first > as_of:
        raise BadPeriod(text or "", f"it starts after {as_of}, the last day that the records know")
    return span


def _on(frames: Frames, span: Period | None) -> date:
    return min(span.last, frames.as_of) if span else frames.as_of


def _notes(span: Period | None, on: date) -> tuple[str, ...]:
    return (f"{span} runs to {span.last}; the records end on {on}.",) if span and on < span.last else ()


def _entries(frames: Frames, on: date) -> list[DirectoryEntry]:
    """Every partner that had joined by a day, by name; what happened later is not known yet."""
    held: Mapping[str, tuple[str, date]] = {key: (s.tier, s.since) for key, s in stints(frames, on).items()}
    history = frames.tier_history.filter(nw.col("since") <= on).sort("since")
    last = {row["partner_id"]: (row["tier"], row["since"]) for row in rows(history)}
    found = [_entry(row, held, last, on) for row in rows(frames.partners.filter(nw.col("joined_on") <= on))]
    return sorted(found, key=lambda e: (e.name.casefold(), e.partner_id))


def _entry(
    row: dict[str, Any], held: Mapping[str, tuple[str, date]], last: Mapping[str, tuple[str, date]], on: date
) -> DirectoryEntry:
    gone = row["exited_on"] is not None and row["exited_on"] <= on
    tier, since = (last if gone else held).get(row["partner_id"], (None, None))
    return DirectoryEntry(
        partner_id=row["partner_id"],
        name=row["name"],
        partner_type=row["partner_type"] or None,
        tier=tier,
        tier_since=since,
        region=row["region"] or None,
        manager=row["manager"] or None,
        joined_on=row["joined_on"],
        exited_on=row["exited_on"] if gone else None,
    )


def _moved(
    frames: Frames, program: Program, known: list[DirectoryEntry], state: State, span: Period | None
) -> list[DirectoryEntry]:
    """One entry a change of tier, with the tier moved to on that day; ranks are those of the day of the change."""
    on, by_id = _on(frames, span), {e.partner_id: e for e in known}
    found: list[DirectoryEntry] = []
    for change in changes(frames, on, span):
        up = goes_up(change, _tier_names(program, change.on, ()))
        if change.partner_id in by_id and (state == "moved" or up is (state == "promoted")):
            moved = {"from_tier": change.before, "tier": change.after, "tier_since": change.on}
            found.append(by_id[change.partner_id].model_copy(update=moved))
    return found


def _is(entry: DirectoryEntry, state: State, span: Period | None) -> bool:
    if state in MOVES:
        return True
    if state == "active":
        return entry.exited_on is None
    day = entry.joined_on if state == "joined" else entry.exited_on
    return day is not None and (span is None or day in span)


def _tier_names(program: Program, on: date, known: Iterable[DirectoryEntry]) -> list[str]:
    """The program's tiers from the highest down, and any other that the records hold."""
    own = [tier.name for tier in reversed(program_tiers(program, on))]
    return [*own, *sorted({e.tier for e in known if e.tier} - set(own))]


def _spelt(name: str, wanted: str | None, known: list[str]) -> str | None:
    """A value as the records spell it.

    Raises:
        BadArgument: none is called so; the nearest are named, or all where none is near.
    """
    if wanted is None:
        return None
    text = wanted.strip().casefold()
    by_text = {value.casefold(): value for value in known}
    if text in by_text:
        return by_text[text]
    if near := [by_text[key] for key in get_close_matches(text, by_text, n=3)]:
        raise BadArgument(name, wanted, f"no partner has it. Did you mean {' or '.join(near)}?")
    more = f" and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
    listed = ", ".join(known[:_MOST_NAMED]) + more
    raise BadArgument(name, wanted, f"the partners' are {listed}." if known else "no partner has one.")


def _type(wanted: str | None, known: list[str]) -> str | None:
    """A type by its name, one or several ("distributors"), or by its first letters: "MSP"."""
    if wanted is None:
        return None
    text = wanted.strip().casefold()
    for value in known:
        first = "".join(word[0] for word in value.replace("-", " ").split()).casefold()
        if text.removesuffix("s") == value.casefold() or (len(first) > 1 and text.removesuffix("s") == first):
            return value
    return _spelt("partner type", wanted, known)
