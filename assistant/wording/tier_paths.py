"""The way to a tier in words: what each quarter end still needs, and what is at risk."""

from assistant.answer import Table, Worded
from assistant.wording.figures import METRICS, capital, counted, listed, measured
from assistant.wording.tiers import missing, requirement_missing
from tools.core.money import dollars
from tools.tiers.moves import FastTrackState
from tools.tiers.path import PathEnd, Risk, TierPath

RISKS = {"demote": "demotion to {to}", "exit": "exit from the program", "exit_review": "an exit review"}
MOST_EXPIRING = 4


def tier_path(result: TierPath) -> Worded:
    """Whether it can advance, what the next quarter end needs, then what is at risk."""
    parts = [*_way(result), *_risks(result), *_fast_track(result.fast_track)]
    return Worded(text=" ".join(parts), tables=_ends(result), notes=(*_expiring(result), *result.notes))


def _way(result: TierPath) -> list[str]:
    if result.to is None:
        return [f"{result.name} holds {result.held}, the highest tier."]
    if result.streak >= result.streak_needed:
        met = counted(result.streak, "quarter end")
        first = f"{result.name} holds {result.held} and can advance to {result.to} now: it met {result.to} at {met}"
        return [f"{first} in a row.", _next_end(result, "To meet it again")]
    track = result.fast_track
    if track is not None and track.open and result.earliest_advance_on == result.on:
        first = f"{result.name} holds {result.held} and the fast-track to {track.to} is open now"
        agrees = f"the {track.approver} must agree"
        return [f"{first}: {_reached(track)}; {agrees}.", _next_end(result, f"To meet {result.to} by itself")]
    having = f", and it has {result.streak:,}" if result.streak else ""
    takes = f"An advance takes {counted(result.streak_needed, 'quarter end')} in a row{having}"
    earliest = f": the earliest is {result.earliest_advance_on}" if result.earliest_advance_on else ""
    return [f"{result.name} holds {result.held}.", _next_end(result, f"For {result.to}"), f"{takes}{earliest}."]


def _next_end(result: TierPath, purpose: str) -> str:
    coming = result.ends[0]
    when = f"the end of {coming.quarter} ({coming.on})"
    if coming.to is None or coming.to.met:
        return f"What counts already meets {result.to} at {when}."
    return f"{purpose} it still needs {missing(coming.to)} by {when}."


def _risks(result: TierPath) -> list[str]:
    down, out = result.demotion, result.exit
    if down and out and down.on == out.on and down.failing == out.failing:
        both = f"both {_what(down)} and {_what(out)} are"
        return [_risk(result, down, both)]
    if down and out and result.on < down.on:
        first = _risk(result, down, f"{_what(down)} is").rstrip(".")
        return [f"{first}, and {_what(out)} on {out.on}."]
    return [_risk(result, risk, f"{_what(risk)} is") for risk in (down, out) if risk is not None]


def _what(risk: Risk) -> str:
    return RISKS[risk.action].format(to=risk.to)


def _risk(result: TierPath, risk: Risk, subject: str) -> str:
    failing = listed([requirement_missing(state) for state in risk.failing])
    why = f", because it lacks {failing}" if failing else ""
    if risk.on < result.on:
        return f"{capital(subject)} overdue since {risk.on}{why}."
    if risk.on == result.on:
        return f"{capital(subject)} due now{why}."
    if risk.action == "exit_review":
        return f"{capital(subject)} due on {risk.on} unless it advances first."
    return f"If nothing more is won, {subject} due on {risk.on}{why}."


def _fast_track(state: FastTrackState | None) -> list[str]:
    if state is None or state.open or not state.revenue_cents:
        return []
    if state.reached:
        return [f"The revenue of the fast-track to {state.to} is reached ({_reached(state)}), its other terms are not."]
    return [f"The fast-track to {state.to} is {dollars(state.missing_cents)} away ({_reached(state)})."]


def _reached(state: FastTrackState) -> str:
    return f"{dollars(state.revenue_cents)} of the {dollars(state.needed_cents)} in {state.quarter}"


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
            capital(METRICS[state.metric]),
            measured(state.metric, state.needed),
            measured(state.metric, state.actual),
            "-" if state.met else measured(state.metric, state.missing),
        )
        for number, state in enumerate(states)
    ]


def _expiring(result: TierPath) -> list[str]:
    """The certifications that lapse on the way, the soonest by name and the rest as a count."""
    seen = {lapse.certification_id: lapse for end in result.ends for lapse in end.expiring}
    soonest = sorted(seen.values(), key=lambda lapse: (lapse.expires_on, lapse.certification_id))
    if not soonest:
        return []
    named = [f"{lapse.name} of {lapse.staff_id} on {lapse.expires_on}" for lapse in soonest[:MOST_EXPIRING]]
    rest = len(soonest) - len(named)
    more = [f"{rest:,} more by {soonest[-1].expires_on}"] if rest else []
    verb = "expires" if len(soonest) == 1 else "expire"
    return [f"{counted(len(soonest), 'certification')} {verb}: {listed([*named, *more])}."]
