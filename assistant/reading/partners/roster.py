"""The partners that a person may see, by every name they go by."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from assistant.reading.partners.names import all_words, enough, name_words
from assistant.reading.words import normalise
from tools.core.errors import UnclearPartner, UnknownPartner

MOST_CHOICES = 5
_ID = re.compile(r"([a-z]+)([-_.#/ ]?)0*([0-9]+)", re.IGNORECASE)
_TYPO_SCORE = 84
_CLEARLY_BETTER = 6
_NEAR_SCORE = 60

Ids = frozenset[str]


class Index:
    """Where each wording leads: whole names, their beginnings, their words. Built once for a roster."""

    def __init__(self, partners: dict[str, str], aliases: tuple[tuple[str, str], ...]) -> None:
        whole: dict[str, set[str]] = defaultdict(set)
        begun: dict[str, set[str]] = defaultdict(set)
        words: dict[str, set[str]] = defaultdict(set)
        tails: set[str] = set()
        weak: set[str] = set()
        self.spelled: dict[str, list[tuple[str, ...]]] = {}
        for partner_id, name in (*partners.items(), *aliases):
            short, full = name_words(name), all_words(name)
            self.spelled.setdefault(partner_id, []).append(short)
            for form in (short, full):
                whole["".join(form)].add(partner_id)
            if not enough(short):
                weak.add("".join(short))
            for size in range(1, len(short)):
                if enough(short[:size]):
                    begun["".join(short[:size])].add(partner_id)
            for word in full:
                words[word].add(partner_id)
            tails.update(short[1:])
        self.whole, self.begun, self.words = (_frozen(one) for one in (whole, begun, words))
        self.weak, self.tails = frozenset(weak), frozenset(tails)
        self.longest = max((len(form) for forms in self.spelled.values() for form in forms), default=0) + 2
        heads = {form[0] for forms in self.spelled.values() for form in forms if form and enough(form[:1])}
        self.heads = sorted(
            head for head in heads | {k for k in whole if len(k) > 7} if len(head) > 3 and head.isalpha()
        )


class Roster:
    """Names to partner ids.

    Args:
        partners: Pairs of record id and name.
        aliases: Pairs of record id and another name.
    """

    def __init__(self, partners: Iterable[tuple[str, str]], aliases: Iterable[tuple[str, str]] = ()) -> None:
        self.names = dict(partners)
        self._aliases = tuple(pair for pair in aliases if pair[0] in self.names)

    @cached_property
    def index(self) -> Index:
        """The names in the forms that they are compared in."""
        return Index(self.names, self._aliases)

    @cached_property
    def ids(self) -> dict[str, str]:
        """Record ids by their form without case, separator and leading zeros."""
        return {id_form(partner_id): partner_id for partner_id in self.names}

    @cached_property
    def id_heads(self) -> frozenset[str]:
        """What stands before the number in a record id: "p-" of "P-0042"."""
        found = (re.match(r"([a-z]+[-_.#/])[0-9]+$", partner_id, re.IGNORECASE) for partner_id in self.names)
        return frozenset(match[1].lower() for match in found if match)

    def label(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Names to choose from; ids are added where a name is not one partner's alone."""
        chosen = sorted(ids, key=lambda one: (self.names[one], one))[:MOST_CHOICES]
        written = [self.names[one] for one in chosen]
        return tuple(
            f"{name} ({one})" if written.count(name) > 1 else name for one, name in zip(chosen, written, strict=True)
        )

    def match(self, text: str) -> str:
        """The id of the partner that a text names and nothing else: an id, a name, its beginning, or nearly one.

        Raises:
            UnclearPartner: several fit.
            UnknownPartner: none fits; the nearest are named.
        """
        plain = normalise(text).strip(" \"'?!.,;:")
        if plain in self.names:
            return plain
        if found := self.ids.get(id_form(plain)):
            return found
        short, full = name_words(plain), all_words(plain)
        for ids in self._fitting(short, full):
            if ids:
                return self._one(text, ids)
        return self._nearly(text, "".join(short))

    def _fitting(self, short: tuple[str, ...], full: list[str]) -> Iterable[Ids]:
        """Who fits, from the strictest way of fitting to the loosest."""
        index, none = self.index, frozenset[str]()
        named = (
            [one for one, name in self.names.items() if full and all_words(name) == full]
            if len(full) > len(short)
            else []
        )
        yield frozenset(named)
        yield index.whole.get("".join(full), none)
        yield index.whole.get("".join(short), none)
        yield index.begun.get("".join(short), none)
        if short:
            holding = [index.words.get(word, none) for word in short]
            yield frozenset.intersection(*holding)
        if short and len(short[-1]) > 2:
            yield frozenset(
                one
                for one, forms in index.spelled.items()
                if any("".join(form).startswith("".join(short)) for form in forms)
            )

    def _one(self, text: str, ids: Ids) -> str:
        if len(ids) > 1:
            raise UnclearPartner(text, self.label(ids))
        return next(iter(ids))

    def _nearly(self, text: str, key: str) -> str:
        """The one partner whose name is a typing error away."""
        from rapidfuzz import fuzz, process

        found = process.extract(key, self.index.whole.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_SCORE, limit=8)
        best = found[0][1] if found else 0
        digits = re.sub(r"[^0-9]", "", key)
        close: set[str] = set()
        for name, score, _ in found:
            if score >= max(_TYPO_SCORE, best - _CLEARLY_BETTER) and re.sub(r"[^0-9]", "", name) == digits:
                close |= self.index.whole[name]
        if close and len(key) > 3:
            return self._one(text, frozenset(close))
        near = list(dict.fromkeys(one for name, _, _ in found for one in sorted(self.index.whole[name])))
        raise UnknownPartner(text, tuple(self.names[one] for one in near[:3]))


def id_form(text: str) -> str:
    """A record id without case, separator and leading zeros: "p 42" and "P-0042" are the same."""
    match = _ID.fullmatch(text)
    return f"{match[1]}{match[3]}".lower() if match else text.casefold()


def _frozen(found: dict[str, set[str]]) -> dict[str, Ids]:
    return {key: frozenset(ids) for key, ids in found.items()}
