"""The agent on a scripted model: a server of chat completions on loopback, failing in every way that servers do."""
