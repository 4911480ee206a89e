"""Turns the text of one cell into a value of ours, or says why it cannot be one."""
