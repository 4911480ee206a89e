"""The quarter's awards: who leads each measure, and by how much."""

from datetime import date
from fractions import Fraction
from typing import Any

import narwhals as nw

from tools.core.frames import Frames, Lazy, rows
from tools.core.partners import active
from tools.core.periods import Period
from tools.core.program import Program
from tools.core.receipts import Basis, Line, Result
from tools.core.revenue import by_partner, won, won_in
from tools.core.rulings import Award, Awards
from tools.incentives.rebate_answer import quarter_asked

AWARD_READS = ("partners", "deals", "refunds", "certifications", "contributions")
"""The tables that awards read."""


class Standing(Result):
    """A partner and its measure: cents of revenue, or a count.

    For growth `value` is the quarter's revenue and the measure is `value` over `previous_cents`, the
    revenue of the quarter before.
    """

    partner_id: str
    name: str
    value: int
    previous_cents: int | None = None


class AwardResult(Result):
    """An award. More than one winner is a tie. `undecided` says why there is none.

    `prize_cents` is the whole prize: for a prize a unit, the units beyond the threshold times it.
    """

    id: str
    title: str
    measure: str
    prize_cents: int
    extras: tuple[str, ...]
    winners: tuple[Standing, ...]
    runners_up: tuple[Standing, ...]
    undecided: str | None = None


