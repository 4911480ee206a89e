"""Documents asked for in words."""
