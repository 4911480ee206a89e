"""Where a partner stands: the tier it holds, what it meets and misses, and what that comes to."""

from datetime import date
from typing import Any, Literal

from tools.core.frames import Frames
from tools.core.program import Program
from tools.core.receipts import Basis, Result
from tools.core.rulings import Tiers
from tools.tiers.case import Case, case_of, day_asked
from tools.tiers.judgement import TierJudgement, highest_met
from tools.tiers.metrics import READS
from tools.tiers.moves import FastTrackState, fast_track
from tools.tiers.recommendation import Recommendation, recommend
from tools.tiers.stints import entry_deadline, next_review

STATUS_READS = (*READS, "tier_history")
"""The tables that a tier's status and path read."""


class QuarterEnd(Result):
    """A closed quarter end: every tier whose requirements held. `own_met` is None before the held tier began."""

    quarter: str
    on: date
    met: tuple[str, ...]
    own_met: bool | None


class TierStatus(Result):
    """A partner's tier on a day. Margin is in points over a standard margin, never in money.

    `own` and `next` are judged on `evaluated_on`: the last day of `quarter`, or, with `quarter` None, the day
    asked about, for a partner that joined since. `quarter_ends` are oldest first.
    """

    partner_id: str
    name: str
    on: date
    held: str
    held_since: date
    quarter: str | None
    evaluated_on: date
    own: TierJudgement
    next: TierJudgement | None
    highest_met: str | None
    quarter_ends: tuple[QuarterEnd, ...]
    benefits: tuple[str, ...]
    support: tuple[str, ...]
    margin_points_bp: int | None
    target_cents: int | None
    business_reviews: tuple[str, ...]
    tier_review: Literal["annual", "quarterly", "entry"] | None
    review_on: date | None
    review_overdue: bool
    fast_track: FastTrackState | None
    recommendation: Recommendation
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def tier_status(frames: Frames, program: Program, *, partner_id: str, on: str | None = None) -> TierStatus:
    """The tier a partner holds: requirements met and missed, benefits, support, reviews, and whether to move it.

    Args:
        partner_id: Record id, such as "P-042".
        on: Day to judge on, such as "2025-04-30"; the records' as-of day if left out.

    Returns:
        Requirements in cents and counts at the last closed quarter's end, and a recommendation with its proposal.

    Raises:
        UnknownPartner: no such partner, or none that the person asking may see.
        BadArgument: the day lies after the records' as-of day.
        NoRuleInForce: no tier structure is in force on the day.
        NoRecords: the partner holds no tier on the day.
    """
    case = case_of(frames, program, partner_id, day_asked(frames, on))
    newest = case.quarters[-1] if case.quarters else None
    judged = newest.verdicts if newest else case.today
    return TierStatus(
        partner_id=partner_id,
        name=case.name,
        on=case.day,
        held=case.held.name,
        held_since=case.stint.since,
        quarter=newest.quarter.name if newest else None,
        evaluated_on=newest.quarter.last if newest else case.day,
        own=judged[case.held.name],
        next=judged[case.above.name] if case.above else None,
        highest_met=highest_met(judged),
        quarter_ends=quarter_ends(case),
        fast_track=fast_track(case),
        recommendation=recommend(case),
        basis=basis_of(case),
        notes=_notes(case),
        **_terms(case),
    )


def _terms(case: Case) -> dict[str, Any]:
    """What the tier gives under the ruling in force on the day, and its next review."""
    terms = case.terms.tier(case.stint.tier)
    review_on = next_review(terms, case.stint, case.calendar, case.day)
    return {
        "benefits": terms.benefits,
        "support": terms.support,
        "margin_points_bp": terms.margin_points_bp,
        "target_cents": terms.target_cents,
        "business_reviews": terms.business_reviews,
        "tier_review": "entry" if entry_deadline(terms, case.stint) else terms.tier_review,
        "review_on": review_on,
        "review_overdue": review_on is not None and review_on < case.day,
    }


def quarter_ends(case: Case) -> tuple[QuarterEnd, ...]:
    """The closed quarter ends of a case, oldest first."""
    held = case.held.name
    return tuple(
        QuarterEnd(
            quarter=judged.quarter.name,
            on=judged.quarter.last,
            met=tuple(name for name, verdict in judged.verdicts.items() if verdict.met),
            own_met=judged.met(held) if judged.held else None,
        )
        for judged in case.quarters
    )


def basis_of(case: Case) -> tuple[Basis, ...]:
    """The ruling that judged, with the readings that mattered, and the one whose terms are in force, if another."""
    readings = ["lookback", "strategic_wins"]
    if case.ruling.fast_track:
        readings.append("fast_track")
    if any(judged.quarter.last < case.ruling.since for judged in case.quarters):
        readings.append("earlier_quarters")
    judging = Basis.of("tiers", case.ruling, *readings)
    return (judging,) if case.terms == case.ruling else (judging, Basis.of("tiers", case.terms))


def _notes(case: Case) -> tuple[str, ...]:
    notes = []
    if not case.quarters:
        notes.append(
            f"{case.name} joined on {case.partner['joined_on']}; no quarter has ended since, "
            f"so the values are those of {case.day}."
        )
    terms: Tiers = case.terms
    if terms.standard_margin_bp is None and terms.tier(case.stint.tier).margin_points_bp is not None:
        notes.append("The program does not publish its standard margin; margin points are not turned into money.")
    return tuple(notes)
