"""Tests of what is told of the work to those who run it."""
