"""When a tier changes: both sides of every count, threshold and day."""

from datetime import date
from typing import Any

import pytest

from tests.builders import frames
from tests.programs import second, shipped
from tests.tools.tiers.partners import GOLD_WINS, pipeline, staff, wins
from tools.core.program import Program
from tools.tiers.recommendation import Recommendation
from tools.tiers.status import tier_status

APRIL_END = date(2025, 4, 30)


def recommendation(program: Program | None = None, as_of: date = APRIL_END, **tables: Any) -> Recommendation:
    tables.setdefault("tier_history", [{}])
    return tier_status(frames(as_of=as_of, **tables), program or shipped(), partner_id="P-1").recommendation


def outcome(program: Program | None = None, as_of: date = APRIL_END, **tables: Any) -> tuple[str, str | None]:
    found = recommendation(program, as_of, **tables)
    return found.action, found.to


def ruled(**changed: Any) -> Program:
    """The shipped program with other values in its tier ruling."""
    program = shipped()
    ruling = program.tiers.values[0].model_copy(update=changed)
    return program.model_copy(update={"tiers": program.tiers.model_copy(update={"values": (ruling,)})})


@pytest.mark.parametrize(
    ("certified_on", "expected"),
    [
        pytest.param(date(2024, 12, 31), ("advance", "Gold"), id="met at two quarter ends"),
        pytest.param(date(2025, 1, 1), ("hold", None), id="met at one quarter end"),
    ],
)
def test_a_partner_advances_when_a_higher_tier_was_met_at_two_quarter_ends(
    certified_on: date, expected: tuple[str, str | None]
) -> None:
    assert outcome(deals=[*GOLD_WINS, pipeline()], certifications=staff(5, earned_on=certified_on)) == expected


@pytest.mark.parametrize(
    ("last_cents", "expected"),
    [
        pytest.param(100_000_00, ("advance", "Gold"), id="exactly $500,000"),
        pytest.param(99_999_99, ("hold", None), id="a cent under"),
    ],
)
def test_a_requirement_is_met_at_its_own_threshold(last_cents: int, expected: tuple[str, str | None]) -> None:
    deals = [*wins(200_000_00, 200_000_00, last_cents, new_logo=True), pipeline()]
    assert outcome(deals=deals, certifications=staff(5)) == expected


def test_it_advances_to_the_highest_tier_met_at_both_ends() -> None:
    platinum = wins(2_000_000_00, strategic_account=True)
    ten = staff(10, earned_on=date(2024, 6, 1))
    assert outcome(deals=[*GOLD_WINS, *platinum], certifications=ten) == ("advance", "Platinum")
    ten[9]["earned_on"] = date(2025, 1, 1)
    assert outcome(deals=[*GOLD_WINS, *platinum], certifications=ten) == ("advance", "Gold")


def test_a_quarter_end_before_joining_is_not_judged() -> None:
    joined = [{"joined_on": date(2025, 1, 2), "agreement_signed_on": date(2025, 1, 2)}]
    history = [{"since": date(2025, 1, 2)}]
    rows: dict[str, Any] = {"deals": [*GOLD_WINS, pipeline()], "certifications": staff(5), "tier_history": history}
    assert outcome(partners=joined, **rows) == ("hold", None)
    joined[0]["joined_on"] = date(2024, 12, 31)
    assert outcome(partners=joined, **rows) == ("advance", "Gold")


@pytest.mark.parametrize(
    ("expires_on", "expected"),
    [
        pytest.param(date(2024, 12, 31), ("demote", "Registered"), id="missed at two quarter ends"),
        pytest.param(date(2025, 1, 1), ("hold", None), id="missed at one"),
    ],
)
def test_a_partner_is_demoted_when_its_own_tier_was_missed_at_two_quarter_ends(
    expires_on: date, expected: tuple[str, str | None]
) -> None:
    deals = [*wins(100_000_00), pipeline()]
    assert outcome(deals=deals, certifications=staff(2, expires_on=expires_on)) == expected


