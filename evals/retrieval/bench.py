"""Times at 10,000 sections: a question by BM25 alone, and by the hybrid with its embedding and Chroma.

The sections are shuffled sentences of the shipped ones, and their vectors are shipped ones with noise: times rest on
counts and lengths, and embedding 10,000 sections here would measure only the building.
"""

import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import numpy as np
from rich.table import Table

from assistant.records.playbooks.dense.nearness import Nearness
from assistant.records.playbooks.dense.store import Store
from assistant.records.playbooks.dense.vectors import texts_of
from assistant.records.playbooks.index import Index
from assistant.records.playbooks.lexical import Lexical
from assistant.records.playbooks.sections import Section
from evals.retrieval.questions import read_questions
from evals.retrieval.running import shipped_index

SIZE = 10_000
QUESTIONS = 200
_SEED = 7


def report(size: int = SIZE) -> Table:
    """The times of a question, in milliseconds, and how long the index took."""
    shipped = shipped_index()
    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        large = enlarged(shipped, size, Path(folder))
        built = perf_counter() - began
        questions = [question.ask for question in read_questions("development")[:QUESTIONS]]
        table = Table(
            title=f"{size:,} sections, {len(questions)} questions; index without embedding {built:.0f} s",
            caption="Texts and vectors are shuffled from the shipped ones; each question is embedded and searched.",
        )
        for column in ("way", "p50 ms", "p95 ms"):
            table.add_column(column, justify="left" if column == "way" else "right")
        ways: dict[str, Callable[[str], Any]] = {
            "BM25 alone": large.lexical.scores,
            "embedding the question": large.vector,
            "hybrid, all of it": large.search,
        }
        for way, run in ways.items():
            times = timed(run, questions)
            table.add_row(way, f"{median(times):.1f}", f"{quantiles(times, n=20)[18]:.1f}")
        large.store.close()
    return table


def timed(run: Callable[[str], Any], questions: Sequence[str]) -> list[float]:
    """Milliseconds of each question, after ten to warm up."""
    for question in questions[:10]:
        run(question)
    times = []
    for question in questions:
        began = perf_counter()
        run(question)
        times.append((perf_counter() - began) * 1_000)
    return times


def enlarged(shipped: Index, size: int, folder: Path) -> Index:
    """An index of many sections, each made of the paragraphs of two shipped ones, without phrases of their own."""
    chance = random.Random(_SEED)  # noqa: S311 - a bench, the same each time
    noise = np.random.default_rng(_SEED)
    made = [_mixed(chance, shipped.sections, number) for number in range(size)]
    texts = list(texts_of(made))
    known = shipped.nearness.rows
    rows = known[noise.integers(0, len(known), len(texts))] + noise.normal(0, 0.02, (len(texts), known.shape[1]))
    nearness = Nearness.build(texts, (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32))
    store = Store.embedded(folder, "bench")
    store.fill(texts, nearness)
    return replace(
        shipped,
        sections=tuple(made),
        lexical=Lexical.build(made, shipped.lexical.lexicon),
        nearness=nearness,
        store=store,
    )


def _mixed(chance: random.Random, sections: Sequence[Section], number: int) -> Section:
    one, other = chance.sample(list(sections), 2)
    paragraphs = [*one.text.split("\n\n"), *other.text.split("\n\n")]
    chance.shuffle(paragraphs)
    text = "\n\n".join(paragraphs)[: max(len(one.text), len(other.text))]
    return replace(one, id=f"{one.id}-{number}", text=text, asked=())
