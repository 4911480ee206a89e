"""The demo company: its rows, its situations, and the figures that its dashboard shows."""
