"""The HTTP surface: questions, tools and the dashboard as JSON."""
