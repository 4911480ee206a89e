"""Dashboards of literal rows, as of 2025-04-30 under the shipped program, and rows that many tests need."""

from datetime import date
from typing import Any

from tests.builders import frames
from tests.programs import shipped
from tools.dashboard import dashboard
from tools.dashboard.models import Dashboard

TODAY = date(2025, 4, 30)
Rows = list[dict[str, Any]]


def april(period: str | None = None, **tables: Rows) -> Dashboard:
    """The dashboard of April 2025, or of another period."""
    return dashboard(frames(TODAY, **tables), shipped(), period=period)


def partners(count: int, **columns: Any) -> Rows:
    """Partners P-1 to P-`count`, with names that sort as they are numbered."""
    return [{"partner_id": f"P-{n}", "name": f"Partner {n}", **columns} for n in range(1, count + 1)]


def won(cents: int, on: date = date(2025, 4, 15), **columns: Any) -> dict[str, Any]:
    """A deal won in April."""
    return {"won": on, "amount_cents": cents, **columns}
