"""The dashboard, one test file a section."""
