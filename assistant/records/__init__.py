"""The only readers and writers of the records."""
