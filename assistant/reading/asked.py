"""A message as it is read: the partners in it, and the rest with its mistyped words put right."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from assistant.reading.amounts import CODES, find_amounts
from assistant.reading.partners.finding import FoundPartner
from assistant.reading.periods import find_days_count, find_period, find_periods
from assistant.reading.rolls import is_roll
from assistant.reading.slots import Words, tier_places
from assistant.reading.wordings.finding import places
from assistant.reading.wordings.spelling import mended
from assistant.reading.words import normalise, without
from tools.core.errors import ToolError

_BETWEEN_PARTS = re.compile(
    r"\s*(?:[;?!]+|,(?!\d)|\.(?=\s|$)|\b(?:and|or|plus|also|then|as well as|along with|together with|but)\b|&)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asked:
    """A message, or a part of one. In `masked` and `rest` the partners are blanked out.

    `masked` has every word where it stands in `text`; in `rest` mistyped words are put right, as `put_right` says.
    """

    text: str
    partners: tuple[FoundPartner, ...]
    masked: str
    rest: str
    put_right: tuple[tuple[str, str], ...] = ()

    @property
    def partner_ids(self) -> list[str]:
        """The partners that are named, in order."""
        return [found.partner_id for found in self.partners]

    def parts(self, words: Words) -> Iterator["Asked"]:
        """The message cut at its stops and conjunctions."""
        start = 0
        for match in [*_BETWEEN_PARTS.finditer(self.masked), None]:
            end = match.start() if match else len(self.masked)
            if self.masked[start:end].strip():
                yield self._part(start, end, words)
            start = match.end() if match else end

    def _part(self, start: int, end: int, words: Words) -> "Asked":
        masked = self.masked[start:end]
        rest, _ = mended(masked, _names(words))
        inside = tuple(one for one in self.partners if start <= one.start < end)
        return Asked(text=self.text[start:end], partners=inside, masked=masked, rest=rest)

    def completed(self, whole: "Asked", words: Words) -> "Asked":
        """A part with what the whole message says for it too: "tier and rebate of Acme in Q1".

        A part without a partner takes those of the whole. Without a period, it takes one said before it, or, as
        one of a list that ends in a partner, one said after it.
        """
        if self.partners and not whole.partners[: -len(self.partners)]:
            return self
        at = whole.masked.find(self.masked)
        told = whole.rest if whole.partners and not self.partners else whole.masked[:at]
        own = find_periods(self.rest, words.as_of, words.calendar)
        shared = [] if own else find_periods(told, words.as_of, words.calendar, standing=words.standing)
        rest = " ".join([self.rest, *(f"for {period.text}" for period in shared[:1])])
        return replace(self, partners=self.partners or whole.partners, rest=rest)

    def signed(self, words: Words) -> str:
        """The rest with every tier's name written "tiername", so that a wording can say where one stands."""
        text = self.rest
        for one in reversed(tier_places(text, words)):
            text = f"{text[: one.start]}tiername{text[one.end :]}"
        return text

    def given(self, words: Words) -> set[str]:
        """What it gives beside its wording: partner, amount, tier_name, place, period, days, currency, roll."""
        found = {name for name, reader in _GIVEN.items() if _reads(reader, self.rest, words)}
        return found | ({"partner"} if self.partners else set())

    def named(self, partner: FoundPartner) -> "Asked":
        """The same message with one more partner that was read out of it."""
        return replace(self, partners=(*self.partners, partner))


def read(text: str, words: Words) -> Asked:
    """A message with its partners found and its mistyped words put right.

    Raises:
        UnclearPartner, UnknownPartner: it names a partner that fits several, or none.
    """
    text = normalise(text)
    partners = tuple(words.roster().find_all(text))
    masked = without(text, *partners)
    rest, put_right = mended(masked, _names(words))
    return Asked(text=text, partners=partners, masked=masked, rest=rest, put_right=put_right)


def _reads(reader: Callable[[str, Words], object], text: str, words: Words) -> bool:
    """Whether a text gives something, be it possible or not."""
    try:
        return bool(reader(text, words))
    except ToolError:
        return True


def _in_currency(text: str, words: Words) -> bool:
    """Whether figures are asked for in another currency than the program's."""
    marks = "|".join(marks for code, marks in CODES.items() if code != words.currency)
    return bool(re.search(rf"\b(?:in|into|to|as) (?:{marks})(?!\w)", text, re.IGNORECASE))


_GIVEN: Mapping[str, Callable[[str, Words], object]] = {
    "amount": lambda text, words: find_amounts(text, words.currency),
    "period": lambda text, words: find_period(text, words.as_of, words.calendar),
    "days": lambda text, _: find_days_count(text) is not None,
    "tier_name": tier_places,
    "place": lambda text, words: places([*words.regions(), *words.managers()], text),
    "currency": _in_currency,
    "roll": is_roll,
}


def _names(words: Words) -> list[str]:
    return [*words.tiers, *words.regions(), *words.managers()]