def test_a_demoted_partner_falls_to_the_highest_tier_met_at_both_ends() -> None:
    gold = [{"tier": "Gold", "since": date(2024, 8, 1)}]
    deals = [*wins(100_000_00), pipeline()]
    assert outcome(deals=deals, certifications=staff(2), tier_history=gold) == ("demote", "Silver")
    assert outcome(deals=deals, certifications=staff(1), tier_history=gold) == ("demote", "Registered")
    unsigned = [{"agreement_signed_on": None}]
    assert outcome(partners=unsigned, tier_history=gold) == ("demote", "Registered")


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        pytest.param(date(2024, 12, 31), ("demote", "Silver"), id="held at both quarter ends"),
        pytest.param(date(2025, 1, 1), ("hold", None), id="held at one of them"),
    ],
)
def test_a_tier_is_only_missed_at_quarter_ends_at_which_it_was_held(
    since: date, expected: tuple[str, str | None]
) -> None:
    history = [{"until": date.fromordinal(since.toordinal() - 1)}, {"tier": "Gold", "since": since}]
    deals = [*wins(100_000_00), pipeline()]
    assert outcome(deals=deals, certifications=staff(2), tier_history=history) == expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        pytest.param(date(2024, 6, 30), ("exit", None), id="missed at four quarter ends"),
        pytest.param(date(2024, 7, 1), ("demote", "Registered"), id="missed at three"),
    ],
)
def test_a_partner_exits_when_its_own_tier_was_missed_at_four_quarter_ends(
    since: date, expected: tuple[str, str | None]
) -> None:
    assert outcome(tier_history=[{"since": since}]) == expected


@pytest.mark.parametrize(
    ("violated_on", "expected"),
    [
        pytest.param(date(2025, 4, 30), ("exit", None), id="violated today"),
        pytest.param(date(2025, 5, 1), ("advance", "Gold"), id="not violated yet"),
    ],
)
def test_a_violated_agreement_ends_the_partnership(violated_on: date, expected: tuple[str, str | None]) -> None:
    partners = [{"agreement_violated_on": violated_on}]
    assert outcome(partners=partners, deals=[*GOLD_WINS, pipeline()], certifications=staff(5)) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        pytest.param(date(2025, 4, 29), ("hold", None), id="day 89"),
        pytest.param(date(2025, 4, 30), ("hold", None), id="day 90"),
        pytest.param(date(2025, 5, 1), ("exit_review", None), id="day 91"),
    ],
)
def test_a_registered_partner_has_through_day_ninety(as_of: date, expected: tuple[str, str | None]) -> None:
    joined = date(2025, 1, 30)
    rows: dict[str, Any] = {
        "partners": [{"joined_on": joined, "agreement_signed_on": joined, "basic_training_on": joined}],
        "tier_history": [{"tier": "Registered", "since": joined}],
    }
    assert outcome(as_of=as_of, **rows) == expected
    status = tier_status(frames(as_of=as_of, **rows), shipped(), partner_id="P-1")
    assert (status.review_on, status.review_overdue) == (date(2025, 4, 30), as_of > date(2025, 4, 30))


def test_a_partner_that_came_down_has_its_days_from_then() -> None:
    history = [{"until": date(2025, 1, 31)}, {"tier": "Registered", "since": date(2025, 2, 1)}]
    assert outcome(as_of=date(2025, 5, 2), tier_history=history) == ("hold", None)
    assert outcome(as_of=date(2025, 5, 3), tier_history=history) == ("exit_review", None)


@pytest.mark.parametrize(
    ("amount_cents", "won_on", "expected"),
    [
        pytest.param(2_500_000_00, date(2025, 2, 10), ("fast_track", "Platinum"), id="$2,500,000.00 last quarter"),
        pytest.param(2_500_000_00, date(2025, 4, 30), ("fast_track", "Platinum"), id="this quarter, today"),
        pytest.param(2_499_999_99, date(2025, 2, 10), ("hold", None), id="a cent under"),
        pytest.param(2_500_000_00, date(2024, 3, 31), ("hold", None), id="five quarters ago"),
    ],
)
def test_a_quarter_of_two_and_a_half_million_opens_the_fast_track(
    amount_cents: int, won_on: date, expected: tuple[str, str | None]
) -> None:
    strategic = {"won": date(2025, 4, 2), "strategic_account": True}
    deals = [*wins(amount_cents, on=won_on), *wins(100_000_00), strategic, pipeline()]
    certified = [*staff(10, earned_on=date(2025, 4, 30))[2:], *staff(2)]
    assert outcome(deals=deals, certifications=certified) == expected


