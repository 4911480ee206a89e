"""Tests of the Agent Skill."""
