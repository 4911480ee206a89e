"""Slack, against a local fake of its Web API and requests signed as it signs them."""
