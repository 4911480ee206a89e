"""Ranks sections by a weighed sum of marks, fitted by `python -m evals.retrieval.fit`."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.records.playbooks.sections import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from assistant.records.playbooks.dense.nearness import Cosines

    Array = np.ndarray[Any, Any]

_OF_A_DOCUMENT = 3


class Marks(NamedTuple):
    """What tells how well a section answers: ten cosines (see `Cosines`), BM25, its document and its kind.

    `words` is the BM25 score of a section, as a share of the best one for the question, and `words_log` the logarithm
    of the score and one; `part` and `part_log` are those of its nearest phrase or stretch. `document_asked` and
    `document_words` are the means of `asked` and `words` over the three best sections of the same document. The last
    seven are 1 for a section of that kind and else 0: questions ask for steps more often than for when to use them.
    """

    asked: Any
    asked_second: Any
    asked_four: Any
    phrase: Any
    stretch: Any
    stretch_second: Any
    text: Any
    title: Any
    stretch_sharpened: Any
    text_sharpened: Any
    words: Any
    words_log: Any
    part: Any
    part_log: Any
    document_asked: Any
    document_words: Any
    steps: Any = 0.0
    decision_table: Any = 0.0
    worked_example: Any = 0.0
    metrics: Any = 0.0
    pitfalls: Any = 0.0
    edge_cases: Any = 0.0
    when: Any = 0.0


LEXICAL = frozenset({"words", "words_log", "part", "part_log", "document_words"})
"""The marks that come from words; the others come from vectors."""


def marked(cosines: "Cosines", words: "Array", parts: "Array", documents: "Array", kinds: "Sequence[str]") -> "Array":
    """The marks of some sections for one question, a row each.

    Args:
        cosines: Of these sections with the question.
        words: BM25 scores of the sections.
        parts: BM25 scores of the nearest phrase or stretch of each.
        documents: A number for the document of each.
        kinds: What each one's id has after "#", such as "steps".
    """
    import numpy as np

    word, part = _share(words), _share(parts)
    columns = Marks(
        *cosines[:-1],
        words=word,
        words_log=np.log1p(words),
        part=part,
        part_log=np.log1p(parts),
        document_asked=_together(cosines.asked, documents, float(cosines.asked.min(initial=1.0))),
        document_words=_together(word, documents, 0.0),
        **{name.replace("-", "_"): np.array([kind == name for kind in kinds], dtype=float) for name in KINDS.values()},
    )
    return np.stack(columns, axis=1)


def _share(scores: "Array") -> "Array":
    best = scores.max(initial=0.0)
    shares: Array = scores / best if best > 0 else scores
    return shares


def _together(values: "Array", documents: "Array", least: float) -> "Array":
    """For each section the mean of the best three in its document, where fewer are known counting the least."""
    import numpy as np

    if not len(values):
        return values
    order = np.lexsort((-values, documents))
    sorted_documents = documents[order]
    first = np.searchsorted(sorted_documents, sorted_documents)
    best = np.arange(len(order)) - first < _OF_A_DOCUMENT
    totals = np.bincount(sorted_documents[best], values[order][best] - least, minlength=int(documents.max()) + 1)
    means: Array = totals[documents] / _OF_A_DOCUMENT + least
    return means


@dataclass(frozen=True)
class Ranking:
    """A weight for each mark."""

    weights: Marks

    @classmethod
    def read(cls, path: Path) -> "Ranking":
        """The weights of a file such as `knowledge/retrieval/ranking.yaml`."""
        import yaml

        return cls(Marks(**{name: float(weight) for name, weight in yaml.safe_load(path.read_text("utf-8")).items()}))

    def scores(self, marks: "Array", without: "Sequence[str] | frozenset[str]" = ()) -> "Array":
        """The weighed sum of each row of marks, some left out if wanted."""
        import numpy as np

        weights = [0.0 if name in without else weight for name, weight in self.weights._asdict().items()]
        total: Array = marks @ np.array(weights)
        return total
