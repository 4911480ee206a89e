"""Slack: commands, mentions, direct messages and the assistant pane, on Bolt. Imported when it is configured."""
