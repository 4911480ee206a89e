"""What one more deal does to a quarter's rebate."""

from datetime import date
from typing import Any

from tools.core.frames import Frames, rows
from tools.core.periods import Period
from tools.core.program import Program
from tools.core.receipts import Result
from tools.core.rulings import Rebate
from tools.incentives.bands import Method, method_of, other_method
from tools.incentives.quarters import number_of
from tools.incentives.rebate import earned_by_quarter
from tools.incentives.rebate_answer import no_earnings, other_method_cents


class RebateEffect(Result):
    """The quarter's rebate without and with a deal, under the program's method and under the other."""

    quarter: str
    method: Method
    rate_before_bp: int
    rate_with_bp: int
    before_cents: int
    with_cents: int
    difference_cents: int
    other_method: Method | None
    other_before_cents: int | None
    other_with_cents: int | None
    other_difference_cents: int | None


def rebate_effect(without: Frames, with_deal: Frames, program: Program, day: date) -> RebateEffect | None:
    """What one partner's rebate of a day's quarter gains by a deal; None where the quarter has no bands."""
    quarter = program.calendar.quarter_of(day)
    if not program.rebate.covers(quarter.last):
        return None
    ruling, other = program.rebate.on(quarter.last), other_method(program.rebate.on(quarter.last))
    before, after = (_earning(own, program, quarter, ruling) for own in (without, with_deal))
    return RebateEffect(
        quarter=quarter.name,
        method=method_of(ruling),
        rate_before_bp=before["rate_bp"],
        rate_with_bp=after["rate_bp"],
        before_cents=before["earned_cents"],
        with_cents=after["earned_cents"],
        difference_cents=after["earned_cents"] - before["earned_cents"],
        other_method=other,
        other_before_cents=before["other_cents"],
        other_with_cents=after["other_cents"],
        other_difference_cents=after["other_cents"] - before["other_cents"] if other else None,
    )


def _earning(own: Frames, program: Program, quarter: Period, ruling: Rebate) -> dict[str, Any]:
    number = number_of(program.calendar, quarter.first)
    earned = earned_by_quarter(own, program, [(ruling, [number])])
    found = rows(earned.select("rate_bp", "earned_cents", other_cents=other_method_cents(ruling)))
    return found[0] if found else no_earnings(ruling)
