"""Playbooks: from files of every kind to sections, an index and what it finds."""
