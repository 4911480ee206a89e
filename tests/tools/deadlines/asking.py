"""Asking for deadlines of literal rows, and the rows that several tests ask about."""

from datetime import date
from typing import Any

from tests.builders import frames
from tests.programs import shipped
from tests.tools.tiers.partners import wins
from tools.core.program import Program
from tools.deadlines.listing import Deadlines, deadlines

APRIL_END = date(2025, 4, 30)
Row = dict[str, Any]
Told = tuple[date, str, str, int | None, int]


def due(
    kind: str | None = None,
    as_of: date = APRIL_END,
    partner_id: str | None = None,
    within_days: int = 30,
    from_days: int = 0,
    program: Program | None = None,
    **tables: list[Row],
) -> Deadlines:
    tables.setdefault("tier_history", [{}])
    rows = frames(as_of=as_of, **tables)
    return deadlines(
        rows, program or shipped(), partner_id=partner_id, within_days=within_days, from_days=from_days, kind=kind
    )


def told(found: Deadlines) -> list[Told]:
    return [(d.on, d.what, d.row, d.amount_cents, d.days_left) for d in found.deadlines]


def logo_win(on: date = date(2025, 3, 31), **deal: Any) -> Row:
    """A new logo of $120,000, opened a month before it was won: $500 and 2%."""
    opened = on.replace(day=1)
    return {"won": on, "opened_on": opened, "new_logo": True, "amount_cents": 120_000_00, **deal}


EARLIER = wins(1_000_00, on=date(2024, 1, 9))
"""A first won deal long ago, so that a later one is not the first."""
