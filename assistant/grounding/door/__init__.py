"""The door of the gate: every text is brought into one plain form, and what cannot be read safely is held back."""
