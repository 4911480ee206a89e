"""The demo company's deals: what was won, lost and is open, by whom."""
