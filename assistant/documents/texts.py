"""What templates write values with: figures as everywhere else, days as people say them, data never as markup."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from assistant.wording.figures import METRICS, capital, explained, listed, measured, sentence, spoken
from assistant.wording.plans import multiple, owner, points, task_title, trigger_said
from assistant.wording.tiers import requirement_missing
from tools.core.money import BP, dollars, percent, rate
from tools.core.receipts import Basis
from tools.incentives.states import StatementLine
from tools.plans.dating import Task
from tools.plans.figures.signs import SignFound
from tools.plans.improvement import Trigger
from tools.tiers.judgement import RequirementState

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

DECISIONS = {
    "approve": "approve, once the names of those who follow up are in.",
    "approve_remaining": "approve what is left of the funds; the partner agrees to pay the rest.",
    "hold": "hold until the overdue report is in.",
    "refuse": "refuse; name an eligible kind.",
}

SIGNS = {
    "certified_missing": "{now} of {before} certified people.",
    "people_lost": "{now} people lost their last certification lately.",
    "logins": "{now} portal logins, after {before} in the span before.",
    "registrations": "{now} registrations, after {before} in the span before.",
    "coverage": "{now} of pipeline over {before} left of the target.",
    "win_rate": "A win rate of {now}, after {before}.",
    "claims_overdue": "{now} of its claims wait for us beyond their day.",
}


def day(on: date) -> str:
    """A day as a document says it: "Mon 5 May 2025"."""
    return f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


def short(on: date) -> str:
    """A day where there is little room: "5 May 2025"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def share(bp: int) -> str:
    """Basis points as a percentage without decimals: "104%"."""
    return percent(bp, BP)


def needed(state: RequirementState) -> str:
    """What a requirement asks."""
    return measured(state.metric, state.needed)


def has(state: RequirementState) -> str:
    """What a partner has of it."""
    return measured(state.metric, state.actual)


def lacking(state: RequirementState) -> str:
    """What is missing of it, or that it is met."""
    return "met" if state.met else measured(state.metric, state.missing)


def missing(states: Iterable[RequirementState]) -> str:
    """What several requirements lack, in a clause."""
    return listed([requirement_missing(state) for state in states])


def sign_said(sign: SignFound) -> str:
    """What the records show, in a sentence."""
    shown: Callable[[int], str] = {"coverage": dollars, "win_rate": share}.get(sign.what, str)
    return SIGNS[sign.what].format(now=shown(sign.now), before=shown(sign.before))


def sources(basis: Iterable[Basis]) -> list[str]:
    """The rulings by their sources and days, each once."""
    found = [f"{b.source} ({f'{b.since} to {b.until}' if b.until else f'from {b.since}'})" for b in basis]
    return list(dict.fromkeys(found))


def of_phase(tasks: Iterable[Task], phase: str) -> list[Task]:
    """The tasks of one phase."""
    return [task for task in tasks if task.phase == phase]


def arithmetic(line: StatementLine) -> str:
    """How a line's amount comes about."""
    return explained("", line.base_cents, line.rate_bp).lstrip(", ") or "fixed"


def trigger(found: Trigger) -> str:
    """What calls for an improvement plan, as a sentence."""
    return sentence(trigger_said(found))


FILTERS: dict[str, Callable[..., Any]] = {
    "arithmetic": arithmetic,
    "capital": capital,
    "day": day,
    "decision": DECISIONS.__getitem__,
    "dollars": dollars,
    "has": has,
    "lacking": lacking,
    "metric": METRICS.__getitem__,
    "missing": missing,
    "multiple": multiple,
    "needed": needed,
    "of_phase": of_phase,
    "owner": owner,
    "points": points,
    "rate": rate,
    "share": share,
    "sign": sign_said,
    "short": short,
    "sources": sources,
    "spoken": spoken,
    "task": task_title,
    "trigger": trigger,
}

_MARKUP = re.compile(r"([\\`*\[\]<>|])|(&)(?=#?\w+;)|(?<![A-Za-z0-9])(_)|(_)(?![A-Za-z0-9])")
_OPENS = re.compile(r"^(#{1,6}|[-+>]|\d{1,9}[.)])(?=\s|$)")


def quoted(value: Any) -> Any:
    """A value of the data on one line, with whatever Markdown would read as markup escaped; markup stays as it is."""
    from markupsafe import Markup

    if isinstance(value, Markup):
        return value
    text = "" if value is None else re.sub(r"\s+", " ", str(value))
    escaped = _MARKUP.sub(lambda match: f"\\{match[0]}", text)
    escaped = _OPENS.sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", escaped)
    return Markup(escaped)  # noqa: S704 - Markdown's own escaping; the page is rendered with HTML switched off
