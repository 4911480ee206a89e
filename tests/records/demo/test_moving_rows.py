"""Changing one row of the demo company moves the figures that rest on it, by the amount worked out here."""

from datetime import date

import pytest

from assistant.records.demo import AS_OF, SITUATIONS
from tests.builders import frames_of_rows
from tests.programs import shipped
from tests.records.demo.company import APRIL, demo_frames, rows, wins
from tests.records.demo.edits import (
    Edit,
    added,
    april_target,
    changed,
    closed,
    figure,
    first_win,
    is_open,
    of,
    raised,
    removed,
)
from tools.dashboard import dashboard
from tools.dashboard.models import Dashboard

TOP = SITUATIONS["top_partner"].partner_id
ACME_NORDIC = SITUATIONS["claim_last_day"].partner_id
QUIET = SITUATIONS["no_deals"].partner_id
LATE = date(2025, 4, 30)


TOP_WIN = first_win(TOP, *APRIL)
TOP_DEAL = wins(TOP, *APRIL)[0]["deal_id"]
JANUARY_WIN = first_win(
    next(
        deal["partner_id"]
        for deal in rows()["deals"]
        if deal["role"] == "sourced"
        and deal["outcome"] == "won"
        and deal["closed_on"].replace(day=1) == date(2025, 1, 1)
        and deal["partner_id"] != TOP
    ),
    date(2025, 1, 1),
    date(2025, 1, 31),
)
NORDIC_MARCH = first_win(ACME_NORDIC, date(2025, 3, 31), date(2025, 3, 31))
ON_TARGET_BY_PIPELINE = "P-044"
AT_RISK = "P-032"


