"""The Model Context Protocol: every tool with typed results, playbooks as resources, documents as prompts."""
