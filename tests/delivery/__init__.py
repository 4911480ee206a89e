"""What surfaces share, over tables that no surface may touch itself."""
