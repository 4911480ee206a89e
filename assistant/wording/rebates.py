"""Rebates in words: what is earned by which method, what is paid, and what the next band is worth."""

from assistant.answer import Table, Worded
from assistant.wording.figures import based
from tools.core.money import dollars, rate
from tools.incentives.rebate_answer import NextBand, RebateEarned


def rebate_earned(result: RebateEarned) -> Worded:
    """The amount first, with both methods, then what is due, then the next band."""
    parts = [_earned(result), _due(result), _next(result)]
    return Worded(
        text=" ".join(filter(None, parts)),
        tables=(Table(columns=("Rebate", "Figure"), rows=tuple(_rows(result)), right=("Figure",)),),
        notes=result.notes,
    )


def _rows(result: RebateEarned) -> list[tuple[str, str]]:
    rows = [(f"Revenue of {result.quarter}", dollars(result.revenue_cents))]
    if result.measure == "net_new_users":
        rows.append(("Net new users", f"{result.users:,}"))
    rows.append((f"Earned by the {result.method} method", dollars(result.earned_cents)))
    if result.other_cents is not None:
        rows.append((f"By the {result.other_method} method it would be", dollars(result.other_cents)))
    if result.refunds_cents:
        rows.append(("Refunds on earlier quarters", dollars(result.refunds_cents)))
    rows += [("Settled so far", dollars(result.settled_cents)), ("Due", dollars(result.due_cents))]
    rows.append(("Payout on", result.payout_on.isoformat()))
    if result.open:
        rows.append(("Rate on the next dollar", rate(result.next_dollar_bp)))
    if result.cap_cents is not None:
        rows.append(("Cap", dollars(result.cap_cents)))
    return rows


def _earned(result: RebateEarned) -> str:
    so_far = " so far" if result.open else ""
    if not result.earned_cents:
        return f"{result.name} has earned no rebate{so_far} in {result.quarter}: {_under(result)}."
    arithmetic = based(result.revenue_cents, result.rate_bp) if result.method == "whole" else "band by band"
    other = ""
    if result.other_cents is not None:
        other = f"; the {result.other_method} method would give {dollars(result.other_cents)}"
    earned = f"{result.name} has earned a rebate of {dollars(result.earned_cents)}{so_far} in {result.quarter}"
    return f"{earned}: {arithmetic} by the {result.method} method{other}."


def _under(result: RebateEarned) -> str:
    if result.measure == "net_new_users":
        return f"{result.users:,} net new users are under the first band"
    if not result.revenue_cents:
        return "it has no partner-sourced revenue in it"
    return f"{dollars(result.revenue_cents)} of revenue is under the first band"


def _due(result: RebateEarned) -> str:
    """What is still to be paid, or due back; nothing where that is the sum earned."""
    if result.due_cents == result.earned_cents:
        return ""
    settled = f"{dollars(result.settled_cents)} settled" if result.settled_cents else ""
    refunded = f"{dollars(-result.refunds_cents)} of refunds on earlier quarters" if result.refunds_cents else ""
    after = " and ".join(filter(None, [settled, refunded]))
    if not result.due_cents:
        return f"After {after}, nothing more is due."
    left = f"{dollars(abs(result.due_cents))} is due"
    return f"After {after}, {left}{' back' if result.due_cents < 0 else ''}."


def _next(result: RebateEarned) -> str:
    above = result.next_band
    if above is None:
        return f"{rate(result.rate_bp)} is the highest band." if result.rate_bp else ""
    if not result.open:
        return f"The next band, {rate(above.rate_bp)}, was {_needed(above)} away."
    jump = f", where the rebate jumps by {dollars(above.jump_cents)}" if above.jump_cents else ""
    return f"The {rate(above.rate_bp)} band starts {_needed(above)} higher{jump}."


def _needed(above: NextBand) -> str:
    return dollars(above.needed_cents) if above.needed_cents is not None else f"{above.needed_users:,} users"
