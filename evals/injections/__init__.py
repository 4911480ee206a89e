"""Hostile text in questions, records, imports and playbooks, and whether any of it does what it asks for."""
