"""Where a partner's tier is heading: what the next quarter ends need, and what happens if nothing more is won."""

from datetime import date
from typing import Any, Literal

import narwhals as nw

from tools.core.errors import BadArgument
from tools.core.frames import Frames, rows
from tools.core.partners import valid_on
from tools.core.program import Program
from tools.core.receipts import Basis, Result
from tools.core.rulings import Tiers
from tools.tiers.case import QUARTERS_IN_A_YEAR, Case, case_of, coming, day_asked
from tools.tiers.judgement import Judged, RequirementState, TierJudgement
from tools.tiers.moves import FastTrackState, demotes_to, exits, fast_track, streak, violated_on
from tools.tiers.status import basis_of
from tools.tiers.stints import entry_deadline, next_review


class Expiring(Result):
    """A certification valid today whose holder will hold none on the quarter's last day."""

    certification_id: str
    staff_id: str
    name: str
    expires_on: date


class PathEnd(Result):
    """A quarter end to come, if nothing more is won: what counts already towards `to`, and towards the tier held."""

    quarter: str
    on: date
    days_left: int
    to: TierJudgement | None
    own: TierJudgement
    expiring: tuple[Expiring, ...]


class Risk(Result):
    """What happens on a day if nothing more is won, and the requirements that fail at the deciding quarter end."""

    action: Literal["demote", "exit", "exit_review"]
    on: date
    to: str | None
    failing: tuple[RequirementState, ...]


class TierPath(Result):
    """The way to a higher tier. `streak` of `streak_needed` quarter ends in a row have met it so far.

    `earliest_advance_on` is the day asked about when the advance is due already; None at the top.
    """

    partner_id: str
    name: str
    on: date
    held: str
    to: str | None
    streak: int
    streak_needed: int
    ends: tuple[PathEnd, ...]
    earliest_advance_on: date | None
    demotion: Risk | None
    exit: Risk | None
    fast_track: FastTrackState | None
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def tier_path(
    frames: Frames, program: Program, *, partner_id: str, on: str | None = None, to: str | None = None
) -> TierPath:
    """The way to the next tier: what each coming quarter end still needs, the earliest advance, and what is at risk.

    Args:
        partner_id: Record id, such as "P-042".
        on: Day to look ahead from, such as "2025-04-30"; the records' as-of day if left out.
        to: Tier to reach, such as "Gold"; the next one up if left out.

    Returns:
        Requirements in cents and counts at the next four quarter ends, with what counts already.

    Raises:
        UnknownPartner: no such partner, or none that the person asking may see.
        BadArgument: the day lies after the as-of day, or the tier is none above the one held.
        NoRuleInForce, NoRecords: no tier structure is in force on the day, or the partner holds no tier on it.
    """
    case = case_of(frames, program, partner_id, day_asked(frames, on), ahead=QUARTERS_IN_A_YEAR)
    goal, track = _goal(case, to), _track(case)
    certified = _certified(frames, partner_id, case.day)
    needed = case.ruling.advance_after_quarters
    so_far = min(needed, streak(case.quarters, goal)) if goal else 0
    earliest = (case.day if _opens(case, track, goal) else _earliest(case, needed - so_far)) if goal else None
    return TierPath(
        partner_id=partner_id,
        name=case.name,
        on=case.day,
        held=case.held.name,
        to=goal,
        streak=so_far,
        streak_needed=needed,
        ends=tuple(_end(case, judged, goal, certified) for judged in case.ahead),
        earliest_advance_on=earliest,
        demotion=_demotion(case),
        exit=_exit(case),
        fast_track=track,
        basis=basis_of(case),
        notes=_notes(case, program, earliest),
    )


def _track(case: Case) -> FastTrackState | None:
    """The fast-track that is open by a quarter already earned, else how far the current quarter is."""
    earned = fast_track(case)
    return earned if earned is not None and earned.open else fast_track(case, current_only=True)


def _opens(case: Case, track: FastTrackState | None, goal: str | None) -> bool:
    """Whether an open fast-track leads to the goal or past it."""
    if track is None or goal is None or not track.open:
        return False
    return case.ruling.rank(goal) <= case.ruling.rank(track.to)


