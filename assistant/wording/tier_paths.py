"""The way to a tier in words: what each quarter end still needs, and what is at risk."""

from assistant.answer import Table, Worded
from assistant.wording.figures import METRICS, listed, measured
from assistant.wording.tiers import missing, requirement_missing
from tools.core.money import dollars
from tools.tiers.moves import FastTrackState
from tools.tiers.path import PathEnd, Risk, TierPath

RISKS = {"demote": "demotion to {to}", "exit": "exit from the program", "exit_review": "an exit review"}


def tier_path(result: TierPath) -> Worded:
    """The next quarter end first, then the earliest advance, then what is at risk."""
    parts = [_way(result), *_risks(result), *_fast_track(result.fast_track)]
    return Worded(text=" ".join(parts), tables=_ends(result), notes=(*_expiring(result), *result.notes))


def _way(result: TierPath) -> str:
    if result.to is None:
        return f"{result.name} holds {result.held}, the highest tier."
    coming = result.ends[0]
    if coming.to is None or coming.to.met:
        need = f"what counts already meets {result.to} at the end of {coming.quarter} ({coming.on})"
    else:
        need = f"by the end of {coming.quarter} ({coming.on}) it still needs {missing(coming.to)} for {result.to}"
    met = f"{result.streak} of {result.streak_needed} quarter ends in a row have met it"
    earliest = f"; the earliest advance is {result.earliest_advance_on}" if result.earliest_advance_on else ""
    return f"{result.name} holds {result.held}: {need}. So far {met}{earliest}."


def _risks(result: TierPath) -> list[str]:
    return [_risk(risk) for risk in (result.demotion, result.exit) if risk is not None]


def _risk(risk: Risk) -> str:
    what = RISKS[risk.action].format(to=risk.to)
    failing = listed([requirement_missing(state) for state in risk.failing])
    why = f", short of {failing}" if failing else ""
    return f"If nothing more is won, {what} is due on {risk.on}{why}."


def _fast_track(state: FastTrackState | None) -> list[str]:
    if state is None or not state.revenue_cents:
        return []
    reached = f"{dollars(state.revenue_cents)} of the {dollars(state.needed_cents)} in {state.quarter}"
    if state.reached:
        return [f"The fast-track to {state.to} is reached ({reached}); the {state.approver} must agree."]
    return [f"The fast-track to {state.to} is {dollars(state.missing_cents)} away ({reached})."]


def _ends(result: TierPath) -> tuple[Table, ...]:
    if result.to is None:
        return ()
    rows = tuple(row for end in result.ends for row in _rows(end))
    return (
        Table(
            title=f"Towards {result.to}, if nothing more is won",
            columns=("Quarter end", "Requirement", "Needed", "Counts so far", "Missing"),
            rows=rows,
            right=("Needed", "Counts so far", "Missing"),
        ),
    )


def _rows(end: PathEnd) -> list[tuple[str, ...]]:
    states = end.to.requirements if end.to else ()
    return [
        (
            end.on.isoformat() if number == 0 else "",
            METRICS[state.metric],
            measured(state.metric, state.needed),
            measured(state.metric, state.actual),
            measured(state.metric, state.missing) if not state.met else "-",
        )
        for number, state in enumerate(states)
    ]


def _expiring(result: TierPath) -> list[str]:
    seen = {
        lapse.certification_id: f"{lapse.name} of {lapse.staff_id} expires on {lapse.expires_on}"
        for end in result.ends
        for lapse in end.expiring
    }
    return [f"Certifications that expire: {listed(list(seen.values()))}."] if seen else []
