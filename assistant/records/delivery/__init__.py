"""What surfaces keep: deliveries that were taken, answers that may be shared, feedback, and channels that opted in."""
