"""Who is asking, and which partners' rows they may see.

Access is applied when frames are cut: a tool cannot leak a row that it never had.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from tools.core.errors import ToolError


class NoAccess(ToolError):
    """The person is not known, so nothing may be shown."""


class Person(BaseModel):
    """A person and the cut of the records that is theirs.

    `sees` is "everything", "own" (the partners whose manager they are), or "partner" (one partner's
    own people). Direct deals belong to those who see everything.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str = ""
    sees: Literal["everything", "own", "partner"]
    partner_id: str | None = None

    @property
    def scope(self) -> str:
        """The cut as one word, for receipts and caches: equal scopes see equal rows."""
        return {"everything": "everything", "own": f"manager:{self.name}", "partner": f"partner:{self.partner_id}"}[
            self.sees
        ]


OPERATOR = Person(id="operator", name="operator", sees="everything")
"""Whoever has a shell on the machine that holds the records can read them anyway."""


def person_named(identity: str, access_file: Path | None) -> Person:
    """The person of an access list; without a list, the operator alone is known.

    Raises:
        NoAccess: the list does not name them.
    """
    people = _listed(access_file) if access_file else {OPERATOR.id: OPERATOR}
    if identity not in people:
        raise NoAccess(f"No access is set for {identity!r}. Ask the owner of the access list to add you.")
    return people[identity]


@cache
def _listed(access_file: Path) -> dict[str, Person]:
    try:
        entries = yaml.safe_load(access_file.read_text(encoding="utf-8"))
        people = [Person(**entry) for entry in entries]
    except (OSError, yaml.YAMLError, ValidationError, TypeError) as error:
        raise NoAccess(f"The access list {access_file} cannot be read, so nobody is let in: {error}") from error
    return {person.id: person for person in people}
