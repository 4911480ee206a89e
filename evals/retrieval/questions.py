"""The questions, read from `questions/<half>/*.yaml`."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

FOLDER = Path(__file__).parent / "questions"
Half = Literal["development", "held_out", "fresh"]
HALVES: tuple[Half, ...] = ("development", "held_out", "fresh")


class Question(BaseModel):
    """A question as a partner manager asks it, and the ids of the sections that answer it; none if none does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: str
    answers: tuple[str, ...] = ()


def read_questions(half: Half) -> list[Question]:
    """Every question of a half, in the order of its files."""
    found: list[Question] = []
    for path in sorted((FOLDER / half).glob("*.yaml")):
        found += [Question(**entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return found
