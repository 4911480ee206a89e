"""On target, at risk and off target; pipeline coverage; and win rate."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders import frames
from tests.programs import shipped
from tests.tools.dashboard.april import TODAY, Rows, april, partners, won
from tools.dashboard import dashboard

TARGET: Rows = [{"amount_cents": 1_000_00}]


def open_deal(cents: int, bp: int = 0, **columns: Any) -> dict[str, Any]:
    return {"amount_cents": cents, "probability_bp": bp, **columns}


def classes(**tables: Rows) -> dict[str, int | None]:
    found = april(None, **tables)
    return {key: found.metric(key).value for key in ("on_target", "at_risk", "off_target")}


ON = {"on_target": 1, "at_risk": 0, "off_target": 0}
AT_RISK = {"on_target": 0, "at_risk": 1, "off_target": 0}
OFF = {"on_target": 0, "at_risk": 0, "off_target": 1}


@pytest.mark.parametrize(
    ("deals", "status"),
    [
        pytest.param([won(1_000_00)], ON, id="exactly the target"),
        pytest.param([won(999_99)], AT_RISK, id="a cent under the target"),
        pytest.param([won(700_00)], AT_RISK, id="exactly 70 percent"),
        pytest.param([won(699_99)], OFF, id="a cent under 70 percent"),
        pytest.param([], OFF, id="nothing"),
        pytest.param([won(400_00), open_deal(1_200_00, 5000)], ON, id="weighted pipeline fills the target"),
        pytest.param([won(400_00), open_deal(1_200_00, 4999)], AT_RISK, id="a little less likely"),
        pytest.param([open_deal(1_00, 5000)] * 2 + [won(999_00)], ON, id="two halves of a dollar"),
        pytest.param([won(900_00), open_deal(10_000_00, 0)], AT_RISK, id="pipeline without a chance counts nothing"),
        pytest.param([won(900_00), won(500_00, role="assisted")], AT_RISK, id="assisted revenue does not count"),
        pytest.param([won(900_00), won(500_00, date(2025, 3, 31))], AT_RISK, id="nor does last month's"),
        pytest.param([open_deal(1_000_00, 10_000, opened_on=date(2025, 5, 1))], OFF, id="nor a deal not opened yet"),
    ],
)
def test_a_partner_is_classed_by_revenue_and_weighted_pipeline_over_its_target(
    deals: Rows, status: dict[str, int]
) -> None:
    assert classes(deals=deals, targets=TARGET) == status


def test_weighted_pipeline_is_rounded_a_deal_half_up() -> None:
    half_a_cent = open_deal(1, 5000)

    assert classes(deals=[won(999_98), half_a_cent, half_a_cent], targets=TARGET) == ON
    assert classes(deals=[won(999_98), open_deal(2, 5000)], targets=TARGET) == AT_RISK


NINETY, NINETY_ONE = TODAY - timedelta(days=90), TODAY - timedelta(days=91)


@pytest.mark.parametrize(
    ("day", "status"), [pytest.param(NINETY, ON, id="day 90"), pytest.param(NINETY_ONE, OFF, id="day 91")]
)
@pytest.mark.parametrize(
    ("table", "column", "columns"),
    [
        pytest.param("logins", "login_on", {}, id="a portal login"),
        pytest.param("deals", "opened_on", {}, id="a deal opened"),
        pytest.param("deals", "won", {}, id="a deal won"),
        pytest.param("deals", "lost", {}, id="a deal lost"),
        pytest.param("deals", "opened_on", {"role": "assisted"}, id="an assisted deal opened"),
        pytest.param("registrations", "submitted_on", {}, id="a deal registered"),
        pytest.param("certifications", "earned_on", {}, id="a certification"),
        pytest.param("enrolments", "completed_on", {"due_on": date(2025, 1, 1)}, id="a course completed"),
        pytest.param("partners", "joined_on", {}, id="joining"),
    ],
)
def test_without_a_target_a_partner_is_on_target_when_it_was_active_in_the_last_90_days(
    table: str, column: str, columns: dict[str, Any], day: date, status: dict[str, int]
) -> None:
    assert classes(**{table: [{column: day, **columns}]}) == status


def test_activity_after_the_period_does_not_count() -> None:
    found = april("2025-03", logins=[{"login_on": date(2025, 4, 1)}])

    assert found.metric("off_target").value == 1


def test_a_target_of_zero_is_no_target() -> None:
    assert classes(targets=[{"amount_cents": 0}], logins=[{"login_on": TODAY}]) == ON


def test_only_active_partners_are_classed_and_shares_are_of_them() -> None:
    rows = partners(4)
    rows[3] |= {"exited_on": TODAY}

    found = april(partners=rows, logins=[{"login_on": TODAY}])

    on_target, off = found.metric("on_target"), found.metric("off_target").part("share")
    assert (on_target.value, on_target.part("share").value) == (1, 3333)
    assert (off.numerator, off.denominator, off.value, off.decimals) == (2, 3, 6667, 1)


def test_where_no_health_rule_is_in_force_the_classes_say_so_and_the_rest_stands() -> None:
    found = april("2023-12", deals=[won(5_00, date(2023, 12, 1)), {"lost": date(2023, 12, 31)}])

    assert found.metric("on_target").value is None
    assert "No 'health' rule is in force on 2023-12-31" in (found.metric("coverage").reason or "")
    assert found.metric("win_rate").value == 5000
    assert found.metric("sourced_revenue").value == 5_00


@pytest.mark.parametrize(
    ("deals", "value", "mark"),
    [
        pytest.param([won(500_00), open_deal(1_600_00)], 32_000, "ok", id="3.2 times what remains"),
        pytest.param([open_deal(3_000_00)], 30_000, "ok", id="exactly three times"),
        pytest.param([open_deal(2_999_00)], 29_990, "warning", id="a dollar under three times"),
        pytest.param([open_deal(9_999_00)], 99_990, "ok", id="just under the cap"),
        pytest.param([open_deal(10_001_00)], 100_000, "ok", id="over the cap"),
        pytest.param([won(1_000_00)], 100_000, "ok", id="a target just met counts as the cap"),
        pytest.param([won(2_000_00)], 100_000, "ok", id="so does one more than met"),
        pytest.param([], 0, "warning", id="no pipeline"),
    ],
)
def test_coverage_is_pipeline_over_the_target_that_remains(deals: Rows, value: int, mark: str) -> None:
    coverage = april(deals=deals, targets=TARGET).metric("coverage")

    assert (coverage.value, coverage.phrase, coverage.decimals) == (value, "{}x", 1)
    assert coverage.mark == mark


def test_coverage_is_the_mean_of_partners_with_a_target_not_of_their_sums() -> None:
    found = april(
        partners=partners(3),
        targets=[{"amount_cents": 1_000_00}, {"partner_id": "P-2", "amount_cents": 100_00}],
        deals=[open_deal(2_000_00), open_deal(500_00, partner_id="P-2"), open_deal(9_00, partner_id="P-3")],
    )

    coverage = found.metric("coverage")
    assert (coverage.numerator, coverage.denominator, coverage.value) == (70_000, 20_000, 35_000)


def test_coverage_without_a_target_has_a_reason() -> None:
    assert april(deals=[open_deal(5_00)]).metric("coverage").reason == "no active partner has a target"


def closed(count: int, outcome: str, role: str) -> Rows:
    owner = None if role == "direct" else "P-1"
    return [{outcome: date(2025, 4, 9), "role": role, "partner_id": owner, "amount_cents": 1_00}] * count


@pytest.mark.parametrize(
    ("won_deals", "mark"),
    [pytest.param(2, "ok", id="as high as direct"), pytest.param(1, "warning", id="lower than direct")],
)
def test_win_rate_is_won_over_closed_beside_direct(won_deals: int, mark: str) -> None:
    direct = closed(1, "won", "direct") + closed(2, "lost", "direct")
    assisted = closed(5, "won", "assisted")

    found = april(deals=closed(won_deals, "won", "sourced") + closed(4, "lost", "sourced") + direct + assisted)

    rate, beside = found.metric("win_rate"), found.metric("win_rate").part("direct")
    assert (rate.numerator, rate.denominator, rate.mark) == (won_deals, won_deals + 4, mark)
    assert (beside.numerator, beside.denominator, beside.value, beside.phrase) == (1, 3, 3333, "vs {} direct")


@pytest.mark.parametrize(
    ("lost_on", "deals"),
    [
        pytest.param(date(2025, 3, 31), 1, id="the day before"),
        pytest.param(date(2025, 4, 1), 2, id="the first day"),
        pytest.param(date(2025, 4, 30), 2, id="the last day"),
        pytest.param(date(2025, 5, 1), 1, id="the day after"),
    ],
)
def test_a_lost_deal_counts_in_the_period_it_is_lost_in(lost_on: date, deals: int) -> None:
    assert april(deals=[won(1_00), {"lost": lost_on}]).metric("win_rate").denominator == deals


def test_a_win_rate_of_no_closed_deals_has_a_reason_and_no_mark() -> None:
    rate = april(deals=closed(1, "won", "direct")).metric("win_rate")

    assert (rate.value, rate.mark, rate.reason) == (None, None, "no partner-sourced deal closed in the period")
    assert april(deals=closed(1, "won", "sourced")).metric("win_rate").part("direct").reason == (
        "no direct deal closed in the period"
    )


def test_a_filter_leaves_the_direct_win_rate_as_it_is() -> None:
    tables = frames(deals=closed(1, "won", "sourced") + closed(1, "lost", "direct"))

    rate = dashboard(tables, shipped(), region="West").metric("win_rate")

    assert (rate.value, rate.part("direct").value) == (10_000, 0)
