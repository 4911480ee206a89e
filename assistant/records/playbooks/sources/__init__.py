"""Playbooks as they lie in folders: markdown, PDF and DOCX, read into sections with ids that stay."""
