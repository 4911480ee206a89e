"""A run of the cases: what was asked and called, what came of it, and what it took. Written as one JSON file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil, comb
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from assistant.answer import Usage
from evals.cases import Turn

PLANNER = "planner"
"""What a run on our own planner says its model was."""


class Shape(BaseModel):
    """A frozen piece of a run."""

    model_config = ConfigDict(frozen=True)


class Asked(Shape):
    """One turn, once: what was wanted, what came, what was wrong with it by aspect, and what it took.

    `failure` is the last line of an exception, where the turn raised one or ended in an apology.
    """

    wanted: Turn
    called: tuple[dict[str, dict[str, Any]], ...] = ()
    kind: str = ""
    code: str | None = None
    said: str = ""
    faults: dict[str, tuple[str, ...]] = {}
    failure: str = ""
    milliseconds: float = 0
    usage: Usage | None = None

    @property
    def wrong(self) -> tuple[str, ...]:
        """Everything that was wrong, a sentence each."""
        return (
            *([f"raised {self.failure}"] if self.failure else ()),
            *(f for found in self.faults.values() for f in found),
        )

    def right_in(self, aspect: str) -> bool:
        """Whether an aspect, such as "tools", was as wanted."""
        return not self.failure and not self.faults.get(aspect)

    @property
    def instead(self) -> str | None:
        """Who spoke in the model's place: the planner, or the tools in their own words."""
        return self.usage.instead if self.usage else None


class Tried(Shape):
    """A case, tried once; `time` counts from 1."""

    id: str
    kind: str
    time: int = 1
    turns: tuple[Asked, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """Everything that was wrong, with its turn."""
        numbered = enumerate(self.turns, 1)
        return tuple(f"turn {n} ({turn.wanted.ask[:60]!r}): {wrong}" for n, turn in numbered for wrong in turn.wrong)

    @property
    def passed(self) -> bool:
        """Whether nothing was wrong."""
        return not self.faults

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same case in another run: its kind and its questions, wherever they stand in the file."""
        return (self.kind, *(turn.wanted.ask for turn in self.turns))


class Run(Shape):
    """All that was tried of the cases that were chosen."""

    model: str = PLANNER
    began_at: datetime
    seconds: float = 0
    times: int = 1
    chosen: int
    of: int
    sample: int | None = None
    seed: int = 0
    tried: tuple[Tried, ...] = ()

    def with_another(self, one: Tried, seconds: float) -> "Run":
        """The run once another case is tried, in the order of the cases."""
        tried = sorted((*self.tried, one), key=lambda each: (each.id, each.time))
        return self.model_copy(update={"tried": tuple(tried), "seconds": seconds})

    @property
    def complete(self) -> bool:
        """Whether every chosen case was tried each time."""
        return len(self.tried) == self.chosen * self.times

    def by_kind(self) -> dict[str, tuple[Tried, ...]]:
        """What was tried, by kind, and all of it under "all"."""
        kinds = sorted({one.kind for one in self.tried})
        return {**{kind: tuple(one for one in self.tried if one.kind == kind) for kind in kinds}, "all": self.tried}

    def written(self, path: Path) -> Path:
        """Write the run where a comparison will read it."""
        path.write_text(self.model_dump_json(indent=1), encoding="utf-8")
        return path


def read_run(path: Path) -> Run:
    """A run that was written."""
    return Run.model_validate_json(path.read_text(encoding="utf-8"))


class Measures(NamedTuple):
    """What a kind came to; shares are of turns or of cases, from 0 to 1; cost in millionths of the currency."""

    cases: int
    turns: int
    right: float
    right_each_time: float
    tools: float
    figures: float
    by_planner: float
    by_tools: float
    p50: float
    p95: float
    tokens: float
    cost_micros: float


def measured(tried: Sequence[Tried], times: int) -> Measures:
    """What was tried in figures: pass^1, pass^k, right tools and figures, latency in ms, tokens and cost a turn."""
    turns = [turn for one in tried for turn in one.turns]
    used = [turn.usage for turn in turns if turn.usage]
    took = [turn.milliseconds for turn in turns]
    return Measures(
        cases=len({one.id for one in tried}),
        turns=len(turns),
        right=passed(tried, 1),
        right_each_time=passed(tried, times),
        tools=_share(turn.right_in("tools") for turn in turns),
        figures=_share(turn.right_in("figures") for turn in turns),
        by_planner=_share(turn.instead == "planner" for turn in turns),
        by_tools=_share(turn.instead == "tools" for turn in turns),
        p50=percentile(took, 50),
        p95=percentile(took, 95),
        tokens=sum(each.input_tokens + each.output_tokens for each in used) / max(len(turns), 1),
        cost_micros=sum(each.cost_micros or 0 for each in used) / max(len(turns), 1),
    )


def passed(tried: Iterable[Tried], times: int) -> float:
    """pass^k: how likely a case is right in each of so many runs, from all the runs there are of it."""
    runs: dict[str, list[bool]] = defaultdict(list)
    for one in tried:
        runs[one.id].append(one.passed)
    tries = [(sum(own), len(own), min(times, len(own))) for own in runs.values()]
    return sum(comb(right, k) / comb(of, k) for right, of, k in tries) / max(len(tries), 1)


def percentile(values: Sequence[float], part: int) -> float:
    """The smallest value that so many percent of them do not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[max(ceil(len(ordered) * part / 100), 1) - 1] if ordered else 0.0


def _share(marks: Iterable[bool]) -> float:
    found = list(marks)
    return sum(found) / max(len(found), 1)
