"""How many partners there are, of which tier, and who came and went."""

from datetime import date
from typing import Any

import pytest

from tests.tools.dashboard.april import Rows, april, partners


@pytest.mark.parametrize(
    ("columns", "active"),
    [
        pytest.param({"joined_on": date(2025, 4, 30)}, 1, id="joined on the last day"),
        pytest.param({"joined_on": date(2025, 5, 1)}, 0, id="joins the day after"),
        pytest.param({"exited_on": date(2025, 4, 30)}, 0, id="exited on the last day"),
        pytest.param({"exited_on": date(2025, 5, 1)}, 1, id="exits the day after"),
    ],
)
def test_a_partner_is_active_when_it_has_joined_and_not_exited_by_the_end_of_the_last_day(
    columns: dict[str, Any], active: int
) -> None:
    assert april(partners=[columns]).metric("active_partners").value == active


@pytest.mark.parametrize(
    ("period", "joined_on", "count"),
    [
        pytest.param("2025-03", date(2025, 1, 1), 1, id="the quarter's first day"),
        pytest.param("2025-03", date(2024, 12, 31), 0, id="the day before the quarter"),
        pytest.param("2025-03", date(2025, 3, 31), 1, id="the period's last day"),
        pytest.param("2025-03", date(2025, 4, 1), 0, id="the day after the period"),
        pytest.param("2024", date(2024, 1, 1), 1, id="a year counts from its first quarter"),
    ],
)
def test_partners_are_new_from_the_first_day_of_the_quarter_in_which_the_period_starts(
    period: str, joined_on: date, count: int
) -> None:
    assert april(period, partners=[{"joined_on": joined_on}]).metric("onboarded").value == count


@pytest.mark.parametrize(
    ("exited_on", "count"),
    [
        pytest.param(date(2025, 3, 31), 0, id="the day before the quarter"),
        pytest.param(date(2025, 4, 1), 1, id="the quarter's first day"),
        pytest.param(date(2025, 4, 30), 1, id="the last day"),
    ],
)
def test_exits_count_from_the_quarters_first_day_through_the_last_day(exited_on: date, count: int) -> None:
    assert april(partners=[{"exited_on": exited_on}]).metric("exited").value == count


def test_a_label_says_which_days_are_counted() -> None:
    assert april().metric("onboarded").label == "New partners onboarded (this quarter)"
    assert april("2025-Q1").metric("exited").label == "Partners exited (this quarter)"
    assert april("2024").metric("exited").label == "Partners exited (since 2024-01-01)"


def test_retention_is_over_the_partners_active_at_the_end_and_a_note_gives_the_opening_base() -> None:
    rows = partners(9)
    rows[0] |= {"exited_on": date(2025, 4, 10)}
    rows[1] |= {"joined_on": date(2025, 4, 2)}
    rows[2] |= {"joined_on": date(2025, 4, 3)}

    found = april(partners=rows)

    retention = found.metric("retention")
    assert (retention.numerator, retention.denominator, retention.value) == (7, 8, 8750)
    assert found.notes[0] == (
        "Retention is over the 8 partners active on 2025-04-30; over the 7 active when 2025-04-01 began "
        "it would be 85.7%."
    )


def test_retention_is_whole_and_needs_no_note_when_nobody_exited() -> None:
    found = april(partners=partners(3))

    assert found.metric("retention").value == 10_000
    assert not [note for note in found.notes if "Retention" in note]


def test_retention_has_no_value_without_an_active_partner() -> None:
    retention = april(partners=[{"exited_on": date(2025, 4, 2)}]).metric("retention")

    assert (retention.value, retention.numerator, retention.denominator) == (None, -1, 0)
    assert retention.reason == "no partner was active at the end of 2025-04-30"


def test_partners_are_counted_by_the_tier_held_at_the_end_the_highest_first() -> None:
    history: Rows = [
        {"partner_id": "P-1", "tier": "Silver", "until": date(2025, 4, 29)},
        {"partner_id": "P-1", "tier": "Gold", "since": date(2025, 4, 30)},
        {"partner_id": "P-2", "tier": "Silver", "until": date(2025, 4, 30)},
        {"partner_id": "P-2", "tier": "Gold", "since": date(2025, 5, 1)},
        {"partner_id": "P-3", "tier": "Registered"},
    ]

    by_tier = april(partners=partners(3), tier_history=history).metric("by_tier")

    assert by_tier.kind == "text"
    assert [(row.tier, row.partners) for row in by_tier.tiers] == [
        ("Platinum", 0),
        ("Gold", 1),
        ("Silver", 1),
        ("Registered", 1),
    ]


def test_a_tier_that_the_program_does_not_name_has_a_row_after_those_it_does() -> None:
    by_tier = april(tier_history=[{"tier": "Diamond"}]).metric("by_tier")

    assert (by_tier.tiers[-1].tier, by_tier.tiers[-1].partners) == ("Diamond", 1)
