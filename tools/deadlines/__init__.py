"""What falls due: claims, MDF reports, reviews and payouts, for one partner or for all."""