class QuarterAwards(Result):
    """The awards of a quarter; `provisional` while it is open. A line stands for each prize that one partner won."""

    quarter: str
    first_on: date
    last_on: date
    provisional: bool
    awards: tuple[AwardResult, ...]
    lines: tuple[Line, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def quarter_awards(frames: Frames, program: Program, *, quarter: str | None = None) -> QuarterAwards:
    """Who wins or leads each award of a fiscal quarter, the runners-up, the prizes, and what is still undecided.

    Args:
        quarter: Fiscal quarter, such as "2025-Q1"; the last one that has ended if left out.

    Raises:
        BadPeriod: the period is not a fiscal quarter.
        NoRuleInForce: no awards are in force on the quarter's last day.
    """
    calendar = program.calendar
    asked = quarter_asked(calendar, quarter, calendar.last_closed_quarter(frames.as_of))
    ruling = program.awards.on(asked.last)
    names = {row["partner_id"]: row["name"] for row in rows(active(frames, min(asked.last, frames.as_of)))}
    previous = calendar.quarters_ending(asked, 2)[0]
    awards = tuple(_award(frames, award, ruling, asked, previous, names) for award in ruling.awards)
    provisional = frames.as_of < asked.last
    return QuarterAwards(
        quarter=asked.name,
        first_on=asked.first,
        last_on=asked.last,
        provisional=provisional,
        awards=awards,
        lines=() if provisional else _lines(awards, ruling, asked),
        basis=(Basis.of("awards", ruling, *ruling.readings),),
        notes=_notes(frames.as_of, asked, awards),
    )


def awards_since(program: Program, as_of: date, arguments: dict[str, Any]) -> date:
    """The first day whose rows the awards need: that of the quarter before, which growth is measured from."""
    calendar = program.calendar
    asked = quarter_asked(calendar, arguments.get("quarter"), calendar.last_closed_quarter(as_of))
    return calendar.quarters_ending(asked, 2)[0].first


def _award(
    frames: Frames, award: Award, ruling: Awards, quarter: Period, previous: Period, names: dict[str, str]
) -> AwardResult:
    undecided = _open_value(award, ruling)
    ranked = [] if undecided else _ranked(_standings(frames, award, quarter, previous, names), award)
    if not undecided and not ranked:
        undecided = f"No active partner has a {award.measure.replace('_', ' ')} figure that counts in {quarter.name}."
    winners = ranked[0] if ranked else ()
    units = winners[0].value - (award.threshold or 0) if award.each_beyond_threshold and winners else 1
    return AwardResult(
        id=award.id,
        title=award.title,
        measure=award.measure,
        prize_cents=award.prize_cents * units,
        extras=award.extras,
        winners=winners,
        runners_up=ranked[1] if len(ranked) > 1 else (),
        undecided=undecided,
    )


def _open_value(award: Award, ruling: Awards) -> str | None:
    """What the program leaves open, and where to set it."""
    if award.each_beyond_threshold and award.threshold is None:
        where = f"Set the key threshold of the award {award.id} in awards.yaml, in the block since {ruling.since}"
        return f"The program does not set how many {award.measure} {award.title} starts from. {where}."
    return None


def _standings(
    frames: Frames, award: Award, quarter: Period, previous: Period, names: dict[str, str]
) -> list[Standing]:
    """The active partners with a measure that counts."""
    before = _values(by_partner(won(frames, previous), name="value")) if award.measure == "growth" else {}
    floor, least = award.floor_cents or 0, (award.threshold or 0) if award.each_beyond_threshold else 0
    return [
        Standing(partner_id=found, name=names[found], value=value, previous_cents=before.get(found))
        for found, value in _values(_measured(frames, award, quarter)).items()
        if found in names and value > least and (award.measure != "growth" or before.get(found, 0) > floor)
    ]


def _measured(frames: Frames, award: Award, quarter: Period) -> Lazy:
    """`partner_id` and `value` of an award's measure in a quarter, up to the as-of day."""
    if award.measure in ("revenue", "growth"):
        return by_partner(won(frames, quarter), name="value")
    if award.measure == "new_logos":
        deals = frames.deals.filter(won_in(quarter, frames.as_of), nw.col("role") == "sourced", nw.col("new_logo"))
        return _counted(deals)
    if award.measure == "certifications":
        return _counted(frames.certifications.filter(_on(nw.col("earned_on"), quarter, frames.as_of)))
    approved = frames.contributions.filter(_on(nw.col("approved_on"), quarter, frames.as_of))
    return _counted(approved if award.kinds is None else approved.filter(nw.col("kind").is_in(list(award.kinds))))


def _on(day: nw.Expr, quarter: Period, as_of: date) -> nw.Expr:
    return (day >= quarter.first) & (day < quarter.after) & (day <= as_of)


def _counted(table: Lazy) -> Lazy:
    return table.group_by("partner_id").agg(value=nw.len()).with_columns(nw.col("value").cast(nw.Int64))


def _values(measured: Lazy) -> dict[str, int]:
    return {row["partner_id"]: row["value"] for row in rows(measured)}


def _ranked(standings: list[Standing], award: Award) -> list[tuple[Standing, ...]]:
    """The standings by falling measure; those that are exactly equal stand together, by name."""
    places: dict[Fraction, list[Standing]] = {}
    for standing in sorted(standings, key=lambda standing: (standing.name, standing.partner_id)):
        over = standing.previous_cents if award.measure == "growth" else None
        places.setdefault(Fraction(standing.value, over or 1), []).append(standing)
    return [tuple(places[measure]) for measure in sorted(places, reverse=True)]


def _lines(awards: tuple[AwardResult, ...], ruling: Awards, quarter: Period) -> tuple[Line, ...]:
    return tuple(
        Line(
            partner_id=award.winners[0].partner_id,
            row=quarter.name,
            on=quarter.last,
            rule=award.id,
            title=award.title,
            ruling_since=ruling.since,
            source=ruling.source,
            amount_cents=award.prize_cents,
        )
        for award in awards
        if len(award.winners) == 1
    )


def _notes(as_of: date, quarter: Period, awards: tuple[AwardResult, ...]) -> tuple[str, ...]:
    notes = []
    if as_of < quarter.last:
        notes.append(f"{quarter.name} is open until {quarter.last}: these are the leaders on {as_of}, not the winners.")
    notes.extend(
        f"{award.title} is a tie of {len(award.winners)}; the program does not say how its prize is shared."
        for award in awards
        if len(award.winners) > 1
    )
    return tuple(notes)
