"""Incentives in words: what a deal would earn, and what a partner earned, claimed and was paid."""

from assistant.answer import Table, Worded
from assistant.wording.figures import an_amount, based, capital, day, during, explained, signed, spoken, whose
from tools.core.money import dollars, rate
from tools.incentives.estimate import Condition, DealEstimate
from tools.incentives.rebate_effect import RebateEffect
from tools.incentives.statement import IncentiveStatement, PaymentTrace
from tools.incentives.states import StatementLine

MOST_LINES = 25
PROGRAMMES = {"mdf": "MDF", "awards": "Award", "spiffs": "Quick bonus", "bonuses": "Bonus", "rebate": "Rebate"}


def deal_estimate(result: DealEstimate) -> Worded:
    """What the deal earns, then each line, then what it does to the quarter's rebate."""
    rows = [(line.title, based(line.base_cents, line.rate_bp), dollars(line.amount_cents)) for line in result.lines]
    if result.rebate is not None and result.rebate.difference_cents:
        rows.append(
            (f"Rebate of {result.rebate.quarter}", _rates(result.rebate), dollars(result.rebate.difference_cents))
        )
    if len(rows) > 1:
        rows.append(("Together", "", dollars(result.total_cents)))
    return Worded(
        text=" ".join([_earns(result), *_rebate(result.rebate), *map(_condition, result.conditions)]),
        tables=(Table(columns=("Incentive", "Arithmetic", "Amount"), rows=tuple(rows), right=("Amount",)),)
        if rows
        else (),
        notes=(*result.notes, *(f"Assumed: {one.rstrip('.')}." for one in result.assumptions)),
    )


def _earns(result: DealEstimate) -> str:
    deal = f"{an_amount(result.amount_cents)} deal that closes on {result.closes_on}"
    if not result.lines:
        return f"{result.name} would earn no bonus on {deal}."
    return f"{result.name} would earn {dollars(result.bonus_cents)} in bonuses on {deal}."


def _rebate(effect: RebateEffect | None) -> list[str]:
    if effect is None:
        return []
    if not effect.difference_cents and not effect.other_difference_cents:
        return [f"The rebate of {effect.quarter} does not change."]
    text = f"The rebate of {effect.quarter} goes from {dollars(effect.before_cents)} to {dollars(effect.with_cents)}"
    if not effect.difference_cents:
        text = f"The rebate of {effect.quarter} stays at {dollars(effect.with_cents)}"
    how = f"{signed(effect.difference_cents)} by the {effect.method} method"
    if effect.other_difference_cents is not None:
        how += f"; {signed(effect.other_difference_cents)} by the {effect.other_method} one"
    return [f"{text} ({how})."]


def _rates(effect: RebateEffect) -> str:
    before = rate(effect.rate_before_bp) if effect.rate_before_bp else "none"
    if effect.rate_before_bp == effect.rate_with_bp:
        return rate(effect.rate_with_bp)
    return f"{before} to {rate(effect.rate_with_bp)}"


def _condition(condition: Condition) -> str:
    needs = condition.needs.rstrip(".")
    if condition.amount_cents is None:
        return f"{condition.title} would pay too, but this is not known: {needs}."
    return f"{condition.title} would add {dollars(condition.amount_cents)} if the deal is {needs}."


def incentive_statement(result: IncentiveStatement) -> Worded:
    """The total first, then each rule's part of it, each line with its state, and what was paid and for what."""
    tables = []
    if len(result.totals) > 1:
        tables.append(_totals(result))
    if result.lines:
        tables.append(_lines(result.lines[-MOST_LINES:]))
    paid = (*result.payments, *result.other_payments)
    if paid:
        tables.append(_payments(paid[-MOST_LINES:]))
    cut = [
        f"The last {MOST_LINES} of {len(rows):,} {what} are shown; ask for a month to see the others."
        for rows, what in ((result.lines, "lines"), (paid, "payments"))
        if len(rows) > MOST_LINES
    ]
    apart = ["MDF and award payments are listed and are no part of the sum paid."] if result.other_payments else []
    return Worded(text=_statement(result), tables=tuple(tables), notes=(*result.notes, *apart, *cut))


def _statement(result: IncentiveStatement) -> str:
    parts = [_earned(result), _paid(result)]
    if result.accrued is not None and result.accrued.earned_cents:
        parts.append(
            f"The rebate of {result.accrued.quarter} stands at {dollars(result.accrued.earned_cents)} so far, "
            f"payable on {result.accrued.payout_on}."
        )
    return " ".join(parts)


def _earned(result: IncentiveStatement) -> str:
    if not result.lines:
        return f"{result.name} earned no incentives {during(result.period)}."
    total = dollars(result.total_cents)
    if result.total_cents < 0:
        come = f"{whose(result.name)} incentives {during(result.period)} come to {total}"
        return f"{come}: refunds took back more than it earned."
    back = any(line.amount_cents < 0 for line in result.lines)
    lost = f"; {dollars(result.lost_cents)} of it expired or was rejected" if result.lost_cents else ""
    return f"{result.name} earned {total} {during(result.period)}{', less refunds' if back else ''}{lost}."


def _paid(result: IncentiveStatement) -> str:
    paid = f"{dollars(result.paid_cents)} was paid in the period" if result.payments else "Nothing was paid in it"
    if not result.claimable_cents:
        return f"{paid}, and nothing is left to claim."
    return f"{paid}, and {dollars(result.claimable_cents)} can still be claimed."


def _totals(result: IncentiveStatement) -> Table:
    titles = {(line.programme, line.rule): line.title for line in reversed(result.lines)}
    titles |= {(line.programme, line.rule): line.title for line in result.lines if line.amount_cents >= 0}
    rows = [(titles[t.programme, t.rule], f"{t.lines:,}", dollars(t.amount_cents)) for t in result.totals]
    return Table(
        columns=("Incentive", "Lines", "Amount"),
        rows=(*rows, ("Together", f"{len(result.lines):,}", dollars(result.total_cents))),
        right=("Lines", "Amount"),
    )


def _lines(lines: tuple[StatementLine, ...]) -> Table:
    return Table(
        title="Earned",
        columns=("On", "For", "Incentive", "Amount", "State"),
        rows=tuple(
            (
                day(line.on),
                line.row,
                explained(line.title, line.base_cents, line.rate_bp),
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
    return spoken(line.state)


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
        return f"{PROGRAMMES.get(paid.programme, capital(spoken(paid.programme)))}: {spoken(paid.rule)}"
    return explained(paid.line.title, paid.line.base_cents, paid.line.rate_bp)
