"""What is wrong with a text: the words, and why in a sentence that a model can act on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """A stretch of a text that nothing grounds."""

    excerpt: str
    why: str
