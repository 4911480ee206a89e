"""One partner's volume rebate of one quarter, and what the next dollar is worth."""

from datetime import date, timedelta
from typing import Any, Literal

import narwhals as nw

from tools.core.errors import BadPeriod
from tools.core.frames import Frames, rows
from tools.core.money import share
from tools.core.partners import partner
from tools.core.periods import FiscalCalendar, Period
from tools.core.program import Program
from tools.core.receipts import Basis, Line, Result
from tools.core.rulings import Band, Rebate
from tools.incentives.bands import HUNDREDTHS, Method, ascending, earned_at, method_of, other_method
from tools.incentives.quarters import of_partner, quarter_numbered
from tools.incentives.rebate import rebate_by_partner, refund_lines

REBATE_READS = ("partners", "deals", "refunds", "payments")
"""The tables that a rebate reads."""


class NextBand(Result):
    """The band above, and what is missing to it: cents of revenue, or users where users pick the band.

    `jump_cents` is what the rebate rises by at the threshold itself; 0 under `marginal`.
    """

    rate_bp: int
    from_cents: int | None
    from_users: int | None
    needed_cents: int | None
    needed_users: int | None
    jump_cents: int
    fast_track: bool


class Slice(Result):
    """The part of a revenue that lies in one band, and the band's rate."""

    base_cents: int
    rate_bp: int


