"""Tiers in words: what is held, what is met and missed, and what would change it."""

from assistant.answer import Table, Worded
from assistant.wording.figures import METRICS, day, listed, measured
from tools.core.money import dollars, rate
from tools.tiers.judgement import RequirementState, TierJudgement
from tools.tiers.status import TierStatus

ACTIONS = {
    "hold": "Hold {held}",
    "advance": "Advance to {to}",
    "fast_track": "Fast-track to {to}",
    "demote": "Demote to {to}",
    "exit": "Exit the program",
    "exit_review": "Hold an exit review",
}


def tier_status(result: TierStatus) -> Worded:
    """Tier held first, then requirements of it and of the next tier, then what it brings."""
    judged = [result.own, *([result.next] if result.next else [])]
    return Worded(
        text=" ".join(filter(None, [_held(result), _next(result), _recommended(result)])),
        tables=(_requirements(judged), _terms(result)),
        notes=result.notes,
    )


def _held(result: TierStatus) -> str:
    missed = missing(result.own)
    own = "meets every requirement of it" if result.own.met else f"misses {missed}"
    when = f"At the end of {result.quarter}" if result.quarter else f"On {result.evaluated_on}"
    return f"{result.name} holds {result.held} (since {result.held_since}). {when} it {own}."


def _next(result: TierStatus) -> str:
    if result.next is None:
        return "There is no higher tier."
    if result.next.met:
        return f"It meets every requirement of {result.next.tier}."
    return f"For {result.next.tier} it misses {missing(result.next)}."


def _recommended(result: TierStatus) -> str:
    found = result.recommendation
    action = ACTIONS[found.action].format(held=result.held, to=found.to)
    text = f"Recommendation: {action[0].lower()}{action[1:]}; {found.reason.rstrip('.')}."
    return f"{text} It is a proposal until the {found.proposal.approver} agrees." if found.proposal else text


def missing(judged: TierJudgement) -> str:
    """What a tier still lacks, with figures: "2 certified staff (3 of 5)"."""
    return listed([requirement_missing(state) for state in judged.missed])


def requirement_missing(state: RequirementState) -> str:
    """What one requirement still lacks, with what is there: "2 certified staff (3 of 5)"."""
    if state.metric == "annual_revenue":
        return f"{dollars(state.missing)} of annual revenue ({dollars(state.actual)} of {dollars(state.needed)})"
    if state.metric in {"agreement_signed", "basic_training"}:
        return METRICS[state.metric]
    return f"{state.missing:,} {METRICS[state.metric]} ({state.actual:,} of {state.needed:,})"


def _margin(points_bp: int | None) -> str:
    if points_bp is None:
        return "none named"
    return f"standard margin + {rate(points_bp).rstrip('%')} points" if points_bp else "standard margin"


def _requirements(judged: list[TierJudgement]) -> Table:
    rows = tuple(
        (
            verdict.tier,
            METRICS[state.metric],
            measured(state.metric, state.needed),
            measured(state.metric, state.actual),
            "met" if state.met else f"missing {measured(state.metric, state.missing)}",
        )
        for verdict in judged
        for state in verdict.requirements
    )
    return Table(columns=("Tier", "Requirement", "Needed", "Has", "State"), rows=rows, right=("Needed", "Has"))


def _terms(result: TierStatus) -> Table:
    rows = [
        ("Benefits", ", ".join(result.benefits) or "none"),
        ("Margin", _margin(result.margin_points_bp)),
        ("Annual target", dollars(result.target_cents) if result.target_cents is not None else "none"),
        ("Support", ", ".join(result.support) or "none"),
        ("Business reviews", ", ".join(result.business_reviews) or "none"),
        ("Next tier review", day(result.review_on) + (" (overdue)" if result.review_overdue else "")),
    ]
    return Table(columns=("Terms", ""), rows=tuple(rows))
