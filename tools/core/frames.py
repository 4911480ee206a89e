"""The columns that leave the readers: lazy tables, already cut to what the person may see.

Days are dates, money is integer cents, probabilities are basis points, flags are booleans.
A deal without `closed_on` is open; a direct deal has no partner. `registered_on` is the day of
the deal's approved registration.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import narwhals as nw

ID = nw.String()
TEXT = nw.String()
WORD = nw.Categorical()
"""Text of few different values over many rows: engines that can keep each value once, and compare its number."""
DAY = nw.Date()
CENTS = nw.Int64()
WHOLE = nw.Int64()
FLAG = nw.Boolean()

Lazy = nw.LazyFrame[Any]
Schema = dict[str, nw.dtypes.DType]

SCHEMA: dict[str, Schema] = {
    "partners": {
        "partner_id": WORD,
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
    "people": {"staff_id": ID, "partner_id": WORD, "name": TEXT, "email": TEXT, "role": TEXT},
    "tier_history": {"partner_id": WORD, "tier": TEXT, "since": DAY, "until": DAY},
    "targets": {"partner_id": WORD, "month_on": DAY, "amount_cents": CENTS},
    "deals": {
        "deal_id": ID,
        "partner_id": WORD,
        "role": WORD,
        "customer": TEXT,
        "kind": WORD,
        "product": TEXT,
        "opened_on": DAY,
        "registered_on": DAY,
        "closed_on": DAY,
        "outcome": WORD,
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
    "refunds": {"refund_id": ID, "deal_id": ID, "partner_id": WORD, "refunded_on": DAY, "amount_cents": CENTS},
    "registrations": {
        "registration_id": ID,
        "partner_id": WORD,
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
        "partner_id": WORD,
        "staff_id": ID,
        "name": TEXT,
        "earned_on": DAY,
        "expires_on": DAY,
    },
    "enrolments": {
        "enrolment_id": ID,
        "partner_id": WORD,
        "staff_id": ID,
        "course": TEXT,
        "assigned_on": DAY,
        "due_on": DAY,
        "completed_on": DAY,
    },
    "logins": {"partner_id": WORD, "staff_id": ID, "login_on": DAY},
    "mdf_requests": {
        "request_id": ID,
        "partner_id": WORD,
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
        "partner_id": WORD,
        "submitted_on": DAY,
        "reported_on": DAY,
        "cost_cents": CENTS,
        "approved_on": DAY,
        "approved_cents": CENTS,
        "paid_on": DAY,
    },
    "contributions": {
        "contribution_id": ID,
        "partner_id": WORD,
        "kind": WORD,
        "done_on": DAY,
        "approved_on": DAY,
    },
    "incentive_claims": {
        "claim_id": ID,
        "partner_id": WORD,
        "rule": TEXT,
        "row": ID,
        "submitted_on": DAY,
        "approved_on": DAY,
        "rejected_on": DAY,
        "amount_cents": CENTS,
    },
    "payments": {
        "payment_id": ID,
        "partner_id": WORD,
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
    _built: dict[Callable[["Frames"], Lazy], Lazy] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, build: Callable[["Frames"], Lazy]) -> Lazy:
        """What a function makes of these frames: one expression, however many others stand on it.

        Saying it once takes less time than saying it again, and engines see that it is the same and compute it once.
        """
        if build not in self._built:
            self._built[build] = build(self)
        return self._built[build]

    def __getattr__(self, table: str) -> Lazy:
        if table.startswith("_") or table not in {*SCHEMA, "passages"}:
            raise AttributeError(table)
        if table not in self.tables:
            raise LookupError(f"the tool did not name {table!r} among the tables it reads")
        return self.tables[table]


def rows(frame: Lazy) -> list[dict[str, Any]]:
    """A lazy table's rows as dictionaries."""
    return list(frame.collect().iter_rows(named=True))
