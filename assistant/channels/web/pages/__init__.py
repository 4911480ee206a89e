"""One module a kind of page, each with its routes."""
