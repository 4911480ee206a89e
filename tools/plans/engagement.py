"""Rules of engagement as a document: the rules, who leads when both sides meet, and how they are put in place."""

from datetime import date

from tools.core.frames import Frames
from tools.core.receipts import Basis, Result
from tools.plans.dating import Dates, Task, scheduled, unlisted_holidays, working_day
from tools.plans.practices import Practised
from tools.plans.practices.recruiting import Level, Meeting
from tools.plans.practices.steps import Threshold


class RuleSection(Result):
    """A heading and its rules."""

    title: str
    rules: tuple[str, ...]


class CoSell(Result):
    """A tier and the support in selling together that the program gives it."""

    tier: str
    support: tuple[str, ...]


class RulesOfEngagement(Result):
    """The rules, the tiers that sell together with us, and the steps that put them in place."""

    company: str
    on: date
    sections: tuple[RuleSection, ...]
    meetings: tuple[Meeting, ...]
    levels: tuple[Level, ...]
    co_sell: tuple[CoSell, ...]
    measures: tuple[Threshold, ...]
    tasks: tuple[Task, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def rules_of_engagement(frames: Frames, program: Practised) -> RulesOfEngagement:
    """Rules of engagement between our own reps and partners, ready to sign: who leads, who is credited, what if broken.

    Returns:
        The rules, the tiers that the program gives co-sell support, and dated steps from the as-of day.

    Raises:
        NoRuleInForce: no rules of engagement or tier structure are in force.
    """
    ruling = program.engagement.on(frames.as_of)
    tiers = program.tiers.on(frames.as_of)
    tasks = tuple(scheduled(ruling.steps, Dates.of(program, working_day(program, frames.as_of))))
    supported = [
        CoSell(tier=tier.name, support=tuple(s for s in tier.support if any(word in s for word in ruling.co_sell)))
        for tier in tiers.tiers
    ]
    return RulesOfEngagement(
        company=program.company.name,
        on=frames.as_of,
        sections=tuple(
            RuleSection(title=section.title, rules=tuple(point.text for point in section.points))
            for section in ruling.sections
        ),
        meetings=ruling.meetings,
        levels=ruling.levels,
        co_sell=tuple(tier for tier in supported if tier.support),
        measures=ruling.measures,
        tasks=tasks,
        basis=(Basis.of("engagement", ruling, *ruling.readings), Basis.of("tiers", tiers)),
        notes=unlisted_holidays(program, tasks),
    )
