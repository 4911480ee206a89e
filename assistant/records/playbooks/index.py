"""An index of a shelf: built once for its content, in a folder named by it, and never changed afterwards.

One process builds, holding a file lock; the others open what is finished. While a new index is built they go on
with the one that stood before, which a pointer names.
"""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from math import log1p
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.records.playbooks.covering import Coverage, Signs
from assistant.records.playbooks.dense.nearness import Cosines, Nearness
from assistant.records.playbooks.dense.store import Store
from assistant.records.playbooks.dense.vectors import Kind, Progress, Text, Vectors, texts_of
from assistant.records.playbooks.lexical import Lexical
from assistant.records.playbooks.lexicon import Lexicon, phrases
from assistant.records.playbooks.ranking import Ranking, marked
from assistant.records.playbooks.sections import Section

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

_DONE = "done.json"
_LISTED = 40


class Near(NamedTuple):
    """The cosine of a section's nearest text, and which of its stretches is nearest if one is."""

    cosine: float
    stretch: int | None


@dataclass(frozen=True)
class Found:
    """What a question finds: sections best first, the nearest text of each, and the signs that it is covered."""

    order: tuple[int, ...]
    nearest: dict[int, Near]
    signs: Signs
    covered: bool


@dataclass(frozen=True)
class Looked:
    """The sections that BM25 or vectors list for a question, with their marks, and what coverage rests on besides."""

    vector: "Array"
    sections: "Array"
    marks: "Array"
    cosines: Cosines
    lexical: list[int]
    outside: float
    outside_sharp: float
    words: float
    best_score: float


@dataclass
class Index:
    """A finished index, open for questions."""

    sections: tuple[Section, ...]
    lexical: Lexical
    nearness: Nearness
    store: Store
    outside: "Array"
    outside_sharp: "Array"
    ranking: Ranking
    coverage: Coverage

    @cached_property
    def documents(self) -> "Array":
        """A number for the document of each section."""
        import numpy as np

        return np.unique([section.source for section in self.sections], return_inverse=True)[1]

    def search(self, question: str) -> Found:
        """The sections for a question, by BM25 and by vectors."""
        return self.found(self.looked(question))

    def found(self, looked: Looked) -> Found:
        """What the marks come to."""
        import numpy as np

        scores = self.ranking.scores(looked.marks)
        order = np.argsort(-scores, kind="stable")
        cosines = looked.cosines
        best = np.maximum(np.maximum(cosines.phrase, cosines.stretch), np.maximum(cosines.text, cosines.title))
        nearest = {
            int(section): Near(float(cosine), int(place) if place >= 0 else None)
            for section, cosine, place in zip(looked.sections, best, cosines.place, strict=True)
        }
        top = int(best.argmax()) if len(best) else None
        signs = Signs(
            inside=float(best.max(initial=0.0)),
            outside=looked.outside,
            asked=float(cosines.asked.max(initial=0.0)),
            outside_sharpened=looked.outside_sharp,
            words=looked.words,
            lexical=log1p(looked.best_score),
            phrased=float(top is not None and bool(self.sections[looked.sections[top]].asked)),
        )
        listed = tuple(int(number) for number in looked.sections[order])
        return Found(order=listed, nearest=nearest, signs=signs, covered=self.coverage.covers(signs))

    def looked(self, question: str) -> Looked:
        """The marks of the sections that are listed for a question."""
        import numpy as np

        vector = self.vector(question)
        sharp = self.nearness.sharpened(vector)
        whole, parts = self.lexical.both(question)
        scores = whole + parts
        best = np.argsort(-scores, kind="stable")[:_LISTED]
        lexical = [int(number) for number in best if scores[number] > 0]
        near = [*self.store.nearest("said", vector), *self.store.nearest("asked", sharp)]
        sections = np.array(sorted({*lexical, *near}), dtype=np.int64)
        cosines = self.nearness.of(sections, vector, sharp)
        return Looked(
            vector=vector,
            sections=sections,
            marks=marked(
                cosines,
                whole[sections],
                parts[sections],
                self.documents[sections],
                [self.sections[number].id.partition("#")[2] for number in sections],
            ),
            cosines=cosines,
            lexical=lexical,
            outside=float((self.outside @ vector).max(initial=-1.0)),
            outside_sharp=float((self.outside_sharp @ sharp).max(initial=-1.0)),
            words=self.lexical.share(question),
            best_score=float(scores[best[0]]) if len(best) else 0.0,
        )

    def vector(self, question: str) -> "Array":
        """A question's unit vector."""
        from assistant.records.playbooks.dense.model import minilm

        return minilm().embed(question)


@dataclass(frozen=True)
class Recipe:
    """What an index is made with besides its sections."""

    lexicon: Lexicon
    outside: tuple[str, ...]
    ranking: Ranking
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
            ranking=Ranking.read(knowledge / "ranking.yaml"),
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
    nearness = Nearness.build(texts, rows[: len(texts)])
    nearness.save(part)
    np.save(part / "outside.npy", rows[len(texts) :])
    Lexical.build(sections, recipe.lexicon).save(part)
    store = recipe.store(part)
    store.fill(texts, nearness)
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
    store, nearness = recipe.store(place), Nearness.load(place)
    if recipe.chroma_url and not store.holds(counts):
        store.fill(list(texts_of(sections)), nearness)
    outside = np.load(place / "outside.npy")
    return Index(
        sections=sections,
        lexical=Lexical.load(place, recipe.lexicon),
        nearness=nearness,
        store=store,
        outside=outside,
        outside_sharp=nearness.sharpened(outside),
        ranking=recipe.ranking,
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
