"""The names a person may use in a question: partners and what else they are called, regions, managers."""

from dataclasses import dataclass
from functools import lru_cache

from assistant.access import Person
from assistant.reading.partners import Roster
from assistant.records.cut import visible
from assistant.records.store import Records


@dataclass(frozen=True)
class Lists:
    """The words of the records that a question may name."""

    roster: Roster
    regions: tuple[str, ...]
    managers: tuple[str, ...]


@lru_cache(maxsize=32)
def read_lists(records: Records, person: Person, version: int) -> Lists:  # noqa: ARG001 - a version is read once
    """The names in what a person may see, kept while the records' version stands."""
    conditions, values = visible(person)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    with records.session() as session:
        found = session.rows(f"SELECT partner_id, name, region, manager FROM partners{where}", values)  # noqa: S608
        known = session.rows("SELECT partner_id, alias FROM aliases")
    seen = {partner_id for partner_id, *_ in found}
    return Lists(
        roster=Roster(
            [(partner_id, name) for partner_id, name, *_ in found],
            [(partner_id, alias) for partner_id, alias in known if partner_id in seen],
        ),
        regions=tuple(sorted({region for _, _, region, _ in found if region})),
        managers=tuple(sorted({manager for *_, manager in found if manager})),
    )
