"""Finds the partner, person, deal or request that a cell names. Only an exact match counts; a near one is a hint."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping

from rapidfuzz import fuzz, process, utils
from sqlalchemy import Connection, Engine, select

from assistant.records.imports.faults import BadCell
from assistant.records.tables import aliases, deals, mdf_requests, partners, people
from tools.core.errors import shown

MOST_HINTS = 200
"""Near matches looked for in one run: comparing every unknown name with every partner would take hours."""
_LOOKED_UP_AT_ONCE = 500

Parent = str | None
"""The partner of a deal or a request; None for a direct deal."""


def folded(name: str) -> str:
    """A name without regard to case, spaces and Unicode's several spellings of one letter."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


class Partners:
    """The partners in the records and in the run's own files, by id, name and alias."""

    def __init__(self, named: Mapping[str, str]) -> None:
        self._aliases = {folded(theirs): ours for theirs, ours in named.items()}
        self._names: dict[str, str] = {}
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._hints = 0

    def load(self, connection: Connection) -> None:
        """Reads the records' own."""
        for partner_id, name in connection.execute(select(partners.c.partner_id, partners.c.name)):
            self.add(partner_id, name)
        for alias, partner_id in connection.execute(select(aliases.c.alias, aliases.c.partner_id)):
            self.add_alias(alias, partner_id)

    def add(self, partner_id: str, name: str) -> None:
        """Takes a partner in."""
        self._names[partner_id] = name
        self._ids[folded(name)].add(partner_id)
        self._ids[folded(partner_id)].add(partner_id)

    def add_alias(self, alias: str, partner_id: str) -> None:
        """Takes another name of a partner in."""
        self._ids[folded(alias)].add(partner_id)

    def name(self, partner_id: str) -> str:
        """The name under which a partner stands."""
        return self._names[partner_id]

    def find(self, text: str) -> str:
        """The id of the one partner that a text names.

        Raises:
            BadCell: none does, or several do; a near match is told, never taken.
        """
        found = self.known(text)
        if found is None:
            raise BadCell(f"is no partner in the records or in these files.{self._hint(text)}")
        return found

    def known(self, text: str) -> str | None:
        """The id of the one partner that a text names; None for a name that is new."""
        if text in self._names:
            return text
        name = self._aliases.get(folded(text))
        if name is not None and name in self._names:
            return name
        ids = self._ids.get(folded(text if name is None else name), ())
        if len(ids) > 1:
            raise BadCell(f"names several partners: {', '.join(sorted(ids))}. Use the id, or an alias in the mapping.")
        if name is not None and not ids:
            raise BadCell(
                f"is {shown(name)} by the mapping's aliases, and no partner is called that. Correct the alias."
            )
        return next(iter(ids), None)

    def _hint(self, text: str) -> str:
        otherwise = " Import the partners first, or add an alias to the mapping."
        self._hints += 1
        if self._hints > MOST_HINTS:
            return otherwise
        near = process.extractOne(
            text, self._names, processor=utils.default_process, scorer=fuzz.WRatio, score_cutoff=80
        )
        if near is None:
            return otherwise
        return f" The nearest is {shown(near[0])} ({near[2]}): if that is meant, add an alias to the mapping."


class People:
    """Partners' staff by id, e-mail address and name."""

    def __init__(self) -> None:
        self._partner: dict[str, str] = {}
        self._ids: dict[str, set[str]] = defaultdict(set)

    def load(self, connection: Connection) -> None:
        """Reads the records' own."""
        columns = (people.c.staff_id, people.c.partner_id, people.c.name, people.c.email)
        for staff_id, partner_id, name, email in connection.execute(select(*columns)):
            self.add(staff_id, partner_id, name, email)

    def add(self, staff_id: str, partner_id: str, name: str, email: str | None) -> None:
        """Takes a person in."""
        self._partner[staff_id] = partner_id
        self._ids[folded(name)].add(staff_id)
        if email:
            self._ids[folded(email)].add(staff_id)

    def partner(self, staff_id: str) -> str:
        """Whose staff a person is."""
        return self._partner[staff_id]

    def find(self, text: str, partner_id: str | None) -> str:
        """The id of the one person that a text names, among one partner's staff where the row has a partner.

        Raises:
            BadCell: nobody is, or several are.
        """
        if text in self._partner:
            return text
        ids = self._ids.get(folded(text), set())
        if partner_id is not None:
            ids = {staff_id for staff_id in ids if self._partner[staff_id] == partner_id}
        if not ids:
            raise BadCell("is nobody in the records or in these files. Import the people first, or use their staff id.")
        if len(ids) > 1:
            raise BadCell(
                f"names several people: {', '.join(sorted(ids)[:5])}. Use the staff id or the e-mail address."
            )
        return next(iter(ids))


def recorded_products(connection: Connection) -> list[str]:
    """The product names that the records hold."""
    found = connection.execute(select(deals.c.product).where(deals.c.product.is_not(None)).distinct().limit(1_000))
    return sorted(found.scalars())


class Parents:
    """Deals and MDF requests that rows belong to: those of the run, and those of the records, looked up in batches.

    Each look-up is a transaction of its own, so that no lock is held while files are read.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._own: dict[str, dict[str, Parent]] = {"deals": {}, "mdf_requests": {}}
        self._found: dict[str, dict[str, Parent]] = {"deals": {}, "mdf_requests": {}}

    def add(self, table: str, key: str, partner_id: Parent) -> None:
        """Takes a row of the run in."""
        self._own[table][key] = partner_id

    def look_up(self, table: str, keys: Collection[str]) -> None:
        """Reads the partners of those keys that the records hold, forgetting what was looked up before."""
        column = deals.c.deal_id if table == "deals" else mdf_requests.c.request_id
        partner = deals.c.partner_id if table == "deals" else mdf_requests.c.partner_id
        wanted = [key for key in set(keys) if key not in self._own[table]]
        found: dict[str, Parent] = {}
        for start in range(0, len(wanted), _LOOKED_UP_AT_ONCE):
            asked = select(column, partner).where(column.in_(wanted[start : start + _LOOKED_UP_AT_ONCE]))
            with self._engine.connect() as connection:
                found.update((row[0], row[1]) for row in connection.execute(asked))
        self._found[table] = found

    def partner(self, table: str, key: str) -> Parent:
        """The partner of a deal or a request.

        Raises:
            BadCell: there is no such row.
        """
        for rows in (self._own[table], self._found[table]):
            if key in rows:
                return rows[key]
        what = "deal" if table == "deals" else "MDF request"
        raise BadCell(f"is no {what} in the records or in these files. Import the {what}s first.")
