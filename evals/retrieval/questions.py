"""The questions, read from `questions/<group>/*.yaml`."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

FOLDER = Path(__file__).parent / "questions"
Group = Literal["development", "held_out", "fresh", "blind"]
GROUPS: tuple[Group, ...] = ("development", "held_out", "fresh", "blind")
FITTED = GROUPS[:-1]
"""What phrases, marks and weights were chosen and fitted by. `blind` was first asked when all of that stood."""


class Question(BaseModel):
    """A question as a partner manager asks it, and the ids of the sections that answer it; none if none does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: str
    answers: tuple[str, ...] = ()


def read_questions(group: Group) -> list[Question]:
    """Every question of a group, in the order of its files."""
    found: list[Question] = []
    for path in sorted((FOLDER / group).glob("*.yaml")):
        found += [Question(**entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return found
