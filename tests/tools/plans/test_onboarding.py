"""An onboarding plan: every date, owner and gap of three partner types, worked out by hand."""

from datetime import date
from typing import Any

import pytest

from tests.tools.plans.asking import Row, dated, elsewhere, one_partner, practised
from tools.core.errors import BadPeriod, NoRecords, UnknownPartner
from tools.plans.onboarding import OnboardingPlan, onboarding_plan

MANAGER, OPERATIONS, ENABLEMENT = "partner manager", "channel operations", "enablement lead"
SALES, TECHNICAL, MARKETING = "partner's sales lead", "partner's technical lead", "partner's marketing lead"
DAY_30 = "Day-30 review, 60 minutes, with the partner's owner: milestones, new dates for what is open"
DAY_60 = date(2025, 5, 2)

SOLD: list[Row] = [
    {"won": date(2025, 4, 15), "amount_cents": 30_000_00},
    {"opened_on": date(2025, 4, 1), "amount_cents": 160_000_00},
]
ONE_CERTIFIED: list[Row] = [{"staff_id": "S-1", "earned_on": date(2025, 4, 20)}]


def plan(kind: str, starts_on: str | None, as_of: date = DAY_60, joined_on: date = date(2025, 3, 3)) -> OnboardingPlan:
    rows = {"deals": SOLD, "certifications": ONE_CERTIFIED} if kind == "reseller" else {}
    partner = {"basic_training_on": None}
    found = one_partner(as_of, tier="Registered", kind=kind, joined_on=joined_on, partner=partner, **rows)
    return onboarding_plan(found, practised(), partner_id="P-1", starts_on=starts_on)


RESELLER = [
    ("2025-03-03", OPERATIONS, "Record the join date, open the portal account, send the onboarding kit"),
    ("2025-03-05", MANAGER, "Welcome call, 45 minutes, with owner, sales leader and technical leader"),
    ("2025-03-07", MANAGER, "Kick-off: plan, owners and KPIs signed by the partner's owner"),
    ("2025-03-07", "partner's owner", "Name one seller and two technical people, and one stand-in for each"),
    ("2025-03-11", ENABLEMENT, "Basic training for sellers: pricing, ordering and registration"),
    ("2025-03-13", SALES, "List 20 customers that could buy; choose five with the partner manager"),
    ("2025-03-14", OPERATIONS, "Test that a quote leaves within 1 hour"),
    ("2025-03-18", ENABLEMENT, "Basic training for engineers: pricing, ordering and registration"),
    ("2025-03-24", MANAGER, "First joint customer talk: we lead"),
    ("2025-03-28", SALES, "Second joint customer talk: they lead"),
    ("2025-04-02", MANAGER, DAY_30),
    ("2025-04-09", TECHNICAL, "Demonstrate the product in the sandbox with its own people"),
    ("2025-04-17", SALES, "Submit the first registration, from its installed customers"),
    ("2025-04-21", OPERATIONS, "Answer the registration within 2 business days"),
    ("2025-04-28", ENABLEMENT, "Book the examinations for the sales certification"),
    ("2025-05-02", TECHNICAL, "Sales certification passed"),
    ("2025-05-02", SALES, "Pipeline registered"),
    ("2025-05-02", MANAGER, "Day-60 review: if two milestones are open, the head of channel joins"),
    ("2025-05-08", SALES, "Send the first proposal, from its installed customers"),
    ("2025-05-15", MARKETING, "Draft the first campaign with channel marketing"),
    ("2025-05-27", MANAGER, "Draft the business plan for the next two quarters"),
    ("2025-05-29", SALES, "Win the first deal, or name its closing day"),
    ("2025-05-30", SALES, "Pipeline registered"),
    ("2025-05-30", MANAGER, "Day-90 review: tier path, and a plan for two quarters agreed"),
]  # fmt: skip
"""From the playbook's worked example, Monday 2025-03-03: day 90 is a Sunday, and 2025-05-26 a holiday."""

