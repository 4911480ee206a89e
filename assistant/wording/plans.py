"""Plans in words: what a plan comes to and what falls due next. The whole document is for a file."""

from collections.abc import Sequence

from assistant.answer import Table, Worded
from assistant.wording.figures import counted, listed, sentence, spoken, whose
from assistant.wording.tiers import requirement_missing
from tools.core.money import dollars, percent
from tools.plans.agreement import AgreementChecklist
from tools.plans.business_plan import JointBusinessPlan
from tools.plans.campaign import CampaignBrief
from tools.plans.dating import Task
from tools.plans.engagement import RulesOfEngagement
from tools.plans.figures.gap import TierGap
from tools.plans.improvement import ImprovementPlan, Trigger
from tools.plans.onboarding import OnboardingPlan
from tools.plans.profile import PartnerProfile
from tools.plans.review import QbrPack
from tools.plans.scorecard import RecruitmentScorecard

SHOWN = 6
"""How many tasks an answer shows; a document has them all."""


def _whole(command: str) -> str:
    return f"Save the whole document: `channel-sales plan {command} --out FILE` (.docx, .pdf, .html, .md, .ics)."


def _due(tasks: Sequence[Task], title: str = "Due next") -> tuple[Table, ...]:
    """The next tasks that are not done."""
    rows = tuple((task.on.isoformat(), task_title(task), owner(task)) for task in tasks[:SHOWN])
    return (Table(title=title, columns=("Due", "Task", "Owner"), rows=rows),) if rows else ()


def _ahead(tasks: Sequence[Task], on: object) -> list[Task]:
    left = [task for task in tasks if task.done_on is None]
    return [task for task in left if str(task.on) > str(on)] or left


def task_title(task: Task) -> str:
    """What is to be done, with the amount or the number that the gap adds."""
    if task.amount_cents is not None:
        return f"{task.title}: {dollars(task.amount_cents)} more, for {task.tier}"
    if task.count is not None:
        return f"{task.title}: person {task.number} of {task.count}, for {task.tier}"
    return task.title


def owner(task: Task) -> str:
    """Who does it, by role, and by name where the records have it."""
    return f"{task.owner} ({task.person})" if task.person else task.owner


def gap_said(gap: TierGap) -> str:
    """What is missing for the tier, with figures."""
    lacked = listed([requirement_missing(state) for state in gap.missed])
    return f"lacks {lacked}" if lacked else "meets every requirement already"


def _gap(gap: TierGap | None) -> str:
    if gap is None:
        return "It holds the highest tier."
    text = f"For {gap.tier} it {gap_said(gap)} at the quarter's end, {gap.quarter_ends_on}"
    if not gap.pipeline_to_add_cents:
        return f"{text}."
    coverage = f"{dollars(gap.pipeline_to_add_cents)} more pipeline at {multiple(gap.coverage_aim_bp)} coverage"
    return f"{text}; that revenue needs {coverage}."


def multiple(bp: int) -> str:
    """Basis points as a multiple: 30,000 is "3x"."""
    return f"{bp / 10_000:.2f}".rstrip("0").rstrip(".") + "x"


def onboarding_plan(result: OnboardingPlan) -> Worded:
    """When it runs, what the next tier still asks, and the reviews."""
    when = f"runs from {result.starts_on} to {result.ends_on} with {counted(len(result.tasks), 'dated task')}"
    reviews = Table(
        title="Reviews",
        columns=("Phase", "Review", "Milestones"),
        rows=tuple((phase.name, phase.review_on.isoformat(), str(len(phase.milestones))) for phase in result.phases),
        right=("Milestones",),
    )
    return Worded(
        text=f"{whose(result.name)} onboarding plan ({result.partner_type}) {when}. {_gap(result.gap)}",
        tables=(reviews, *_due(_ahead(result.tasks, result.on))),
        notes=(*result.notes, _whole(f'onboarding "{result.name}" --starts {result.starts_on}')),
    )


