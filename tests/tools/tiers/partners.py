"""Rows of partners that meet a tier, written once for the tests of tiers."""

from datetime import date
from typing import Any

Row = dict[str, Any]


def staff(count: int, **certification: Any) -> list[Row]:
    """So many people with one certification each."""
    return [{"staff_id": f"S-{number}", **certification} for number in range(1, count + 1)]


def wins(*amounts_cents: int, on: date = date(2024, 6, 15), **deal: Any) -> list[Row]:
    """A won deal of each amount."""
    return [{"won": on, "amount_cents": amount, **deal} for amount in amounts_cents]


def pipeline(**deal: Any) -> Row:
    """An open deal."""
    return {"opened_on": date(2024, 1, 1), "amount_cents": 1_000_00, **deal}


GOLD_WINS = wins(200_000_00, 200_000_00, 100_000_00, new_logo=True)
"""Three new logos of $500,000 together, won on 2024-06-15."""
