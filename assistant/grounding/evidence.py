"""What a text may say: the figures of this turn's tool results, of what the person said, and of cited passages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from assistant.answer import Worded
from assistant.grounding.door.plainness import plain
from assistant.grounding.facts import Fact, Place, written
from assistant.grounding.figures import Figure, find_figures
from assistant.grounding.matching import DERIVES, inputs, whose
from assistant.grounding.results import Reader, inside, is_partner
from assistant.grounding.roles import THINGS, bag, roles
from assistant.grounding.texts import Names, Text
from assistant.toolbox import Outcome
from assistant.wording import worded

_TELLING = {"requirements", "recommendation", "status", "stage", "eligible", "own_met", "held", "to", "tier", "winners"}


@dataclass(frozen=True)
class Evidence:
    """What this turn rests on.

    Args:
        outcomes: What the tools of this turn came to.
        said: What the person wrote this turn.
        as_of: The day that the answer is of.
        names: The partners that the person may see.
    """

    outcomes: Sequence[Outcome]
    said: Sequence[str]
    as_of: date
    names: Sequence[str] = ()

    @cached_property
    def worded(self) -> tuple[Worded, ...]:
        """The tools' own words."""
        return tuple(worded(outcome) for outcome in self.outcomes)

    @cached_property
    def results(self) -> tuple[dict[str, Any], ...]:
        """The results as JSON values."""
        return tuple(outcome.result.model_dump(mode="json") for outcome in self.outcomes)

    @cached_property
    def partners(self) -> dict[str, str]:
        """The partners of the results: record id to name."""
        return {one["partner_id"]: one["name"] for result in self.results for one in inside(result) if is_partner(one)}

    @cached_property
    def finder(self) -> Names:
        """Finds partners in a text."""
        there = tuple(self.partners.values())
        return Names((*there, *self.names), by_first=there)

    @cached_property
    def tiers(self) -> frozenset[str]:
        """The tiers that the results speak of."""
        names = {
            str(n[key])
            for key in ("tier", "held", "to", "highest_met")
            for n in self.nodes
            if isinstance(n.get(key), str)
        }
        return frozenset(names | {str(one) for n in self.nodes if isinstance(n.get("met"), list) for one in n["met"]})

    @cached_property
    def nodes(self) -> tuple[Mapping[str, Any], ...]:
        """Every mapping in the results."""
        return tuple(node for result in self.results for node in inside(result))

    @cached_property
    def telling(self) -> tuple[Mapping[str, Any], ...]:
        """The mappings that tell a state."""
        return tuple(node for node in self.nodes if _TELLING & set(node))

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every figure that may be said."""
        reader = Reader(self.finder, self.partners, self.tiers)
        found = [Fact("date", value=self.as_of.isoformat(), stems=frozenset({"record"}))]
        for text in self.said:
            found += [written(f, Place(), frozenset(), frozenset(), said=True) for f in find_figures(plain(text))]
        parts = list(zip(self.outcomes, self.results, self.worded, strict=True))
        for outcome, result, words in parts:
            found += [Fact("receipt", value=outcome.receipt.id), Fact("date", value=outcome.receipt.as_of.isoformat())]
            found += [Fact("citation", value=one.id) for one in words.citations]
            if outcome.tool != DERIVES:
                found += reader.read(result, Place(_whose(result), words=_subject(outcome.tool)))
                found += reader.worded(words, reader.placed(result, Place(), ""))
        for outcome, result, words in parts:
            if outcome.tool == DERIVES and all((grounds := inputs(result, found)).values()):
                place = Place(whose(grounds), words=f"{result['operation']} {result['about'] or ''}")
                found += reader.keys(result, place)
                found += reader.worded(words, replace(place, words=""))
        return tuple(found)

    @cached_property
    def made_up(self) -> tuple[str, ...]:
        """What a derived figure of this turn was derived from and nobody computed or said."""
        derived = [
            result for outcome, result in zip(self.outcomes, self.results, strict=True) if outcome.tool == DERIVES
        ]
        return tuple(text for result in derived for text, grounds in inputs(result, self.facts).items() if not grounds)

    @cached_property
    def by_kind(self) -> dict[str, list[Fact]]:
        """The facts of each kind."""
        kinds: dict[str, list[Fact]] = {}
        for fact in self.facts:
            kinds.setdefault(fact.kind, []).append(fact)
        return kinds

    @cached_property
    def sentences(self) -> dict[str, list[tuple[Figure, ...]]]:
        """The sentences of the tools' own words without their figures, and the figures of each."""
        found: dict[str, list[tuple[Figure, ...]]] = {}
        for words in self.worded:
            for text in (words.text, *words.notes):
                read = Text(plain(text), self.finder)
                for start, end in read.sentences():
                    skeleton, inner = read.skeleton(start, end)
                    found.setdefault(skeleton, []).append(tuple(read.figures[n] for n in inner))
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the results, of what was said and of the names, in small letters."""
        texts = [*self.said, *self.partners.values(), *(t for result in self.results for t in _strings(result))]
        texts += [part for words in self.worded for part in _texts(words)]
        return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower()))


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield str(key)
            yield from _strings(value)
    elif isinstance(node, list):
        for one in node:
            yield from _strings(one)


def _texts(words: Worded) -> Iterator[str]:
    yield words.text
    yield from words.notes
    for table in words.tables:
        yield table.title
        yield from table.columns
        for row in table.rows:
            yield from row


def _subject(tool: str) -> str:
    """The things that a tool's name speaks of: the rebate of rebate_earned, no more."""
    return " ".join(roles(bag(tool)) & THINGS)


def _whose(result: Mapping[str, Any]) -> str | None:
    name = result.get("name")
    return name if isinstance(name, str) and result.get("partner_id") else None
