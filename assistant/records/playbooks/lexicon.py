"""The words of a text as the index knows them: stemmed, without small words, and with what they mean in the field."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

STOP_WORDS = frozenset(
    word
    for line in (
        "a about after again all also am an and any are as at be because been before being both but by can could did",
        "do does doing down during each few for from further had has have having he her here hers him his how i if in",
        "into is it its just ll m may me more most my no nor not now o of off on once only or other our ours out over",
        "own re s same shall she should so some such t than that the their theirs them then there these they this",
        "those through to too under until up us ve very was we were what when where which while who whom whose why",
        "will with would you your yours",
    )
    for word in line.split()
)
_WORD = re.compile(r"[^\W_]+")
_LONGEST_PHRASE = 4
_MARKUP = re.compile(r"[|*`_#]+|(?<=\|)[-| ]+(?=\|)")


def plain(text: str) -> str:
    """Markdown without its marks, on one line."""
    return " ".join(_MARKUP.sub(" ", re.sub(r"\|[-| :]+\|", "|", text)).split())


class Lexicon:
    """Words that people use for one thing, in lines whose first word is the playbooks' own."""

    def __init__(self, lines: Sequence[Sequence[str]]) -> None:
        self._lines = [tuple(str(word) for word in line) for line in lines]

    @classmethod
    def read(cls, path: Path) -> "Lexicon":
        """The lines of a file such as `knowledge/retrieval/words.yaml`."""
        import yaml

        return cls(yaml.safe_load(path.read_text(encoding="utf-8")))

    @cached_property
    def _stemmer(self) -> Any:
        import Stemmer

        return Stemmer.Stemmer("english")

    @cached_property
    def _meanings(self) -> dict[tuple[str, ...], list[int]]:
        found: dict[tuple[str, ...], list[int]] = {}
        for number, line in enumerate(self._lines):
            for phrase in line:
                found.setdefault(tuple(self.stems(phrase)), []).append(number)
        return found

    def stems(self, text: str) -> list[str]:
        """Every word's stem, in order."""
        stemmed: list[str] = self._stemmer.stemWords(_WORD.findall(text.lower()))
        return stemmed

    def terms(self, text: str) -> list[str]:
        """What a text is indexed by: stems without small words, and "=7" for each line of the lexicon that it uses."""
        words = _WORD.findall(text.lower())
        stems: list[str] = self._stemmer.stemWords(words)
        kept = [stem for word, stem in zip(words, stems, strict=True) if word not in STOP_WORDS]
        return kept + [f"={number}" for number in self._meant(stems)]

    def _meant(self, stems: list[str]) -> Iterator[int]:
        for length in range(1, _LONGEST_PHRASE + 1):
            for start in range(len(stems) - length + 1):
                yield from self._meanings.get(tuple(stems[start : start + length]), ())


def phrases(grouped: dict[str, list[str]]) -> Iterable[str]:
    """The phrases of a file that keeps them under titles, such as `knowledge/retrieval/outside.yaml`."""
    return [str(phrase) for group in grouped.values() for phrase in group]
