"""Partners at risk and off target: which, how far, and why."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders import frames
from tests.programs import shipped
from tools.core.errors import BadArgument, NoRecords, NoRuleInForce, UnknownPartner
from tools.core.frames import Frames
from tools.dashboard import dashboard
from tools.health import HEALTH_READS, PartnerHealth, Reason, partner_health

Rows = list[dict[str, Any]]
TODAY = date(2025, 4, 30)
RECENT: Rows = [{"login_on": TODAY}]


def company() -> Frames:
    """P-1 is on target, P-2 at risk, P-3 and P-4 off target, P-5 idle without a target, P-6 gone."""
    partners: Rows = [{"partner_id": f"P-{n}", "name": f"Partner {n}"} for n in range(1, 7)]
    partners[3] |= {"region": "East", "manager": "Lee Wong"}
    partners[5] |= {"exited_on": TODAY}
    revenue = {"P-1": 1_000_00, "P-2": 800_00, "P-3": 500_00, "P-4": 100_00}
    return frames(
        TODAY,
        partners=partners,
        tier_history=[{"partner_id": f"P-{n}", "tier": "Gold" if n < 4 else "Silver"} for n in range(1, 6)],
        targets=[{"partner_id": name, "amount_cents": 1_000_00} for name in revenue],
        deals=[{"partner_id": name, "won": date(2025, 4, 9), "amount_cents": c} for name, c in revenue.items()],
        logins=[{"partner_id": name, "login_on": TODAY} for name in revenue],
    )


def asked(**arguments: str) -> PartnerHealth:
    return partner_health(company(), shipped(), **arguments)


@pytest.mark.parametrize(
    ("arguments", "partners"),
    [
        pytest.param({}, ["P-4", "P-3", "P-2", "P-5"], id="at risk and off target, the largest shortfall first"),
        pytest.param({"status": "at_risk"}, ["P-2"], id="at risk"),
        pytest.param({"status": "At Risk"}, ["P-2"], id="as a person writes it"),
        pytest.param({"status": "off_target"}, ["P-4", "P-3", "P-5"], id="off target"),
        pytest.param({"status": "on_target"}, ["P-1"], id="on target"),
        pytest.param({"tier": "gold"}, ["P-3", "P-2"], id="of a tier"),
        pytest.param({"region": "East"}, ["P-4"], id="of a region"),
        pytest.param({"manager": "Lee Wong", "status": "at_risk"}, [], id="of a manager, none at risk"),
        pytest.param({"partner_id": "P-1"}, ["P-1"], id="one partner in any class"),
        pytest.param({"partner_id": "P-1", "status": "at_risk"}, [], id="one partner if it is in that class"),
    ],
)
def test_the_list_holds_the_partners_asked_for(arguments: dict[str, str], partners: list[str]) -> None:
    assert [row.partner_id for row in asked(**arguments).rows] == partners


def test_the_counts_are_the_dashboards() -> None:
    found, shown = asked(), dashboard(company(), shipped())

    assert (found.active, found.on_target, found.at_risk, found.off_target) == (5, 1, 1, 3)
    assert [shown.metric(key).value for key in ("on_target", "at_risk", "off_target")] == [1, 1, 3]


def test_one_partners_counts_are_its_own() -> None:
    found = asked(partner_id="P-2")

    assert (found.active, found.on_target, found.at_risk, found.off_target) == (1, 0, 1, 0)


def test_a_row_has_the_exact_figures() -> None:
    tables = frames(
        TODAY,
        tier_history=[{"tier": "Gold"}],
        targets=[{"amount_cents": 1_000_00}],
        deals=[
            {"won": date(2025, 4, 9), "amount_cents": 400_00},
            {"amount_cents": 900_00, "probability_bp": 4000},
        ],
        logins=[{"login_on": date(2025, 4, 26)}],
    )

    (row,) = partner_health(tables, shipped()).rows

    assert (row.name, row.tier, row.region, row.manager) == ("Acme Networks", "Gold", "West", "Dana Reyes")
    assert (row.revenue_cents, row.pipeline_cents, row.weighted_cents) == (400_00, 900_00, 360_00)
    assert (row.attained_cents, row.target_cents, row.attainment_bp) == (760_00, 1_000_00, 7600)
    assert (row.status, row.shortfall_cents) == ("at_risk", 240_00)
    assert (row.active_on, row.idle_days) == (date(2025, 4, 26), 4)
    assert row.why == (
        Reason(kind="revenue_short", cents=600_00),
        Reason(kind="pipeline_thin", numerator=900_00, denominator=600_00),
    )


def why(**tables: Rows) -> dict[str, Reason]:
    (row,) = partner_health(frames(TODAY, **tables), shipped(), partner_id="P-1").rows
    return {reason.kind: reason for reason in row.why}


TARGET: Rows = [{"amount_cents": 1_000_00}]


@pytest.mark.parametrize(
    ("pipeline_cents", "thin"),
    [pytest.param(3_000_00, False, id="three times what remains"), pytest.param(2_999_99, True, id="a cent less")],
)
def test_pipeline_is_thin_below_three_times_what_remains(pipeline_cents: int, thin: bool) -> None:
    assert ("pipeline_thin" in why(targets=TARGET, deals=[{"amount_cents": pipeline_cents}])) == thin


@pytest.mark.parametrize(("days", "told"), [pytest.param(90, False, id="day 90"), pytest.param(91, True, id="day 91")])
@pytest.mark.parametrize(("table", "column", "kind"), [("deals", "won", "no_win"), ("logins", "login_on", "no_login")])
def test_a_reason_is_what_has_not_happened_for_more_than_90_days(
    table: str, column: str, kind: str, days: int, told: bool
) -> None:
    since = TODAY - timedelta(days=days)

    found = why(targets=TARGET, **{table: [{column: since}]})

    assert (kind in found) == told
    if told:
        assert (found[kind].days, found[kind].since) == (91, since)


def test_what_never_happened_is_counted_from_joining() -> None:
    found = why(targets=TARGET, partners=[{"joined_on": date(2025, 1, 1)}])

    assert found["no_win"] == Reason(kind="no_win", days=119, since=None)
    assert found["no_login"] == Reason(kind="no_login", days=119, since=None)


def test_an_assisted_win_is_activity_and_no_win() -> None:
    found = why(targets=TARGET, deals=[{"won": TODAY, "role": "assisted"}])

    assert "no_win" in found
    assert "inactive" not in found


def test_a_partner_without_a_target_is_off_target_for_being_inactive_and_has_no_attainment() -> None:
    (row,) = asked(partner_id="P-5").rows

    assert (row.status, row.attainment_bp, row.shortfall_cents) == ("off_target", None, 0)
    assert [reason.kind for reason in row.why] == ["no_win", "no_login", "inactive"]


def test_a_partner_on_target_needs_no_reason() -> None:
    assert asked(partner_id="P-1").rows[0].why == ()


def test_equal_shortfalls_are_ordered_by_idle_days_then_by_name() -> None:
    partners = [{"partner_id": f"P-{n}", "name": name} for n, name in enumerate(["Beta", "Alpha", "Gamma"], 1)]
    targets = [{"partner_id": f"P-{n}", "amount_cents": 1_00} for n in (1, 2, 3)]
    logins = [{"partner_id": f"P-{n}", "login_on": TODAY - timedelta(days=n // 3)} for n in (1, 2, 3)]

    found = partner_health(frames(TODAY, partners=partners, targets=targets, logins=logins), shipped())

    assert [row.name for row in found.rows] == ["Gamma", "Alpha", "Beta"]


def test_a_past_quarter_is_judged_at_its_end() -> None:
    tables = frames(
        TODAY,
        targets=[{"month_on": date(2025, m, 1), "amount_cents": 100_00} for m in (1, 2, 3, 4)],
        deals=[{"won": date(2025, 3, 31), "amount_cents": 210_00}, {"won": date(2025, 4, 1), "amount_cents": 500_00}],
        logins=RECENT,
    )

    found = partner_health(tables, shipped(), period="2025-Q1")

    assert (found.period, found.evaluated_on, found.rows[0].status) == ("2025-Q1", date(2025, 3, 31), "at_risk")
    assert found.rows[0].attainment_bp == 7000
    assert found.rows[0].pipeline_cents == 500_00


def test_a_period_that_runs_on_is_told() -> None:
    assert asked(period="2025-Q2").notes[0].startswith("2025-Q2 runs to 2025-06-30")


def test_the_rule_and_its_readings_are_named() -> None:
    (basis,) = asked().basis

    assert (basis.rule, len(basis.readings)) == ("health", 2)


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        pytest.param({"status": "fine"}, BadArgument, "a partner is on_target, at_risk or off_target", id="status"),
        pytest.param({"region": "Moon"}, BadArgument, "the partners' regions are East, West", id="region"),
        pytest.param({"partner_id": "P-99"}, UnknownPartner, 'No partner "P-99"', id="partner"),
        pytest.param({"partner_id": "P-6"}, NoRecords, "not an active partner at the end of 2025-04-30", id="exited"),
        pytest.param({"partner_id": "P-4", "tier": "Gold"}, NoRecords, "Partner 4 is outside the tier", id="outside"),
        pytest.param({"period": "2023-12"}, NoRuleInForce, "No 'health' rule is in force on 2023-12-31", id="no rule"),
    ],
)
def test_what_cannot_be_answered_is_said(arguments: dict[str, str], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        asked(**arguments)


def test_it_reads_the_tables_it_names_and_no_other() -> None:
    tables = company().tables
    named = Frames(as_of=TODAY, tables={name: tables[name] for name in HEALTH_READS})

    assert partner_health(named, shipped()).active == 5
