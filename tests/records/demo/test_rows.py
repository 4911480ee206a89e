"""The demo company's rows: the same every time, complete, and consistent with one another."""

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, func, insert, select

from assistant.records.demo import AS_OF, demo_rows
from assistant.records.tables import deals, metadata
from tests.records.demo.company import Row, rows

_PRINT = (
    "import hashlib, json; from assistant.records.demo import demo_rows; "
    "print(hashlib.sha256(json.dumps(demo_rows(), default=str).encode()).hexdigest())"
)
MAY_LIE_AHEAD = {"expires_on", "month_on", "due_on", "activity_on"}
ENTITLED = {"Silver": 5_000_00, "Gold": 20_000_00, "Platinum": 50_000_00}
VENDOR_PART = {"Silver": (1, 2), "Gold": (1, 2), "Platinum": (2, 3)}


def by_id(table: str, key: str) -> dict[str, Row]:
    return {row[key]: row for row in rows()[table]}


def tiers() -> dict[str, str]:
    """The tier that each active partner holds on the as-of day."""
    return {row["partner_id"]: row["tier"] for row in rows()["tier_history"] if row["until"] is None}


def test_the_rows_are_the_same_to_the_byte_in_another_process() -> None:
    root = Path(__file__).resolve().parents[3]
    prints = {
        subprocess.run(  # noqa: S603 - this interpreter, our own text
            [sys.executable, "-c", _PRINT],
            capture_output=True,
            check=True,
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(prints) == 1


def test_another_seed_makes_another_company() -> None:
    other = demo_rows(seed=7)
    assert json.dumps(other, default=str) != json.dumps(rows(), default=str)


def test_every_table_is_there_and_every_row_has_all_its_columns() -> None:
    assert set(rows()) == set(metadata.tables)
    for name, table in metadata.tables.items():
        assert {tuple(row) for row in rows()[name]} <= {tuple(table.c.keys())}, name
    assert {name for name, found in rows().items() if not found} == {"receipts", "state"}


def test_the_database_takes_the_rows_with_every_key_and_reference_checked() -> None:
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
    metadata.create_all(engine)
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            if found := rows()[table.name]:
                connection.execute(insert(table), found)
        assert 3_000 <= connection.execute(select(func.count()).select_from(deals)).scalar_one() <= 6_000


def test_no_text_is_longer_than_its_column() -> None:
    for table in metadata.tables.values():
        for column in table.c:
            length = getattr(column.type, "length", None)
            assert not length or all(len(row[column.name] or "") <= length for row in rows()[table.name]), column


def test_partner_names_differ_and_only_two_pairs_share_a_first_word() -> None:
    names = [row["name"].casefold() for row in rows()["partners"]]
    firsts = Counter(name.split()[0] for name in names)
    assert len(set(names)) == len(names) == 250
    assert {first for first, count in firsts.items() if count > 1} == {"acme", "bluefern"}
    assert {"acme networks", "acme nordic"} <= set(names)


def test_nothing_but_plans_lies_after_the_as_of_day() -> None:
    ahead = {
        (name, column)
        for name, found in rows().items()
        for row in found
        for column, value in row.items()
        if isinstance(value, date) and value > AS_OF
    }
    assert {column for _, column in ahead} <= MAY_LIE_AHEAD


def test_wins_and_losses_start_in_january_2024_and_end_in_april_2025() -> None:
    months = {deal["closed_on"].replace(day=1) for deal in rows()["deals"] if deal["closed_on"]}
    assert (min(months), max(months), len(months)) == (date(2024, 1, 1), date(2025, 4, 1), 16)


def test_a_partners_deals_lie_between_its_joining_and_its_exit() -> None:
    partners = by_id("partners", "partner_id")
    for deal in rows()["deals"]:
        if partner := partners.get(deal["partner_id"]):
            assert partner["joined_on"] <= deal["opened_on"], deal
            assert partner["exited_on"] is None or deal["closed_on"] <= partner["exited_on"], deal


def test_a_direct_deal_has_no_partner_and_every_other_deal_has_one() -> None:
    assert {(deal["role"] == "direct", deal["partner_id"] is None) for deal in rows()["deals"]} == {
        (True, True),
        (False, False),
    }


def test_a_deal_opens_before_it_closes_and_has_an_outcome_only_then() -> None:
    for deal in rows()["deals"]:
        assert (deal["closed_on"] is None) == (deal["outcome"] is None)
        assert deal["closed_on"] is None or deal["opened_on"] <= deal["closed_on"]
        assert deal["amount_cents"] > 0


def test_only_sales_to_an_existing_customer_have_incremental_revenue() -> None:
    for deal in rows()["deals"]:
        incremental = deal["incremental_cents"]
        assert (incremental is not None) == (deal["kind"] in {"cross_sell", "upsell"})
        assert incremental is None or 0 < incremental <= deal["amount_cents"]


def test_a_new_logo_is_its_customers_first_win() -> None:
    won = [deal for deal in rows()["deals"] if deal["outcome"] == "won"]
    first: dict[str, Row] = {}
    for deal in sorted(won, key=lambda deal: (deal["closed_on"], deal["deal_id"])):
        first.setdefault(deal["customer"], deal)
    assert all(first[deal["customer"]] is deal and deal["kind"] == "new" for deal in won if deal["new_logo"])
    assert {deal["kind"] for deal in won} == {"new", "cross_sell", "upsell", "renewal"}


def test_a_registration_follows_its_deals_opening_and_comes_before_its_close() -> None:
    found = by_id("deals", "deal_id")
    for row in rows()["registrations"]:
        deal = found.get(row["deal_id"])
        assert deal is None or deal["opened_on"] <= row["submitted_on"]
        if row["status"] in {"approved", "expired"}:
            assert row["submitted_on"] <= row["registered_on"] < row["expires_on"]
            assert deal is None or deal["closed_on"] is None or row["registered_on"] <= deal["closed_on"]
        else:
            assert row["registered_on"] is None
    assert {row["status"] for row in rows()["registrations"]} == {"approved", "pending", "rejected", "expired"}


def test_a_refund_is_of_a_won_deal_after_its_close_and_never_above_its_amount() -> None:
    found = by_id("deals", "deal_id")
    for refund in rows()["refunds"]:
        deal = found[refund["deal_id"]]
        assert deal["outcome"] == "won"
        assert deal["closed_on"] < refund["refunded_on"]
        assert 0 < refund["amount_cents"] <= deal["amount_cents"]
        assert refund["partner_id"] == deal["partner_id"]


def test_tiers_follow_each_other_without_a_gap_from_joining_to_exit() -> None:
    held: dict[str, list[Row]] = {}
    for row in sorted(rows()["tier_history"], key=lambda row: (row["partner_id"], row["since"])):
        held.setdefault(row["partner_id"], []).append(row)
    for partner in rows()["partners"]:
        stints = held[partner["partner_id"]]
        assert stints[0]["since"] == partner["joined_on"]
        assert all(before["until"] + timedelta(days=1) == after["since"] for before, after in pairwise(stints))
        last = partner["exited_on"] - timedelta(days=1) if partner["exited_on"] else None
        assert stints[-1]["until"] == last


@pytest.mark.parametrize("table", ["certifications", "enrolments", "logins"])
def test_people_are_certified_train_and_log_in_for_their_own_partner(table: str) -> None:
    employer = {person["staff_id"]: person["partner_id"] for person in rows()["people"]}
    assert all(employer[row["staff_id"]] == row["partner_id"] for row in rows()[table])


def test_a_claim_is_submitted_within_30_days_of_what_it_is_for() -> None:
    closed = {deal["deal_id"]: deal["closed_on"] for deal in rows()["deals"]}
    approved = {row["contribution_id"]: row["approved_on"] for row in rows()["contributions"]}
    for claim in rows()["incentive_claims"]:
        on = closed.get(claim["row"]) or approved[claim["row"]]
        assert on <= claim["submitted_on"] <= on + timedelta(days=30), claim


def test_a_bonus_is_paid_after_its_approval_as_claimed_and_once() -> None:
    claims = {(c["partner_id"], c["rule"], c["row"]): c for c in rows()["incentive_claims"]}
    paid = [p for p in rows()["payments"] if p["programme"] in {"spiffs", "bonuses"}]
    for payment in paid:
        claim = claims[payment["partner_id"], payment["rule"], payment["row"]]
        assert claim["approved_on"] <= payment["paid_on"] <= claim["approved_on"] + timedelta(days=24)
        assert payment["amount_cents"] == claim["amount_cents"]
    assert len({(p["partner_id"], p["rule"], p["row"]) for p in paid}) == len(paid)


def test_an_mdf_claim_follows_its_activity_within_30_days_and_stays_within_its_request() -> None:
    requests = by_id("mdf_requests", "request_id")
    for claim in rows()["mdf_claims"]:
        request = requests[claim["request_id"]]
        assert request["approved_on"] < request["activity_on"] <= claim["submitted_on"]
        assert claim["submitted_on"] <= request["activity_on"] + timedelta(days=30)
        assert claim["approved_cents"] is None or claim["approved_cents"] <= request["approved_cents"]


def test_the_vendor_pays_its_part_of_each_mdf_cost() -> None:
    held = tiers()
    for row in [*rows()["mdf_requests"], *rows()["mdf_claims"]]:
        vendor, whole = VENDOR_PART[held[row["partner_id"]]]
        assert row["approved_cents"] is None or row["approved_cents"] * whole == row["cost_cents"] * vendor


def test_no_partner_is_allocated_more_mdf_than_its_tier_is_entitled_to() -> None:
    allocated: Counter[str] = Counter()
    for request in rows()["mdf_requests"]:
        if request["approved_on"] and request["approved_on"].year == 2025:
            allocated[request["partner_id"]] += request["approved_cents"]
    held = tiers()
    assert all(cents <= ENTITLED[held[partner]] for partner, cents in allocated.items())


def test_deals_come_of_their_own_partners_mdf_after_it_was_approved() -> None:
    requests = by_id("mdf_requests", "request_id")
    driven = [deal for deal in rows()["deals"] if deal["mdf_request_id"]]
    assert {deal["outcome"] for deal in driven} == {None, "won", "lost"}
    for deal in driven:
        request = requests[deal["mdf_request_id"]]
        assert (request["partner_id"], True) == (deal["partner_id"], request["approved_on"] < deal["opened_on"])
