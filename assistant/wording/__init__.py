"""From a tool's result to an answer that a person reads."""
