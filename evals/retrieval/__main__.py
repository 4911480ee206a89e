"""`python -m evals.retrieval`: BM25, vectors and the hybrid beside each other, and how refusing went.

`--wrong` lists the questions whose answer is not among the first five; `--bench` measures times at 10,000 sections.
"""

import argparse
import sys
from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from evals.retrieval.measures import MEASURES
from evals.retrieval.questions import HALVES, Half, read_questions
from evals.retrieval.running import WAYS, Asked, ask_all, refused, scores, shipped_index

_WORDS = (("all", None), ("in the section's words", False), ("in other words", True))


def main(arguments: list[str]) -> int:
    """Print the tables; 1 where the hybrid is worse than one of its halves."""
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
    asked = {half: ask_all(index, read_questions(half)) for half in HALVES}
    for half, found in asked.items():
        out.print(ranking_table(half, found))
    out.print(refusal_table(asked))
    if chosen.wrong:
        for one in (one for found in asked.values() for one in found if _lost(one)):
            out.print(f"{one.question.ask}\n  not {', '.join(one.ranked['hybrid'][:3])}", markup=False)
    return 0 if all(_best(found) for found in asked.values()) else 1


def ranking_table(half: str, asked: list[Asked]) -> Table:
    """The measures of each way, over all questions of a half and by their words."""
    answerable = [one for one in asked if one.question.answers]
    table = Table(title=f"{half.replace('_', ' ')}: {len(asked)} questions, {len(answerable)} answerable")
    for column in ("questions", "way", *MEASURES):
        table.add_column(column, justify="left" if column in {"questions", "way"} else "right")
    for title, words in _WORDS:
        count = sum(1 for one in answerable if words in {None, one.other_words})
        for way in WAYS:
            found = scores(asked, way, words)
            table.add_row(f"{title} ({count})" if way == WAYS[0] else "", way, *(f"{v:.3f}" for v in found.values()))
    return table


def refusal_table(asked: Mapping[Half, list[Asked]]) -> Table:
    """How refusing went in each half, at the threshold that the development half set."""
    table = Table(title="refusing what the playbooks do not cover")
    for column in ("half", "unanswerable", "precision", "recall", "answerable but refused"):
        table.add_column(column, justify="left" if column == "half" else "right")
    for half, found in asked.items():
        went = refused(found)
        unanswerable = sum(1 for one in found if not one.question.answers)
        table.add_row(half.replace("_", " "), str(unanswerable), *(f"{value:.3f}" for value in went))
    return table


def _best(asked: list[Asked]) -> bool:
    hybrid = scores(asked, "hybrid")
    return all(hybrid[name] >= scores(asked, way)[name] for way in WAYS for name in ("recall@5", "nDCG@10"))


def _lost(one: Asked) -> bool:
    return bool(one.question.answers) and not set(one.ranked["hybrid"][:5]) & set(one.question.answers)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
