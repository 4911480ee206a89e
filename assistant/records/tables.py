"""The records' tables. `tools.core.frames.SCHEMA` names the columns that leave them.

Money is integer cents. Days are dates. A deal without `closed_on` is open; without `partner_id` it is
direct. Indexes serve the two ways rows are read: one partner's, and everyone's of some days.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id(name: str) -> Column[str]:
    return Column(name, String(64), primary_key=True)


def _partner(nullable: bool = False) -> Column[str]:
    return Column("partner_id", String(64), ForeignKey("partners.partner_id"), nullable=nullable)


def _cents(name: str, nullable: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=nullable)


partners = Table(
    "partners",
    metadata,
    _id("partner_id"),
    Column("name", String(200), nullable=False, index=True),
    Column("partner_type", String(40), nullable=False, default="reseller"),
    Column("region", String(80)),
    Column("manager", String(120), index=True),
    Column("joined_on", Date, nullable=False),
    Column("exited_on", Date),
    Column("agreement_signed_on", Date),
    Column("agreement_violated_on", Date),
    Column("basic_training_on", Date),
)

aliases = Table(
    "aliases",
    metadata,
    Column("alias", String(200), primary_key=True),
    _partner(),
)

people = Table(
    "people",
    metadata,
    _id("staff_id"),
    _partner(),
    Column("name", String(120), nullable=False),
    Column("email", String(200)),
    Column("role", String(80)),
    Index(None, "partner_id"),
)

tier_history = Table(
    "tier_history",
    metadata,
    Column("partner_id", String(64), ForeignKey("partners.partner_id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("tier", String(40), nullable=False),
)

targets = Table(
    "targets",
    metadata,
    Column("partner_id", String(64), ForeignKey("partners.partner_id"), primary_key=True),
    Column("month_on", Date, primary_key=True),
    _cents("amount_cents"),
)

deals = Table(
    "deals",
    metadata,
    _id("deal_id"),
    _partner(nullable=True),
    Column("role", String(20), nullable=False),
    Column("customer", String(200), nullable=False),
    Column("kind", String(20), nullable=False, default="new"),
    Column("product", String(120)),
    Column("opened_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("outcome", String(10)),
    _cents("amount_cents"),
    _cents("incremental_cents", nullable=True),
    Column("probability_bp", Integer, nullable=False, default=0),
    Column("contract_years", Integer, nullable=False, default=1),
    Column("net_new_users", Integer, nullable=False, default=0),
    Column("new_logo", Boolean, nullable=False, default=False),
    Column("strategic_product", Boolean, nullable=False, default=False),
    Column("strategic_account", Boolean, nullable=False, default=False),
    Column("mdf_request_id", String(64), ForeignKey("mdf_requests.request_id")),
    Column("note", Text),
    Index(None, "partner_id", "closed_on"),
    Index(None, "closed_on"),
)

refunds = Table(
    "refunds",
    metadata,
    _id("refund_id"),
    Column("deal_id", String(64), ForeignKey("deals.deal_id"), nullable=False),
    _partner(nullable=True),
    Column("refunded_on", Date, nullable=False),
    _cents("amount_cents"),
    Index(None, "partner_id", "refunded_on"),
    Index(None, "deal_id"),
)

registrations = Table(
    "registrations",
    metadata,
    _id("registration_id"),
    _partner(),
    Column("deal_id", String(64), ForeignKey("deals.deal_id")),
    Column("customer", String(200), nullable=False),
    Column("product", String(120)),
    Column("submitted_on", Date, nullable=False),
    Column("registered_on", Date),
    Column("expires_on", Date),
    Column("status", String(20), nullable=False),
    Index(None, "partner_id"),
    Index(None, "deal_id"),
)

certifications = Table(
    "certifications",
    metadata,
    _id("certification_id"),
    _partner(),
    Column("staff_id", String(64), ForeignKey("people.staff_id"), nullable=False),
    Column("name", String(120), nullable=False),
    Column("earned_on", Date, nullable=False),
    Column("expires_on", Date),
    Index(None, "partner_id"),
)

enrolments = Table(
    "enrolments",
    metadata,
    _id("enrolment_id"),
    _partner(),
    Column("staff_id", String(64), ForeignKey("people.staff_id"), nullable=False),
    Column("course", String(120), nullable=False),
    Column("assigned_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("completed_on", Date),
    Index(None, "partner_id"),
)

logins = Table(
    "logins",
    metadata,
    Column("staff_id", String(64), ForeignKey("people.staff_id"), primary_key=True),
    Column("login_on", Date, primary_key=True),
    _partner(),
    Index(None, "partner_id", "login_on"),
)

mdf_requests = Table(
    "mdf_requests",
    metadata,
    _id("request_id"),
    _partner(),
    Column("activity", String(40), nullable=False),
    Column("title", String(200), nullable=False),
    Column("requested_on", Date, nullable=False),
    _cents("cost_cents"),
    Column("approved_on", Date),
    _cents("approved_cents", nullable=True),
    Column("rejected_on", Date),
    Column("activity_on", Date, nullable=False),
    Index(None, "partner_id"),
)

mdf_claims = Table(
    "mdf_claims",
    metadata,
    _id("claim_id"),
    Column("request_id", String(64), ForeignKey("mdf_requests.request_id"), nullable=False),
    _partner(),
    Column("submitted_on", Date, nullable=False),
    Column("reported_on", Date),
    _cents("cost_cents"),
    Column("approved_on", Date),
    _cents("approved_cents", nullable=True),
    Column("paid_on", Date),
    Index(None, "partner_id"),
)

contributions = Table(
    "contributions",
    metadata,
    _id("contribution_id"),
    _partner(),
    Column("kind", String(20), nullable=False),
    Column("done_on", Date, nullable=False),
    Column("approved_on", Date),
    Index(None, "partner_id"),
)

incentive_claims = Table(
    "incentive_claims",
    metadata,
    _id("claim_id"),
    _partner(),
    Column("rule", String(40), nullable=False),
    Column("row", String(64), nullable=False),
    Column("submitted_on", Date, nullable=False),
    Column("approved_on", Date),
    Column("rejected_on", Date),
    _cents("amount_cents"),
    Index(None, "partner_id"),
)

payments = Table(
    "payments",
    metadata,
    _id("payment_id"),
    _partner(),
    Column("programme", String(20), nullable=False),
    Column("rule", String(40), nullable=False),
    Column("row", String(64), nullable=False),
    Column("paid_on", Date, nullable=False),
    _cents("amount_cents"),
    Index(None, "partner_id"),
    Index(None, "paid_on"),
)

receipts = Table(
    "receipts",
    metadata,
    _id("receipt_id"),
    Column("scope", String(250), nullable=False),
    Column("tool", String(60), nullable=False),
    Column("arguments", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("program_version", String(64), nullable=False),
    Column("records_version", Integer, nullable=False),
    Column("result", Text, nullable=False),
)

state = Table(
    "state",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)
"""One row a fact about the records as a whole: `as_of`, `version`, `company`."""
