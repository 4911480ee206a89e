"""Wrong answers by hand that mean to slip past the gate, and correct ones beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.grounding import Evidence, faults
from assistant.toolbox import Toolbox

FILES = tuple(sorted(Path(__file__).parent.glob("*.yaml")))


@dataclass(frozen=True)
class Turn:
    """The calls of a turn, what the person said, and the answers to it."""

    calls: tuple[dict[str, dict[str, Any]], ...]
    said: tuple[str, ...]
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    beyond: tuple[str, ...]

    def evidence(self, toolbox: Toolbox) -> Evidence:
        """What the turn rests on, over the records of a toolbox."""
        outcomes = [toolbox.call(tool, arguments) for call in self.calls for tool, arguments in call.items()]
        return Evidence(outcomes, self.said, toolbox.as_of, tuple(toolbox.roster.names.values()))


def turns() -> Iterator[Turn]:
    """Every turn of every file."""
    for file in FILES:
        for one in yaml.safe_load(file.read_text(encoding="utf-8")):
            wrong = tuple(text for texts in one["wrong"].values() for text in texts)
            said, right, beyond = (tuple(one.get(key, ())) for key in ("said", "right", "beyond"))
            yield Turn(tuple(one["calls"]), said, wrong, right, beyond)


@dataclass
class Attacked:
    """How many answers there are, and those that the gate read wrongly."""

    wrong: int = 0
    right: int = 0
    beyond: int = 0
    passed: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def attacked(toolbox: Toolbox) -> Attacked:
    """Every answer held to its turn's results."""
    found = Attacked()
    for turn in turns():
        evidence = turn.evidence(toolbox)
        found.wrong += len(turn.wrong) + len(turn.beyond)
        found.right += len(turn.right)
        found.beyond += len(turn.beyond)
        found.passed += tuple(text for text in turn.wrong if not faults(text, evidence))
        found.refused += tuple((text, against[0].why) for text in turn.right if (against := faults(text, evidence)))
    return found
