"""Tests of the web pages, in a browser and without one."""
