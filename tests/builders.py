"""Literal rows as a test writes them: what a test leaves out takes the plainest value."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl

from tools.core.frames import SCHEMA, Frames

_POLARS = {
    nw.String: pl.String,
    nw.Categorical: pl.Categorical,
    nw.Date: pl.Date,
    nw.Int64: pl.Int64,
    nw.Boolean: pl.Boolean,
}

DEFAULTS: dict[str, dict[str, Any]] = {
    "partners": {
        "partner_id": "P-1",
        "name": "Acme Networks",
        "partner_type": "reseller",
        "region": "West",
        "manager": "Dana Reyes",
        "joined_on": date(2023, 1, 1),
        "agreement_signed_on": date(2023, 1, 1),
        "basic_training_on": date(2023, 1, 15),
    },
    "people": {"partner_id": "P-1", "name": "Ada Lowe", "email": "ada@acme.example", "role": "account executive"},
    "tier_history": {"partner_id": "P-1", "tier": "Silver", "since": date(2023, 6, 1)},
    "targets": {"partner_id": "P-1", "month_on": date(2025, 4, 1), "amount_cents": 0},
    "deals": {
        "partner_id": "P-1",
        "role": "sourced",
        "customer": "Customer",
        "kind": "new",
        "product": "Core",
        "opened_on": date(2024, 1, 1),
        "amount_cents": 0,
        "probability_bp": 0,
        "contract_years": 1,
        "net_new_users": 0,
        "new_logo": False,
        "strategic_product": False,
        "strategic_account": False,
    },
    "refunds": {"partner_id": "P-1"},
    "registrations": {"partner_id": "P-1", "customer": "Customer", "product": "Core", "status": "approved"},
    "certifications": {"partner_id": "P-1", "name": "Core Associate", "earned_on": date(2024, 1, 1)},
    "enrolments": {"partner_id": "P-1", "course": "Core", "assigned_on": date(2025, 1, 1)},
    "logins": {"partner_id": "P-1", "staff_id": "S-1"},
    "mdf_requests": {"partner_id": "P-1", "activity": "event", "title": "Roadshow"},
    "mdf_claims": {"partner_id": "P-1"},
    "contributions": {"partner_id": "P-1", "kind": "reference"},
    "incentive_claims": {"partner_id": "P-1"},
    "payments": {"partner_id": "P-1", "programme": "spiffs"},
}

_KEYS = {
    "people": ("staff_id", "S"),
    "deals": ("deal_id", "D"),
    "refunds": ("refund_id", "RF"),
    "registrations": ("registration_id", "RG"),
    "certifications": ("certification_id", "C"),
    "enrolments": ("enrolment_id", "E"),
    "mdf_requests": ("request_id", "M"),
    "mdf_claims": ("claim_id", "MC"),
    "contributions": ("contribution_id", "K"),
    "incentive_claims": ("claim_id", "IC"),
    "payments": ("payment_id", "PY"),
}


def frames(as_of: date = date(2025, 4, 30), **tables: list[dict[str, Any]]) -> Frames:
    """Frames of literal rows; a table that is not named is empty, but for the one partner P-1.

    A won deal may be written `{"won": date, "amount_cents": ...}`, a lost one `{"lost": date}`.
    Rows without an id get one: the first deal is "D-1".
    """
    tables.setdefault("partners", [{}])
    return Frames(as_of=as_of, tables={name: _table(name, tables.get(name, [])) for name in SCHEMA})


def frames_of_rows(rows: Mapping[str, list[dict[str, Any]]], as_of: date) -> Frames:
    """Frames of stored rows; a deal is registered on the day of its first approved registration."""
    registered: dict[str, date] = {}
    for row in rows["registrations"]:
        if row["status"] == "approved" and row["deal_id"]:
            registered[row["deal_id"]] = min(row["registered_on"], registered.get(row["deal_id"], date.max))
    tables = {}
    for name, columns in SCHEMA.items():
        schema = {column: _POLARS[type(dtype)] for column, dtype in columns.items()}
        found = {column: [row.get(column) for row in rows[name]] for column in columns}
        if name == "deals":
            found["registered_on"] = [registered.get(row["deal_id"]) for row in rows[name]]
        tables[name] = nw.from_native(pl.DataFrame(found, schema=schema).lazy())
    return Frames(as_of=as_of, tables=tables)


def _table(name: str, written: list[dict[str, Any]]) -> Any:
    schema = {column: _POLARS[type(dtype)] for column, dtype in SCHEMA[name].items()}
    rows = [_row(name, number, row) for number, row in enumerate(written, 1)]
    for row in rows:
        unknown = set(row) - set(schema)
        assert not unknown, f"{name} has no column {unknown}"
    return nw.from_native(pl.DataFrame(rows, schema=schema, orient="row").lazy())


def _row(name: str, number: int, written: dict[str, Any]) -> dict[str, Any]:
    row = {**DEFAULTS[name], **written}
    for outcome in ("won", "lost"):
        if outcome in row:
            row |= {"closed_on": row.pop(outcome), "outcome": outcome}
    if name in _KEYS:
        key, letter = _KEYS[name]
        row.setdefault(key, f"{letter}-{number}")
    if name == "certifications":
        row.setdefault("staff_id", f"S-{number}")
    return row
