"""The nouns that every calculation shares."""
