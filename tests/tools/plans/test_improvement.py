"""An improvement plan: the playbook's worked example, what calls for one, the causes, and the limits of acts."""

from datetime import date
from typing import Any

import pytest

from tests.tools.plans.asking import Row, dated, one_partner, practised, target, working
from tools.plans.improvement import ImprovementPlan, improvement_plan

APRIL_4 = date(2025, 4, 4)
SECOND_QUARTER = (date(2025, 4, 1), date(2025, 5, 1), date(2025, 6, 1))
TARGET = target(83_333_33, *SECOND_QUARTER[:2]) + target(83_333_34, SECOND_QUARTER[2])
"""$250,000 for the quarter."""

REVENUE: list[Row] = [
    {"won": date(2024, 8, 1), "amount_cents": 500_000_00, "new_logo": True},
    {"won": date(2024, 9, 1), "amount_cents": 10_000_00, "new_logo": True},
    {"won": date(2024, 11, 1), "amount_cents": 10_000_00, "new_logo": True},
]
HALF_WAY: list[Row] = [
    {"won": date(2025, 4, 2), "amount_cents": 100_000_00},
    {"opened_on": date(2025, 3, 1), "amount_cents": 90_000_00, "probability_bp": 5_000},
]
LOGGED_IN: list[Row] = [{"login_on": date(2025, 4, 3), "staff_id": "S-1"}]


def certified(count: int, expires_on: date | None = None) -> list[Row]:
    return [{"staff_id": f"S-{n}", "expires_on": expires_on} for n in range(1, count + 1)]


def plan(
    as_of: date = APRIL_4, starts_on: str | None = "2025-04-07", tier: str = "Gold", **rows: Any
) -> ImprovementPlan:
    given: dict[str, Any] = {
        "targets": TARGET,
        "deals": [*REVENUE, *HALF_WAY],
        "certifications": certified(4),
        "logins": LOGGED_IN,
        **rows,
    }
    return improvement_plan(one_partner(as_of, tier=tier, **given), practised(), partner_id="P-1", starts_on=starts_on)


def test_the_gap_is_the_playbooks_worked_example() -> None:
    found = plan()
    row = found.quarter_row
    assert (row.target_cents, row.attained_cents, found.shortfall_cents) == (250_000_00, 145_000_00, 105_000_00)
    assert [(t.kind, t.period, t.attainment_bp) for t in found.triggers if t.kind == "off_target"][-1] == (
        "off_target",
        "2025-Q2",
        5_800,
    )
    assert found.people_needed == 1
    assert found.causes[0].sign.what == "certified_missing"
    assert (found.causes[0].sign.now, found.causes[0].sign.before) == (4, 5)


def test_checkpoints_stand_on_days_30_60_and_90_and_before_the_holiday() -> None:
    found = plan()
    assert (found.starts_on, found.ends_on) == (date(2025, 4, 7), date(2025, 7, 3))
    assert [(point.on, point.measure) for point in found.checkpoints] == [
        (date(2025, 5, 7), "registrations"),
        (date(2025, 6, 6), "pipeline"),
        (date(2025, 7, 3), "attainment"),
    ]


def test_checkpoints_carry_their_numbers() -> None:
    by_measure = {point.measure: point for point in plan().checkpoints}
    assert by_measure["registrations"].count == 4
    assert by_measure["pipeline"].amount_cents == 90_000_00 + 315_000_00
    assert by_measure["attainment"].amount_cents == 212_500_00


def test_the_quarter_end_that_decides_lies_inside_the_plan() -> None:
    found = plan(certifications=[*certified(4), {"staff_id": "S-5", "expires_on": date(2025, 2, 1)}])
    assert found.decided_on == date(2025, 6, 30)
    assert found.demotion is not None
    assert (found.demotion.action, found.demotion.on, found.demotion.to) == ("demote", date(2025, 6, 30), "Silver")


def test_every_act_of_the_first_cause_is_dated_and_owned() -> None:
    found = plan(deals=[*REVENUE, {**HALF_WAY[0]}, {**HALF_WAY[1], "amount_cents": 900_000_00, "probability_bp": 500}])
    assert [cause.sign.sign for cause in found.causes] == ["people"]
    assert dated(found.tasks) == [
        ("2025-04-07", "partner's owner", "Sign this page with the partner manager"),
        ("2025-04-14", "partner manager", "First weekly call, 15 minutes, acts only; then every week"),
        ("2025-04-14", "enablement lead", "Reserve examination places for the people named below, one in reserve"),
        ("2025-04-21", "partner's owner", "Name the people who replace those who left, and one in reserve"),
        ("2025-05-05", "partner's technical lead", "Examinations booked for each person named"),
        ("2025-06-09", "partner's technical lead", "Examinations passed"),
        ("2025-07-08", "channel operations", "Record cause and outcome, so that the next profile learns"),
    ]


