"""The demo company is one that could be: tiers are earned, bonuses are what the rules give, months have seasons."""

from collections import Counter
from datetime import date

import pytest

from assistant.records.demo import SITUATIONS
from tests.programs import shipped
from tests.records.demo.company import Q1, Row, demo_frames, revenue, rows, wins
from tools.core.frames import rows as collected
from tools.core.rulings import Metric
from tools.incentives.lines import incentive_lines
from tools.tiers.judgement import Verdicts, verdicts
from tools.tiers.metrics import Asked, measured

QUARTER_ENDS = (date(2024, 12, 31), date(2025, 3, 31))
METRICS: tuple[Metric, ...] = (
    "agreement_signed",
    "basic_training",
    "certified_staff",
    "annual_revenue",
    "new_logos",
    "strategic_wins",
    "active_pipeline",
)
NOT_AS_HELD = {"at_risk_of_demotion", "due_for_demotion", "exit_after_four"}
ABOVE = {"on_the_way_up", "on_the_way_up_once", "registered_rising"}


@pytest.fixture(scope="module")
def judged() -> dict[tuple[str, date], Verdicts]:
    """Every partner's tiers at the last two quarter ends."""
    program = shipped()
    ruling = program.tiers.on(QUARTER_ENDS[-1])
    asked = {on: {metric: Asked(metric, on, 4) for metric in METRICS} for on in QUARTER_ENDS}
    found = measured(demo_frames(), program.calendar, [ask for asks in asked.values() for ask in asks.values()])
    return {
        (partner, on): verdicts(ruling, {metric: values[ask] for metric, ask in asks.items()})
        for partner, values in found.items()
        for on, asks in asked.items()
    }


def holders(tier: str) -> list[str]:
    return [row["partner_id"] for row in rows()["tier_history"] if row["until"] is None and row["tier"] == tier]


def ids(names: set[str]) -> set[str]:
    return {SITUATIONS[name].partner_id for name in names}


@pytest.mark.parametrize("tier", ["Platinum", "Gold", "Silver"])
@pytest.mark.parametrize("on", QUARTER_ENDS, ids=str)
def test_a_tier_is_met_by_its_holders_but_for_the_situations(
    judged: dict[tuple[str, date], Verdicts], tier: str, on: date
) -> None:
    assert {partner for partner in holders(tier) if not judged[partner, on][tier].met} <= ids(NOT_AS_HELD)


@pytest.mark.parametrize(("tier", "above"), [("Registered", "Silver"), ("Silver", "Gold"), ("Gold", "Platinum")])
def test_nobody_else_meets_the_next_tier(judged: dict[tuple[str, date], Verdicts], tier: str, above: str) -> None:
    met = {partner for partner in holders(tier) for on in QUARTER_ENDS if judged[partner, on][above].met}
    assert met <= ids(ABOVE | {"fast_track"})


def test_every_claim_is_of_what_the_program_gives_for_its_row() -> None:
    program = shipped()
    lines = collected(incentive_lines(demo_frames(), program, program.calendar.period("2025-01-01/2025-04-30")))
    earned = {(line["rule"], line["row"]): line["amount_cents"] for line in lines if line["amount_cents"] > 0}
    claims = rows()["incentive_claims"]
    assert len(claims) > 250
    assert [claim for claim in claims if earned.get((claim["rule"], claim["row"])) != claim["amount_cents"]] == []


def test_aprils_quick_bonuses_are_of_every_rule() -> None:
    paid = [p for p in rows()["payments"] if p["programme"] == "spiffs" and p["paid_on"] >= date(2025, 4, 1)]
    assert {payment["rule"] for payment in paid} == {"new_logo", "strategic_product", "first_deal", "large_deal"}
    assert sum(payment["amount_cents"] for payment in paid) == 42_300_00


def test_only_platinum_and_the_fast_track_partner_were_paid_a_rebate_on_account() -> None:
    paid = {p["partner_id"] for p in rows()["payments"] if p["programme"] == "rebate"}
    assert paid == {*holders("Platinum"), SITUATIONS["fast_track"].partner_id}


def quarter_revenue(first: date, last: date) -> dict[str, int]:
    return {row["partner_id"]: revenue(wins(row["partner_id"], first, last)) for row in rows()["partners"]}


def test_the_awards_paid_for_the_first_quarter_went_to_who_earned_them() -> None:
    newest = quarter_revenue(*Q1)
    before = quarter_revenue(date(2024, 10, 1), date(2024, 12, 31))
    growth = {partner: newest[partner] / cents for partner, cents in before.items() if cents > 50_000_00}
    fast, contributor = (SITUATIONS[name].partner_id for name in ("fast_track", "most_contributions"))
    assert (max(newest, key=newest.__getitem__), max(growth, key=growth.__getitem__)) == (fast, fast)
    paid = {(p["rule"], p["partner_id"]): p["amount_cents"] for p in rows()["payments"] if p["programme"] == "awards"}
    assert paid == {
        ("partner_of_the_quarter", fast): 5_000_00,
        ("highest_growth", fast): 4_000_00,
        ("community_mvp", contributor): 500_00,
    }


def by_month(role: str, outcome: str) -> Counter[date]:
    deals: list[Row] = rows()["deals"]
    return Counter(
        deal["closed_on"].replace(day=1) for deal in deals if deal["role"] == role and deal["outcome"] == outcome
    )


def test_partners_win_between_a_quarter_and_a_half_of_what_closes_each_month() -> None:
    won, lost = by_month("sourced", "won"), by_month("sourced", "lost")
    assert all(0.25 < won[month] / (won[month] + lost[month]) < 0.5 for month in won)


def test_the_last_month_of_each_quarter_wins_the_most() -> None:
    won = by_month("sourced", "won")
    for year, quarter in [(2024, 0), (2024, 1), (2024, 2), (2024, 3), (2025, 0)]:
        counts = [won[date(year, 3 * quarter + month, 1)] for month in (1, 2, 3)]
        assert max(counts) == counts[2]
