"""What one partner earned in a period, line by line, and what each payment was for."""

from datetime import date, timedelta
from typing import Any

import narwhals as nw

from tools.core.catalogue import period_or
from tools.core.frames import Frames, rows
from tools.core.money import dollars
from tools.core.partners import partner
from tools.core.periods import Period
from tools.core.program import Program
from tools.core.receipts import Basis, Line, Result
from tools.incentives import rebate
from tools.incentives.deal_rules import deal_lines, refund_lines, unpriced
from tools.incentives.deal_terms import PROGRAMMES, stretches
from tools.incentives.lines import activity_lines, line_of
from tools.incentives.quarters import number_of, of_partner, quarter_numbered
from tools.incentives.rebate_answer import payout_on, rebate_line, refund_line
from tools.incentives.states import Entry, Records, State, StatementLine

STATEMENT_READS = (
    "partners",
    "tier_history",
    "deals",
    "refunds",
    "contributions",
    "incentive_claims",
    "payments",
)
"""The tables that a statement reads."""


class RuleTotal(Result):
    """The lines of one rule, added up."""

    programme: str
    rule: str
    lines: int
    amount_cents: int


class Accrued(Result):
    """The rebate to date of a quarter that has not ended; no part of a statement's total."""

    quarter: str
    revenue_cents: int
    rate_bp: int
    earned_cents: int
    payout_on: date


class PaymentTrace(Result):
    """A payment of the period, and the line that earned it, whenever that was; None where no line does."""

    payment_id: str
    programme: str
    rule: str
    row: str
    paid_on: date
    amount_cents: int
    line: Line | None = None


