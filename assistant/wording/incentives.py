"""Incentives in words: what a deal would earn, and what a partner earned, claimed and was paid."""

from assistant.answer import Table, Worded
from assistant.wording.figures import based, counted, day, listed
from tools.core.money import dollars, rate
from tools.incentives.estimate import Condition, DealEstimate
from tools.incentives.rebate_effect import RebateEffect
from tools.incentives.statement import IncentiveStatement, PaymentTrace
from tools.incentives.states import StatementLine

MOST_LINES = 25


def deal_estimate(result: DealEstimate) -> Worded:
    """What the deal earns, then each line, then what it does to the quarter's rebate."""
    rows = [(line.title, based(line.base_cents, line.rate_bp), dollars(line.amount_cents)) for line in result.lines]
    if result.rebate is not None and result.rebate.difference_cents:
        rows.append(
            (f"Rebate of {result.rebate.quarter}", _rates(result.rebate), dollars(result.rebate.difference_cents))
        )
    return Worded(
        text=" ".join([_earns(result), *_rebate(result.rebate), *map(_condition, result.conditions)]),
        tables=(Table(columns=("Incentive", "Arithmetic", "Amount"), rows=tuple(rows), right=("Amount",)),)
        if rows
        else (),
        notes=(*result.notes, *(f"Assumed: {one.rstrip('.')}." for one in result.assumptions)),
    )


def _earns(result: DealEstimate) -> str:
    deal = f"a {dollars(result.amount_cents)} deal closed on {result.closes_on}"
    if not result.lines:
        return f"{result.name} would earn no bonus on {deal}."
    return f"{result.name} would earn {dollars(result.bonus_cents)} in bonuses on {deal}."


def _rebate(effect: RebateEffect | None) -> list[str]:
    if effect is None:
        return []
    if not effect.difference_cents and not effect.other_difference_cents:
        return [f"The rebate of {effect.quarter} does not change."]
    change = f"{dollars(effect.before_cents)} to {dollars(effect.with_cents)}"
    how = f"{_signed(effect.difference_cents)}, {effect.method} method"
    text = f"It moves the rebate of {effect.quarter} from {change} ({how}"
    if effect.other_difference_cents is not None:
        text += f"; {_signed(effect.other_difference_cents)} under {effect.other_method}"
    return [f"{text})."]


def _rates(effect: RebateEffect) -> str:
    return f"{rate(effect.rate_before_bp)} to {rate(effect.rate_with_bp)}"


def _signed(cents: int) -> str:
    return f"+{dollars(cents)}" if cents >= 0 else dollars(cents)


def _condition(condition: Condition) -> str:
    amount = f"{dollars(condition.amount_cents)} more" if condition.amount_cents is not None else "More"
    return f"{amount} ({condition.title}) if {condition.needs.rstrip('.')}."


def incentive_statement(result: IncentiveStatement) -> Worded:
    """The total first, then each line with its state, then what was paid and for what."""
    tables = []
    if result.lines:
        tables.append(_lines(result.lines[:MOST_LINES]))
    paid = (*result.payments, *result.other_payments)
    if paid:
        tables.append(_payments(paid[:MOST_LINES]))
    cut = [
        f"{MOST_LINES} of {len(rows):,} {what} are shown; ask for a month, or with --json for all."
        for rows, what in ((result.lines, "lines"), (paid, "payments"))
        if len(rows) > MOST_LINES
    ]
    return Worded(text=_statement(result), tables=tuple(tables), notes=(*result.notes, *cut))


def _statement(result: IncentiveStatement) -> str:
    earned = listed([f"{dollars(t.amount_cents)} {t.rule.replace('_', ' ')}" for t in result.totals])
    parts = [
        f"{result.name} earned {dollars(result.total_cents)} in {result.period}" + (f": {earned}." if earned else "."),
        f"{dollars(result.paid_cents)} was paid in the period; {dollars(result.claimable_cents)} can still be claimed.",
    ]
    if result.accrued is not None and result.accrued.earned_cents:
        parts.append(
            f"The rebate of {result.accrued.quarter} stands at {dollars(result.accrued.earned_cents)} so far, "
            f"paid on {result.accrued.payout_on}."
        )
    if result.unmatched_payments:
        parts.append(f"{counted(len(result.unmatched_payments), 'payment')} cannot be traced to a line.")
    return " ".join(parts)


def _lines(lines: tuple[StatementLine, ...]) -> Table:
    return Table(
        title="Earned",
        columns=("On", "For", "Incentive", "Arithmetic", "Amount", "State"),
        rows=tuple(
            (
                day(line.on),
                line.row,
                line.title,
                based(line.base_cents, line.rate_bp),
                dollars(line.amount_cents),
                _state(line),
            )
            for line in lines
        ),
        right=("Amount",),
    )


def _state(line: StatementLine) -> str:
    if line.state == "claimable" and line.claim_until:
        return f"claim by {line.claim_until}"
    if line.state == "paid" and line.paid_on:
        return f"paid {line.paid_on}"
    return line.state.replace("_", " ")


def _payments(payments: tuple[PaymentTrace, ...]) -> Table:
    return Table(
        title="Paid",
        columns=("On", "Payment", "For", "Why", "Amount"),
        rows=tuple(
            (day(paid.paid_on), paid.payment_id, paid.row, _why(paid), dollars(paid.amount_cents)) for paid in payments
        ),
        right=("Amount",),
    )


def _why(paid: PaymentTrace) -> str:
    if paid.line is None:
        return f"{paid.programme} {paid.rule}".replace("_", " ")
    return f"{paid.line.title}, {based(paid.line.base_cents, paid.line.rate_bp)}"
