"""What surfaces share: events that are answered once, answers that may be shared, feedback, channels that opted in."""
