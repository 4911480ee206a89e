"""Alembic runs inside the store's own transaction; there is no ini file and no offline mode."""

from alembic import context

from assistant.records.delivery.tables import metadata as delivery
from assistant.records.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=[metadata, delivery])
context.run_migrations()
