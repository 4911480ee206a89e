"""From words to arguments."""
