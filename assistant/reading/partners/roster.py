"""The partners that a person may see: a name given alone, or found inside a sentence."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from assistant.reading.partners.finding import FoundPartner, find_partners
from assistant.reading.partners.index import Ids, Index, id_form, same_start
from assistant.reading.partners.names import all_words, name_words
from assistant.reading.words import normalise
from tools.core.errors import UnclearPartner, UnknownPartner

_SAME_SCORE = 84
_NEAR_SCORE = 65
_SHORTEST = 3


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
        if known := self.index.ids.get(id_form(plain)):
            return known
        for ids in self._fitting(plain):
            if ids:
                return self._one(text, ids)
        found = find_partners(plain, self.index)
        if found and len(found[0].text) == len(plain):
            return found[0].partner_id
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
        """The one partner whose name is nearest, if it is near; first letters and digits are not taken for errors."""
        from rapidfuzz import fuzz, process
        from rapidfuzz.distance import OSA

        key = "".join(words)
        found = process.extract(key, self.index.keys, scorer=fuzz.ratio, score_cutoff=_NEAR_SCORE, limit=8)
        same = [name for name, score, _ in found if score >= _SAME_SCORE and _could_be(key, name)]
        if same and len(key) > _SHORTEST:
            slips = {name: OSA.distance(key, name) for name in same}
            nearest = [self.index.whole(name) for name in same if slips[name] == min(slips.values())]
            return self._one(text, frozenset[str]().union(*nearest))
        near = [*sorted(self.index.begun(words[0]) if words else ())]
        near += [one for name, _, _ in found for one in sorted(self.index.whole(name))]
        raise UnknownPartner(text, tuple(self.names[one] for one in list(dict.fromkeys(near))[:3]))


def _could_be(key: str, name: str) -> bool:
    return same_start(key, name) and re.sub(r"[^0-9]", "", key) == re.sub(r"[^0-9]", "", name)
