"""The laws of days: tasks fall on business days, in order, inside the plan."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools.plans.asking import one_partner, practised, working
from tools.plans.dating import Dates, owned, scheduled, unlisted_holidays, working_day
from tools.plans.onboarding import onboarding_plan
from tools.plans.practices.steps import Step

DAYS = st.dates(date(2024, 1, 1), date(2026, 6, 30))


@settings(max_examples=60, deadline=None)
@given(DAYS, st.sampled_from(["reseller", "VAR", "MSP", "system integrator", "distributor", "other"]))
def test_a_plan_from_any_day_keeps_its_laws(start: date, kind: str) -> None:
    found = onboarding_plan(
        one_partner(tier="Registered", kind=kind), practised(), partner_id="P-1", starts_on=start.isoformat()
    )
    days = [task.on for task in found.tasks]
    assert [day for day in days if not working(day)] == []
    assert days == sorted(days)
    assert found.starts_on == min(days)
    assert found.ends_on == max(days)
    assert found.ends_on <= found.starts_on + timedelta(days=90)
    for phase in found.phases:
        own = [task for task in found.tasks if task.phase == phase.name]
        assert own[-1].on == phase.review_on
        assert own[-1].title.startswith("Day-")


@given(DAYS, st.integers(-300, 300))
def test_business_days_count_there_and_back(start: date, count: int) -> None:
    first = working_day(practised(), start)
    there = Dates.of(practised(), first).business(count)
    assert working(there)
    assert Dates.of(practised(), there).business(-count) == first


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        pytest.param(0, date(2025, 7, 3), id="the day itself"),
        pytest.param(1, date(2025, 7, 3), id="a holiday moves to the day before"),
        pytest.param(3, date(2025, 7, 3), id="a Sunday behind a holiday moves to Thursday"),
        pytest.param(4, date(2025, 7, 7), id="Monday stays"),
        pytest.param(-1, date(2025, 7, 2), id="the day before"),
    ],
)
def test_a_calendar_day_moves_to_the_business_day_before(day: int, moved: date) -> None:
    assert Dates.of(practised(), date(2025, 7, 3)).calendar(day) == moved


@pytest.mark.parametrize(
    ("count", "day"),
    [
        pytest.param(0, date(2025, 7, 3), id="none"),
        pytest.param(1, date(2025, 7, 7), id="one, over a holiday and a weekend"),
        pytest.param(-1, date(2025, 7, 2), id="one back"),
        pytest.param(-11, date(2025, 6, 17), id="eleven back, over Juneteenth"),
    ],
)
def test_business_days_skip_weekends_and_holidays(count: int, day: date) -> None:
    assert Dates.of(practised(), date(2025, 7, 3)).business(count) == day


def test_sides_and_names_follow_the_owner() -> None:
    ours = owned("Call", "partner manager", "Dana Reyes", date(2025, 5, 5))
    theirs = owned("Call", "partner's owner", "Dana Reyes", date(2025, 5, 5))
    assert (ours.ours, ours.person) == (True, "Dana Reyes")
    assert (theirs.ours, theirs.person) == (False, None)


def test_steps_of_one_day_keep_their_order() -> None:
    steps = [Step(title=title, owner="finance", business_day=day) for title, day in (("b", 1), ("a", 1), ("c", 0))]
    found = scheduled(steps, Dates.of(practised(), date(2025, 5, 5)))
    assert [task.title for task in found] == ["c", "b", "a"]


def test_each_year_without_listed_holidays_is_said_once() -> None:
    tasks = [owned("x", "finance", None, day) for day in (date(2026, 1, 2), date(2026, 2, 2), date(2025, 5, 5))]
    assert unlisted_holidays(practised(), tasks) == (
        "The program lists no holidays in 2026: only weekends are skipped there.",
    )
