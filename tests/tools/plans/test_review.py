"""A review's pack: the playbook's Gold partner, the first subject, the days, and what the program lacks."""

import re
from datetime import date
from typing import Any

import pytest

from tests.tools.plans.asking import APRIL_END, Row, dated, elsewhere, one_partner, practised, target
from tools.core.errors import BadArgument, BadPeriod, NoRecords
from tools.incentives.statement import incentive_statement
from tools.plans.review import QbrPack, qbr_pack

MONTHS = [date(2025, month, 1) for month in range(1, 7)]
TARGETS = target(83_000_00, *MONTHS[:2]) + target(84_000_00, MONTHS[2]) + target(83_000_00, *MONTHS[3:5])
TARGETS += target(84_000_00, MONTHS[5])
"""$250,000 in each of two quarters."""

DEALS: list[Row] = [
    {"won": date(2025, 2, 10), "amount_cents": 262_000_00, "new_logo": True},
    {"won": date(2024, 6, 1), "amount_cents": 518_000_00, "new_logo": True},
    {"opened_on": date(2025, 3, 1), "amount_cents": 420_000_00, "probability_bp": 5_000},
    {"opened_on": date(2025, 3, 2), "amount_cents": 100_000_00, "probability_bp": 2_500},
    {"lost": date(2025, 3, 15), "amount_cents": 90_000_00},
]
CERTIFIED: list[Row] = [{"staff_id": f"S-{n}", "expires_on": date(2025, 5 + n, 1)} for n in range(1, 6)]


def pack(quarter: str | None = None, as_of: date = APRIL_END, tier: str = "Gold", **rows: Any) -> QbrPack:
    given: dict[str, Any] = {"targets": TARGETS, "deals": DEALS, "certifications": CERTIFIED, **rows}
    return qbr_pack(one_partner(as_of, tier=tier, **given), practised(), partner_id="P-1", quarter=quarter)


def test_the_result_is_the_playbooks_worked_example() -> None:
    found = pack()
    assert (found.quarter, found.result.revenue_cents, found.result.target_cents) == ("2025-Q1", 262_000_00, 250_000_00)
    assert found.result_bp == 10_480
    assert found.rebate is not None
    assert (found.rebate.earned_cents, found.rebate.other_cents) == (9_170_00, 3_420_00)
    assert (found.coverage.pipeline_cents, found.coverage.remaining_cents) == (520_000_00, 250_000_00)
    assert (found.coverage.coverage_bp, found.coverage.missing_cents) == (20_800, 230_000_00)
    assert {s.metric: s.missing for s in found.tier.own.missed} == {"new_logos": 1}
    assert found.mdf is not None
    assert found.mdf.entitled_cents == 20_000_00


def test_the_first_subject_is_the_missed_tier() -> None:
    found = pack()
    assert (found.missed_ends, found.subject) == (4, "Demotion or exit proposal, said plainly")


@pytest.mark.parametrize(
    ("revenue", "pipeline", "subject"),
    [
        pytest.param(
            250_000_00, 750_000_00, "The next tier, and a joint plan", id="on target with three times the pipeline"
        ),
        pytest.param(
            250_000_00, 749_999_99, "Where next quarter comes from", id="on target, a cent short of three times"
        ),
        pytest.param(249_000_00, 750_000_00, "Three deals: what stops them", id="just below target, enough pipeline"),
        pytest.param(175_000_00, 10_000_00, "Campaign and prospecting", id="exactly 70 percent, little pipeline"),
        pytest.param(174_000_00, 900_000_00, "Improvement plan", id="below 70 percent, whatever the pipeline"),
    ],
)
def test_the_first_subject_follows_from_result_and_coverage(revenue: int, pipeline: int, subject: str) -> None:
    deals: list[Row] = [
        {"won": date(2025, 2, 10), "amount_cents": revenue},
        {"opened_on": date(2025, 1, 5), "amount_cents": pipeline},
        {"won": date(2024, 5, 1), "amount_cents": 100_000_00},
    ]
    assert pack(deals=deals, tier="Silver").subject == subject


