"""Rules of engagement and the agreement's checklist: what they hold, and what they take from the program."""

from datetime import date

import pytest

from tests.builders import frames
from tests.tools.plans.asking import dated, elsewhere, practised, working
from tools.core.errors import BadArgument
from tools.plans.agreement import AgreementChecklist, agreement_checklist
from tools.plans.engagement import rules_of_engagement


def checklist(partner_type: str | None = None) -> AgreementChecklist:
    return agreement_checklist(frames(), practised(), partner_type=partner_type)


def test_the_windows_are_the_programs_own() -> None:
    assert {(window.rule, window.days, window.business) for window in checklist().windows} == {
        ("claims", 30, False),
        ("claims", 5, True),
        ("claims", 15, True),
        ("rebate", 30, False),
        ("mdf", 30, False),
    }
    other = agreement_checklist(frames(), elsewhere())
    assert [window.days for window in other.windows] == [45, 10, 20, 45, 60]
    assert (other.company, other.entry_tier, other.advance_within_days) == ("Halden Cloud", "Associate", None)


def test_a_rule_that_is_not_in_force_sets_no_window() -> None:
    later = agreement_checklist(frames(as_of=date(2025, 8, 1)), practised())
    assert "rebate" not in {window.rule for window in later.windows}


@pytest.mark.parametrize(
    ("partner_type", "own", "others"),
    [
        pytest.param("distributor", "Stock and returns", "Licence and user", id="a distributor"),
        pytest.param("MSP", "Licence and user", "Stock and returns", id="a service provider"),
        pytest.param("VAR", "First and second line of support", "Exclusive schedule", id="a value-added reseller"),
        pytest.param("integrator", "Sub-licensing and delivery", "Stock and returns", id="a system integrator"),
    ],
)
def test_clauses_follow_the_partner_type(partner_type: str, own: str, others: str) -> None:
    titles = [clause.title for clause in checklist(partner_type).clauses]
    assert own in titles
    assert others not in titles


def test_without_a_type_every_clause_is_listed() -> None:
    assert {clause.title for clause in checklist().clauses} >= {"Stock and returns", "Licence and user"}


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(BadArgument, match="the types are"):
        checklist("friend")


def test_the_way_to_signature_is_dated_from_the_day_of_the_records() -> None:
    assert [(day, who) for day, who, _ in dated(checklist().tasks)] == [
        ("2025-04-30", "partner manager"),
        ("2025-05-02", "partner manager"),
        ("2025-05-09", "partner manager"),
        ("2025-05-16", "legal"),
        ("2025-05-19", "legal"),
        ("2025-05-27", "legal"),
        ("2025-05-28", "channel operations"),
        ("2025-06-03", "partner manager"),
    ]


def test_what_is_never_given_up_is_marked() -> None:
    held = {clause.title for clause in checklist().clauses if clause.hold}
    assert {"Customers and pricing", "Lawful conduct", "Audit"} <= held


def test_rules_bind_both_sides_and_say_who_leads() -> None:
    found = rules_of_engagement(frames(), practised())
    assert "Breaches, for both sides" in [section.title for section in found.sections]
    first = next(meeting for meeting in found.meetings if meeting.situation.startswith("Partner registered first"))
    assert (first.partner, first.credit) == ("leads", "partner sourced; rep full")
    assert [level.business_days for level in found.levels] == [2, 5, 10]


def test_co_sell_support_is_that_of_the_programs_tiers() -> None:
    found = rules_of_engagement(frames(), practised())
    assert [(tier.tier, tier.support) for tier in found.co_sell] == [
        ("Gold", ("co-sell support",)),
        ("Platinum", ("co-sell embed",)),
    ]
    assert rules_of_engagement(frames(), elsewhere()).co_sell == ()


def test_every_step_of_the_rules_is_on_a_business_day() -> None:
    found = rules_of_engagement(frames(as_of=date(2025, 5, 24)), practised())
    assert found.tasks
    assert all(working(task.on) for task in found.tasks)
    assert found.tasks[0].on == date(2025, 6, 2)
