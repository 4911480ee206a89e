"""Advice: what sections say, cited, and where two of them disagree."""
