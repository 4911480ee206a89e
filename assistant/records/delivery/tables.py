"""The tables of what surfaces keep. They are no records: an import or the demo company never touches them.

Instants are written as ISO texts in UTC, which both databases compare.
"""

from sqlalchemy import Column, DateTime, Index, Integer, MetaData, String, Table, Text

from assistant.records.tables import metadata as records

metadata = MetaData(naming_convention=records.naming_convention)


def _at(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


inbox = Table(
    "inbox",
    metadata,
    Column("event_key", String(200), primary_key=True),
    Column("surface", String(20), nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    _at("claimed_at"),
    _at("finished_at", nullable=True),
    Index(None, "surface", "state", "claimed_at"),
)
"""One row a delivery: "claimed", "done", or "given up" after too many attempts. What is done keeps no payload."""

feedback = Table(
    "feedback",
    metadata,
    Column("surface", String(20), primary_key=True),
    Column("answer_key", String(200), primary_key=True),
    Column("person_id", String(120), primary_key=True),
    Column("verdict", String(4), nullable=False),
    Column("receipts", Text, nullable=False),
    _at("given_at"),
)
"""One row a person and answer: "up" or "down", with the answer's receipts."""

kept_answers = Table(
    "kept_answers",
    metadata,
    Column("answer_key", String(64), primary_key=True),
    Column("surface", String(20), nullable=False),
    Column("person_id", String(120), nullable=False),
    Column("scope", String(250), nullable=False),
    Column("answer", Text, nullable=False),
    _at("kept_at"),
)
"""Answers as they were given, for as long as their asker may share them."""

listening = Table(
    "listening",
    metadata,
    Column("surface", String(20), primary_key=True),
    Column("place", String(120), primary_key=True),
    _at("since"),
)
"""The channels in which the assistant answers without being addressed."""

conversations = Table(
    "conversations",
    metadata,
    Column("person_id", String(120), primary_key=True),
    Column("conversation", String(200), primary_key=True),
    Column("spoken", Text, nullable=False),
    _at("told_at"),
    Index(None, "told_at"),
)
"""What each conversation of each person speaks of: the topic and the last receipts, and no figure."""
