"""Which texts of a section get a vector, and a cache of vectors by content."""

import hashlib
import os
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from assistant.records.playbooks.dense.model import DIMENSIONS, FINGERPRINT, minilm
from assistant.records.playbooks.lexicon import plain
from assistant.records.playbooks.sections import Section

if TYPE_CHECKING:
    import numpy as np

Kind = Literal["said", "asked"]
Progress = Callable[[int, int], None]
"""Called with how many texts have a vector, and how many there are."""

_STRETCH_WORDS = 25
_BREAK = re.compile(r"(?<=[.!?:])\s+(?=[A-Z0-9*|-])|\n(?=[-|0-9])|\n\n")
_TOGETHER = 32
"""So many take little memory, and more save no time. Each batch is kept as soon as it is worked out."""


@dataclass(frozen=True)
class Text:
    """A text that gets a vector: what a section says, or a question that it answers.

    `stretch` is which stretch of the section it is, if it is one.
    """

    section: int
    kind: Kind
    embedded: str
    stretch: int | None = None


def stretches(text: str) -> list[str]:
    """A section's sentences, list items and table rows, joined until each stretch has about 25 words."""
    held: list[str] = []
    found: list[str] = []
    for sentence in (piece.strip() for piece in _BREAK.split(text)):
        if held and len(" ".join([*held, sentence]).split()) > _STRETCH_WORDS:
            found.append(" ".join(held))
            held = []
        held += [sentence] if sentence else []
    return [*found, " ".join(held)] if held else found


def texts_of(sections: Sequence[Section]) -> Iterator[Text]:
    """The texts of every section: the whole of it, its title, its stretches, and the phrases that it answers."""
    for number, section in enumerate(sections):
        yield Text(number, "said", f"{section.playbook}. {section.heading}. {plain(section.text)}")
        yield Text(number, "said", f"{section.playbook}: {section.heading}")
        for place, piece in enumerate(stretches(section.text)):
            yield Text(number, "said", f"{section.heading}. {plain(piece)}", place)
        for phrase in section.asked:
            yield Text(number, "asked", phrase)


class Vectors:
    """Vectors of texts, each worked out once for each content and model, and kept in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, texts: Sequence[str], progress: Progress | None = None) -> "np.ndarray[Any, Any]":
        """A row for each text. What is worked out is kept at once, so an interrupted run goes on where it stopped."""
        import numpy as np

        digests = [hashlib.sha256(f"{FINGERPRINT}\0{text}".encode()).digest() for text in texts]
        rows = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        with closing(sqlite3.connect(self._path)) as kept:
            kept.execute("CREATE TABLE IF NOT EXISTS vectors (digest BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
            known = dict(kept.execute("SELECT digest, vector FROM vectors"))
            missing = [number for number, digest in enumerate(digests) if digest not in known]
            for number, digest in enumerate(digests):
                if digest in known:
                    rows[number] = np.frombuffer(known[digest], dtype=np.float32)
            self._work_out(texts, digests, missing, rows, kept, progress)
        return rows

    def _work_out(
        self,
        texts: Sequence[str],
        digests: list[bytes],
        missing: list[int],
        rows: "np.ndarray[Any, Any]",
        kept: sqlite3.Connection,
        progress: Progress | None,
    ) -> None:
        done = len(texts) - len(missing)
        tokens = minilm().tokens([texts[number] for number in missing])
        batches = _alike(dict(zip(missing, tokens, strict=True)))
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            made = pool.map(lambda batch: minilm().of_tokens(list(batch.values())), batches)
            for batch, vectors in zip(batches, made, strict=True):
                numbers = list(batch)
                rows[numbers] = vectors
                with kept:
                    kept.executemany(
                        "INSERT OR IGNORE INTO vectors VALUES (?, ?)",
                        [(digests[n], rows[n].tobytes()) for n in numbers],
                    )
                done += len(numbers)
                if progress:
                    progress(done, len(texts))


def _alike(tokens: dict[int, list[int]]) -> list[dict[int, list[int]]]:
    """Batches of texts that have equally many tokens: together they take less than half the time."""
    lengths: dict[int, list[int]] = defaultdict(list)
    for number, own in tokens.items():
        lengths[len(own)].append(number)
    return [
        {number: tokens[number] for number in numbers[start : start + _TOGETHER]}
        for numbers in lengths.values()
        for start in range(0, len(numbers), _TOGETHER)
    ]
