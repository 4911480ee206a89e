"""A message that asks several questions: where each begins, and what answers them together."""
