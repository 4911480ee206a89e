"""`python -m evals.retrieval`: BM25, vectors and the hybrid beside each other, and how refusing went.

`--wrong` lists the questions whose answer is not among the first five; `--bench` measures times at 10,000 sections.
"""

import argparse
import sys
from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from evals.retrieval.measures import MEASURES
from evals.retrieval.questions import GROUPS, Group, read_questions
from evals.retrieval.running import WAYS, Asked, ask_all, mixed, refused, scores, shipped_index

LEAST: Mapping[Group, Mapping[str, float]] = {
    "development": {"recall@5": 0.94, "refusal precision": 0.94, "refusal recall": 0.94},
    "held_out": {"recall@5": 0.91, "refusal precision": 0.95, "refusal recall": 0.9},
    "fresh": {"recall@5": 0.965, "refusal precision": 0.95, "refusal recall": 0.92},
    "blind": {"recall@5": 0.92, "refusal precision": 0.95, "refusal recall": 0.9},
}
"""A little below what was measured, so that a change that costs answers fails the run."""

_WORDS = (("all", None), ("in the section's words", False), ("in other words", True))


def main(arguments: list[str]) -> int:
    """Print the tables; 1 where the hybrid is worse than one of its two ways, or a measure below its threshold."""
    options = argparse.ArgumentParser(prog="python -m evals.retrieval", description=__doc__)
    options.add_argument("--wrong", action="store_true", help="list the questions that found no answer")
    options.add_argument("--bench", action="store_true", help="measure times at 10,000 sections")
    chosen = options.parse_args(arguments)
    out = Console(highlight=False)
    if chosen.bench:
        from evals.retrieval.bench import report

        out.print(report())
        return 0
    index = shipped_index()
    asked = {group: ask_all(index, read_questions(group)) for group in GROUPS}
    for group, found in asked.items():
        out.print(ranking_table(group, found))
    out.print(refusal_table(asked))
    if chosen.wrong:
        for one in (one for found in asked.values() for one in found if _lost(one)):
            out.print(f"{one.question.ask}\n  not {', '.join(one.ranked['hybrid'][:3])}", markup=False)
    short = [line for group, found in asked.items() for line in shortfalls(group, found)]
    for line in short:
        out.print(line, markup=False)
    return 1 if short else 0


def ranking_table(group: str, asked: list[Asked]) -> Table:
    """The measures of each way, over all questions of a group and by their words."""
    answerable = [one for one in asked if one.question.answers]
    table = Table(title=f"{group.replace('_', ' ')}: {len(asked)} questions, {len(answerable)} answerable")
    for column in ("questions", "way", *MEASURES):
        table.add_column(column, justify="left" if column in {"questions", "way"} else "right")
    for title, words in _WORDS:
        count = sum(1 for one in answerable if words in {None, one.other_words})
        for way in WAYS:
            found = scores(asked, way, words)
            table.add_row(f"{title} ({count})" if way == WAYS[0] else "", way, *(f"{v:.3f}" for v in found.values()))
    for way in WAYS:
        found = mixed(asked, way)
        table.add_row("a third in other words" if way == WAYS[0] else "", way, *(f"{v:.3f}" for v in found.values()))
    return table


def refusal_table(asked: Mapping[Group, list[Asked]]) -> Table:
    """How refusing went in each group, at one threshold for all."""
    table = Table(title="refusing what the playbooks do not cover")
    for column in ("group", "unanswerable", "precision", "recall", "answerable but refused"):
        table.add_column(column, justify="left" if column == "group" else "right")
    for group, found in asked.items():
        went = refused(found)
        unanswerable = sum(1 for one in found if not one.question.answers)
        table.add_row(group.replace("_", " "), str(unanswerable), *(f"{value:.3f}" for value in went))
    return table


def shortfalls(group: Group, asked: list[Asked]) -> list[str]:
    """Where the hybrid is worse than BM25 or vectors, and what is below its threshold."""
    title = group.replace("_", " ")
    hybrid = scores(asked, "hybrid")
    went = refused(asked)
    beside = {
        name: max(scores(asked, way)[name] for way in WAYS if way != "hybrid")
        for name in ("recall@5", "nDCG@10", "MRR")
    }
    return [
        *falls_short(title, hybrid, beside),
        *falls_short(
            title, hybrid | {"refusal precision": went.precision, "refusal recall": went.recall}, LEAST[group]
        ),
    ]


def falls_short(title: str, measured: Mapping[str, float], least: Mapping[str, float]) -> list[str]:
    """The measures below what they should be, said in a line each."""
    return [
        f"{title}: {name} is {measured[name]:.3f} and should be {value:.3f} or more"
        for name, value in least.items()
        if measured[name] < value
    ]


def _lost(one: Asked) -> bool:
    return bool(one.question.answers) and not set(one.ranked["hybrid"][:5]) & set(one.question.answers)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
