"""Deterministic calculations over frames and program."""
