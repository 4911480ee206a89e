"""Our columns as an import sees them: what kind of cell fills each, read off the records' tables."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, String, Table

from assistant.records.tables import metadata

KEPT_BY_US = ("receipts", "state")
"""Tables that no export fills."""

CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("deals", "outcome"): ("won", "lost", "open"),
    ("deals", "role"): ("sourced", "assisted", "direct"),
    ("deals", "kind"): ("new", "cross_sell", "upsell", "renewal"),
    ("payments", "programme"): ("spiffs", "bonuses", "rebate", "mdf", "awards"),
    ("tier_history", "tier"): (),
}
"""Columns that hold one of a few words; the program adds its own tiers and kinds of deal."""

WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("partners", "partner_type"): ("reseller", "distributor", "referral", "integrator", "msp", "technology"),
    ("registrations", "status"): ("pending", "approved", "rejected", "expired"),
    ("mdf_requests", "activity"): (),
    ("contributions", "kind"): (),
}
"""Columns with usual words, written our way when they are recognised and kept as they are otherwise."""

KEYS: dict[str, tuple[str, ...]] = {
    "partners": ("name",),
    "people": ("partner_id", "email", "name"),
    "deals": ("partner_id", "customer", "product", "opened_on"),
    "refunds": ("deal_id", "refunded_on", "amount_cents"),
    "registrations": ("partner_id", "customer", "product", "submitted_on"),
    "certifications": ("staff_id", "name", "earned_on"),
    "enrolments": ("staff_id", "course", "assigned_on"),
    "mdf_requests": ("partner_id", "title", "requested_on"),
    "mdf_claims": ("request_id", "submitted_on"),
    "contributions": ("partner_id", "kind", "done_on"),
    "incentive_claims": ("partner_id", "rule", "row"),
    "payments": ("partner_id", "programme", "rule", "row", "paid_on"),
}
"""What tells a table's rows apart where the export has no id of its own."""

SIGNED = frozenset({("payments", "amount_cents")})
"""Amounts that may be below zero: a refund after payment is a negative line."""


@dataclass(frozen=True)
class Field:
    """One column: `kind` is id, partner, person, parent, choice, text, lines, day, month, cents, bp, whole or flag.

    `required` cells cannot be blank. `refers` is the table that a partner, person or parent is looked up in.
    """

    table: str
    name: str
    kind: str
    required: bool
    key: bool
    longest: int | None
    refers: str | None
    default: Any

    @property
    def signed(self) -> bool:
        """Whether amounts below zero are meant."""
        return (self.table, self.name) in SIGNED

    @property
    def listed(self) -> bool:
        """Whether its words are recognised in several spellings."""
        return (self.table, self.name) in CHOICES or (self.table, self.name) in WORDS


def _field(table: Table, column: Column[Any]) -> Field:
    refers = next((key.column.table.name for key in column.foreign_keys), None)
    return Field(
        table=table.name,
        name=column.name,
        kind=_kind(table.name, column, refers),
        required=not column.nullable and column.default is None,
        key=column.primary_key,
        longest=getattr(column.type, "length", None),
        refers=refers,
        default=getattr(column.default, "arg", None),
    )


def _kind(table: str, column: Column[Any], refers: str | None) -> str:
    if refers:
        return {"partners": "partner", "people": "person"}.get(refers, "parent")
    if (table, column.name) in CHOICES:
        return "choice"
    if isinstance(column.type, Date):
        return "month" if column.name == "month_on" else "day"
    if isinstance(column.type, Boolean):
        return "flag"
    if column.name.endswith("_cents"):
        return "cents"
    if column.name.endswith("_bp"):
        return "bp"
    if isinstance(column.type, Integer):
        return "whole"
    if column.primary_key and column.name.endswith("_id"):
        return "id"
    return "text" if isinstance(column.type, String) and column.type.length else "lines"


FIELDS: dict[str, dict[str, Field]] = {
    table.name: {column.name: _field(table, column) for column in table.columns}
    for table in metadata.sorted_tables
    if table.name not in KEPT_BY_US
}
"""Every table that an export can fill, in the order in which they can be written, and its columns."""


def id_of(table: str) -> str | None:
    """The column of a table's own id; None where its rows are known by several columns, or by a name."""
    keys = [field for field in FIELDS[table].values() if field.key]
    return keys[0].name if len(keys) == 1 and keys[0].kind == "id" else None


def key_of(table: str) -> tuple[str, ...]:
    """The columns of a table's primary key."""
    return tuple(field.name for field in FIELDS[table].values() if field.key)
