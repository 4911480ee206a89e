"""A campaign brief: the playbook's match, the days around the activity, and what holds or refuses a request."""

import re
from datetime import date
from typing import Any

import pytest

from tests.tools.plans.asking import Row, dated, elsewhere, one_partner, practised, working
from tools.core.errors import BadAmount, BadPeriod
from tools.plans.campaign import CampaignBrief, campaign_brief

ALLOCATED: list[Row] = [
    {
        "requested_on": date(2025, 1, 10),
        "approved_on": date(2025, 1, 20),
        "cost_cents": 54_000_00,
        "approved_cents": 36_000_00,
        "activity_on": date(2025, 9, 1),
    }
]


def brief(
    cost_cents: int = 30_000_00, activity: str = "webinar", on: str = "2025-09-18", tier: str = "Platinum", **rows: Any
) -> CampaignBrief:
    return campaign_brief(
        one_partner(tier=tier, **rows),
        practised(),
        partner_id="P-1",
        cost_cents=cost_cents,
        activity=activity,
        activity_on=on,
    )


def test_the_match_is_the_playbooks_worked_example() -> None:
    found = brief(mdf_requests=ALLOCATED)
    assert (found.match.share_cents, found.match.remaining_cents) == (20_000_00, 14_000_00)
    assert (found.match.vendor_cents, found.match.partner_cents) == (14_000_00, 16_000_00)
    assert (found.entitled_cents, found.allocated_cents, found.utilised_cents) == (50_000_00, 36_000_00, 0)
    assert found.decision == "approve_remaining"


def test_the_aim_is_pipeline_for_each_dollar_of_funds() -> None:
    won: list[Row] = [{"won": date(2025, 2, 1), "amount_cents": cents} for cents in (100_000_00, 200_000_00)]
    found = brief(deals=won)
    assert found.match.vendor_cents == 20_000_00
    assert (found.aim_from_cents, found.aim_to_cents) == (200_000_00, 400_000_00)
    assert (found.average_deal_cents, found.opportunities) == (150_000_00, 2)


def test_without_a_won_deal_there_is_no_average_to_count_with() -> None:
    assert (brief().average_deal_cents, brief().opportunities) == (None, None)


def test_every_step_stands_on_a_business_day_around_the_activity() -> None:
    assert [(day, who, re.split("[;:,]", title)[0]) for day, who, title in dated(brief().tasks)] == [
        ("2025-07-24", "partner's marketing lead", "Choose one segment and one offer with channel marketing"),
        ("2025-07-31", "partner's marketing lead", "Send the MDF request"),
        ("2025-08-07", "channel marketing", "Decide on the request"),
        ("2025-08-14", "channel marketing", "Approve texts and use of names"),
        ("2025-08-21", "partner's marketing lead", "Invite from the partner's own list first"),
        ("2025-09-11", "partner's marketing lead", "Second invitation"),
        ("2025-09-18", "partner's marketing lead", "Hold the activity"),
        ("2025-09-22", "partner's sales lead", "All A contacts called"),
        ("2025-09-25", "partner's sales lead", "All B contacts called"),
        ("2025-10-02", "partner's sales lead", "Register the deals that arose"),
        ("2025-10-17", "partner's marketing lead", "Report and claim"),
        ("2025-12-17", "channel operations", "Count the pipeline"),
        ("2026-03-17", "channel operations", "Count the revenue"),
    ]  # fmt: skip


def test_the_report_is_due_by_the_programs_days_and_done_on_a_business_day() -> None:
    found = brief()
    assert found.match.report_due_on == date(2025, 10, 18)
    assert next(task.on for task in found.tasks if task.title.startswith("Report")) == date(2025, 10, 17)


def test_an_activity_on_a_weekend_keeps_its_day_and_everything_else_is_on_business_days() -> None:
    found = brief(on="2025-09-20", activity="trade show")
    off = [task.title for task in found.tasks if not working(task.on)]
    assert off == ["Hold the activity; grade each contact's interest A, B or C the same day"]


def test_what_should_have_been_done_is_due_at_once_and_counted() -> None:
    found = brief(on="2025-05-30")
    assert [task.on for task in found.tasks[:4]] == [date(2025, 5, 1)] * 4
    assert found.notes[1] == "2025-05-30 is 30 days away: 4 steps should have been done by now. Do them at once."


def test_tomorrows_activity_is_not_prepared_after_it() -> None:
    found = brief(on="2025-05-01")
    assert {task.on for task in found.tasks[:7]} == {date(2025, 5, 1)}


@pytest.mark.parametrize(
    ("activity", "proof"),
    [
        ("webinar", "registrations and attendance"),
        ("Trade Shows", "stand photo"),
        ("digital ads", "platform report"),
        ("content", "the piece"),
        ("event", "list of attendees by company"),
    ],
)
def test_each_kind_has_its_proof(activity: str, proof: str) -> None:
    assert brief(activity=activity).proof[0] == proof


@pytest.mark.parametrize(
    ("tier", "activity", "on"),
    [
        pytest.param("Registered", "webinar", "2025-09-18", id="a tier without funds"),
        pytest.param("Gold", "golf", "2025-09-18", id="a kind that is not eligible"),
        pytest.param("Gold", "webinar", "2025-04-01", id="an activity that has taken place"),
    ],
)
def test_what_gets_no_funds_has_reasons_and_no_steps(tier: str, activity: str, on: str) -> None:
    found = brief(tier=tier, activity=activity, on=on)
    assert found.decision == "refuse"
    assert found.match.reasons
    assert (found.tasks, found.aim_from_cents, found.match.partner_cents) == ((), None, 30_000_00)


def test_an_overdue_report_holds_the_request() -> None:
    late: list[Row] = [{**ALLOCATED[0], "approved_cents": 1_000_00, "activity_on": date(2025, 3, 1)}]
    found = brief(mdf_requests=late)
    assert (found.decision, found.overdue) == ("hold", ("M-1",))
    assert "The report of M-1 is overdue: the request is held until it is in." in found.notes


def test_another_companys_funds_are_its_own() -> None:
    found = campaign_brief(
        one_partner(tier="Premier"),
        elsewhere(),
        partner_id="P-1",
        cost_cents=10_000_00,
        activity="call campaign",
        activity_on="2025-09-18",
    )
    assert (found.match.vendor_cents, found.proof) == (5_000_00, ())
    assert "The practices name no proof and no aim for call_campaign." in found.notes


def test_impossible_amounts_and_days_are_refused() -> None:
    with pytest.raises(BadAmount):
        brief(cost_cents=0)
    with pytest.raises(BadPeriod):
        brief(on="2025-02-29")
