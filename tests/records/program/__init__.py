"""Tests of reading a program and of what its checker finds."""
