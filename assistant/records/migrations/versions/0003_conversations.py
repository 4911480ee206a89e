"""What each conversation of each person speaks of"""

from alembic import op
import sqlalchemy as sa


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("person_id", sa.String(length=120), nullable=False),
        sa.Column("conversation", sa.String(length=200), nullable=False),
        sa.Column("spoken", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "conversation", name=op.f("pk_conversations")),
    )
    op.create_index(op.f("ix_conversations_told_at"), "conversations", ["told_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_conversations_told_at"), table_name="conversations")
    op.drop_table("conversations")
