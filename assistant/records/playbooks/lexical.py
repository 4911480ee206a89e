"""The lexical half: BM25 over sections, and over the phrases and stretches of each."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.records.playbooks.dense.vectors import stretches
from assistant.records.playbooks.lexicon import Lexicon, plain
from assistant.records.playbooks.sections import Section

if TYPE_CHECKING:
    import numpy as np

_HEADING_WEIGHT = 8
_FILES = ("sections", "parts")


class Lexical:
    """Scores of all sections for a question. A heading's words count eight times, a title's once."""

    def __init__(self, lexicon: Lexicon, sections: Any, parts: Any, owners: "np.ndarray[Any, Any]") -> None:
        self.lexicon = lexicon
        self._sections = sections
        self._parts = parts
        self._owners = owners
        self._starts = owners.searchsorted(range(int(owners.max()) + 1))

    @classmethod
    def build(cls, sections: Sequence[Section], lexicon: Lexicon) -> "Lexical":
        """An index of these sections."""
        import numpy as np

        texts = [[*[s.heading] * _HEADING_WEIGHT, s.playbook, *s.asked, plain(s.text)] for s in sections]
        parts = [(number, part) for number, s in enumerate(sections) for part in _parts(s)]
        return cls(
            lexicon,
            _bm25([lexicon.terms("\n".join(text)) for text in texts]),
            _bm25([lexicon.terms(part) for _, part in parts]),
            np.array([number for number, _ in parts], dtype=np.int32),
        )

    def scores(self, question: str) -> "np.ndarray[Any, Any]":
        """A score for each section: of its whole text and of the phrase or stretch that is nearest."""
        whole, nearest = self.both(question)
        total: np.ndarray[Any, Any] = whole + nearest
        return total

    def both(self, question: str) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
        """For each section the score of its whole text, and that of its nearest phrase or stretch."""
        import numpy as np

        terms = list(dict.fromkeys(self.lexicon.terms(question)))
        if not terms:
            none = np.zeros(len(self._starts), dtype=np.float32)
            return none, none
        return self._sections.get_scores(terms), np.maximum.reduceat(self._parts.get_scores(terms), self._starts)

    def share(self, question: str) -> float:
        """Of a question's words, each weighed by how rare it is, the share that the best section holds: 0 to 1."""
        import numpy as np

        starts, owners = self._sections.scores["indptr"], self._sections.scores["indices"]
        count = len(self._starts)
        held, mass = np.zeros(count), 0.0
        for term in dict.fromkeys(self.lexicon.terms(question)):
            number = self._sections.vocab_dict.get(term)
            if term.startswith("="):
                continue
            holding = owners[starts[number] : starts[number + 1]] if number is not None else owners[:0]
            rarity = np.log(1 + (count + 0.5) / (len(holding) + 0.5))
            held[holding] += rarity
            mass += rarity
        return float(held.max() / mass) if mass else 0.0

    def save(self, place: Path) -> None:
        """Keep the index in a folder."""
        import numpy as np

        for name, index in zip(_FILES, (self._sections, self._parts), strict=True):
            index.save(place / name, show_progress=False)
        np.save(place / "owners.npy", self._owners)

    @classmethod
    def load(cls, place: Path, lexicon: Lexicon) -> "Lexical":
        """The index that was kept in a folder."""
        import bm25s
        import numpy as np

        whole, parts = (bm25s.BM25.load(place / name, show_progress=False) for name in _FILES)
        return cls(lexicon, whole, parts, np.load(place / "owners.npy"))


def _parts(section: Section) -> Iterator[str]:
    """What one question may be about: the heading, a phrase, or a stretch of the text."""
    stated = f"{section.heading}\n{section.playbook}"
    yield from (f"{stated}\n{phrase}" for phrase in (section.heading, *section.asked))
    yield from (plain(stretch) for stretch in stretches(section.text))


def _bm25(texts: list[list[str]]) -> Any:
    import bm25s

    index = bm25s.BM25()
    index.index(texts, show_progress=False)
    return index
