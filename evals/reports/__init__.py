"""What a run came to: a table for the terminal, a page that stands by itself, and a comparison of two runs."""
