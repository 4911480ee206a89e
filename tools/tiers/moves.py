"""When a partner's tier changes: advance, fast-track, demotion, exit. Each decision reads one case."""

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from tools.core.receipts import Result
from tools.core.rulings import Tiers
from tools.tiers.case import Case
from tools.tiers.judgement import Judged, RequirementState
from tools.tiers.stints import entry_deadline, last_review


class FastTrackState(Result):
    """How near a partner is to the fast-track; `open` when the revenue is reached and nothing else is missing.

    `quarter` is the best one of the last year's and the current. `requirements` are those not waived.
    """

    to: str
    quarter: str
    revenue_cents: int
    needed_cents: int
    missing_cents: int
    reached: bool
    waives: tuple[str, ...]
    requirements: tuple[RequirementState, ...]
    open: bool
    approver: str


def met_by_all(quarters: Sequence[Judged], tiers: Sequence[str]) -> str | None:
    """The last of the tiers, given lowest first, whose requirements held at each of the quarter ends."""
    return next((tier for tier in reversed(tiers) if all(quarter.met(tier) for quarter in quarters)), None)


def names(ruling: Tiers) -> list[str]:
    """The tiers' names, lowest first."""
    return [tier.name for tier in ruling.tiers]


def streak(quarters: Sequence[Judged], tier: str) -> int:
    """How many quarter ends in a row, up to the newest, met a tier."""
    return len(list(takewhile(lambda quarter: quarter.met(tier), reversed(quarters))))


def advances_to(ruling: Tiers, held: str, quarters: Sequence[Judged]) -> str | None:
    """The highest tier above the one held that was met at every one of the newest quarter ends that count."""
    needed = ruling.advance_after_quarters
    newest = quarters[-needed:]
    return met_by_all(newest, names(ruling)[ruling.rank(held) + 1 :]) if len(newest) == needed else None


def missed_run(held: str, quarters: Sequence[Judged]) -> list[Judged]:
    """The quarter ends in a row, up to the newest and oldest first, that missed the held tier while it was held."""
    run = takewhile(lambda quarter: quarter.held and not quarter.met(held), reversed(quarters))
    return list(reversed(list(run)))


def demotes_to(case: Case, quarters: Sequence[Judged], day: date) -> str | None:
    """The tier to fall to on a day: the highest met at the quarter ends that were missed, else the lowest.

    Where demotion waits for the tier's review, only the quarter ends up to the last review count.
    """
    ruling, held = case.ruling, case.held
    if ruling.rank(held.name) == 0:
        return None
    run = missed_run(held.name, quarters)
    if ruling.demotes_at == "tier_review":
        reviewed = last_review(held, case.stint, case.calendar, day)
        run = [quarter for quarter in run if reviewed is not None and quarter.quarter.last <= reviewed]
    if len(run) < ruling.demote_after_quarters:
        return None
    below = names(ruling)[: ruling.rank(held.name)]
    return met_by_all(run[-ruling.demote_after_quarters :], below) or below[0]


def exits(case: Case, quarters: Sequence[Judged]) -> bool:
    """Whether the held tier was missed at as many quarter ends in a row as end the partnership."""
    needed = case.ruling.exit_after_quarters
    return needed is not None and len(missed_run(case.held.name, quarters)) >= needed


def violated_on(case: Case) -> date | None:
    """The day the agreement was violated, if it was by the case's day."""
    day: date | None = case.partner["agreement_violated_on"]
    return day if day is not None and day <= case.day else None


def entry_past(case: Case) -> date | None:
    """The entry tier's last day in time, once it has passed: day 90 itself is in time, day 91 is not."""
    deadline = entry_deadline(case.held, case.stint)
    return deadline if deadline is not None and case.day > deadline else None


def fast_track(case: Case, *, current_only: bool = False) -> FastTrackState | None:
    """The fast-track of a partner below the tier it leads to; None where there is none.

    What is not waived is judged on the day itself, or at the quarter ends that count if the wait is not waived.
    """
    rule = case.ruling.fast_track
    if rule is None or case.ruling.rank(rule.to) <= case.ruling.rank(case.held.name):
        return None
    quarters = case.revenue[-1:] if current_only else case.revenue
    quarter, revenue = max(reversed(quarters), key=lambda pair: pair[1])
    left = tuple(state for state in case.today[rule.to].requirements if state.metric not in rule.waives)
    reached = revenue >= rule.quarter_revenue_cents
    return FastTrackState(
        to=rule.to,
        quarter=quarter.name,
        revenue_cents=revenue,
        needed_cents=rule.quarter_revenue_cents,
        missing_cents=max(0, rule.quarter_revenue_cents - revenue),
        reached=reached,
        waives=rule.waives,
        requirements=left,
        open=reached and all(state.met for state in left) and _waited(case, rule.to, rule.waives),
        approver=rule.approver,
    )


def _waited(case: Case, to: str, waives: Sequence[str]) -> bool:
    """Whether what is not waived held at the quarter ends that count, or the wait itself is waived."""
    if "wait" in waives:
        return True
    needed = case.ruling.advance_after_quarters
    newest = case.quarters[-needed:]
    states = [state for quarter in newest for state in quarter.verdicts[to].requirements]
    return len(newest) == needed and all(state.met for state in states if state.metric not in waives)
