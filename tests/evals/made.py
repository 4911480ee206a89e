"""Runs that never were, for tests of what is made of runs."""

from datetime import UTC, datetime

from assistant.answer import Usage
from evals.cases import Turn
from evals.runs import Asked, Run, Tried

BEGAN = datetime(2025, 4, 30, 9, 30, tzinfo=UTC)


def tried(
    ask: str,
    *,
    right: bool = True,
    kind: str = "sentences",
    time: int = 1,
    took: float = 10,
    usage: Usage | None = None,
) -> Tried:
    """A case of one question, named by it."""
    turn = Turn(ask=ask, tools=({"tier_status": {"partner_id": "P-047"}},), figures=("Silver",))
    asked = Asked(
        wanted=turn,
        called=({"tier_status": {"partner_id": "P-047" if right else "P-048"}},),
        kind="answer",
        said="Acme Networks holds Silver.",
        faults={} if right else {"tools": ("tier_status: partner_id is 'P-048' and not 'P-047'",)},
        milliseconds=took,
        usage=usage,
    )
    return Tried(id=f"{kind}-{ask}", kind=kind, time=time, turns=(asked,))


def run(*cases: Tried, model: str = "planner", times: int = 1, chosen: int | None = None, of: int | None = None) -> Run:
    """A run of these."""
    count = chosen or len({one.id for one in cases})
    return Run(model=model, began_at=BEGAN, seconds=12, times=times, chosen=count, of=of or count, tried=cases)


def usage(*, tokens: int = 900, cost: int | None = 400, why: str | None = None) -> Usage:
    """What a turn took of a model; `why` is the reason that the planner answered in its place."""
    instead = {"instead": "planner", "why": why} if why else {}
    return Usage.model_validate(
        {"model": "small", "calls": 2, "input_tokens": tokens, "output_tokens": 100, "cost_micros": cost, **instead}
    )
