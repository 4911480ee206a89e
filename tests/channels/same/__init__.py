"""What the test over all surfaces asks, and how each surface's form is read back."""
