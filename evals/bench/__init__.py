"""The statement of every partner, timed beside the same in pandas, in a Decimal loop and in hand-written Polars."""
