"""How a message is placed."""