def recruitment_scorecard(result: RecruitmentScorecard) -> Worded:
    """The decision and the points, then each criterion."""
    who = result.prospect or "The prospect"
    rows = tuple(
        (row.title, str(row.weight), str(row.score) if row.known else "not known", points(row.points_x100))
        for row in result.criteria
    )
    scored = Table(columns=("Criterion", "Weight", "Score", "Points"), rows=rows, right=("Weight", "Score", "Points"))
    if result.points_x100 is None and result.decision is None:
        asked = listed([row.title for row in result.criteria])
        scale = f"Score each from 1 to {result.highest_score}; the pass mark is {result.pass_mark} of 100 points."
        return Worded(text=f"The scorecard asks for {asked.lower()}. {scale}", notes=result.notes)
    if result.points_x100 is None:
        why = f"it is ruled out: {str(result.ruled_out).lower()}"
    else:
        mark = f"{points(result.points_x100)} of 100 points against the pass mark of {result.pass_mark}"
        why = f"it has {mark}" + (f", and is ruled out: {result.ruled_out}" if result.ruled_out else "")
    parts = [f"{who}: {result.decision}; {why}.", result.says or ""]
    if result.weakest:
        parts.append(f"Weakest: {listed(result.weakest)}.")
    if result.unknown:
        parts.append(f"Not known: {listed(result.unknown)}.")
    return Worded(
        text=" ".join(part for part in parts if part),
        tables=(scored,) if result.points_x100 is not None else (),
        notes=(*result.conditions, *result.notes),
    )


def points(hundredths: int) -> str:
    """Points without needless decimals: "76", "62.4"."""
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def partner_profile(result: PartnerProfile) -> Worded:
    """What separates strong from weak partners, then how many have it."""
    kind = result.partner_type or "partner"
    kept = [trait.title.lower() for trait in result.traits if trait.keep]
    found = f"Strong and weak ones differ in {listed(kept)}." if kept else ""
    rows = tuple(
        (t.title, f"{t.strong_with} of {len(result.strong)}", f"{t.weak_with} of {len(result.weak)}", _kept(t.keep))
        for t in result.traits
    )
    fit = f" It fits where customers need {result.fit.needs}: {result.fit.pattern}." if result.fit else ""
    return Worded(
        text=f"Of {counted(result.active, f'active {kind}')}, {result.selling} sold between {result.since} and "
        f"{result.until}. {found}{fit}".replace("  ", " ").strip(),
        tables=(Table(columns=("Trait", "Strong", "Weak", "Keep"), rows=rows),) if rows else (),
        notes=(*result.notes, _whole(f"profile{_kind(result.partner_type)}")),
    )


def _kind(partner_type: str | None) -> str:
    return f' "{partner_type}"' if partner_type else ""


def _kept(keep: bool) -> str:
    return "yes" if keep else "no"


def joint_business_plan(result: JointBusinessPlan) -> Worded:
    """The target and what fills it, then the quarters."""
    filled = f"{dollars(result.won_cents)} is won and {dollars(result.weighted_cents)} is weighted pipeline"
    more = f"the rest, {dollars(result.gap_cents)}, needs {dollars(result.pipeline_to_add_cents)} more pipeline"
    needs = more if result.gap_cents else "together they cover it"
    depth = f"{result.held} in {result.year}: {result.depth[:1].lower()}{result.depth[1:]}"
    rows = tuple((q.quarter, dollars(q.target_cents), dollars(q.won_cents)) for q in result.quarters)
    return Worded(
        text=f"{whose(result.name)} target for {result.year} is {dollars(result.target_cents)}: {filled}; {needs}. "
        f"{sentence(depth)} {_gap(result.tier_gap)}",
        tables=(
            Table(columns=("Quarter", "Target", "Won so far"), rows=rows, right=("Target", "Won so far")),
            *_due(result.tasks),
        ),
        notes=(*result.notes, _whole(f'business "{result.name}" --year {result.year}')),
    )


def qbr_pack(result: QbrPack) -> Worded:
    """The result against the target, what to speak of first, and when."""
    target = result.result.target_cents
    share = f" of {dollars(target)} ({percent(result.result.revenue_cents, target)})" if target > 0 else ""
    own = "met" if result.tier.own.met else "missed"
    paid = f" Incentives of the quarter come to {dollars(result.statement.total_cents)}." if result.statement else ""
    rows = tuple(
        (q.quarter, dollars(q.sourced_cents), dollars(q.target_cents), f"{q.won} / {q.lost}") for q in result.history
    )
    columns = ("Quarter", "Revenue", "Target", "Won / lost")
    revenue = f"{whose(result.name)} {result.quarter}: {dollars(result.result.revenue_cents)}{share}"
    return Worded(
        text=f"{revenue}; {result.tier.held} is {own}. The review is on {result.held_on}. Speak first of: "
        f"{result.subject[:1].lower()}{result.subject[1:]}.{paid} {_gap(result.tier_gap)}",
        tables=(Table(columns=columns, rows=rows, right=columns[1:]), *_due(result.tasks)),
        notes=(*result.notes, _whole(f'review "{result.name}" --quarter {result.quarter}')),
    )


