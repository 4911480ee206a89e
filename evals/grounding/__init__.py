"""The mutation test of the grounding gate: correct answers, each changed in one place, and what the gate says."""