def test_a_partner_without_a_target_is_asked_what_it_wants() -> None:
    found = pack(targets=[], tier="Silver")
    assert (found.result_bp, found.coverage.coverage_bp) == (None, None)
    assert found.subject == "What each side wants from the next two quarters"


def test_the_usual_day_is_ten_business_days_after_the_quarter_and_steps_stand_around_it() -> None:
    found = pack(as_of=date(2025, 4, 1))
    assert found.held_on == date(2025, 4, 14)
    assert [(day, who, re.split("[;:]", title)[0]) for day, who, title in dated(found.tasks)[:5]] == [
        ("2025-04-02", "channel operations", "Pull this pack again and check its totals"),
        ("2025-04-04", "partner manager", "Call the partner's sales lead"),
        ("2025-04-07", "partner manager", "Send the pack"),
        ("2025-04-10", "partner manager", "Brief our executive on one page"),
        ("2025-04-14", "partner manager", "Hold the review, 90 minutes"),
    ]  # fmt: skip


def test_a_review_that_is_late_leaves_the_time_to_prepare() -> None:
    assert pack().held_on == date(2025, 5, 12)


def test_the_statement_is_the_tools_own() -> None:
    rows = one_partner(tier="Gold", targets=TARGETS, deals=DEALS, certifications=CERTIFIED)
    assert pack().statement == incentive_statement(rows, practised(), partner_id="P-1", period="2025-Q1")


def test_five_quarters_are_drawn_and_their_target_is_the_healths() -> None:
    found = pack()
    assert [quarter.quarter for quarter in found.history] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1"]
    assert found.history[-1].target_cents == found.result.target_cents
    assert found.history[-1].sourced_cents == found.result.revenue_cents
    assert (found.history[-1].won, found.history[-1].lost) == (1, 1)


def test_deals_of_the_average_and_above_are_listed_the_largest_first() -> None:
    found = pack()
    assert found.average_deal_cents == 390_000_00
    assert [deal.amount_cents for deal in found.open_deals] == [420_000_00]
    assert [(deal.outcome, deal.amount_cents) for deal in found.closed_deals] == [
        ("won", 262_000_00),
        ("lost", 90_000_00),
    ]


def test_the_first_certification_to_expire_stands_first() -> None:
    assert [held.staff_id for held in pack().certified] == ["S-1", "S-2", "S-3", "S-4", "S-5"]


def test_a_quarter_in_progress_says_until_when_it_is_known() -> None:
    found = pack("2025-Q2")
    assert found.result.revenue_cents == 0
    assert any("the records end on 2025-04-30" in note for note in found.notes)


def test_a_quarter_after_the_incentives_says_what_is_missing() -> None:
    found = pack("2025-Q3", as_of=date(2025, 7, 31))
    assert (found.statement, found.rebate) == (None, None)
    assert any("No 'spiffs' rule is in force" in note for note in found.notes)


def test_another_companys_quarter_is_its_own() -> None:
    found = qbr_pack(one_partner(tier="Specialist"), elsewhere(), partner_id="P-1")
    assert (found.quarter, found.first_on, found.last_on) == ("2026-Q1", date(2025, 2, 1), date(2025, 4, 30))


@pytest.mark.parametrize(
    ("quarter", "error"),
    [
        pytest.param("2025-Q3", BadArgument, id="a quarter that has not begun"),
        pytest.param("2025", BadArgument, id="a year"),
        pytest.param("2025-04", BadArgument, id="a month"),
        pytest.param("2025-Q5", BadPeriod, id="a fifth quarter"),
        pytest.param("2022-Q4", NoRecords, id="before it joined"),
    ],
)
def test_a_quarter_that_cannot_be_reviewed_is_refused(quarter: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        pack(quarter)
