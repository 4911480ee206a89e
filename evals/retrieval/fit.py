"""`python -m evals.retrieval.fit`: fits `knowledge/retrieval/coverage.yaml` on the development questions.

Each question is taken four times: with every outside subject, with half and a quarter of them, drawn by chance, since
people also ask about subjects that nobody thought of; and on the same sections without their phrases, since a
company's own files have none.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant.records.playbooks.covering import Coverage, Signs
from assistant.records.playbooks.index import Index, Recipe, build, open_index
from assistant.records.playbooks.library import KNOWLEDGE
from assistant.settings import Settings
from evals.retrieval.questions import Question, read_questions
from evals.retrieval.running import shipped_index

LEAST = 0.4
"""The probability at which precision and recall of refusal were nearest to each other on the development questions."""

_PENALTY = 1.0
_ROUNDS = 60
_SEED = 5
_HEAD = """\
# Whether a question is covered: five signs of it, weighed (see assistant/records/playbooks/covering.py). Fitted on
# the development questions by `python -m evals.retrieval.fit`; do not change by hand.
"""


def main() -> None:
    """Fit the model and write it down."""
    questions = read_questions("development")
    index = shipped_index()
    rows = list(observed(index, questions))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "plain"
        recipe = Recipe.read(KNOWLEDGE, Settings().playbooks_index / "vectors.db")
        build(place, [replace(section, asked=()) for section in index.sections], recipe)
        plain = open_index(place, recipe)
        rows += [(plain.search(question.ask).signs, bool(question.answers)) for question in questions]
        plain.store.close()
    model = fitted([signs for signs, _ in rows], [answered for _, answered in rows])
    (KNOWLEDGE / "coverage.yaml").write_text(written(model), encoding="utf-8")


def observed(index: Index, questions: Sequence[Question]) -> Iterator[tuple[Signs, bool]]:
    """The signs of every question, with all, half and a quarter of the outside subjects."""
    chance = np.random.default_rng(_SEED)
    count = len(index.outside)
    drawn = [chance.permutation(count)[: count // part] for part in (1, 2, 4)]
    for question in questions:
        lists = index.lists(question.ask)
        cosines = index.outside @ index.vector(question.ask)
        for some in drawn:
            signs = index.found(replace(lists, outside=float(cosines[some].max()))).signs
            yield signs, bool(question.answers)


def fitted(signs: Sequence[Signs], answered: Sequence[bool]) -> Coverage:
    """Logistic regression by Newton's method, each sign scaled to its spread and all but the constant kept small."""
    seen = np.array(signs, dtype=float)
    true = np.array(answered, dtype=float)
    middle, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-9
    scaled = np.column_stack([np.ones(len(seen)), (seen - middle) / spread])
    penalty = _PENALTY * np.array([0.0, *np.ones(seen.shape[1])])
    weights: np.ndarray[Any, Any] = np.zeros(scaled.shape[1])
    for _ in range(_ROUNDS):
        expected = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (expected - true) + penalty * weights
        bend = (scaled * (expected * (1 - expected))[:, None]).T @ scaled + np.diag(penalty + 1e-9)
        weights = weights - np.linalg.solve(bend, slope)
    own = weights[1:] / spread
    return Coverage(float(weights[0] - own @ middle), Signs(*(float(one) for one in own)), LEAST)


def written(model: Coverage) -> str:
    """The model as its file holds it."""
    lines = [f"constant: {model.constant:.3f}", f"least: {model.least}", "weights:"]
    lines += [f"  {name}: {weight:.3f}" for name, weight in model.weights._asdict().items()]
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
