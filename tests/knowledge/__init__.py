"""What the product knows apart from records holds together."""
