"""What a partner's case comes to: one recommendation, and the proposal that a person decides."""

from collections.abc import Sequence
from typing import Literal

from tools.core.money import dollars
from tools.core.receipts import Basis, Proposal, Result
from tools.tiers.case import Case
from tools.tiers.judgement import Judged
from tools.tiers.moves import (
    FastTrackState,
    advances_to,
    demotes_to,
    entry_past,
    exits,
    fast_track,
    missed_run,
    violated_on,
)

Action = Literal["hold", "advance", "fast_track", "demote", "exit", "exit_review"]


class Recommendation(Result):
    """What to do about a partner's tier. Everything but "hold" is a proposal until a person approves it."""

    action: Action
    to: str | None
    reason: str
    proposal: Proposal | None


def recommend(case: Case) -> Recommendation:
    """The first that applies: agreement violated, fast-track or advance to the higher tier, exit, demotion, entry past.

    A partner that meets a higher tier is not demoted for missing its own (reading).
    """
    held = case.held.name
    if (violated := violated_on(case)) is not None:
        return _proposed(case, "exit", None, f"The agreement was violated on {violated}.")
    advance = advances_to(case.ruling, held, case.quarters)
    track = fast_track(case)
    if track and track.open and (advance is None or case.ruling.rank(track.to) > case.ruling.rank(advance)):
        return _proposed(case, "fast_track", track.to, _fast_reason(track), approver=track.approver)
    if advance:
        ends = _ends(case.quarters[-case.ruling.advance_after_quarters :])
        return _proposed(case, "advance", advance, f"Every requirement of {advance} was met at the end of {ends}.")
    if exits(case, case.quarters):
        missed = _ends(missed_run(held, case.quarters))
        return _proposed(case, "exit", None, f"The requirements of {held} were missed at the end of {missed}.")
    if (down := demotes_to(case, case.quarters, case.day)) is not None:
        missed = _ends(missed_run(held, case.quarters))
        return _proposed(case, "demote", down, f"The requirements of {held} were missed at the end of {missed}.")
    if (deadline := entry_past(case)) is not None:
        days = case.held.advance_within_days
        reason = f"Day {days} was {deadline}, and no higher tier was reached by then."
        return _proposed(case, "exit_review", None, reason)
    return Recommendation(action="hold", to=None, reason=_hold_reason(case), proposal=None)


def _proposed(case: Case, action: Action, to: str | None, reason: str, approver: str | None = None) -> Recommendation:
    held = case.held.name
    what = {
        "advance": f"Advance {case.name} from {held} to {to}",
        "fast_track": f"Fast-track {case.name} from {held} to {to}",
        "demote": f"Move {case.name} down from {held} to {to}",
        "exit": f"End the partnership with {case.name}",
        "exit_review": f"Review whether {case.name} stays in the program",
    }[action]
    basis = Basis.of("tiers", case.ruling)
    proposal = Proposal(what=what, why=reason, ruling=basis, approver=approver or case.ruling.approver)
    return Recommendation(action=action, to=to, reason=reason, proposal=proposal)


def _ends(quarters: Sequence[Judged]) -> str:
    found = [quarter.quarter.name for quarter in quarters]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


def _fast_reason(track: FastTrackState) -> str:
    return (
        f"Revenue of {track.quarter} is {dollars(track.revenue_cents)}, at or above {dollars(track.needed_cents)}, "
        f"and everything that the fast-track does not waive is met."
    )


def _hold_reason(case: Case) -> str:
    held = case.held.name
    if not case.quarters:
        return f"No quarter has ended since {case.name} joined on {case.partner['joined_on']}."
    newest = case.quarters[-1]
    if newest.met(held):
        return f"{held}'s own requirements were met at the end of {newest.quarter.name}, and no higher tier is due."
    if not newest.held:
        return f"{held} has been held since {case.stint.since}, after the end of {newest.quarter.name}."
    missed = missed_run(held, case.quarters)
    ends = "1 quarter end" if len(missed) == 1 else f"{len(missed)} quarter ends in a row"
    return f"{held}'s own requirements were missed at {ends}, and no change is due yet."