class IncentiveStatement(Result):
    """A partner's incentives of a period. `total_cents` is the sum of the lines, refunds included.

    `claimable_cents` is what may still be claimed of the lines, `lost_cents` what is in the total and will not be
    paid: lines that expired unclaimed or were rejected, less their refunds. `payments` are SPIFFs, bonuses and rebates
    paid in the period; `unmatched_payments` are those that no line earns; `other_payments` are MDF and awards.
    """

    partner_id: str
    name: str
    period: str
    first_on: date
    last_on: date
    lines: tuple[StatementLine, ...]
    totals: tuple[RuleTotal, ...]
    total_cents: int
    claimable_cents: int
    lost_cents: int
    accrued: Accrued | None
    payments: tuple[PaymentTrace, ...]
    paid_cents: int
    unmatched_payments: tuple[PaymentTrace, ...]
    other_payments: tuple[PaymentTrace, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def incentive_statement(
    frames: Frames, program: Program, *, partner_id: str, period: str | None = None
) -> IncentiveStatement:
    """Every SPIFF, bonus, rebate and refund of a partner in a period, whether claimed or paid, and why each was paid.

    Args:
        partner_id: Record id, such as "P-042".
        period: Month, quarter, year or days, such as "2025-Q2"; the quarter of the records' as-of day if left out.

    Returns:
        Lines in whole cents, oldest first, with their state on the as-of day, and each payment's line.

    Raises:
        UnknownPartner: no such partner, or none that the person asking may see.
        BadPeriod: the text names no period.
        NoRuleInForce: no incentive is in force on any day of the period.
        NotInProgram: a rule that applies leaves its amount open.
    """
    name = partner(frames, partner_id)["name"]
    asked = period_or(program.calendar, period, program.calendar.quarter_of(frames.as_of))
    _in_force(program, asked)
    return _stated(of_partner(frames, partner_id), program, partner_id, name, asked)


def _stated(own: Frames, program: Program, partner_id: str, name: str, asked: Period) -> IncentiveStatement:
    quarters = _quarters(own, program)
    entries = _entries(own, program, quarters)
    records = Records(own.as_of, rows(own.incentive_claims), rows(own.payments), entries)
    lines = tuple(entry.stated(records) for entry in entries if entry.line.on in asked)
    paid = _paid(entries, records, asked)
    return IncentiveStatement(
        partner_id=partner_id,
        name=name,
        period=asked.name,
        first_on=asked.first,
        last_on=asked.last,
        lines=lines,
        totals=_totals(lines),
        total_cents=sum(line.amount_cents for line in lines),
        claimable_cents=_left(lines, "claimable"),
        lost_cents=_left(lines, "expired", "rejected"),
        accrued=_accrued(own, program, asked, quarters),
        **paid,
        basis=_basis(program, asked, lines),
        notes=_notes(own, program, asked, lines, paid["unmatched_payments"]),
    )


def _left(lines: tuple[StatementLine, ...], *states: State) -> int:
    """What lines in some states come to, less what was refunded of them."""
    return sum(line.amount_cents + line.refunded_cents for line in lines if line.state in states)


def _in_force(program: Program, period: Period) -> None:
    for rule in (program.spiffs, program.bonuses, program.rebate):
        if rule.during(period.first, period.after):
            return
    program.spiffs.on(period.first)


def _entries(own: Frames, program: Program, quarters: dict[int, dict[str, Any]]) -> list[Entry]:
    """Every line of a partner up to the as-of day, oldest first. Tables without a row are left out for speed."""
    since = [ruling.since for name in (*PROGRAMMES, "rebate") for ruling in getattr(program, name).values]
    ever = Period(first=min([*since, own.as_of]), after=own.as_of + timedelta(days=1), name="ever")
    refunded, active = bool(rows(own.refunds.head(1))), bool(rows(own.contributions.head(1)))
    on_deals = deal_lines(own, program, ever)
    parts = [on_deals]
    if active:
        parts.append(activity_lines(own, program, ever))
    if refunded:
        parts.append(refund_lines(own, program, ever, on_deals))
    found = [Entry(row["programme"], line_of(program, row)) for row in rows(nw.concat(parts))]
    found.extend(_rebates(own, program, quarters))
    if refunded:
        taken = rows(rebate.refund_lines(own, program, ever))
        found.extend(Entry("rebate", refund_line(program, row)) for row in taken)
    return sorted(found, key=lambda entry: (entry.line.on, entry.line.row, entry.programme, entry.line.rule))


def _quarters(own: Frames, program: Program) -> dict[int, dict[str, Any]]:
    """The rebate of each quarter that has bands, up to that of the as-of day, by its number."""
    held = rebate.rulings_until(program, number_of(program.calendar, own.as_of))
    if not held:
        return {}
    return {row["quarter"]: row for row in rows(rebate.earned_by_quarter(own, program, held))}


def _rebates(own: Frames, program: Program, quarters: dict[int, dict[str, Any]]) -> list[Entry]:
    """The rebate of each ended quarter that earned any."""
    found = []
    for number, row in quarters.items():
        quarter = quarter_numbered(program.calendar, number)
        if row["earned_cents"] and quarter.last <= own.as_of:
            ruling = program.rebate.on(quarter.last)
            line = rebate_line(row["partner_id"], quarter, ruling, row)
            found.append(Entry("rebate", line, payout_on(ruling, quarter)))
    return found


def _totals(lines: tuple[StatementLine, ...]) -> tuple[RuleTotal, ...]:
    found: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        found.setdefault((line.programme, line.rule), []).append(line.amount_cents)
    return tuple(
        RuleTotal(programme=programme, rule=rule, lines=len(amounts), amount_cents=sum(amounts))
        for (programme, rule), amounts in sorted(found.items())
    )


def _accrued(own: Frames, program: Program, period: Period, quarters: dict[int, dict[str, Any]]) -> Accrued | None:
    """The rebate to date of the quarter in progress, if the period touches it."""
    quarter = program.calendar.quarter_of(own.as_of)
    touched = period.first < quarter.after and quarter.first < period.after
    if own.as_of == quarter.last or not touched or not program.rebate.covers(quarter.last):
        return None
    nothing = {"revenue_cents": 0, "rate_bp": 0, "earned_cents": 0}
    figures = quarters.get(number_of(program.calendar, quarter.first), nothing)
    return Accrued(
        quarter=quarter.name,
        payout_on=payout_on(program.rebate.on(quarter.last), quarter),
        **{name: figures[name] for name in ("revenue_cents", "rate_bp", "earned_cents")},
    )


def _paid(entries: list[Entry], records: Records, period: Period) -> dict[str, Any]:
    """The payments of the period, each with the line that earned it."""
    earned = {entry.key: entry.line for entry in entries if entry.line.amount_cents >= 0}
    paid = [
        PaymentTrace(**{k: payment[k] for k in PaymentTrace.model_fields if k in payment}, line=earned.get(key))
        for key, payments in records.payments.items()
        for payment in payments
        if payment["paid_on"] in period
    ]
    ours = [trace for trace in paid if trace.programme in (*PROGRAMMES, "rebate")]
    return {
        "payments": tuple(ours),
        "paid_cents": sum(trace.amount_cents for trace in ours),
        "unmatched_payments": tuple(trace for trace in ours if trace.line is None),
        "other_payments": tuple(trace for trace in paid if trace.programme not in (*PROGRAMMES, "rebate")),
    }


def _basis(program: Program, period: Period, lines: tuple[StatementLine, ...]) -> tuple[Basis, ...]:
    """The rulings in force in the period, and those of older lines that refunds took back."""
    used = {(line.programme, line.ruling_since) for line in lines}
    return tuple(
        Basis.of(name, ruling, *ruling.readings)
        for name in (*PROGRAMMES, "rebate")
        for ruling in getattr(program, name).values
        if (name, ruling.since) in used or ruling in getattr(program, name).during(period.first, period.after)
    )


def _notes(
    own: Frames,
    program: Program,
    period: Period,
    lines: tuple[StatementLine, ...],
    unmatched: tuple[PaymentTrace, ...],
) -> tuple[str, ...]:
    notes = []
    for name in PROGRAMMES:
        rule = getattr(program, name)
        ruled = sum((s.last - s.first).days + 1 for s in stretches(rule, period))
        if ruled < period.days:
            spans = " and ".join(ruling.span for ruling in rule.values)
            notes.append(f"No {name!r} rule is in force on part of {period.name}: its values cover {spans}.")
    notes.extend(_unpriced(own, program, period))
    notes.extend(
        f"{line.row} was paid {dollars(line.paid_cents)} for {line.rule}; the line is {dollars(line.amount_cents)}."
        for line in lines
        if line.paid_cents not in (0, line.amount_cents, line.amount_cents + line.refunded_cents)
    )
    if unmatched:
        count, ids = len(unmatched), ", ".join(trace.payment_id for trace in unmatched)
        subject = (
            "1 payment has no line that earns it" if count == 1 else f"{count} payments have no line that earns them"
        )
        notes.append(f"{subject}: {ids}.")
    return tuple(notes)


def _unpriced(own: Frames, program: Program, period: Period) -> list[str]:
    """One note a kind of deal whose bonus cannot be computed for want of an incremental amount."""
    found: dict[str, list[str]] = {}
    for row in rows(unpriced(own, program, period).sort("row")):
        found.setdefault(row["kind"].replace("_", "-"), []).append(row["row"])
    return [
        f"{len(deals)} {kind} {'deal has' if len(deals) == 1 else 'deals have'} no incremental amount, "
        f"so no bonus can be computed: {', '.join(deals)}."
        for kind, deals in sorted(found.items())
    ]
