"""Rebates in words: what is earned by which method, what is paid, and what the next band is worth."""

from assistant.answer import Table, Worded
from assistant.wording.figures import based
from tools.core.money import dollars, rate
from tools.incentives.rebate_answer import RebateEarned


def rebate_earned(result: RebateEarned) -> Worded:
    """The amount first, then both methods, then the next band."""
    rows = [
        ("Revenue of the quarter", dollars(result.revenue_cents)),
        *([("Net new users", f"{result.users:,}")] if result.measure == "net_new_users" else []),
        (f"Earned, {result.method} method", dollars(result.earned_cents)),
    ]
    if result.other_cents is not None:
        rows.append((f"The {result.other_method} method would give", dollars(result.other_cents)))
    if result.refunds_cents:
        rows.append(("Refunds on earlier quarters", dollars(result.refunds_cents)))
    rows += [("Settled so far", dollars(result.settled_cents)), ("Due", dollars(result.due_cents))]
    rows += [("Payout", result.payout_on.isoformat()), ("One more dollar earns", rate(result.next_dollar_bp))]
    if result.cap_cents is not None:
        rows.append(("Cap", dollars(result.cap_cents)))
    return Worded(
        text=f"{_earned(result)} {_next(result)}".strip(),
        tables=(Table(columns=("Rebate", "Figure"), rows=tuple(rows), right=("Figure",)),),
        notes=result.notes,
    )


def _earned(result: RebateEarned) -> str:
    so_far = " so far" if result.open else ""
    if not result.earned_cents:
        return (
            f"{result.name} has earned no rebate{so_far} in {result.quarter}: "
            f"{dollars(result.revenue_cents)} of revenue is under the first band."
        )
    arithmetic = based(result.revenue_cents, result.rate_bp) if result.method == "whole" else "by bands"
    earned = f"{result.name} has earned a rebate of {dollars(result.earned_cents)}{so_far}"
    return f"{earned} in {result.quarter}: {arithmetic}."


def _next(result: RebateEarned) -> str:
    above = result.next_band
    if above is None:
        return "It is in the highest band." if result.rate_bp else ""
    need = dollars(above.needed_cents) if above.needed_cents is not None else f"{above.needed_users:,} users"
    jump = f", where the rebate jumps by {dollars(above.jump_cents)}" if above.jump_cents else ""
    return f"The {rate(above.rate_bp)} band starts {need} higher{jump}."
