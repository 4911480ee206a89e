"""Any chat model behind an OpenAI-compatible endpoint: made from the settings, called within limits, and read."""