EDITS = {
    "a won deal is $1,000 larger": Edit(
        raised("deals", TOP_WIN, "amount_cents", 1_000_00),
        {
            "sourced_revenue": 1_000_00,
            "sourced_revenue.share:denominator": 1_000_00,
            "growth:numerator": 1_000_00,
            "average_deal:numerator": 1_000_00,
            "program_roi:numerator": 1_000_00,
            "tier Platinum": 1_000_00,
            "top 1": 1_000_00,
        },
    ),
    "a refund of $5,000": Edit(
        added("refunds", refund_id="RF-X", deal_id=TOP_DEAL, partner_id=TOP, refunded_on=LATE, amount_cents=5_000_00),
        {"sourced_revenue": -5_000_00, "tier Platinum": -5_000_00, "growth:numerator": -5_000_00},
    ),
    "an assisted deal is $2,000 larger": Edit(
        raised("deals", closed("assisted", "won"), "amount_cents", 2_000_00),
        {
            "assisted_revenue": 2_000_00,
            "sourced_revenue.share:denominator": 2_000_00,
            "program_roi:numerator": 2_000_00,
        },
    ),
    "a direct deal is $3,000 larger": Edit(
        raised("deals", closed("direct", "won"), "amount_cents", 3_000_00),
        {"sourced_revenue.share:denominator": 3_000_00},
    ),
    "a deal of January is $4,000 larger": Edit(
        raised("deals", JANUARY_WIN, "amount_cents", 4_000_00),
        {"growth:denominator": 4_000_00, "growth:numerator": -4_000_00},
    ),
    "a lost deal was won": Edit(
        changed("deals", closed("sourced", "lost"), outcome="won"),
        {"win_rate:numerator": 1, "average_deal:denominator": 1},
    ),
    "a lost direct deal was won": Edit(
        changed("deals", closed("direct", "lost"), outcome="won"), {"win_rate.direct:numerator": 1}
    ),
    "an open deal is $6,000 larger": Edit(
        raised("deals", is_open("sourced", TOP), "amount_cents", 6_000_00),
        {"pipeline": 6_000_00, "tier Platinum pipeline": 6_000_00},
    ),
    "an open deal is lost": Edit(
        changed("deals", is_open("sourced", ACME_NORDIC), closed_on=LATE, outcome="lost"), {"win_rate:denominator": 1}
    ),
    "a partner exits": Edit(
        changed("partners", of(QUIET), exited_on=date(2025, 4, 15)),
        {
            "active_partners": -1,
            "exited": 1,
            "off_target": -1,
            "retention:numerator": -2,
            "retention:denominator": -1,
            "tier Registered partners": -1,
            "engagement:denominator": -1,
        },
    ),
    "a partner joined in April, not before": Edit(
        changed("partners", of("P-170"), joined_on=date(2025, 4, 1)), {"onboarded": 1}
    ),
    "a partner holds another tier": Edit(
        changed("tier_history", lambda row: row["partner_id"] == TOP and row["until"] is None, tier="Gold"),
        {"tier Platinum partners": -1, "tier Gold partners": 1, "tier Gold": 420_150_00, "tier Platinum": -420_150_00},
    ),
    "open deals of a partner on target are worth nothing": Edit(
        changed("deals", is_open("sourced", ON_TARGET_BY_PIPELINE), amount_cents=0, probability_bp=0),
        {"on_target": -1},
    ),
    "a partner's target is out of reach": Edit(
        raised("targets", april_target(ON_TARGET_BY_PIPELINE), "amount_cents", 10_000_000_00),
        {"on_target": -1, "off_target": 1, "tier Gold target": 10_000_000_00},
    ),
    "one more open deal as large as what is left of the target": Edit(
        added(
            "deals",
            deal_id="D-X",
            partner_id=ON_TARGET_BY_PIPELINE,
            role="sourced",
            opened_on=LATE,
            amount_cents=next(
                row["amount_cents"] for row in rows()["targets"] if april_target(ON_TARGET_BY_PIPELINE)(row)
            ),
            probability_bp=0,
        ),
        {"coverage:numerator": 10_000, "coverage:denominator": 0, "on_target": 0},
    ),
    "a partner at risk has a target that it meets": Edit(
        changed("targets", april_target(AT_RISK), amount_cents=1_000_00), {"at_risk": -1, "on_target": 1}
    ),
    "a partner without activity logs in": Edit(
        added(
            "logins",
            staff_id=next(p["staff_id"] for p in rows()["people"] if p["partner_id"] == QUIET),
            login_on=LATE,
            partner_id=QUIET,
        ),
        {"engagement:numerator": 1, "on_target": 1, "off_target": -1},
    ),
    "a partner's certifications are gone": Edit(
        removed("certifications", of(SITUATIONS["exit_after_four"].partner_id)), {"certified": -1}
    ),
    "one more certification": Edit(
        added(
            "certifications",
            certification_id="C-X",
            partner_id=TOP,
            staff_id="S-00001",
            name="Atlas Flow Associate",
            earned_on=LATE,
            expires_on=date(2027, 4, 30),
        ),
        {"new_certifications": 1, "certifications_each:numerator": 1},
    ),
    "a course is completed late": Edit(
        changed("enrolments", lambda row: row["completed_on"] is None and row["due_on"] <= AS_OF, completed_on=LATE),
        {"training:numerator": 1},
    ),
    "a quick bonus of $500 is paid": Edit(
        added(
            "payments",
            payment_id="PY-X",
            partner_id=TOP,
            programme="spiffs",
            rule="new_logo",
            row=TOP_DEAL,
            paid_on=LATE,
            amount_cents=500_00,
        ),
        {"quick_bonuses": 500_00, "program_roi:denominator": 500_00},
    ),
    "a reference of $250 is paid": Edit(
        added(
            "payments",
            payment_id="PY-X",
            partner_id=TOP,
            programme="bonuses",
            rule="reference",
            row="K-00001",
            paid_on=LATE,
            amount_cents=250_00,
        ),
        {"quick_bonuses": 0, "program_roi:denominator": 250_00},
    ),
    "$1,000 of a rebate is paid before its day": Edit(
        added(
            "payments",
            payment_id="PY-X",
            partner_id=ACME_NORDIC,
            programme="rebate",
            rule="rebate",
            row="2025-Q1",
            paid_on=date(2025, 3, 31),
            amount_cents=1_000_00,
        ),
        {"rebate_committed": -1_000_00, "program_roi:denominator": -1_000_00},
    ),
    "a deal of a quarter at 2 % is $1,000 larger": Edit(
        raised("deals", NORDIC_MARCH, "amount_cents", 1_000_00), {"rebate_committed": 20_00}
    ),
    "an MDF claim is $700 larger": Edit(
        raised("mdf_claims", lambda row: row["approved_on"].year == 2025, "approved_cents", 700_00),
        {"mdf_utilised": 700_00, "mdf_pipeline.roi:denominator": 700_00, "program_roi:denominator": 0},
    ),
    "an MDF request is $900 larger": Edit(
        raised(
            "mdf_requests",
            lambda row: row["approved_on"] is not None and row["approved_on"].year == 2025,
            "approved_cents",
            900_00,
        ),
        {"mdf_utilised": 0, "mdf_utilised.share:denominator": 900_00},
    ),
    "a deal came of an MDF activity": Edit(
        changed(
            "deals",
            TOP_WIN,
            mdf_request_id=next(
                r["request_id"] for r in rows()["mdf_requests"] if r["approved_on"] and r["approved_on"].year == 2025
            ),
        ),
        {"mdf_pipeline": 252_100_00},
    ),
}


@pytest.fixture(scope="module")
def before() -> Dashboard:
    return dashboard(demo_frames(), shipped())


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_a_row_moves_the_figures_that_rest_on_it(before: Dashboard, edit: Edit) -> None:
    tables = {name: list(found) for name, found in rows().items()}
    edit.change(tables)
    after = dashboard(frames_of_rows(tables, AS_OF), shipped())
    moved = {name: figure(after, name) - figure(before, name) for name in edit.moves}
    assert moved == edit.moves


def test_every_figure_of_the_dashboard_is_moved_by_some_row(before: Dashboard) -> None:
    moved = {name.partition(":")[0].partition(".")[0] for edit in EDITS.values() for name in edit.moves}
    shown = {metric.key for section in before.sections for metric in section.metrics}
    assert shown - moved == {"by_tier"}
    assert {"tier Platinum", "tier Platinum pipeline", "tier Gold target", "tier Gold partners", "top 1"} <= moved
