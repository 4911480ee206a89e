"""The Agent Skill: a folder that tells an agent when and how to call the tools."""
