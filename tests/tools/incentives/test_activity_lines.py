"""Approved activities pay a fixed amount."""

from datetime import date
from typing import Any

import pytest

from tests.builders import frames
from tests.tools.incentives.asking import SECOND, SHIPPED
from tools.core.frames import rows
from tools.core.program import Program
from tools.incentives.lines import activity_lines

APRIL_10 = date(2025, 4, 10)


def of(activity: dict[str, Any], period: str = "2025", *, program: Program = SHIPPED, **tables: Any) -> list[Any]:
    """Rule and cents of one activity's lines."""
    found = frames(date(2025, 7, 31), contributions=[{"approved_on": APRIL_10, **activity}], **tables)
    return [
        (row["rule"], row["amount_cents"])
        for row in rows(activity_lines(found, program, program.calendar.period(period)))
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        pytest.param("reference", [("reference", 250_00)], id="reference"),
        pytest.param("testimonial", [("reference", 250_00)], id="testimonial"),
        pytest.param("forum_answer", [("contribution", 100_00)], id="forum answer"),
        pytest.param("blog_post", [("contribution", 100_00)], id="blog post"),
        pytest.param("podcast", [], id="a kind that no rule pays"),
    ],
)
def test_an_approved_activity_pays_by_its_kind(kind: str, expected: list[Any]) -> None:
    assert of({"kind": kind}) == expected


@pytest.mark.parametrize(
    ("approved_on", "paid"),
    [
        pytest.param(None, False, id="not approved"),
        pytest.param(date(2025, 3, 31), False, id="the day before the period"),
        pytest.param(date(2025, 4, 1), True, id="its first day"),
        pytest.param(date(2025, 4, 30), True, id="its last day"),
        pytest.param(date(2025, 5, 1), False, id="the day after"),
    ],
)
def test_the_day_of_approval_decides_the_period(approved_on: date | None, paid: bool) -> None:
    assert bool(of({"done_on": date(2025, 4, 2), "approved_on": approved_on}, "2025-04")) == paid


def test_the_claim_window_starts_with_the_approval() -> None:
    found = frames(contributions=[{"done_on": date(2025, 1, 2), "approved_on": date(2025, 3, 31)}])
    (row,) = rows(activity_lines(found, SHIPPED, SHIPPED.calendar.period("2025")))
    assert (row["on"], row["claim_until"], row["ruling_since"]) == (
        date(2025, 3, 31),
        date(2025, 4, 30),
        date(2025, 1, 1),
    )


def test_approval_after_the_as_of_day_is_not_known() -> None:
    assert rows(activity_lines(frames(contributions=[{"approved_on": date(2025, 5, 1)}]), SHIPPED, PERIOD)) == []


PERIOD = SHIPPED.calendar.period("2025")


def test_the_partner_must_be_active_on_the_day_of_approval() -> None:
    assert of({}, partners=[{"exited_on": APRIL_10}]) == []
    assert of({}, partners=[{"exited_on": date(2025, 4, 11)}]) == [("reference", 250_00)]


def test_another_program_pays_other_activities() -> None:
    assert of({"kind": "case_study"}, "FY2026", program=SECOND) == [("case_study", 750_00)]
    assert of({"kind": "reference"}, "FY2026", program=SECOND) == []
