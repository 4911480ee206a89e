"""Who comes in, and what is turned away: sign-in, sessions, headers."""
