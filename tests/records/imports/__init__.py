"""Exports as people send them, and what becomes of them."""
