"""Whether a question is put in words that its answering sections do not use."""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.records.playbooks.lexicon import STOP_WORDS, Lexicon
from assistant.records.playbooks.sections import Section
from evals.retrieval.questions import Question

MOST_SHARED = 0.4
"""Of a question's words that carry sense, at most this share stands in any answering section."""

_COMMON = 0.25
"""Words of more than a quarter of all sections, such as "partner", tell no section from another."""


class Wording:
    """The words of every section, and which of them are everywhere."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._stems = Lexicon([]).stems
        self._used = {section.id: self._words(f"{section.heading} {section.text}") for section in sections}
        counts = Counter(word for words in self._used.values() for word in words)
        self._everywhere = {word for word, count in counts.items() if count > len(sections) * _COMMON}

    def is_other(self, question: Question) -> bool:
        """Whether the answering sections say it in other words."""
        words = self._words(question.ask) - self._everywhere
        shared = max((len(words & self._used[section]) for section in question.answers), default=0)
        return bool(question.answers) and shared <= MOST_SHARED * len(words)

    def _words(self, text: str) -> set[str]:
        kept = (word for word in re.findall(r"[^\W_]+", text.lower()) if word not in STOP_WORDS)
        return {stem for word in kept for stem in self._stems(word)}
