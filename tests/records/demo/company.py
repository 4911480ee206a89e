"""The demo company as the tests read it: generated once, and looked up by partner."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from assistant.records.demo import AS_OF, SITUATIONS, demo_rows
from tests.builders import frames_of_rows
from tools.core.frames import Frames

Row = dict[str, Any]
Test = Callable[[], None]
Q1 = (date(2025, 1, 1), date(2025, 3, 31))
APRIL = (date(2025, 4, 1), date(2025, 4, 30))


@cache
def rows() -> dict[str, list[Row]]:
    """The rows of the shipped seed; nobody changes them."""
    return demo_rows()


@cache
def demo_frames() -> Frames:
    """Their frames."""
    return frames_of_rows(rows(), AS_OF)


def of(table: str, situation: str) -> list[Row]:
    """The rows of a table that belong to the partner of a situation."""
    partner_id = SITUATIONS[situation].partner_id
    return [row for row in rows()[table] if row["partner_id"] == partner_id]


def partner_of(situation: str) -> Row:
    """The partner of a situation."""
    return of("partners", situation)[0]


def wins(partner_id: str, first: date, last: date) -> list[Row]:
    """A partner's own wins between two days, both included."""
    return [
        deal
        for deal in rows()["deals"]
        if deal["partner_id"] == partner_id
        and deal["role"] == "sourced"
        and deal["outcome"] == "won"
        and first <= deal["closed_on"] <= last
    ]


def wins_of(situation: str, first: date, last: date) -> list[Row]:
    """The own wins of a situation's partner between two days."""
    return wins(SITUATIONS[situation].partner_id, first, last)


def revenue(deals: list[Row]) -> int:
    """Their amounts together, in cents."""
    return sum(deal["amount_cents"] for deal in deals)


def kept_in(tests: dict[str, Test]) -> Callable[[str], Callable[[Test], Test]]:
    """A decorator that keeps a situation's test under its name."""

    def shows(situation: str) -> Callable[[Test], Test]:
        def keep(test: Test) -> Test:
            assert situation in SITUATIONS
            tests[situation] = test
            return test

        return keep

    return shows
