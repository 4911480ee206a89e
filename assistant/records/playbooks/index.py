"""An index of a shelf: built once for its content, in a folder named by it, and never changed afterwards.

One process builds, holding a file lock; the others open what is finished. While a new index is built they go on
with the one that stood before, which a pointer names.
"""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from math import log1p
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.records.playbooks.covering import Coverage, Signs
from assistant.records.playbooks.lexical import Lexical
from assistant.records.playbooks.lexicon import Lexicon, phrases
from assistant.records.playbooks.ranking import joined
from assistant.records.playbooks.sections import Section
from assistant.records.playbooks.store import Near, Store
from assistant.records.playbooks.vectors import Kind, Progress, Text, Vectors, texts_of

if TYPE_CHECKING:
    import numpy as np

_DONE = "done.json"
_LISTED = 100


@dataclass(frozen=True)
class Found:
    """What a question finds: sections best first, the nearest text of each, and the signs that it is covered."""

    order: tuple[int, ...]
    nearest: dict[int, Near]
    signs: Signs
    covered: bool


@dataclass(frozen=True)
class Lists:
    """The three ranked lists of a question, with the signs of them that coverage rests on (see `Signs`)."""

    lexical: list[int]
    said: list[Near]
    asked: list[Near]
    outside: float
    words: float
    best_score: float

    @property
    def dense(self) -> list[list[int]]:
        """Sections by what they say, and by the two nearest phrases that they are asked for."""
        asked = sorted(self.asked, key=lambda near: -(near.cosine + near.second))
        return [[near.section for near in self.said], [near.section for near in asked]]


@dataclass
class Index:
    """A finished index, open for questions."""

    sections: tuple[Section, ...]
    lexicon: Lexicon
    lexical: Lexical
    store: Store
    outside: "np.ndarray[Any, Any]"
    coverage: Coverage

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The document of each section."""
        return tuple(section.source for section in self.sections)

    def search(self, question: str) -> Found:
        """The sections for a question, by BM25 and by vectors."""
        return self.found(self.lists(question))

    def found(self, lists: Lists) -> Found:
        """What three ranked lists come to."""
        nearest = {near.section: near for near in lists.said}
        for near in lists.asked:
            known = nearest.get(near.section)
            if known is None or near.cosine > known.cosine:
                nearest[near.section] = replace(near, stretch=known.stretch if known else None)
        best = max(nearest.values(), key=lambda near: near.cosine, default=None)
        signs = Signs(
            inside=best.cosine if best else 0.0,
            outside=lists.outside,
            words=lists.words,
            lexical=log1p(lists.best_score),
            phrased=float(best is not None and bool(self.sections[best.section].asked)),
        )
        return Found(
            order=tuple(joined([lists.lexical, *lists.dense], self.documents)),
            nearest=nearest,
            signs=signs,
            covered=self.coverage.covers(signs),
        )

    def lists(self, question: str) -> Lists:
        """The ranked lists of a question."""
        import numpy as np

        vector = self.vector(question)
        scores = self.lexical.scores(question)
        best = np.argsort(-scores, kind="stable")[:_LISTED]
        return Lists(
            lexical=[int(number) for number in best if scores[number] > 0],
            said=self.store.nearest("said", vector),
            asked=self.store.nearest("asked", vector),
            outside=float((self.outside @ vector).max()) if len(self.outside) else -1.0,
            words=self.lexical.share(question),
            best_score=float(scores[best[0]]) if len(best) else 0.0,
        )

    def vector(self, question: str) -> "np.ndarray[Any, Any]":
        """The mean of a question as it was asked and as the playbooks would word it."""
        import numpy as np

        from assistant.records.playbooks.model import minilm

        asked, rewritten = question, self.lexicon.rewritten(question)
        total = minilm().embed(asked) + (minilm().embed(rewritten) if rewritten != asked else 0.0)
        unit: np.ndarray[Any, Any] = total / np.linalg.norm(total)
        return unit


@dataclass(frozen=True)
class Recipe:
    """What an index is made with besides its sections."""

    lexicon: Lexicon
    outside: tuple[str, ...]
    coverage: Coverage
    vectors: Vectors
    chroma_url: str = ""

    @classmethod
    def read(cls, knowledge: Path, cache: Path, chroma_url: str = "") -> "Recipe":
        """From the files of `knowledge/retrieval`."""
        import yaml

        lines = yaml.safe_load((knowledge / "outside.yaml").read_text(encoding="utf-8"))
        return cls(
            lexicon=Lexicon.read(knowledge / "words.yaml"),
            outside=tuple(phrases(lines)),
            coverage=Coverage.read(knowledge / "coverage.yaml"),
            vectors=Vectors(cache),
            chroma_url=chroma_url,
        )

    def store(self, place: Path) -> Store:
        """Where the vectors of an index are."""
        name = f"playbooks-{place.name.removesuffix('.part')}"
        return Store.served(self.chroma_url, name) if self.chroma_url else Store.embedded(place / "chroma", name)


def build(place: Path, sections: Sequence[Section], recipe: Recipe, progress: Progress | None = None) -> None:
    """Build an index beside its place and move it there when it is whole."""
    import numpy as np

    part = place.with_name(f"{place.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    texts = list(texts_of(sections))
    rows = recipe.vectors.of([text.embedded for text in texts] + list(recipe.outside), progress)
    np.save(part / "outside.npy", rows[len(texts) :])
    Lexical.build(sections, recipe.lexicon).save(part)
    store = recipe.store(part)
    store.fill(texts, rows[: len(texts)])
    store.close()
    (part / "sections.json").write_text(json.dumps([_kept(section) for section in sections]), encoding="utf-8")
    (part / _DONE).write_text(json.dumps(_counts(texts)), encoding="utf-8")
    shutil.rmtree(place, ignore_errors=True)
    os.replace(part, place)  # noqa: PTH105 - the one rename that replaces what another process left


def is_whole(place: Path) -> bool:
    """Whether an index was finished there."""
    return (place / _DONE).is_file()


def open_index(place: Path, recipe: Recipe) -> Index:
    """The index at a place; on a server that lost its vectors they are put back first."""
    import numpy as np

    sections = tuple(_section(kept) for kept in json.loads((place / "sections.json").read_text(encoding="utf-8")))
    counts: dict[Kind, int] = json.loads((place / _DONE).read_text(encoding="utf-8"))
    store = recipe.store(place)
    if recipe.chroma_url and not store.holds(counts):
        texts = list(texts_of(sections))
        store.fill(texts, recipe.vectors.of([text.embedded for text in texts]))
    return Index(
        sections=sections,
        lexicon=recipe.lexicon,
        lexical=Lexical.load(place, recipe.lexicon),
        store=store,
        outside=np.load(place / "outside.npy"),
        coverage=recipe.coverage,
    )


def _counts(texts: Sequence[Text]) -> dict[Kind, int]:
    kinds: tuple[Kind, ...] = ("said", "asked")
    return {kind: sum(1 for text in texts if text.kind == kind) for kind in kinds}


def _kept(section: Section) -> dict[str, Any]:
    day = section.updated_on
    return {**asdict(section), "updated_on": day.isoformat() if day else None}


def _section(kept: dict[str, Any]) -> Section:
    day = kept["updated_on"]
    return Section(**{**kept, "updated_on": date.fromisoformat(day) if day else None, "asked": tuple(kept["asked"])})
