"""Tests of what falls due."""
