"""Certified partners, certifications, training and portal engagement."""

from datetime import date
from typing import Any

import pytest

from tests.tools.dashboard.april import Rows, april, partners

MARCH_31, APRIL_1 = date(2025, 3, 31), date(2025, 4, 1)


@pytest.mark.parametrize(
    ("columns", "certified"),
    [
        pytest.param({"earned_on": MARCH_31}, 1, id="earned on the last day"),
        pytest.param({"earned_on": APRIL_1}, 0, id="earned the day after"),
        pytest.param({"expires_on": MARCH_31}, 0, id="expires on the last day"),
        pytest.param({"expires_on": APRIL_1}, 1, id="expires the day after"),
    ],
)
def test_a_certified_partner_holds_one_that_is_valid_at_the_periods_end(
    columns: dict[str, Any], certified: int
) -> None:
    assert april("2025-03", certifications=[columns]).metric("certified").value == certified


def test_certified_partners_and_their_certifications_are_counted_over_active_partners() -> None:
    rows = partners(4)
    rows[3] |= {"exited_on": MARCH_31}
    held: Rows = [{"partner_id": name} for name in ("P-1", "P-1", "P-1", "P-2", "P-4")]

    found = april(partners=rows, certifications=held)

    certified, each = found.metric("certified"), found.metric("certifications_each")
    assert (certified.value, certified.part("share").numerator, certified.part("share").denominator) == (2, 2, 3)
    assert (each.numerator, each.denominator, each.value, each.decimals) == (4, 3, 13_333, 1)


@pytest.mark.parametrize(
    ("earned_on", "count"),
    [
        pytest.param(date(2024, 12, 31), 0, id="the day before the quarter"),
        pytest.param(date(2025, 1, 1), 1, id="the quarter's first day"),
        pytest.param(MARCH_31, 1, id="the period's last day"),
        pytest.param(APRIL_1, 0, id="the day after"),
    ],
)
def test_certifications_are_new_since_the_quarters_first_day(earned_on: date, count: int) -> None:
    found = april("2025-03", certifications=[{"earned_on": earned_on}])

    assert found.metric("new_certifications").value == count
    assert found.metric("new_certifications").label == "New certifications this quarter"


@pytest.mark.parametrize(
    ("columns", "done", "due"),
    [
        pytest.param({"due_on": MARCH_31, "completed_on": MARCH_31}, 1, 1, id="due and completed on the last day"),
        pytest.param({"due_on": MARCH_31, "completed_on": APRIL_1}, 0, 1, id="completed the day after"),
        pytest.param({"due_on": MARCH_31}, 0, 1, id="never completed"),
        pytest.param({"due_on": APRIL_1, "completed_on": MARCH_31}, 0, 0, id="completed before it is due"),
        pytest.param({"due_on": date(2024, 2, 1), "completed_on": date(2024, 5, 1)}, 1, 1, id="completed late"),
    ],
)
def test_training_completion_is_of_the_enrolments_due_by_the_periods_end(
    columns: dict[str, Any], done: int, due: int
) -> None:
    training = april("2025-03", enrolments=[columns]).metric("training")

    assert (training.numerator, training.denominator) == (done, due)


def test_training_of_an_exited_partner_is_not_held_against_the_rate() -> None:
    rows = partners(2)
    rows[1] |= {"exited_on": MARCH_31}
    due: Rows = [
        {"due_on": APRIL_1, "completed_on": APRIL_1},
        {"due_on": APRIL_1},
        {"due_on": APRIL_1, "partner_id": "P-2"},
    ]

    assert april(partners=rows, enrolments=due).metric("training").value == 5000


def test_without_training_due_the_rate_has_a_reason() -> None:
    assert april().metric("training").reason == "no training was due by 2025-04-30"


@pytest.mark.parametrize(
    ("login_on", "engaged"),
    [
        pytest.param(date(2025, 2, 28), 0, id="the day before"),
        pytest.param(date(2025, 3, 1), 1, id="the first day"),
        pytest.param(MARCH_31, 1, id="the last day"),
        pytest.param(APRIL_1, 0, id="the day after"),
    ],
)
def test_a_partner_is_engaged_when_it_logged_in_in_the_period(login_on: date, engaged: int) -> None:
    assert april("2025-03", logins=[{"login_on": login_on}]).metric("engagement").numerator == engaged


def test_engagement_counts_partners_not_logins() -> None:
    rows = partners(3)
    rows[2] |= {"exited_on": APRIL_1}
    logins: Rows = [{"login_on": APRIL_1, "partner_id": name} for name in ("P-1", "P-1", "P-3")]

    engagement = april(partners=rows, logins=logins).metric("engagement")

    assert (engagement.numerator, engagement.denominator, engagement.value) == (1, 2, 5000)


def test_rates_over_no_active_partner_have_a_reason() -> None:
    found = april(partners=[])

    for key in ("certifications_each", "engagement"):
        assert found.metric(key).reason == "no partner was active at the end of 2025-04-30"
    assert found.metric("certified").part("share").value is None
