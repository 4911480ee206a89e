"""Partners in words."""
