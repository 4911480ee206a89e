"""Who is asking, and which partners' rows they may see.

Access is applied when frames are cut: a tool cannot leak a row that it never had.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from tools.core.errors import ToolError


class NoAccess(ToolError):
    """The person is not known, so nothing may be shown."""


class Person(BaseModel):
    """A person and the cut of the records that is theirs.

    `sees` is "everything", "own" (the partners whose manager they are), or "partner" (one partner's
    own people). Direct deals belong to those who see everything. `also` are their other identities, as
    channels name them: "slack:U024BE7LH".
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str = ""
    sees: Literal["everything", "own", "partner"]
    partner_id: str | None = None
    also: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _scope_is_whole(self) -> Self:
        """A scope without its manager or partner would be a scope by accident."""
        if self.sees == "own" and not self.name.strip():
            raise ValueError("a person who sees their own partners needs the name that these are managed under")
        if (self.sees == "partner") != bool(self.partner_id and self.partner_id.strip()):
            raise ValueError("a partner_id is for a person who sees one partner, and such a person needs it")
        return self

    @property
    def scope(self) -> str:
        """The cut as one word, for receipts and caches: equal scopes see equal rows."""
        return {"everything": "everything", "own": f"manager:{self.name}", "partner": f"partner:{self.partner_id}"}[
            self.sees
        ]

    @property
    def audience(self) -> Literal["vendor", "partners"]:
        """Whose playbooks they read: a partner's own people read what is written for partners, and nothing else."""
        return "partners" if self.sees == "partner" else "vendor"


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
    except OSError as error:
        raise _closed(access_file, error.strerror or "it cannot be read") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _closed(access_file, f"it is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(entries, list) or not entries:
        raise _closed(access_file, "it is no list of people")
    people = list(_people(access_file, entries))
    known = [(identity, person) for person in people for identity in (person.id, *person.also)]
    counts = Counter(identity for identity, _ in known)
    if doubled := sorted(identity for identity, count in counts.items() if count > 1):
        raise _closed(access_file, f"{', '.join(doubled)} is listed more than once")
    return dict(known)


def _people(access_file: Path, entries: list[object]) -> Iterator[Person]:
    for number, entry in enumerate(entries, 1):
        try:
            yield Person.model_validate(entry)
        except ValidationError as error:
            fault = error.errors()[0]
            field = "".join(f"{step}: " for step in fault["loc"])
            what = fault["msg"].removeprefix("Value error, ")
            raise _closed(access_file, f"entry {number}: {field}{what[:1].lower()}{what[1:]}") from error


def _closed(access_file: Path, why: str) -> NoAccess:
    return NoAccess(f"The access list {access_file} cannot be used, so nobody is let in: {why.rstrip('.')}.")