SERVICE_PROVIDER = [
    ("2025-05-05", OPERATIONS, "Record the join date, open the portal account, send the onboarding kit"),
    ("2025-05-07", MANAGER, "Welcome call, 45 minutes, with owner, sales leader and technical leader"),
    ("2025-05-09", MANAGER, "Kick-off: plan, owners and KPIs signed by the partner's owner"),
    ("2025-05-09", "partner's owner", "Name one seller and two technical people, and one stand-in for each"),
    ("2025-05-13", ENABLEMENT, "Basic training for sellers: metering, billing and the service desk"),
    ("2025-05-15", SALES, "List 20 customers that could buy; choose five with the partner manager"),
    ("2025-05-16", TECHNICAL, "Connect metering and billing; open the service desk's line to our support"),
    ("2025-05-20", ENABLEMENT, "Basic training for engineers: metering, billing and the service desk"),
    ("2025-05-27", MANAGER, "First joint customer talk: we lead"),
    ("2025-06-02", SALES, "Second joint customer talk: they lead"),
    ("2025-06-04", MANAGER, DAY_30),
    ("2025-06-12", TECHNICAL, "Demonstrate the product in the sandbox with its own people"),
    ("2025-06-16", TECHNICAL, "Move its own use, or one customer, to the service"),
    ("2025-06-18", MARKETING, "Publish the page in its service catalogue"),
    ("2025-06-23", SALES, "Submit the first registration, from moving one customer, or its own use"),
    ("2025-06-25", OPERATIONS, "Answer the registration within 2 business days"),
    ("2025-07-02", ENABLEMENT, "Book the examinations for the operations certification"),
    ("2025-07-03", SALES, "Pipeline registered"),
    ("2025-07-03", MANAGER, "Day-60 review: if two milestones are open, the head of channel joins"),
    ("2025-07-09", TECHNICAL, "Operations certification passed"),
    ("2025-07-15", SALES, "Send the first proposal, from moving one customer, or its own use"),
    ("2025-07-22", MARKETING, "Draft the first campaign with channel marketing"),
    ("2025-07-31", MANAGER, "Draft the business plan for the next two quarters"),
    ("2025-08-01", SALES, "Win the first deal, or name its closing day"),
    ("2025-08-01", TECHNICAL, "Operations certification passed"),
    ("2025-08-01", SALES, "Pipeline registered"),
    ("2025-08-01", MANAGER, "Day-90 review: tier path, and a plan for two quarters agreed"),
]  # fmt: skip
"""From Monday 2025-05-05: three holidays push work on, day 60 is one of them, and nothing passes the last review."""

DISTRIBUTOR = [
    ("2025-11-24", OPERATIONS, "Record the join date, open the portal account, send the onboarding kit"),
    ("2025-11-26", MANAGER, "Welcome call, 45 minutes, with owner, sales leader and technical leader"),
    ("2025-12-01", MANAGER, "Kick-off: plan, owners and KPIs signed by the partner's owner"),
    ("2025-12-01", "partner's owner", "Name one seller and two technical people, and one stand-in for each"),
    ("2025-12-03", ENABLEMENT, "Basic training for sellers: the data feed and the order system"),
    ("2025-12-05", SALES, "List 20 resellers that could join; choose ten with the partner manager"),
    ("2025-12-08", TECHNICAL, "Connect the data feed and the order system; send the first weekly point-of-sale test"),
    ("2025-12-10", ENABLEMENT, "Basic training for engineers: the data feed and the order system"),
    ("2025-12-16", MANAGER, "First joint talk with a reseller of the list: we lead"),
    ("2025-12-22", SALES, "Second joint talk with a reseller of the list: they lead"),
    ("2025-12-24", MANAGER, DAY_30),
    ("2026-01-02", TECHNICAL, "Demonstrate the product in the sandbox with its own people"),
    ("2026-01-12", SALES, "Submit the first registration, from the ten resellers that it recruits"),
    ("2026-01-14", OPERATIONS, "Answer the registration within 2 business days"),
    ("2026-01-21", SALES, "Five resellers active, each with a named seller"),
    ("2026-01-21", ENABLEMENT, "Book the examinations for the sales desk certification"),
    ("2026-01-23", MANAGER, "Day-60 review: if two milestones are open, the head of channel joins"),
    ("2026-01-27", TECHNICAL, "Sales desk certification passed"),
    ("2026-02-02", SALES, "Ship the first reseller's order"),
    ("2026-02-09", MARKETING, "Draft the first campaign with channel marketing"),
    ("2026-02-16", SALES, "Ten resellers active"),
    ("2026-02-18", MANAGER, "Draft the business plan for the next two quarters"),
    ("2026-02-19", TECHNICAL, "Sales desk certification passed"),
    ("2026-02-20", SALES, "Win the first deal, or name its closing day"),
    ("2026-02-20", MANAGER, "Day-90 review: tier path, and a plan for two quarters agreed"),
]  # fmt: skip
"""From Saturday 2025-11-22, so Monday; Thanksgiving and Christmas are holidays, those of 2026 are not listed."""


