"""Figures that several plans start from, taken from the tools that own them."""
