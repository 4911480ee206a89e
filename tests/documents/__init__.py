"""Documents made of plans."""
