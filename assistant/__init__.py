"""From a message to an answer: everything but the calculations."""
