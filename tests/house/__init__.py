"""The codebase, tested as what it is."""
