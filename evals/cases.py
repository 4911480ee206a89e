"""Cases: questions with the tools, arguments and figures that answer them, read from `cases/*.yaml`."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

FOLDER = Path(__file__).parent / "cases"


class Turn(BaseModel):
    """One message and what must come of it.

    `tools` are the tools called in order, with their arguments; `{}` leaves those open. `figures` must stand
    in the answer's text, tables or notes as written; `never` must not. `cites` are sections that the answer must
    cite; an answer that asks for no advice cites none. `kind` is the answer's kind. A language model may make the
    calls in `any_order` where the case says so, and may choose the other calls that stand in `also` because they
    answer as exactly; the planner may not.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    ask: str
    kind: str = "answer"
    tools: tuple[dict[str, dict[str, Any]], ...] = ()
    figures: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    code: str | None = None
    any_order: bool = False
    also: tuple[tuple[dict[str, dict[str, Any]], ...], ...] = ()


class Case(BaseModel):
    """A conversation of one turn or more."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: str = ""
    turns: tuple[Turn, ...] = Field(min_length=1)


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """Every case of a folder; a file's name is the kind of its cases.

    Raises:
        ValueError: a case says something that a case cannot say; the file and its place are named.
    """
    cases: list[Case] = []
    for path in sorted(folder.glob("*.yaml")):
        for number, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            turns = entry.get("turns", [entry])
            try:
                cases.append(Case(id=f"{path.stem}-{number:03d}", kind=path.stem, turns=turns))
            except ValidationError as error:
                raise ValueError(f"{path.name}, case {number} ({turns[0].get('ask')!r}): {error}") from error
    return cases