@pytest.mark.parametrize(
    ("kind", "starts_on", "expected"),
    [
        pytest.param("reseller", "2025-03-03", RESELLER, id="a reseller from the playbook's own Monday"),
        pytest.param("MSP", "2025-05-05", SERVICE_PROVIDER, id="a service provider over three holidays"),
        pytest.param("distributor", "2025-11-22", DISTRIBUTOR, id="a distributor from a Saturday"),
    ],
)
def test_every_date_and_owner_of_a_plan(kind: str, starts_on: str, expected: list[tuple[str, str, str]]) -> None:
    assert dated(plan(kind, starts_on).tasks) == expected


def test_the_gap_is_the_playbooks_worked_example() -> None:
    gap = plan("reseller", "2025-03-03").gap
    assert gap is not None
    assert (gap.held, gap.tier, gap.quarter_ends_on) == ("Registered", "Silver", date(2025, 6, 30))
    assert {state.metric: (state.needed, state.actual, state.missing) for state in gap.requirements} == {
        "certified_staff": (2, 1, 1),
        "annual_revenue": (100_000_00, 30_000_00, 70_000_00),
        "active_pipeline": (1, 1, 0),
    }
    assert (gap.pipeline_needed_cents, gap.pipeline_open_cents) == (210_000_00, 160_000_00)
    assert gap.pipeline_to_add_cents == 50_000_00
    assert (gap.earliest_advance_on, gap.advance_until) == (date(2025, 9, 30), date(2025, 6, 1))


def test_half_of_the_missing_pipeline_is_due_by_day_60_and_all_of_it_by_day_90() -> None:
    due = [(t.on, t.tier, t.amount_cents) for t in plan("reseller", "2025-03-03").tasks if t.amount_cents is not None]
    assert due == [(date(2025, 5, 2), "Silver", 25_000_00), (date(2025, 5, 30), "Silver", 50_000_00)]


@pytest.mark.parametrize(
    ("kind", "missing", "revenue", "needed"),
    [
        pytest.param("MSP", 2, 100_000_00, 300_000_00, id="a service provider that has sold nothing"),
        pytest.param("distributor", 2, 100_000_00, 300_000_00, id="a distributor that has sold nothing"),
    ],
)
def test_a_partner_without_sales_lacks_all_of_it(kind: str, missing: int, revenue: int, needed: int) -> None:
    found = plan(kind, "2025-05-05")
    assert found.gap is not None
    assert (found.gap.certified_missing, found.gap.revenue_missing_cents) == (missing, revenue)
    assert (found.gap.pipeline_needed_cents, found.gap.pipeline_to_add_cents) == (needed, needed)
    certified = [(task.number, task.count, task.tier) for task in found.tasks if task.metric == "certified_staff"]
    assert certified == [(1, 2, "Silver"), (2, 2, "Silver")]


def test_a_distributor_is_asked_for_resellers_and_not_for_pipeline_of_its_own() -> None:
    found = plan("distributor", "2025-11-22")
    assert [task for task in found.tasks if task.amount_cents is not None] == []
    assert found.phases[2].milestones == (
        "Two people certified (sales desk first)",
        "Ten resellers active",
        "First reseller order shipped",
        "Business plan for the next two quarters agreed",
    )


def test_reviews_stand_on_the_programs_days_30_60_and_90_or_the_business_day_before() -> None:
    assert [phase.review_on for phase in plan("reseller", "2025-03-03").phases] == [
        date(2025, 4, 2),
        date(2025, 5, 2),
        date(2025, 5, 30),
    ]


@pytest.mark.parametrize(
    ("asked", "starts", "note"),
    [
        pytest.param("2025-05-02", "2025-05-02", None, id="a Friday stays"),
        pytest.param("2025-05-03", "2025-05-05", "2025-05-03", id="a Saturday moves to Monday"),
        pytest.param("2025-05-26", "2025-05-27", "2025-05-26", id="a holiday moves to the day after"),
        pytest.param("2025-07-04", "2025-07-07", "2025-07-04", id="a holiday on a Friday moves to Monday"),
    ],
)
def test_a_start_on_a_day_off_moves_to_the_next_business_day_and_is_noted(
    asked: str, starts: str, note: str | None
) -> None:
    found = plan("reseller", asked)
    assert found.starts_on.isoformat() == starts
    moved = [text for text in found.notes if "is no business day" in text]
    assert moved == ([f"{note} is no business day, so the plan starts on {starts}."] if note else [])