def _goal(case: Case, to: str | None) -> str | None:
    if to is None:
        return case.above.name if case.above else None
    higher = {tier.name.casefold(): tier.name for tier in case.ruling.tiers[case.ruling.rank(case.held.name) + 1 :]}
    if to.strip().casefold() not in higher:
        above = (
            f"the tiers above {case.held.name} are {', '.join(higher.values())}." if higher else "it is the highest."
        )
        raise BadArgument("to", to, f"{case.name} holds {case.held.name}; {above}")
    return higher[to.strip().casefold()]


def _certified(frames: Frames, partner_id: str, day: date) -> list[dict[str, Any]]:
    """The certifications of a partner that are valid on a day, the first to expire first."""
    found = rows(frames.certifications.filter(nw.col("partner_id") == partner_id, valid_on(day)))
    return sorted(found, key=lambda row: (row["expires_on"] or date.max, row["certification_id"]))


def _end(case: Case, judged: Judged, goal: str | None, certified: list[dict[str, Any]]) -> PathEnd:
    last = judged.quarter.last
    kept = {row["staff_id"] for row in certified if row["expires_on"] is None or row["expires_on"] > last}
    lost = {row["staff_id"]: row for row in certified if row["staff_id"] not in kept}
    return PathEnd(
        quarter=judged.quarter.name,
        on=last,
        days_left=(last - case.day).days,
        to=judged.verdicts[goal] if goal else None,
        own=judged.verdicts[case.held.name],
        expiring=tuple(
            Expiring(**{name: row[name] for name in ("certification_id", "staff_id", "name", "expires_on")})
            for row in lost.values()
        ),
    )


def _earliest(case: Case, ends_to_go: int) -> date:
    """The quarter end at which an advance could be due if everything is met from the next one on."""
    return coming(case.calendar, case.day, ends_to_go)[-1].last if ends_to_go > 0 else case.day


def _known_by(case: Case, day: date) -> list[Judged]:
    """The quarter ends judged by a day, if nothing more is won."""
    return [judged for judged in (*case.quarters, *case.ahead) if judged.quarter.last <= day]


def _demotion(case: Case) -> Risk | None:
    """The first day on which the partner would be demoted: today, a quarter end, or the tier's review."""
    days = {case.day, *(judged.quarter.last for judged in case.ahead)}
    if (review := next_review(case.held, case.stint, case.calendar, case.day)) is not None:
        days.add(review)
    for day in sorted(days):
        if (down := demotes_to(case, _known_by(case, day), day)) is not None:
            return Risk(action="demote", on=day, to=down, failing=_failing(case, day))
    return None


def _exit(case: Case) -> Risk | None:
    """The first day on which the partnership would end or be reviewed."""
    if violated_on(case) is not None:
        return Risk(action="exit", on=case.day, to=None, failing=())
    for day in (case.day, *(judged.quarter.last for judged in case.ahead)):
        if exits(case, _known_by(case, day)):
            return Risk(action="exit", on=day, to=None, failing=_failing(case, day))
    if (deadline := entry_deadline(case.held, case.stint)) is not None:
        return Risk(action="exit_review", on=deadline, to=None, failing=())
    return None


def _failing(case: Case, day: date) -> tuple[RequirementState, ...]:
    return _known_by(case, day)[-1].verdicts[case.held.name].missed


def _notes(case: Case, program: Program, earliest: date | None) -> tuple[str, ...]:
    notes = ["What counts at a quarter end is what is won by now; deals open now are taken to stay open."]
    deadline = entry_deadline(case.held, case.stint)
    if deadline is not None and earliest is not None and earliest > deadline:
        notes.append(f"The earliest advance, {earliest}, comes after the deadline to advance, {deadline}.")
    changes = {ruling.since for ruling in _rulings_ahead(case, program)}
    notes += [f"Another tier structure starts on {since}; this path keeps to today's." for since in sorted(changes)]
    if _demotion(case) is not None and case.ruling.exit_after_quarters is not None:
        notes.append("Exit counts quarter ends missed in the tier held now; a demotion starts the count again.")
    return tuple(notes)


def _rulings_ahead(case: Case, program: Program) -> list[Tiers]:
    found = program.tiers.during(case.day, case.ahead[-1].quarter.after)
    return [ruling for ruling in found if ruling.since > case.day]
