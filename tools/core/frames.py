"""The columns that leave the readers: lazy tables, already cut to what the person may see.

Days are dates, money is integer cents, probabilities are basis points, flags are booleans.
A deal without `closed_on` is open; a direct deal has no partner. `registered_on` is the day of
the deal's approved registration.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw

ID = nw.String()
TEXT = nw.String()
DAY = nw.Date()
CENTS = nw.Int64()
WHOLE = nw.Int64()
FLAG = nw.Boolean()

Lazy = nw.LazyFrame[Any]
Schema = dict[str, nw.dtypes.DType]

SCHEMA: dict[str, Schema] = {
    "partners": {
        "partner_id": ID,
        "name": TEXT,
        "partner_type": TEXT,
        "region": TEXT,
        "manager": TEXT,
        "joined_on": DAY,
        "exited_on": DAY,
        "agreement_signed_on": DAY,
        "agreement_violated_on": DAY,
        "basic_training_on": DAY,
    },
    "tier_history": {"partner_id": ID, "tier": TEXT, "since": DAY, "until": DAY},
    "targets": {"partner_id": ID, "month_on": DAY, "amount_cents": CENTS},
    "deals": {
        "deal_id": ID,
        "partner_id": ID,
        "role": TEXT,
        "customer": TEXT,
        "kind": TEXT,
        "product": TEXT,
        "opened_on": DAY,
        "registered_on": DAY,
        "closed_on": DAY,
        "outcome": TEXT,
        "amount_cents": CENTS,
        "incremental_cents": CENTS,
        "probability_bp": WHOLE,
        "contract_years": WHOLE,
        "net_new_users": WHOLE,
        "new_logo": FLAG,
        "strategic_product": FLAG,
        "strategic_account": FLAG,
        "mdf_request_id": ID,
    },
    "refunds": {"refund_id": ID, "deal_id": ID, "partner_id": ID, "refunded_on": DAY, "amount_cents": CENTS},
    "registrations": {
        "registration_id": ID,
        "partner_id": ID,
        "deal_id": ID,
        "customer": TEXT,
        "product": TEXT,
        "submitted_on": DAY,
        "registered_on": DAY,
        "expires_on": DAY,
        "status": TEXT,
    },
    "certifications": {
        "certification_id": ID,
        "partner_id": ID,
        "staff_id": ID,
        "name": TEXT,
        "earned_on": DAY,
        "expires_on": DAY,
    },
    "enrolments": {
        "enrolment_id": ID,
        "partner_id": ID,
        "staff_id": ID,
        "course": TEXT,
        "assigned_on": DAY,
        "due_on": DAY,
        "completed_on": DAY,
    },
    "logins": {"partner_id": ID, "staff_id": ID, "login_on": DAY},
    "mdf_requests": {
        "request_id": ID,
        "partner_id": ID,
        "activity": TEXT,
        "title": TEXT,
        "requested_on": DAY,
        "cost_cents": CENTS,
        "approved_on": DAY,
        "approved_cents": CENTS,
        "rejected_on": DAY,
        "activity_on": DAY,
    },
    "mdf_claims": {
        "claim_id": ID,
        "request_id": ID,
        "partner_id": ID,
        "submitted_on": DAY,
        "reported_on": DAY,
        "cost_cents": CENTS,
        "approved_on": DAY,
        "approved_cents": CENTS,
        "paid_on": DAY,
    },
    "contributions": {
        "contribution_id": ID,
        "partner_id": ID,
        "kind": TEXT,
        "done_on": DAY,
        "approved_on": DAY,
    },
    "incentive_claims": {
        "claim_id": ID,
        "partner_id": ID,
        "rule": TEXT,
        "row": ID,
        "submitted_on": DAY,
        "approved_on": DAY,
        "rejected_on": DAY,
        "amount_cents": CENTS,
    },
    "payments": {
        "payment_id": ID,
        "partner_id": ID,
        "programme": TEXT,
        "rule": TEXT,
        "row": ID,
        "paid_on": DAY,
        "amount_cents": CENTS,
    },
}
"""Tables and columns. `row` names what a claim or payment is for: a deal, a contribution, or a quarter
such as "2025-Q1". `programme` is the rule of the program: "spiffs", "bonuses", "rebate", "mdf" or "awards"."""

PASSAGES: Schema = {
    "rank": WHOLE,
    "section_id": ID,
    "playbook": TEXT,
    "heading": TEXT,
    "text": TEXT,
    "nearest": TEXT,
    "source": TEXT,
    "updated_on": DAY,
    "nearness_bp": WHOLE,
    "covered": FLAG,
}
"""The sections of the playbooks that were found for a question, best first; no table of the records. `nearest` is the
stretch of the text that is nearest to it. `covered` is the same in every row: whether the playbooks answer it."""


@dataclass(frozen=True)
class Frames:
    """The tables that a tool asked for, as of a day, cut to the rows that the person may see."""

    as_of: date
    tables: Mapping[str, Lazy]

    def __getattr__(self, table: str) -> Lazy:
        if table.startswith("_") or table not in {*SCHEMA, "passages"}:
            raise AttributeError(table)
        if table not in self.tables:
            raise LookupError(f"the tool did not name {table!r} among the tables it reads")
        return self.tables[table]


def rows(frame: Lazy) -> list[dict[str, Any]]:
    """A lazy table's rows as dictionaries."""
    return list(frame.collect().iter_rows(named=True))
