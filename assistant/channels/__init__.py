"""A message in, an answer out: one module a surface, none of which knows another."""
