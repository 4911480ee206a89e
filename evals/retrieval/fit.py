"""`python -m evals.retrieval.fit`: fits `knowledge/retrieval/ranking.yaml` and `coverage.yaml` on all questions.

It first prints what the two are worth on questions they were not fitted on: each document's questions in turn are left
out (those that nothing answers by their order). For the ranking each question is taken twice as it is, and once on the
same sections without their phrases, since a company's own files have none. For coverage each question is taken once
without phrases too, and with every outside subject, with half and a quarter of them, drawn by chance, since people also
ask about subjects that nobody thought of.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from rich.console import Console

from assistant.records.playbooks.covering import Coverage, Signs
from assistant.records.playbooks.index import Index, Looked, Recipe, build, open_index
from assistant.records.playbooks.library import KNOWLEDGE
from assistant.records.playbooks.ranking import Ranking
from assistant.settings import Settings
from evals.retrieval.fitting import Listed, fitted_coverage, fitted_ranking
from evals.retrieval.measures import MEASURES, refusals
from evals.retrieval.questions import FITTED, Question, read_questions
from evals.retrieval.running import shipped_index

LEAST = 0.3
"""The probability at which precision and recall of refusal were nearest to each other."""

_PARTS = 5
_SEED = 5
_RANKING_HEAD = """\
# What each mark of a section weighs in the order of sections (see assistant/records/playbooks/ranking.py). Fitted on
# the questions of evals/retrieval by `python -m evals.retrieval.fit`; do not change by hand.
"""
_COVERAGE_HEAD = """\
# Whether a question is covered: seven signs of it, weighed (see assistant/records/playbooks/covering.py). Fitted on
# the questions of evals/retrieval by `python -m evals.retrieval.fit`; do not change by hand.
"""


def main() -> None:
    """Print what is reached on questions left out, fit both models on all, and write them down."""
    out = Console(highlight=False)
    questions = [question for group in FITTED for question in read_questions(group)]
    index = shipped_index()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "plain"
        recipe = Recipe.read(KNOWLEDGE, Settings().playbooks_index / "vectors.db")
        build(place, [replace(section, asked=()) for section in index.sections], recipe)
        plain = open_index(place, recipe)
        looked = [[one.looked(question.ask) for question in questions] for one in (index, plain)]
        numbers = zip(index.sections, index.documents, strict=True)
        parts = apart({section.id: int(number) for section, number in numbers}, questions)
        shares = [listed(index, questions, found) for found in (looked[0], looked[0], looked[1])]
        taught = [[one for own in each for one in own] for each in zip(*shares, strict=True)]
        for title, found in (("with phrases", looked[0]), ("without", looked[1])):
            out.print(title, left_out_ranking(index, questions, found, taught, parts))
        rows = [observed(index, looked[0]), [[plain.found(one).signs] for one in looked[1]]]
        signs = [[*own, *without] for own, without in zip(*rows, strict=True)]
        out.print("refusal", left_out_coverage(questions, signs, parts))
        plain.store.close()
    ranking = fitted_ranking([one for each in taught for one in each])
    (KNOWLEDGE / "ranking.yaml").write_text(_RANKING_HEAD + written(ranking), encoding="utf-8")
    coverage = covering(questions, signs)
    (KNOWLEDGE / "coverage.yaml").write_text(_COVERAGE_HEAD + written(coverage), encoding="utf-8")


def apart(documents: Mapping[str, int], questions: Sequence[Question]) -> list[int]:
    """A part of each question: the same for all whose first answer is in one document."""
    return [(documents[one.answers[0]] if one.answers else place) % _PARTS for place, one in enumerate(questions)]


def listed(index: Index, questions: Sequence[Question], looked: Sequence[Looked]) -> list[list[Listed]]:
    """The marks of every question of which an answering section is listed; an empty list for the others."""
    found: list[list[Listed]] = []
    for question, one in zip(questions, looked, strict=True):
        answering = np.array([index.sections[number].id in question.answers for number in one.sections], dtype=bool)
        found.append([Listed(one.marks, answering)] if answering.any() else [])
    return found


def left_out_ranking(
    index: Index,
    questions: Sequence[Question],
    looked: Sequence[Looked],
    taught: Sequence[Sequence[Listed]],
    parts: Sequence[int],
) -> dict[str, float]:
    """The measures of each question by weights that were fitted without its document."""
    found: dict[str, list[float]] = {name: [] for name in MEASURES}
    for part in range(_PARTS):
        ranking = fitted_ranking([one for each, own in zip(taught, parts, strict=True) if own != part for one in each])
        for question, one, own in zip(questions, looked, parts, strict=True):
            if own == part and question.answers:
                order = one.sections[np.argsort(-ranking.scores(one.marks), kind="stable")]
                ranked = [index.sections[number].id for number in order]
                for name, measure in MEASURES.items():
                    found[name].append(measure(ranked, question.answers))
    return {name: round(float(np.mean(values)), 3) for name, values in found.items()}


def observed(index: Index, looked: Sequence[Looked]) -> Iterator[list[Signs]]:
    """The signs of every question, with all, half and a quarter of the outside subjects."""
    chance = np.random.default_rng(_SEED)
    count = len(index.outside)
    drawn = [chance.permutation(count)[: count // part] for part in (1, 2, 4)]
    for one in looked:
        sharp = index.outside_sharp @ index.nearness.sharpened(one.vector)
        plain = index.outside @ one.vector
        fewer = [
            replace(one, outside=float(plain[some].max()), outside_sharp=float(sharp[some].max())) for some in drawn
        ]
        yield [index.found(each).signs for each in fewer]


def covering(questions: Sequence[Question], signs: Sequence[Sequence[Signs]]) -> Coverage:
    """The model of coverage that fits these questions."""
    rows = [(each, bool(question.answers)) for question, own in zip(questions, signs, strict=True) for each in own]
    return fitted_coverage([each for each, _ in rows], [answered for _, answered in rows], LEAST)


def left_out_coverage(
    questions: Sequence[Question], signs: Sequence[Sequence[Signs]], parts: Sequence[int]
) -> dict[str, float]:
    """How refusing goes, with every outside subject, by models that were fitted without a question's document."""
    covered = [False] * len(questions)
    for part in range(_PARTS):
        others = [place for place, own in enumerate(parts) if own != part]
        model = covering([questions[n] for n in others], [signs[n] for n in others])
        for place, own in enumerate(parts):
            if own == part:
                covered[place] = model.covers(signs[place][0])
    went = refusals(covered, [bool(question.answers) for question in questions])
    return {name: round(value, 3) for name, value in went._asdict().items()}


def written(model: Ranking | Coverage) -> str:
    """A model as its file holds it."""
    lines = [f"{name}: {weight:.3f}" for name, weight in model.weights._asdict().items()]
    if isinstance(model, Coverage):
        lines = [
            f"constant: {model.constant:.3f}",
            f"least: {model.least}",
            "weights:",
            *(f"  {line}" for line in lines),
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
