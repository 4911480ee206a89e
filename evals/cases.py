"""Cases: questions with the tools, arguments and figures that answer them, read from `cases/*.yaml`."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

FOLDER = Path(__file__).parent / "cases"


class Turn(BaseModel):
    """One message and what must come of it.

    `tools` are the tools called in order, with the arguments that must be among theirs. `figures` must
    stand in the answer's text, tables or notes as written; `never` must not. `kind` is the answer's kind.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: str
    kind: str = "answer"
    tools: tuple[dict[str, dict[str, Any]], ...] = ()
    figures: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    code: str | None = None


class Case(BaseModel):
    """A conversation of one turn or more. `person` is who asks, where it matters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: str = ""
    turns: tuple[Turn, ...] = Field(min_length=1)


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """Every case of a folder; a file's name is the kind of its cases."""
    cases: list[Case] = []
    for path in sorted(folder.glob("*.yaml")):
        for number, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            turns = entry.get("turns", [entry])
            cases.append(Case(id=f"{path.stem}-{number:03d}", kind=path.stem, turns=turns))
    return cases