def improvement_plan(result: ImprovementPlan) -> Worded:
    """Why it is called for, the causes, the numbers of the checkpoints."""
    if not result.called_for:
        return Worded(text=result.notes[-1], notes=result.notes[:-1])
    why = listed([trigger_said(trigger) for trigger in result.triggers])
    causes = listed([cause.title.partition(":")[0].lower() for cause in result.causes])
    cause = f" Likely {'causes' if len(result.causes) > 1 else 'cause'} in the records: {causes}." if causes else ""
    rows = tuple(
        (point.on.isoformat(), spoken(point.measure), str(point.count or dollars(point.amount_cents or 0)))
        for point in result.checkpoints
    )
    checkpoints = Table(title="Checkpoints", columns=("Day", "Measure", "At least"), rows=rows, right=("At least",))
    return Worded(
        text=f"{result.name} needs an improvement plan from {result.starts_on} to {result.ends_on}: {why}.{cause} "
        f"{dollars(result.shortfall_cents)} is missing in {result.quarter}.",
        tables=(checkpoints, *_due(result.tasks)),
        notes=(*result.notes, _whole(f'improvement "{result.name}" --starts {result.starts_on}')),
    )


def trigger_said(trigger: Trigger) -> str:
    """What calls for a plan, in a clause."""
    if trigger.kind == "tier_missed":
        return f"its tier was missed on {trigger.on}"
    if trigger.kind == "idle":
        return f"nothing has happened for {trigger.days} days"
    return f"it is {spoken(trigger.kind)} in {trigger.period} at {percent(trigger.attainment_bp or 0, 10_000)}"


def campaign_brief(result: CampaignBrief) -> Worded:
    """Who pays what, the aim, and the steps."""
    match = result.match
    if not match.eligible:
        why = listed([reason.rstrip(".") for reason in match.reasons])
        return Worded(text=f"{result.name} gets no MDF for this {spoken(result.activity)}: {why}.", notes=result.notes)
    aim = ""
    if result.aim_from_cents is not None and result.aim_to_cents is not None:
        aim = f" Aim at {dollars(result.aim_from_cents)} to {dollars(result.aim_to_cents)} of pipeline."
    cost = f"{match.cost_cents / 100:.2f}".removesuffix(".00")
    what = f"{whose(result.name)} {spoken(result.activity)} on {result.activity_on}"
    return Worded(
        text=f"{what} costs {dollars(match.cost_cents)}: "
        f"the vendor pays {dollars(match.vendor_cents)} and {result.name} {dollars(match.partner_cents)}.{aim}",
        tables=_due(result.tasks),
        notes=(
            *result.notes,
            _whole(f'campaign "{result.name}" {cost} "{spoken(result.activity)}" {result.activity_on}'),
        ),
    )


def rules_of_engagement(result: RulesOfEngagement) -> Worded:
    """Who leads when a rep and a partner meet."""
    rows = tuple((meeting.situation, meeting.partner, meeting.rep) for meeting in result.meetings)
    rules = sum(len(section.rules) for section in result.sections)
    return Worded(
        text=f"The rules of engagement hold {counted(rules, 'rule')} under {counted(len(result.sections), 'heading')}; "
        "this table says who leads when a partner and a rep meet in an account.",
        tables=(Table(columns=("Situation", "Partner", "Own rep"), rows=rows),),
        notes=(*result.notes, _whole("engagement")),
    )


def agreement_checklist(result: AgreementChecklist) -> Worded:
    """How many clauses, and those that are not given up."""
    kind = f" with a {result.partner_type}" if result.partner_type else ""
    rows = tuple((clause.title, clause.check, clause.owner) for clause in result.clauses if clause.hold)
    return Worded(
        text=f"An agreement{kind} has {counted(len(result.clauses), 'clause')} to check; "
        f"{len(rows)} of them are not given up.",
        tables=(Table(columns=("Clause", "Check", "Owner"), rows=rows),),
        notes=(*result.notes, _whole(f"agreement{_kind(result.partner_type)}")),
    )
