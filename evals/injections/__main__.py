"""`python -m evals.injections`: run every injection, print what leaked, changed or was written; exit 1 if anything."""

import sys
from collections import Counter

from rich.console import Console
from rich.table import Table

from evals.injections.attacking import Achieved, attack
from evals.injections.cases import Injection, read_corpus
from evals.injections.planting import planted

HARMS = ("leak", "changed figure", "write", "prompt", "link")


def main() -> int:
    """Attack, print, and say whether nothing was achieved."""
    corpus = read_corpus()
    with planted(corpus) as company:
        achieved = [one for injection in corpus for one in attack(company, injection)]
    out = Console(highlight=False, soft_wrap=True)
    out.print(by_aim(corpus, achieved))
    languages, encodings = {one.language for one in corpus}, {one.encoding for one in corpus}
    out.print(
        f"{len(corpus)} injections in {len(languages)} languages and {len(encodings)} encodings, each against the "
        "planner and a model that obeys it, as the operator and as a partner's own people."
    )
    for one in achieved:
        out.print(f"{one.injection.id}, {one.against}: {one.what}: {one.shown}", markup=False)
    return 1 if achieved else 0


def by_aim(corpus: list[Injection], achieved: list[Achieved]) -> Table:
    """Injections by what they want, and what they achieved."""
    table = Table(title="Injections")
    for column in ("wants", "injections", *(f"{harm}s" for harm in HARMS)):
        table.add_column(column, justify="left" if column == "wants" else "right")
    for wants in (*sorted({one.wants for one in corpus}), "all"):
        own = [one for one in corpus if wants in {one.wants, "all"}]
        done = Counter(one.what for one in achieved if wants in {one.injection.wants, "all"})
        table.add_row(wants, str(len(own)), *(str(done[harm]) for harm in HARMS))
    return table


if __name__ == "__main__":
    sys.exit(main())