def test_at_most_two_causes_five_acts_of_theirs_and_three_of_ours() -> None:
    found = plan()
    assert [cause.sign.sign for cause in found.causes] == ["people", "pipeline"]
    always = {step.title for step in practised().improvement.values[0].always}
    acts = [task for task in found.tasks if task.title not in always]
    assert (sum(task.ours for task in acts), sum(not task.ours for task in acts)) == (2, 5)
    assert all(working(task.on) for task in found.tasks)


def test_a_partner_on_target_needs_no_plan() -> None:
    won: list[Row] = [*REVENUE, {"won": date(2025, 4, 2), "amount_cents": 260_000_00}]
    found = plan(deals=won, certifications=certified(5))
    assert (found.called_for, found.triggers, found.tasks, found.checkpoints) == (False, (), (), ())
    assert found.notes[-1] == "Nothing in the records calls for an improvement plan of Acme Networks."


@pytest.mark.parametrize(
    ("attained", "kinds"),
    [
        pytest.param(250_000_00, [], id="exactly on target"),
        pytest.param(249_999_99, ["at_risk"], id="a cent below"),
        pytest.param(175_000_00, ["at_risk"], id="exactly 70 percent is at risk"),
        pytest.param(174_999_99, ["off_target"], id="a cent below 70 percent"),
    ],
)
def test_the_programs_own_classes_call_for_a_plan(attained: int, kinds: list[str]) -> None:
    won: list[Row] = [*REVENUE, {"won": date(2025, 4, 2), "amount_cents": attained}]
    found = plan(deals=won, certifications=certified(5))
    assert [trigger.kind for trigger in found.triggers if trigger.period == "2025-Q2"] == kinds


def test_a_missed_quarter_end_calls_for_a_plan_by_itself() -> None:
    won: list[Row] = [*REVENUE, {"won": date(2025, 4, 2), "amount_cents": 260_000_00}]
    found = plan(deals=won, certifications=certified(4))
    assert [(trigger.kind, trigger.on) for trigger in found.triggers] == [("tier_missed", date(2025, 3, 31))]


@pytest.mark.parametrize(
    ("login_on", "idle"),
    [pytest.param(date(2025, 2, 3), 60, id="60 days"), pytest.param(date(2025, 2, 4), None, id="59 days")],
)
def test_silence_calls_for_a_plan_from_day_60_on(login_on: date, idle: int | None) -> None:
    seen: list[Row] = [{"login_on": login_on, "staff_id": "S-1"}]
    found = plan(targets=[], deals=REVENUE, certifications=certified(5), logins=seen)
    assert [trigger.days for trigger in found.triggers if trigger.kind == "idle"] == ([idle] if idle else [])


def closed(won: int, lost: int, on: date) -> list[Row]:
    return [{"won": on, "amount_cents": 1_00}] * won + [{"lost": on, "amount_cents": 1_00}] * lost


FALLEN = [*REVENUE, *closed(5, 5, date(2024, 10, 1)), *closed(2, 8, date(2025, 3, 1)), HALF_WAY[0]]
WAITING: list[Row] = [{"rule": "new_logo", "row": "D-1", "submitted_on": date(2025, 3, 3), "amount_cents": 1}]


@pytest.mark.parametrize(
    ("rows", "sign", "now", "before"),
    [
        pytest.param(
            {"certifications": [*certified(5), {"staff_id": "S-9", "expires_on": date(2025, 1, 15)}]},
            "people", 1, 0, id="someone's last certification ended",
        ),
        pytest.param(
            {"logins": [{"login_on": date(2024, 12, 1 + n), "staff_id": "S-1"} for n in range(4)] + LOGGED_IN * 2},
            "attention", 2, 4, id="logins fell by half",
        ),
        pytest.param({"deals": [*REVENUE, *HALF_WAY]}, "pipeline", 90_000_00, 150_000_00, id="coverage below two"),
        pytest.param(
            {"deals": FALLEN, "targets": []},
            "conversion", 2_727, 6_154, id="the win rate fell",
        ),
        pytest.param(
            {"incentive_claims": WAITING, "targets": []},
            "us", 1, 0, id="a claim waits for us",
        ),
    ],
)  # fmt: skip
def test_causes_are_found_in_the_records(rows: dict[str, Any], sign: str, now: int, before: int) -> None:
    given: dict[str, Any] = {"certifications": certified(5), **rows}
    if not given.get("targets", True):
        given["certifications"] = certified(4)
    found = {cause.sign.sign: cause.sign for cause in plan(**given).causes}
    assert (found[sign].now, found[sign].before) == (now, before)  # type: ignore[index]


def test_a_start_on_a_sunday_moves_and_is_noted() -> None:
    found = plan(starts_on="2025-04-06")
    assert found.starts_on == date(2025, 4, 7)
    assert found.notes[0] == "2025-04-06 is no business day, so the plan starts on 2025-04-07."


def test_without_a_day_it_starts_on_the_next_business_day() -> None:
    assert plan(starts_on=None).starts_on == date(2025, 4, 7)
