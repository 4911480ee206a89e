"""Wordings and mistyped words."""
