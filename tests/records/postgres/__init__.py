"""The records on a PostgreSQL server."""
