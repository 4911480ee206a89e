"""Runs the gate over correct answers and their mutants, and counts what it refuses."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from assistant.asking import Desk
from assistant.grounding import Evidence, faults
from evals.grounding import rendered
from evals.grounding.answers import Correct, worded
from evals.grounding.company import asked
from evals.grounding.mutating import mutants

ANSWERS = 1_000
EXCHANGED = "another figure of the answer"
"""The hardest change: each figure is true, only not where it stands."""


@dataclass
class Measured:
    """What the gate said: by kind of mutation, how many were wrong, caught, and true by accident."""

    answers: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    accidental: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str, str, str]] = field(default_factory=list)

    @property
    def catch(self) -> float:
        """The share of wrong answers that were refused, apart from those where two true figures are exchanged."""
        return self._share([kind for kind in self.wrong if kind != EXCHANGED])

    @property
    def exchanged(self) -> float:
        """The share of refused answers among those where a figure stands in the place of another true one."""
        return self._share([EXCHANGED])

    def _share(self, kinds: list[str]) -> float:
        return sum(self.caught[kind] for kind in kinds) / max(1, sum(self.wrong[kind] for kind in kinds))

    @property
    def refusal(self) -> float:
        """The share of correct answers that were refused."""
        return len(self.refused) / max(1, self.answers)


def measure(desk: Desk, seed: int, wanted: int = ANSWERS) -> Measured:
    """A thousand correct answers over the demo company, drawn by a seed, and every mutant of them."""
    chance = Random(seed)  # noqa: S311 - a seed that repeats is wanted
    toolbox = desk.toolbox()
    partners = list(toolbox.roster.names.values())
    pool: list[tuple[Correct, Evidence]] = []
    turns = list(asked(desk))
    while len(pool) < wanted:
        before = len(pool)
        for turn in turns:
            evidence = Evidence(turn.outcomes, (), toolbox.as_of, partners)
            made = [*worded(turn.about, turn.root, turn.results, chance)]
            if before == 0:
                made += rendered.answers(turn, evidence.worded)
            pool += [(answer, evidence) for answer in made]
        if len(pool) == before:
            break
    chance.shuffle(pool)
    found = Measured()
    for answer, evidence in pool[:wanted]:
        _judge(answer, evidence, partners, chance, found)
    return found


def _judge(answer: Correct, evidence: Evidence, partners: list[str], chance: Random, found: Measured) -> None:
    found.answers += 1
    against = faults(answer.text, evidence)
    if against:
        found.refused.append((answer.text, against[0].why))
    for mutant in mutants(answer, partners, chance):
        if not mutant.wrong:
            found.accidental[mutant.kind] += 1
            continue
        found.wrong[mutant.kind] += 1
        if faults(mutant.text, evidence):
            found.caught[mutant.kind] += 1
        else:
            found.missed.append((mutant.kind, mutant.was, mutant.now, mutant.text))
