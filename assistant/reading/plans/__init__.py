"""Documents asked for in words: the commands of each kind, the days they start on, and what is scored in them."""
