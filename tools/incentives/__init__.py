"""What partners earn: quick bonuses, strategic bonuses and the volume rebate."""
