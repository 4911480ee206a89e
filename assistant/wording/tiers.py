"""Tiers in words: what is held, what is met and missed, and what would change it."""

from assistant.answer import Table, Worded
from assistant.wording.figures import LACKED, METRICS, YES_OR_NO, capital, day, listed, measured, sentence
from tools.core.money import dollars, rate
from tools.tiers.judgement import RequirementState, TierJudgement
from tools.tiers.status import TierStatus

ACTIONS = {
    "hold": "hold {held}",
    "advance": "advance to {to}",
    "fast_track": "fast-track to {to}",
    "demote": "demote to {to}",
    "exit": "exit the program",
    "exit_review": "hold an exit review",
}


def tier_status(result: TierStatus) -> Worded:
    """Tier held first, then what it meets and lacks, then the recommendation."""
    judged = [result.own, *([result.next] if result.next else [])]
    parts = [
        f"{result.name} holds {result.held} (since {result.held_since}).",
        *_judged(result, result.own, result.next),
        recommended(result),
    ]
    return Worded(text=" ".join(parts), tables=(_requirements(judged), _terms(result)), notes=result.notes)


def _judged(result: TierStatus, own: TierJudgement, above: TierJudgement | None) -> list[str]:
    """One sentence for what is met, and one for what each tier lacks."""
    when, past = (f"At the end of {result.quarter}", True) if result.quarter else (f"On {result.evaluated_on}", False)
    met, lacks = ("met", "lacked") if past else ("meets", "lacks")
    top = "" if above else "; there is no higher tier"
    if own.met and (above is None or above.met):
        both = f"{own.tier} and of {above.tier}" if above else own.tier
        return [f"{when} it {met} every requirement of {both}{top}."]
    first = f"{when} it {met} every requirement of {own.tier}"
    if not own.met:
        first = f"{when} it {lacks} {missing(own)} for {own.tier}"
    if above is None:
        return [f"{first}{top}."]
    second = f"It {met} every requirement of {above.tier}"
    if not above.met:
        second = f"For {above.tier} it {lacks} {missing(above)}"
    return [f"{first}.", f"{second}."]


def recommended(result: TierStatus) -> str:
    """What the tool recommends, why, and who must agree."""
    found = result.recommendation
    action = ACTIONS[found.action].format(held=result.held, to=found.to)
    text = f"Recommendation: {action}. {sentence(found.reason)}"
    return f"{text} It is a proposal until the {found.proposal.approver} agrees." if found.proposal else text


def missing(judged: TierJudgement) -> str:
    """What a tier still lacks, with figures: "2 certified staff (3 of 5)"."""
    return listed([requirement_missing(state) for state in judged.missed])


def requirement_missing(state: RequirementState) -> str:
    """What one requirement still lacks, with what is there: "1 new logo (2 of 3)"."""
    if state.metric == "annual_revenue":
        return f"{dollars(state.missing)} of annual revenue ({dollars(state.actual)} of {dollars(state.needed)})"
    one, several = LACKED[state.metric]
    if state.metric in YES_OR_NO:
        return one
    return f"{state.missing:,} {one if state.missing == 1 else several} ({state.actual:,} of {state.needed:,})"


def _margin(points_bp: int | None) -> str:
    if points_bp is None:
        return "none named"
    return f"standard margin + {rate(points_bp).rstrip('%')} points" if points_bp else "standard margin"


def _requirements(judged: list[TierJudgement]) -> Table:
    rows = tuple(
        (
            verdict.tier if number == 0 else "",
            capital(METRICS[state.metric]),
            measured(state.metric, state.needed),
            measured(state.metric, state.actual),
            _state(state),
        )
        for verdict in judged
        for number, state in enumerate(verdict.requirements)
    )
    return Table(columns=("Tier", "Requirement", "Needed", "Has", "State"), rows=rows, right=("Needed", "Has"))


def _state(state: RequirementState) -> str:
    if state.met:
        return "met"
    return "missing" if state.metric in YES_OR_NO else f"missing {measured(state.metric, state.missing)}"


def _terms(result: TierStatus) -> Table:
    rows = [
        ("Benefits", ", ".join(result.benefits) or "none"),
        ("Margin", _margin(result.margin_points_bp)),
        ("Annual target", dollars(result.target_cents) if result.target_cents is not None else "none"),
        ("Support", ", ".join(result.support) or "none"),
        ("Business reviews", ", ".join(result.business_reviews) or "none"),
        ("Next tier review", day(result.review_on) + (" (overdue)" if result.review_overdue else "")),
    ]
    return Table(columns=("Terms", f"of {result.held}"), rows=tuple(rows))
