"""What surfaces keep: the inbox, feedback, answers to share, and channels that opted in"""

from alembic import op
import sqlalchemy as sa


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("event_key", sa.String(length=200), nullable=False),
        sa.Column("surface", sa.String(length=20), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("event_key", name=op.f("pk_inbox")),
    )
    op.create_index(
        op.f("ix_inbox_surface_state_claimed_at"), "inbox", ["surface", "state", "claimed_at"], unique=False
    )
    op.create_table(
        "feedback",
        sa.Column("surface", sa.String(length=20), nullable=False),
        sa.Column("answer_key", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.String(length=120), nullable=False),
        sa.Column("verdict", sa.String(length=4), nullable=False),
        sa.Column("receipts", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("surface", "answer_key", "person_id", name=op.f("pk_feedback")),
    )
    op.create_table(
        "kept_answers",
        sa.Column("answer_key", sa.String(length=64), nullable=False),
        sa.Column("surface", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.String(length=120), nullable=False),
        sa.Column("scope", sa.String(length=250), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("answer_key", name=op.f("pk_kept_answers")),
    )
    op.create_table(
        "listening",
        sa.Column("surface", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("surface", "place", name=op.f("pk_listening")),
    )


def downgrade() -> None:
    op.drop_table("listening")
    op.drop_table("kept_answers")
    op.drop_table("feedback")
    op.drop_index(op.f("ix_inbox_surface_state_claimed_at"), table_name="inbox")
    op.drop_table("inbox")
