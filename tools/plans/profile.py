"""The ideal partner: what it should bring, and which traits separate strong from weak partners in the records."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from tools.core.errors import BadArgument
from tools.core.frames import Frames, rows
from tools.core.money import BP, portion
from tools.core.partners import active
from tools.core.receipts import Basis, Result
from tools.core.rulings import Metric, Tiers
from tools.plans.dating import Dates, Task, scheduled, unlisted_holidays, working_day
from tools.plans.practices import Practised
from tools.plans.practices.recruiting import Persona, Profile, ProfileType, Trait
from tools.plans.practices.steps import Threshold, fitting, type_named
from tools.tiers.case import rulings_on
from tools.tiers.metrics import READS as METRIC_READS
from tools.tiers.metrics import Asked, measured

READS = METRIC_READS
"""The tables that a profile reads."""


class TraitFound(Result):
    """How many strong and weak partners have a trait; the difference of the shares in basis points."""

    title: str
    metric: Metric
    at_least: int
    strong_with: int
    weak_with: int
    difference_bp: int
    keep: bool


class PartnerNamed(Result):
    """A partner of a group, with its partner-sourced revenue of the quarters looked at."""

    partner_id: str
    name: str
    revenue_cents: int


class PartnerProfile(Result):
    """A profile. `traits` is empty where too few partners can be compared; a note says so."""

    partner_type: str | None
    on: date
    since: date
    until: date
    lines: tuple[str, ...]
    fit: ProfileType | None
    types: tuple[ProfileType, ...]
    personas: tuple[Persona, ...]
    active: int
    selling: int
    strong: tuple[PartnerNamed, ...]
    weak: tuple[PartnerNamed, ...]
    traits: tuple[TraitFound, ...]
    measures: tuple[Threshold, ...]
    tasks: tuple[Task, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def partner_profile(frames: Frames, program: Practised, *, partner_type: str | None = None) -> PartnerProfile:
    """The ideal partner profile: what to look for, whom to talk to, and what separates strong partners from weak ones.

    Args:
        partner_type: Partner type, such as "reseller" or "MSP"; every type if left out.

    Returns:
        Counts of strong and weak partners with each trait, over the quarters that the tiers look back on.

    Raises:
        BadArgument: no such partner type.
        NoRuleInForce: no profile or tier structure is in force.
    """
    ruling = program.profile.on(frames.as_of)
    fit = _fit(ruling, partner_type)
    tiers, _ = rulings_on(program, frames.as_of)
    tasks = tuple(scheduled(ruling.steps, Dates.of(program, working_day(program, frames.as_of))))
    compared = _compared(frames, program, ruling, tiers, fit)
    return PartnerProfile(
        partner_type=fit.name if fit else None,
        on=frames.as_of,
        lines=tuple(point.text for point in fitting(ruling.lines, fit.name if fit else None)),
        fit=fit,
        types=ruling.types,
        personas=ruling.personas,
        **compared,
        measures=ruling.measures,
        tasks=tasks,
        basis=(Basis.of("profile", ruling, *ruling.readings), Basis.of("tiers", tiers, "lookback", "strategic_wins")),
        notes=(*_too_few(ruling, compared), *unlisted_holidays(program, tasks)),
    )


def _compared(
    frames: Frames, program: Practised, ruling: Profile, tiers: Tiers, fit: ProfileType | None
) -> dict[str, Any]:
    """Strong and weak partners of the quarters that the tiers look back on, and the traits of both."""
    quarters = program.calendar.quarters_ending(
        program.calendar.last_closed_quarter(frames.as_of), tiers.lookback_quarters
    )
    own = [row for row in rows(active(frames, frames.as_of)) if fit is None or fit.called(row["partner_type"] or "")]
    metrics: list[Metric] = ["annual_revenue", *(trait.metric for trait in ruling.traits)]
    asks = {metric: Asked(metric, quarters[-1].last, tiers.lookback_quarters) for metric in metrics}
    found = measured(frames, program.calendar, asks.values())
    values = {row["partner_id"]: {m: found[row["partner_id"]][ask] for m, ask in asks.items()} for row in own}
    strong, weak = _groups(ruling, own, values, frames.as_of)
    enough = min(len(strong), len(weak)) >= ruling.fewest
    return {
        "since": quarters[0].first,
        "until": quarters[-1].last,
        "active": len(own),
        "selling": sum(held["annual_revenue"] > 0 for held in values.values()),
        "strong": strong,
        "weak": weak,
        "traits": tuple(_trait(ruling, trait, strong, weak, values) for trait in ruling.traits) if enough else (),
    }


def _fit(ruling: Profile, text: str | None) -> ProfileType | None:
    if text is None:
        return None
    if (found := type_named(ruling.types, text)) is None:
        raise BadArgument("partner_type", text, f"the types are {', '.join(kind.name for kind in ruling.types)}.")
    return found


Values = Mapping[str, Mapping[Metric, int]]


def _groups(
    ruling: Profile, own: list[dict[str, Any]], values: Values, on: date
) -> tuple[tuple[PartnerNamed, ...], tuple[PartnerNamed, ...]]:
    """The partners that sold most, and the longest-standing ones of those that sold nothing."""
    revenue = {row["partner_id"]: values[row["partner_id"]]["annual_revenue"] for row in own}
    settled = on - timedelta(days=ruling.weak_after_days)
    best = sorted(
        (row for row in own if revenue[row["partner_id"]] > 0),
        key=lambda row: (-revenue[row["partner_id"]], row["partner_id"]),
    )
    idle = sorted(
        (row for row in own if revenue[row["partner_id"]] <= 0 and row["joined_on"] <= settled),
        key=lambda row: (row["joined_on"], row["partner_id"]),
    )
    strong, weak = (
        tuple(
            PartnerNamed(partner_id=row["partner_id"], name=row["name"], revenue_cents=revenue[row["partner_id"]])
            for row in group[: ruling.group_of]
        )
        for group in (best, idle)
    )
    return strong, weak


def _trait(
    ruling: Profile, trait: Trait, strong: tuple[PartnerNamed, ...], weak: tuple[PartnerNamed, ...], values: Values
) -> TraitFound:
    counts = [
        sum(values[named.partner_id][trait.metric] >= trait.at_least for named in group) for group in (strong, weak)
    ]
    difference = portion(counts[0], BP, len(strong)) - portion(counts[1], BP, len(weak))
    return TraitFound(
        title=trait.title,
        metric=trait.metric,
        at_least=trait.at_least,
        strong_with=counts[0],
        weak_with=counts[1],
        difference_bp=difference,
        keep=difference >= ruling.keep_from_bp,
    )


def _too_few(ruling: Profile, compared: dict[str, Any]) -> Iterator[str]:
    strong, weak = len(compared["strong"]), len(compared["weak"])
    if min(strong, weak) < ruling.fewest:
        yield (
            f"The records show {strong} selling and {weak} settled partners without a sale: "
            f"fewer than {ruling.fewest} of each are too few to compare."
        )
