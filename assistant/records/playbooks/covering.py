"""Whether the playbooks cover a question: a logistic model of seven signs, fitted by `evals.retrieval.fit`."""

from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import NamedTuple


class Signs(NamedTuple):
    """What tells a covered question from one that is not.

    `inside` and `outside` are the cosines of the nearest text of a section and of the nearest subject outside, and
    `asked` and `outside_sharpened` those of the nearest phrase and subject outside by sharpened vectors;
    `words` the share of the question's words that the best section holds, rare ones weighing more; `lexical` the
    logarithm of the best BM25 score and one; `phrased` is 1 where the nearest section has phrases of its own, else 0.
    """

    inside: float
    outside: float
    asked: float
    outside_sharpened: float
    words: float
    lexical: float
    phrased: float


@dataclass(frozen=True)
class Coverage:
    """A constant, a weight for each sign, and the least probability at which a question counts as covered."""

    constant: float
    weights: Signs
    least: float

    @classmethod
    def read(cls, path: Path) -> "Coverage":
        """The model of a file such as `knowledge/retrieval/coverage.yaml`."""
        import yaml

        kept = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(float(kept["constant"]), Signs(**kept["weights"]), float(kept["least"]))

    def probability(self, signs: Signs) -> float:
        """How probable it is that a section answers."""
        total = self.constant + sum(weight * sign for weight, sign in zip(self.weights, signs, strict=True))
        return 1 / (1 + exp(-max(-50.0, min(50.0, total))))

    def covers(self, signs: Signs) -> bool:
        """Whether that is probable enough."""
        return self.probability(signs) >= self.least
