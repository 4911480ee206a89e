"""Incentives and MDF: what was paid, committed and used, and what it brought in."""

from dataclasses import dataclass, replace
from datetime import timedelta

from tools.core.errors import NoRuleInForce, NotInProgram
from tools.core.frames import Frames, Lazy
from tools.core.periods import Period
from tools.core.program import Program
from tools.core.receipts import Basis
from tools.dashboard.facts import Facts, due_rebates
from tools.dashboard.models import Metric, quotient
from tools.dashboard.scope import Days, Scope
from tools.incentives.rebate import rebate_by_partner


@dataclass(frozen=True)
class Committed:
    """The rebates that fall due in the period: their facts, what they rest on, and what to tell."""

    facts: tuple[Lazy, ...] = ()
    basis: tuple[Basis, ...] = ()
    notes: tuple[str, ...] = ()


def committed(frames: Frames, program: Program, days: Days) -> Committed:
    """Rebates of each closed quarter whose payout day is in the period, unpaid at the evaluated day."""
    then = replace(frames, as_of=days.on)
    payable = _payable(program, days)
    if not payable:
        return Committed(notes=(f"No volume rebate is committed: no quarter's payout day is in {days.period}.",))
    found = Committed()
    unruled: list[tuple[str, str]] = []
    for quarter in payable:
        try:
            ruling = program.rebate.on(quarter.last)
            due = rebate_by_partner(then, program, quarter)
        except (NoRuleInForce, NotInProgram) as error:
            unruled.append((quarter.name, str(error)))
            continue
        basis = Basis.of("rebate", ruling, *ruling.readings)
        found = replace(found, facts=(*found.facts, due_rebates(due, quarter.name)), basis=(*found.basis, basis))
    if unruled:
        (first, _), (last, why) = unruled[0], unruled[-1]
        names = first if first == last else f"{first} to {last}"
        found = replace(found, notes=(f"No rebate of {names} is counted. {why}",))
    return found


def _payable(program: Program, days: Days) -> list[Period]:
    """Quarters closed by the evaluated day whose payout day is in the period, oldest first.

    A quarter without a ruling is paid as soon as the first ruling pays, so that its absence is told.
    """
    found: list[Period] = []
    quarter = program.calendar.last_closed_quarter(days.on)
    slowest = max(ruling.paid_after_days for ruling in program.rebate.values)
    while quarter.last + timedelta(days=slowest) >= days.period.first:
        ruling = program.rebate.on(quarter.last) if program.rebate.covers(quarter.last) else program.rebate.values[0]
        if quarter.last + timedelta(days=ruling.paid_after_days) in days.period:
            found.insert(0, quarter)
        quarter = program.calendar.quarter_of(quarter.first - timedelta(days=1))
    return found


def incentives(facts: Facts, scope: Scope) -> tuple[Metric, ...]:
    """The section's metrics."""
    quick = facts.total("paid_cents", "spiffs")
    rebates = sum(facts.total("rebate_cents", quarter) for quarter in facts.splits("rebate_cents"))
    paid = sum(facts.total("paid_cents", by) for by in facts.splits("paid_cents") if by != "mdf")
    brought = facts.total("won_cents", "sourced") + facts.total("won_cents", "assisted")
    return (
        Metric(key="quick_bonuses", label="Quick bonuses paid", kind="money", value=quick),
        Metric(key="rebate_committed", label="Volume rebate committed", kind="money", value=rebates),
        *_mdf(facts, scope.days),
        Metric(
            key="program_roi",
            label="Incentive program ROI",
            kind="ratio",
            phrase="{}x",
            **quotient(brought, paid + rebates, f"nothing was paid or committed in {scope.days.period}"),
        ),
    )


def _mdf(facts: Facts, days: Days) -> tuple[Metric, Metric]:
    utilised, allocated, driven = (facts.total(f"{word}_cents") for word in ("utilised", "allocated", "driven"))
    share = quotient(utilised, allocated, f"no MDF request was approved in the fiscal year {days.year}")
    roi = quotient(driven, utilised, f"no MDF claim was approved in the fiscal year {days.year}")
    used = Metric(key="share", label="of allocated", kind="percent", phrase="{} of allocated", **share)
    over = Metric(key="roi", label="MDF ROI", kind="ratio", phrase="{}x MDF ROI", **roi)
    return (
        Metric(key="mdf_utilised", label="MDF utilized", kind="money", value=utilised, parts=(used,)),
        Metric(key="mdf_pipeline", label="MDF-driven pipeline", kind="money", value=driven, short=True, parts=(over,)),
    )
