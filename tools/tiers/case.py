"""Everything a decision about one partner's tier on a day rests on, read in as few passes as there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tools.core.errors import BadArgument, NotInProgram
from tools.core.frames import Frames
from tools.core.partners import partner
from tools.core.periods import FiscalCalendar, Period, day_of
from tools.core.program import Program
from tools.core.rulings import Metric, Tier, Tiers
from tools.tiers.judgement import Judged, Verdicts, verdicts
from tools.tiers.metrics import Asked, as_known_on, measured
from tools.tiers.stints import Stint, stint_on

QUARTERS_IN_A_YEAR = 4


@dataclass(frozen=True)
class Case:
    """A partner's tier on a day. `ruling` judges; `terms` are the benefits in force on the day.

    `quarters` are the closed quarter ends that count, oldest first; `ahead` the next ones if nothing more
    is won; `today` what stands on the day; `revenue` each quarter's, oldest first, the current one last.
    """

    partner: dict[str, Any]
    ruling: Tiers
    terms: Tiers
    calendar: FiscalCalendar
    day: date
    stint: Stint
    quarters: tuple[Judged, ...]
    ahead: tuple[Judged, ...]
    today: Verdicts
    revenue: tuple[tuple[Period, int], ...]

    @property
    def held(self) -> Tier:
        """The tier held, as the judging ruling has it."""
        return self.ruling.tier(self.stint.tier)

    @property
    def name(self) -> str:
        """The partner's name."""
        return str(self.partner["name"])

    @property
    def above(self) -> Tier | None:
        """The next tier up; None at the top."""
        rank = self.ruling.rank(self.stint.tier) + 1
        return self.ruling.tiers[rank] if rank < len(self.ruling.tiers) else None


def day_asked(frames: Frames, on: str | None) -> date:
    """The day a question is about; the as-of day if it names none.

    Raises:
        BadArgument: the day lies after the as-of day, of which nothing is recorded yet.
    """
    day = day_of(on) if on else frames.as_of
    if day > frames.as_of:
        raise BadArgument("on", on, f"the records end on {frames.as_of}; ask for the path to look ahead.")
    return day


def rulings_on(program: Program, day: date) -> tuple[Tiers, Tiers]:
    """The ruling that judges on a day, and the one whose terms are in force then.

    The ruling of the newest closed quarter's last day judges that quarter end and the earlier ones; where
    that quarter ended before the first ruling, the day's own does (reading).

    Raises:
        NoRuleInForce: no ruling is in force on the day.
    """
    terms = program.tiers.on(day)
    ended = program.calendar.last_closed_quarter(day).last
    return (program.tiers.on(ended) if program.tiers.covers(ended) else terms), terms


def case_of(frames: Frames, program: Program, partner_id: str, day: date, *, ahead: int = 0) -> Case:
    """One partner's case on a day, with `ahead` quarter ends still to come.

    Raises:
        UnknownPartner, NoRecords, NoRuleInForce: there is no such partner, tier on record, or ruling.
        NotInProgram: the partner's tier is not one of the program's.
    """
    found = partner(frames, partner_id)
    ruling, terms = rulings_on(program, day)
    stint = stint_on(frames, found, day)
    _known(stint.tier, ruling, terms)
    calendar = program.calendar
    closed = [q for q in _closed(ruling, calendar, day) if q.last >= found["joined_on"]]
    ends_ahead = coming(calendar, day, ahead)
    recent = [*calendar.quarters_ending(calendar.last_closed_quarter(day), ruling.lookback_quarters)]
    recent += [] if recent[-1].last == day else [calendar.quarter_of(day)]
    revenue = {quarter: Asked("annual_revenue", min(quarter.last, day), 1) for quarter in recent}
    metrics = metrics_of(ruling)
    days = {*(q.last for q in (*closed, *ends_ahead)), day}
    asked = {on: {m: Asked(m, on, ruling.lookback_quarters) for m in metrics} for on in days}
    questions = [*revenue.values(), *(ask for asks in asked.values() for ask in asks.values())]
    values = measured(as_known_on(frames, day), calendar, questions, partner_id=partner_id)[partner_id]
    judged = {on: verdicts(ruling, {m: values[ask] for m, ask in asks.items()}) for on, asks in asked.items()}
    return Case(
        partner=found,
        ruling=ruling,
        terms=terms,
        calendar=calendar,
        day=day,
        stint=stint,
        quarters=_judged(closed, judged, stint),
        ahead=_judged(ends_ahead, judged, stint),
        today=judged[day],
        revenue=tuple((quarter, values[ask]) for quarter, ask in revenue.items()),
    )


def _known(tier: str, *rulings: Tiers) -> None:
    for ruling in rulings:
        if tier not in [known.name for known in ruling.tiers]:
            raise NotInProgram(f"the tier {tier!r} in force from {ruling.since}", "tiers.yaml, key tiers")


def _closed(ruling: Tiers, calendar: FiscalCalendar, day: date) -> list[Period]:
    """The newest closed quarters that any rule counts; a review looks back from up to a year ago."""
    reviewed = QUARTERS_IN_A_YEAR if ruling.demotes_at == "tier_review" else 0
    count = max(ruling.advance_after_quarters, ruling.demote_after_quarters + reviewed, ruling.exit_after_quarters or 0)
    return calendar.quarters_ending(calendar.last_closed_quarter(day), count)


def coming(calendar: FiscalCalendar, day: date, count: int) -> list[Period]:
    """The next quarters to end after a day."""
    found: list[Period] = []
    after = calendar.last_closed_quarter(day).after
    for _ in range(count):
        found.append(calendar.quarter_of(after))
        after = found[-1].after
    return found


def _judged(quarters: Iterable[Period], judged: Mapping[date, Verdicts], stint: Stint) -> tuple[Judged, ...]:
    return tuple(Judged(quarter=q, verdicts=judged[q.last], held=stint.since <= q.last) for q in quarters)


def metrics_of(ruling: Tiers) -> list[Metric]:
    """The metrics that any tier asks for."""
    return sorted({requirement.metric for tier in ruling.tiers for requirement in tier.requirements})
