"""Tiers: what a partner meets and misses, where that leads, and what the next quarter ends need."""
