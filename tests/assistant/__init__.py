"""Tests of what stands between channels and tools."""
