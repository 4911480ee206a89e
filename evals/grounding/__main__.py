"""`python -m evals.grounding [SEED]`: change figures in correct answers, print what the gate catches and refuses."""

import sys
from collections.abc import Sequence
from time import perf_counter

from rich.console import Console
from rich.table import Table

from evals.grounding.attacks import attacked
from evals.grounding.handwritten import refused_by_hand
from evals.grounding.measuring import EXCHANGED, Measured, measure
from evals.running import demo_desk

LEAST_CAUGHT, LEAST_EXCHANGED, MOST_REFUSED = 0.999, 0.85, 0.01
"""The first and the last are what the gate is to do; the other keeps it from falling back."""
_SHOWN = 20


def main(arguments: Sequence[str] = ()) -> int:
    """Measure, print, and say whether the bounds are kept."""
    began = perf_counter()
    with demo_desk() as desk:
        found = measure(desk, int(arguments[0]) if arguments else 1)
        by_hand, wrongly = refused_by_hand(desk)
        against = attacked(desk.toolbox())
    out = Console(highlight=False, soft_wrap=True)
    out.print(by_kind(found))
    wrong = sum(found.wrong.values()) - found.wrong[EXCHANGED]
    out.print(f"Caught {found.catch:.2%} of {wrong:,} wrong answers (at least {LEAST_CAUGHT:.1%}).")
    out.print(f"Caught {found.exchanged:.1%} of {found.wrong[EXCHANGED]:,} where two true figures are exchanged.")
    out.print(f"Refused {found.refusal:.2%} of {found.answers:,} correct answers (under {MOST_REFUSED:.0%}).")
    out.print(f"Refused {len(wrongly)} of {by_hand} correct answers written by hand.")
    held = against.wrong - against.beyond - len(against.passed)
    out.print(f"Held back {held} of {against.wrong} attacks by hand; {against.beyond} say what no result decides.")
    out.print(f"Refused {len(against.refused)} of {against.right} correct answers beside them.")
    out.print(f"{perf_counter() - began:.0f} s")
    for kind, was, now, text in found.missed[:_SHOWN]:
        out.print(f"missed, {kind}: {was} -> {now}: {text}", markup=False)
    for text in against.passed:
        out.print(f"passed: {text}", markup=False)
    for text, why in (*found.refused, *wrongly, *against.refused):
        out.print(f"refused: {text}: {why}", markup=False)
    caught = found.catch >= LEAST_CAUGHT and found.exchanged >= LEAST_EXCHANGED
    by_hand_too = not against.passed and not against.refused
    return 0 if caught and by_hand_too and found.refusal < MOST_REFUSED else 1


def by_kind(found: Measured) -> Table:
    """Wrong answers, those caught, and those that were true by accident, by kind of change."""
    table = Table(title=f"Grounding, {found.answers:,} correct answers")
    for column in ("changed", "wrong", "caught", "share", "true by accident"):
        table.add_column(column, justify="left" if column == "changed" else "right")
    for kind in sorted(found.wrong | found.accidental):
        wrong, caught = found.wrong[kind], found.caught[kind]
        share = f"{caught / wrong:.1%}" if wrong else "-"
        table.add_row(kind, f"{wrong:,}", f"{caught:,}", share, f"{found.accidental[kind]:,}")
    return table


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