def test_the_fast_track_does_not_waive_certification_or_strategic_wins() -> None:
    deals = [*wins(2_500_000_00, on=date(2025, 4, 2), strategic_account=True), *wins(100_000_00), pipeline()]
    assert outcome(deals=deals, certifications=staff(9)) == ("hold", None)
    assert outcome(deals=deals, certifications=staff(10)) == ("fast_track", "Platinum")
    deals[0]["strategic_account"] = False
    assert outcome(deals=deals, certifications=staff(10)) == ("hold", None)


def test_a_fast_track_that_does_not_waive_the_wait_waits() -> None:
    track = shipped().tiers.values[0].fast_track
    assert track
    program = ruled(fast_track=track.model_copy(update={"waives": ("annual_revenue",), "approver": "board"}))
    deals = [
        *wins(2_500_000_00, on=date(2025, 4, 2)),
        *wins(100_000_00, on=date(2024, 10, 1), strategic_account=True),
        pipeline(),
    ]
    ready = staff(10, earned_on=date(2024, 12, 31))
    found = recommendation(program, deals=deals, certifications=ready)
    assert (found.action, found.proposal and found.proposal.approver) == ("fast_track", "board")
    late = [*ready[:9], {"staff_id": "S-10", "earned_on": date(2025, 1, 1)}]
    assert outcome(program, deals=deals, certifications=late) == ("hold", None)


def test_the_counts_of_quarter_ends_are_the_programs() -> None:
    rows: dict[str, Any] = {"deals": [*GOLD_WINS, pipeline()], "certifications": staff(5, earned_on=date(2025, 1, 1))}
    assert outcome(ruled(advance_after_quarters=1), **rows) == ("advance", "Gold")
    since = [{"since": date(2025, 2, 1)}]
    assert outcome(ruled(demote_after_quarters=1), tier_history=since) == ("demote", "Registered")
    assert outcome(ruled(exit_after_quarters=1), tier_history=since) == ("exit", None)
    assert outcome(ruled(exit_after_quarters=None), tier_history=[{}]) == ("demote", "Registered")


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        pytest.param(date(2025, 6, 14), ("hold", None), id="the day before the anniversary"),
        pytest.param(date(2025, 6, 15), ("demote", "Associate"), id="the anniversary"),
        pytest.param(date(2025, 9, 30), ("demote", "Associate"), id="after it, while nothing has changed"),
    ],
)
def test_where_demotion_waits_for_the_review_it_is_decided_there(as_of: date, expected: tuple[str, str | None]) -> None:
    history = [{"tier": "Specialist", "since": date(2024, 6, 15)}]
    assert outcome(second(), as_of=as_of, tier_history=history) == expected


def test_a_tier_met_again_since_its_review_is_kept() -> None:
    rows: dict[str, Any] = {
        "tier_history": [{"tier": "Specialist", "since": date(2024, 6, 15)}],
        "deals": [{"won": date(2025, 7, 20), "net_new_users": 100}],
        "certifications": staff(3),
    }
    assert outcome(second(), as_of=date(2025, 7, 30), **rows) == ("demote", "Associate")
    assert outcome(second(), as_of=date(2025, 7, 31), **rows) == ("hold", None)


def test_a_change_is_a_proposal_under_a_ruling_that_someone_approves() -> None:
    found = recommendation(deals=[*GOLD_WINS, pipeline()], certifications=staff(5))
    assert found.proposal
    assert found.proposal.what == "Advance Acme Networks from Silver to Gold"
    assert found.proposal.why == "Every requirement of Gold was met at the end of 2024-Q4 and 2025-Q1."
    assert (found.proposal.ruling.rule, found.proposal.approver) == ("tiers", "head of channel")
    assert recommendation(deals=[*wins(100_000_00), pipeline()], certifications=staff(2)).proposal is None
