"""The names a person may use in a question: partners and what else they are called, regions, managers."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from assistant.access import Person
from assistant.reading.partners import Roster
from assistant.records.cut import visible
from assistant.records.store import Records
from assistant.records.tables import aliases, partners


@dataclass(frozen=True)
class Lists:
    """The words of the records that a question may name."""

    roster: Roster
    regions: tuple[str, ...]
    managers: tuple[str, ...]


def read_lists(records: Records, person: Person, version: int) -> Lists:
    """The names in what a person may see, kept while the records' version stands."""
    return _read(records, person, version)


@lru_cache(maxsize=32)
def _read(records: Records, person: Person, _version: int) -> Lists:
    query = select(partners.c.partner_id, partners.c.name, partners.c.region, partners.c.manager)
    with records.reading() as connection:
        found = connection.execute(query.where(*visible("partners", person))).fetchall()
        known = connection.execute(select(aliases.c.partner_id, aliases.c.alias)).fetchall()
    seen = {row.partner_id for row in found}
    return Lists(
        roster=Roster(
            [(row.partner_id, row.name) for row in found],
            [(row.partner_id, row.alias) for row in known if row.partner_id in seen],
        ),
        regions=tuple(sorted({row.region for row in found if row.region})),
        managers=tuple(sorted({row.manager for row in found if row.manager})),
    )
