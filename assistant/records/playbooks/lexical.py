"""The lexical half: BM25 over sections, and over the questions each is known to answer."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.records.playbooks.lexicon import Lexicon, plain
from assistant.records.playbooks.sections import Section

if TYPE_CHECKING:
    import numpy as np

_HEADING_WEIGHT = 3
_FILES = ("sections", "phrases")


class Lexical:
    """Scores of all sections for a question. A heading's words count three times, a title's once."""

    def __init__(self, lexicon: Lexicon, sections: Any, phrases: Any, owners: "np.ndarray[Any, Any]") -> None:
        self._lexicon = lexicon
        self._sections = sections
        self._phrases = phrases
        self._owners = owners

    @classmethod
    def build(cls, sections: Sequence[Section], lexicon: Lexicon) -> "Lexical":
        """An index of these sections."""
        import numpy as np

        texts = [[*[s.heading] * _HEADING_WEIGHT, s.playbook, *s.asked, plain(s.text)] for s in sections]
        asked = [(number, s, phrase) for number, s in enumerate(sections) for phrase in (s.heading, *s.asked)]
        return cls(
            lexicon,
            _bm25([lexicon.terms("\n".join(text)) for text in texts]),
            _bm25([lexicon.terms(f"{s.heading}\n{s.playbook}\n{phrase}") for _, s, phrase in asked]),
            np.array([number for number, _, _ in asked], dtype=np.int32),
        )

    def scores(self, question: str) -> "np.ndarray[Any, Any]":
        """A score for each section: of its whole text and of the phrase that is nearest."""
        import numpy as np

        terms = list(dict.fromkeys(self._lexicon.terms(question)))
        if not terms:
            return np.zeros(int(self._owners.max()) + 1, dtype=np.float32)
        whole = self._sections.get_scores(terms)
        nearest = np.zeros_like(whole)
        np.maximum.at(nearest, self._owners, self._phrases.get_scores(terms))
        total: np.ndarray[Any, Any] = whole + nearest
        return total

    def save(self, place: Path) -> None:
        """Keep the index in a folder."""
        import numpy as np

        for name, index in zip(_FILES, (self._sections, self._phrases), strict=True):
            index.save(place / name, show_progress=False)
        np.save(place / "owners.npy", self._owners)

    @classmethod
    def load(cls, place: Path, lexicon: Lexicon) -> "Lexical":
        """The index that was kept in a folder."""
        import bm25s
        import numpy as np

        whole, asked = (bm25s.BM25.load(place / name, show_progress=False) for name in _FILES)
        return cls(lexicon, whole, asked, np.load(place / "owners.npy"))


def _bm25(texts: list[list[str]]) -> Any:
    import bm25s

    index = bm25s.BM25()
    index.index(texts, show_progress=False)
    return index
