"""Partners in words: who needs attention, and the deals of one."""
