"""Where each wording of a partner's name leads; built once for a roster."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Set

from assistant.reading.partners.names import all_words, enough, name_words

MOST_CHOICES = 5
_ID = re.compile(r"([a-z]+)[-_.#/ ]?0*([0-9]+)", re.IGNORECASE)
_ID_HEAD = re.compile(r"([a-z]+[-_.#/])[0-9]+", re.IGNORECASE)
SHORTEST_MISTYPED = 4
_MOST_LIKE = 50

Ids = Set[str]
NOBODY: Ids = frozenset()


class Index:
    """Partners by record id, by whole name, by a name's beginning and by its words.

    Keys are a name's words run together, without case and punctuation: "acmenetworks". `whole` knows every
    name with and without its legal form, `begun` the beginnings that tell a name apart, `tails` the words
    that follow a first one. A name in `weak` holds nothing but words of the trade: "Gold Partners".
    """

    def __init__(self, partners: Iterable[tuple[str, str]], aliases: Iterable[tuple[str, str]]) -> None:
        self.names = dict(partners)
        self.ids = {id_form(partner_id): partner_id for partner_id in self.names}
        heads = (_ID_HEAD.fullmatch(partner_id) for partner_id in self.names)
        self.id_heads = frozenset(match[1].lower() for match in heads if match)
        self.spelled: dict[str, list[tuple[str, ...]]] = {}
        self.weak: set[str] = set()
        self.tails: set[str] = set()
        self._full: dict[str, set[str]] = defaultdict(set)
        self._whole: dict[str, set[str]] = defaultdict(set)
        self._begun: dict[str, set[str]] = defaultdict(set)
        self._first: dict[str, set[str]] = defaultdict(set)
        self._words: dict[str, set[str]] = defaultdict(set)
        for partner_id, name in (*self.names.items(), *aliases):
            if partner_id in self.names:
                self._add(partner_id, name)
        self.longest = max((len(form) for forms in self.spelled.values() for form in forms), default=0) + 2
        self.keys = sorted(self._whole)
        self._firsts = self._by_letter()

    def _add(self, partner_id: str, name: str) -> None:
        full = all_words(name)
        short = name_words(full)
        self.spelled.setdefault(partner_id, []).append(short)
        self._full["".join(full)].add(partner_id)
        self._whole["".join(full)].add(partner_id)
        self._whole["".join(short)].add(partner_id)
        if not enough(short):
            self.weak.add("".join(short))
        for size in range(1, len(short)):
            if enough(short[:size]):
                self._begun["".join(short[:size])].add(partner_id)
        self._first[short[0] if short else ""].add(partner_id)
        for word in full:
            self._words[word].add(partner_id)
        self.tails.update(short[1:])

    def _by_letter(self) -> dict[tuple[str, int], list[str]]:
        """First words and whole names, by the letter that they start with and their length."""
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._first.keys() | self._whole.keys():
            if len(word) >= SHORTEST_MISTYPED and word.isalpha():
                found[word[0], len(word)].append(word)
        return found

    def full(self, key: str) -> Ids:
        """Who has exactly that name, legal form and all."""
        return self._full.get(key, NOBODY)

    def whole(self, key: str) -> Ids:
        """Who has that name, with or without its legal form."""
        return self._whole.get(key, NOBODY)

    def begun(self, key: str) -> Ids:
        """Whose name begins with these words and goes on."""
        return self._begun.get(key, NOBODY)

    def word(self, word: str) -> Ids:
        """Whose name holds a word."""
        return self._words.get(word, NOBODY)

    def first(self, word: str) -> Ids:
        """Whose name has it as its first word."""
        return self._first.get(word, NOBODY)

    def holding(self, words: Iterable[str]) -> Ids:
        """Whose name holds every one of the words."""
        found = sorted((self.word(word) for word in words), key=len)
        return frozenset(found[0]).intersection(*found[1:]) if found else NOBODY

    def starting(self, key: str) -> Ids:
        """Whose name starts with these letters."""
        found: set[str] = set()
        for at in range(bisect_left(self.keys, key), len(self.keys)):
            if not self.keys[at].startswith(key):
                break
            found |= self._whole[self.keys[at]]
        return frozenset(found)

    def like(self, word: str, slips: int) -> list[str]:
        """First words and whole names that a word may be mistyped for, the nearest first."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        sizes = range(len(word) - slips, len(word) + slips + 1)
        near = [one for size in sizes for letter in set(word[:2]) for one in self._firsts.get((letter, size), ())]
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=_MOST_LIKE)
        return [one for one, _, _ in found if same_start(word, one)]

    def labels(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Names to choose from; ids are added where a name is not one partner's alone."""
        chosen = sorted(ids, key=lambda one: (self.names[one], one))[:MOST_CHOICES]
        written = [self.names[one] for one in chosen]
        return tuple(
            f"{self.names[one]} ({one})" if written.count(self.names[one]) > 1 else self.names[one] for one in chosen
        )


def id_form(text: str) -> str:
    """A record id without case, separator and leading zeros: "p 42" and "P-0042" are the same."""
    match = _ID.fullmatch(text)
    return f"{match[1]}{match[2]}".lower() if match else text.casefold()


def same_start(written: str, meant: str) -> bool:
    """Whether two words start alike, or with their first two letters swapped: that is seldom mistyped otherwise."""
    return written[:1] == meant[:1] or written[:2] == meant[1::-1]