class RebateEarned(Result):
    """A quarter's rebate. `due_cents` is earned + refunds - settled, and negative where money is due back.

    `rate_bp` is the band's; under `marginal` the slices say what each band contributes. `other_cents`
    is what the other method would earn. `next_dollar_bp` is what one more dollar earns before the next
    band starts: 0 below the first band and at the cap.
    """

    partner_id: str
    name: str
    quarter: str
    first_on: date
    last_on: date
    open: bool
    measure: Literal["revenue", "net_new_users"]
    method: Method
    revenue_cents: int
    users: int
    rate_bp: int
    earned_cents: int
    cap_cents: int | None
    slices: tuple[Slice, ...]
    other_method: Method | None
    other_cents: int | None
    refunds_cents: int
    settled_cents: int
    due_cents: int
    payout_on: date
    next_band: NextBand | None
    next_dollar_bp: int
    fast_track: bool
    lines: tuple[Line, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


def rebate_earned(frames: Frames, program: Program, *, partner_id: str, quarter: str | None = None) -> RebateEarned:
    """The volume rebate a partner has earned in a fiscal quarter: band, both methods, paid, due, and the next band.

    Args:
        partner_id: Record id, such as "P-042".
        quarter: Fiscal quarter, such as "2025-Q2"; the quarter of the records' as-of day if left out.

    Returns:
        Amounts in whole cents and rates in basis points, with the line of the rebate and of each refund.

    Raises:
        UnknownPartner: no such partner, or none that the person asking may see.
        BadPeriod: the period is not a fiscal quarter.
        NoRuleInForce: no bands are in force on the quarter's last day.
        NotInProgram: the bands do not say whether they are whole or marginal.
    """
    name = partner(frames, partner_id)["name"]
    asked = quarter_asked(program.calendar, quarter, program.calendar.quarter_of(frames.as_of))
    return _answer(of_partner(frames, partner_id), program, partner_id, name, asked)


def _answer(own: Frames, program: Program, partner_id: str, name: str, asked: Period) -> RebateEarned:
    ruling = program.rebate.on(asked.last)
    method, found = method_of(ruling), _figures(own, program, asked, ruling)
    measure = found["revenue_cents"] if ruling.measure == "revenue" else found["users"] * HUNDREDTHS
    band, above = _bands(ruling, measure)
    at_cap = ruling.cap_cents is not None and found["earned_cents"] >= ruling.cap_cents
    return RebateEarned(
        partner_id=partner_id,
        name=name,
        quarter=asked.name,
        first_on=asked.first,
        last_on=asked.last,
        open=own.as_of < asked.last,
        measure=ruling.measure,
        method=method,
        cap_cents=ruling.cap_cents,
        slices=_slices(ruling, found["revenue_cents"]) if method == "marginal" else (),
        other_method=other_method(ruling),
        payout_on=payout_on(ruling, asked),
        next_band=above and _next(ruling, above, measure, found),
        next_dollar_bp=0 if at_cap else found["rate_bp"],
        fast_track=band is not None and band.fast_track,
        lines=(
            rebate_line(partner_id, asked, ruling, found),
            *(_refunds(own, program, asked) if found["refunds_cents"] else ()),
        ),
        basis=(Basis.of("rebate", ruling, "method", "bands"),),
        notes=_notes(own.as_of, asked, found, at_cap),
        **found,
    )


def quarter_asked(calendar: FiscalCalendar, text: str | None, otherwise: Period) -> Period:
    """The fiscal quarter a person named, or the tool's own default.

    Raises:
        BadPeriod: the text names a period that is no fiscal quarter.
    """
    if text is None:
        return otherwise
    asked = calendar.period(text)
    quarter = calendar.quarter_of(asked.first)
    if (asked.first, asked.after) != (quarter.first, quarter.after):
        raise BadPeriod(text, f"this is reckoned by the fiscal quarter, such as {otherwise.name}")
    return quarter


def payout_on(ruling: Rebate, quarter: Period) -> date:
    """The day a quarter's rebate is paid."""
    return quarter.last + timedelta(days=ruling.paid_after_days)


def rebate_line(partner_id: str, quarter: Period, ruling: Rebate, found: dict[str, Any]) -> Line:
    """The line of a quarter's rebate, on its last day. Under `marginal` there is no single rate."""
    return Line(
        partner_id=partner_id,
        row=quarter.name,
        on=quarter.last,
        rule="rebate",
        title="Volume rebate",
        ruling_since=ruling.since,
        source=ruling.source,
        base_cents=found["revenue_cents"],
        rate_bp=found["rate_bp"] if method_of(ruling) == "whole" else None,
        amount_cents=found["earned_cents"],
    )


def _figures(own: Frames, program: Program, quarter: Period, ruling: Rebate) -> dict[str, Any]:
    found = rows(rebate_by_partner(own, program, quarter).with_columns(other_cents=other_method_cents(ruling)))
    if found:
        return {name: value for name, value in found[0].items() if name != "partner_id"}
    sums = ("revenue_cents", "users", "refunds_cents", "settled_cents", "due_cents")
    return dict.fromkeys(sums, 0) | no_earnings(ruling)


def other_method_cents(ruling: Rebate) -> nw.Expr:
    """What the method that the program did not choose would earn."""
    other = other_method(ruling)
    if other is None:
        return nw.lit(None, dtype=nw.Int64)
    return earned_at(ruling, other, nw.col("revenue_cents"))


def no_earnings(ruling: Rebate) -> dict[str, Any]:
    """The figures of a partner without any revenue; the first band may start at 0."""
    band, _ = _bands(ruling, 0)
    other = None if other_method(ruling) is None else 0
    return {"rate_bp": band.rate_bp if band else 0, "earned_cents": 0, "other_cents": other}


def _refunds(own: Frames, program: Program, quarter: Period) -> list[Line]:
    found = rows(refund_lines(own, program, quarter).sort("on", "row"))
    return [refund_line(program, row) for row in found]


def refund_line(program: Program, row: dict[str, Any]) -> Line:
    """The line of one refund on an earlier quarter's deal."""
    earlier = quarter_numbered(program.calendar, row["quarter"])
    ruling = program.rebate.on(earlier.last)
    return Line(
        partner_id=row["partner_id"],
        row=row["row"],
        on=row["on"],
        rule="rebate",
        title=f"Refund, volume rebate of {earlier.name}",
        ruling_since=ruling.since,
        source=ruling.source,
        base_cents=row["base_cents"],
        rate_bp=row["rate_bp"] if method_of(ruling) == "whole" else None,
        amount_cents=row["amount_cents"],
    )


def _bands(ruling: Rebate, measure: int) -> tuple[Band | None, Band | None]:
    """The band that holds a measure, and the one above."""
    held = [band for band in ascending(ruling) if band.at_least <= measure]
    above = [band for band in ascending(ruling) if band.at_least > measure]
    return held[-1] if held else None, above[0] if above else None


def _next(ruling: Rebate, above: Band, measure: int, found: dict[str, Any]) -> NextBand:
    in_users = ruling.measure == "net_new_users"
    missing = above.at_least - measure
    base = found["revenue_cents"] if in_users else above.at_least
    jump = 0
    if method_of(ruling) == "whole":
        most = base if ruling.cap_cents is None else ruling.cap_cents
        jump = min(most, share(base, above.rate_bp)) - min(most, share(base, found["rate_bp"]))
    return NextBand(
        rate_bp=above.rate_bp,
        from_cents=None if in_users else above.at_least,
        from_users=above.at_least // HUNDREDTHS if in_users else None,
        needed_cents=None if in_users else missing,
        needed_users=missing // HUNDREDTHS if in_users else None,
        jump_cents=jump,
        fast_track=above.fast_track,
    )


def _slices(ruling: Rebate, revenue_cents: int) -> tuple[Slice, ...]:
    bands = ascending(ruling)
    tops = [*(band.at_least for band in bands[1:]), revenue_cents]
    parts = [
        Slice(base_cents=min(top, revenue_cents) - band.at_least, rate_bp=band.rate_bp)
        for band, top in zip(bands, tops, strict=True)
        if revenue_cents > band.at_least
    ]
    return tuple(parts)


def _notes(as_of: date, quarter: Period, found: dict[str, Any], at_cap: bool) -> tuple[str, ...]:
    notes = []
    if as_of < quarter.first:
        notes.append(f"{quarter.name} starts after {as_of}, the last day of the records.")
    elif as_of < quarter.last:
        notes.append(f"{quarter.name} is open until {quarter.last}: these are its figures up to {as_of}.")
    if at_cap:
        notes.append("The rebate has reached the program's cap; more revenue adds nothing.")
    if found["due_cents"] < 0:
        notes.append("More was paid or refunded than is earned: the difference is due back.")
    return tuple(notes)
