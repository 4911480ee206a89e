"""Questions to the incentive engine, as the tests put them."""

from datetime import date
from typing import Any

from tests.builders import frames
from tests.programs import second, shipped
from tools.core.frames import Frames, rows
from tools.core.program import Program
from tools.incentives.deal_rules import deal_lines, refund_lines

SHIPPED = shipped()
SECOND = second()
JULY = date(2025, 7, 31)
"""A day after every ruling of the shipped program."""

Rows = list[dict[str, Any]]


def earned(period: str = "2025", *, program: Program = SHIPPED, as_of: date = JULY, **tables: Rows) -> dict[Any, int]:
    """Cents by deal and rule of the lines that deals earn in a period."""
    return _amounts(rows(deal_lines(frames(as_of, **tables), program, program.calendar.period(period))))


def taken_back(
    period: str = "2025", *, program: Program = SHIPPED, as_of: date = JULY, **tables: Rows
) -> list[tuple[str, str, date, int]]:
    """Row, rule, day and cents of the refund lines of a period, in order."""
    found = rows(refund_lines(frames(as_of, **tables), program, program.calendar.period(period)))
    return sorted(((row["row"], row["rule"], row["on"], row["amount_cents"]) for row in found), key=lambda row: row[2])


def line(found: Frames, program: Program, period: str, rule: str) -> dict[str, Any]:
    """The only line of a rule in a period."""
    (row,) = [row for row in rows(deal_lines(found, program, program.calendar.period(period))) if row["rule"] == rule]
    return row


def _amounts(lines: Rows) -> dict[Any, int]:
    found = {(row["row"], row["rule"]): row["amount_cents"] for row in lines}
    assert len(found) == len(lines)
    return found