@pytest.mark.parametrize(
    ("joined_on", "starts"),
    [
        pytest.param(date(2025, 4, 14), date(2025, 4, 14), id="joined lately: from the day of joining"),
        pytest.param(date(2025, 2, 1), date(2025, 2, 3), id="joined 90 days ago, on a Saturday"),
        pytest.param(date(2025, 1, 31), date(2025, 5, 5), id="joined 91 days ago: from the next business day"),
    ],
)
def test_without_a_day_a_plan_starts_when_a_new_partner_joined(joined_on: date, starts: date) -> None:
    assert plan("MSP", None, joined_on=joined_on).starts_on == starts


def test_days_of_a_year_without_listed_holidays_are_noted() -> None:
    assert "The program lists no holidays in 2026: only weekends are skipped there." in plan("MSP", "2025-11-24").notes


def test_what_the_records_show_done_is_marked_with_its_day() -> None:
    registered, seen = [{"submitted_on": date(2025, 4, 10)}], [{"login_on": date(2025, 3, 4)}]
    rows: dict[str, Any] = {"registrations": registered, "logins": seen}
    found = onboarding_plan(
        one_partner(
            DAY_60, tier="Registered", joined_on=date(2025, 3, 3), deals=SOLD, certifications=ONE_CERTIFIED, **rows
        ),
        practised(),
        partner_id="P-1",
    )
    done = {task.title.partition(",")[0].partition(":")[0]: task.done_on for task in found.tasks if task.done_on}
    assert done == {
        "Record the join date": date(2025, 3, 4),
        "Basic training for engineers": date(2023, 1, 15),
        "Submit the first registration": date(2025, 4, 10),
        "Win the first deal": date(2025, 4, 15),
    }


def test_kpis_are_dates_from_day_one_with_what_is_reached() -> None:
    kpis = {kpi.title: kpi for kpi in plan("reseller", "2025-03-03").kpis}
    assert kpis["First won deal"].good_by == date(2025, 7, 1)
    assert kpis["First won deal"].act_from == date(2025, 8, 29)
    assert kpis["First won deal"].reached_on == date(2025, 4, 15)
    assert kpis["Second person certified"].reached_on is None
    rating = kpis["Partner's own rating of onboarding on day 90, 1 to 5"]
    assert (rating.good_by, rating.good, rating.act) == (None, "4 or more", "below 3.5")


def test_the_partner_manager_is_named_and_other_roles_are_not() -> None:
    named = {(task.owner, task.person) for task in plan("reseller", "2025-03-03").tasks}
    assert (MANAGER, "Dana Reyes") in named
    assert {person for owner, person in named if owner != MANAGER} == {None}


def test_a_type_without_content_gets_the_general_plan_and_a_note() -> None:
    found = plan("consultant", "2025-05-05")
    assert (found.partner_type, found.type_named) == ("consultant", False)
    assert "Basic training for sellers: selling, ordering and registration" in [task.title for task in found.tasks]
    assert any("no tasks for the type 'consultant'" in note for note in found.notes)


@pytest.mark.parametrize("called", ["VAR", "value-added reseller", "Value Added Resellers", "solution provider"])
def test_a_type_goes_by_several_names(called: str) -> None:
    assert plan(called, "2025-05-05").first_certification == "technical"


def test_a_partner_of_the_highest_tier_has_no_gap() -> None:
    found = onboarding_plan(one_partner(tier="Platinum"), practised(), partner_id="P-1", starts_on="2025-05-05")
    assert found.gap is None
    assert [task for task in found.tasks if task.tier] == []


def test_another_companys_tiers_make_another_gap() -> None:
    found = onboarding_plan(one_partner(tier="Associate"), elsewhere(), partner_id="P-1", starts_on="2025-05-01")
    assert found.starts_on == date(2025, 5, 2)
    assert found.gap is not None
    assert {state.metric: state.missing for state in found.gap.missed} == {"certified_staff": 3, "net_new_users": 100}
    assert found.gap.pipeline_to_add_cents == 0
    assert [task.number for task in found.tasks if task.count == 3] == [1, 2, 3]


def test_who_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownPartner):
        onboarding_plan(one_partner(), practised(), partner_id="P-9")
    with pytest.raises(BadPeriod):
        onboarding_plan(one_partner(), practised(), partner_id="P-1", starts_on="2025-02-30")
    gone = one_partner(partner={"exited_on": date(2025, 4, 1)})
    with pytest.raises(NoRecords):
        onboarding_plan(gone, practised(), partner_id="P-1")
