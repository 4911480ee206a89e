"""The dense half: a small model, vectors of texts, where they are kept, and how near each is to a question."""
