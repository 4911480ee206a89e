"""The partners that a person may see: a name given alone, or found inside a sentence."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from assistant.reading.partners.finding import FoundPartner, find_partners
from assistant.reading.partners.index import Ids, Index, id_form
from assistant.reading.partners.names import all_words, name_words
from assistant.reading.words import normalise
from tools.core.errors import UnclearPartner, UnknownPartner

_SAME_SCORE = 84
_CLEARLY_BETTER = 6
_NEAR_SCORE = 60


class Roster:
    """Names to partner ids.

    Args:
        partners: Pairs of record id and name.
        aliases: Pairs of record id and another name.
    """

    def __init__(self, partners: Iterable[tuple[str, str]], aliases: Iterable[tuple[str, str]] = ()) -> None:
        self.names = dict(partners)
        self._aliases = tuple(aliases)

    @cached_property
    def index(self) -> Index:
        """The names in the forms that they are compared in, made when first asked for."""
        return Index(self.names.items(), self._aliases)

    def find(self, sentence: str) -> FoundPartner | None:
        """The first partner that a sentence names, or None; raises as `find_all`."""
        found = self.find_all(sentence)
        return found[0] if found else None

    def find_all(self, sentence: str) -> list[FoundPartner]:
        """Every partner that a sentence names, in order, each once.

        Raises:
            UnclearPartner: a name in it fits several partners.
            UnknownPartner: it gives a record id that is nobody's, or a name that goes on otherwise than any.
        """
        return find_partners(normalise(sentence), self.index)

    def match(self, text: str) -> str:
        """The id of the partner that a text names and nothing else: an id, a name, part of one, or nearly one.

        Raises:
            UnclearPartner: several fit.
            UnknownPartner: none fits; the nearest are named.
        """
        plain = normalise(text).strip(" \"'?!.,;:")
        if plain in self.names:
            return plain
        if found := self.index.ids.get(id_form(plain)):
            return found
        for ids in self._fitting(plain):
            if ids:
                return self._one(text, ids)
        return self._nearly(text, name_words(all_words(plain)))

    def _fitting(self, plain: str) -> Iterator[Ids]:
        """Who fits, from the strictest way of fitting to the loosest."""
        words = all_words(plain)
        short = name_words(words)
        full, key = "".join(words), "".join(short)
        yield self.index.full(full)
        yield self.index.whole(full)
        yield self.index.whole(key)
        yield self.index.begun(key)
        yield self.index.holding(short)
        if len(key) > 2:
            yield self.index.starting(key)

    def _one(self, text: str, ids: Ids) -> str:
        if len(ids) > 1:
            raise UnclearPartner(text, self.index.labels(ids))
        return next(iter(ids))

    def _nearly(self, text: str, words: tuple[str, ...]) -> str:
        """The one partner whose name is a typing error away; digits are never taken for errors."""
        from rapidfuzz import fuzz, process

        key = "".join(words)
        found = process.extract(key, self.index.keys, scorer=fuzz.ratio, score_cutoff=_NEAR_SCORE, limit=8)
        least = max(_SAME_SCORE, found[0][1] - _CLEARLY_BETTER) if found else 0
        same = [name for name, score, _ in found if score >= least and _digits(name) == _digits(key)]
        if same and len(key) > 3:
            return self._one(text, frozenset[str]().union(*(self.index.whole(name) for name in same)))
        near = [*sorted(self.index.begun(words[0]) if words else ())]
        near += [one for name, _, _ in found for one in sorted(self.index.whole(name))]
        raise UnknownPartner(text, tuple(self.names[one] for one in list(dict.fromkeys(near))[:3]))


def _digits(key: str) -> str:
    return re.sub(r"[^0-9]", "", key)
