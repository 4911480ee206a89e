"""Binds each figure of a text to a fact: the same value, of the partner and period it is said of, called the same."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.grounding.evidence import Evidence
from assistant.grounding.facts import PERIODS, Fact, Place, written
from assistant.grounding.faulting import Fault
from assistant.grounding.figures import Figure
from assistant.grounding.matching import comparable, equals, same_period
from assistant.grounding.results import tags_of
from assistant.grounding.roles import (
    AGAINST,
    BEGINS,
    CONTRAST,
    DATED,
    DAY_OF,
    FALLS,
    GIVEN,
    LIMIT,
    MORE,
    PART_OF,
    STAGES,
    THINGS,
    bag,
    roles,
    stem,
    stems,
)
from assistant.grounding.texts import Mention, Text

_MARKS = frozenset({"citation", "receipt", "id", "pair", "derived", "half"})
_UNBOUND = _MARKS | PERIODS
NEEDED = "Say only figures of a tool result of this turn, as they stand there, or call the tool that computes it."


@dataclass(frozen=True)
class Binding:
    """One figure of a text and the facts that could ground it."""

    read: Text
    number: int
    evidence: Evidence

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.read.figures[self.number]

    @cached_property
    def words(self) -> str:
        """The words that belong to it."""
        return self.read.beside(self.number)

    @cached_property
    def subject(self) -> Mention | None:
        """The partner it is said of."""
        return self.read.subject(self.figure)

    @cached_property
    def periods(self) -> frozenset[str]:
        """The quarters, months and years of its clause, else the quarter that its sentence named before."""
        start, end = self.read.clause(self.figure.start)
        inner = list(self.read.within((start, end), PERIODS))
        here = frozenset(v for f in inner if not AGAINST.search(self.read.text[: f.start][-16:]) for v in f.values)
        first, _ = self.read.sentence(self.figure.start)
        before = [f for f in self.read.within((first, start), frozenset({"quarter"})) if not self._is_limit(f)]
        return here or (frozenset(before[-1].values) if before else here)

    def _is_limit(self, figure: Figure) -> bool:
        """Whether a period only says until or since when."""
        return bool(LIMIT.search(self.read.text[max(0, figure.start - 24) : figure.start]))

    @cached_property
    def cited(self) -> frozenset[str]:
        """The passages that its paragraph cites."""
        span = self.read.paragraph(self.figure.start)
        return frozenset(v for f in self.read.within(span, frozenset({"citation"})) for v in f.values)

    @cached_property
    def tags(self) -> frozenset[str]:
        """The record ids and tiers that it is said of."""
        return tags_of(self.read, self.figure.start, self.evidence.tiers)

    @cached_property
    def open(self) -> list[Fact]:
        """The facts of its kind that it may lean on at all."""
        kinds = comparable(self.figure)
        facts = [fact for kind in kinds for fact in self.evidence.by_kind.get(kind, ())]
        return [fact for fact in facts if fact.cites is None or fact.cites in self.cited]

    @cached_property
    def equal(self) -> list[Fact]:
        """The facts that it equals, whoever they are of."""
        return [fact for fact in self.open if equals(self.figure, fact)]

    @cached_property
    def grounds(self) -> list[Fact]:
        """The facts that it equals, of the partner, record, tier and period that it is said of."""
        return [f for f in self.equal if self._is_whose(f) and self._is_tagged(f) and self._is_of_period(f)]

    def fault(self) -> str | None:
        """Why the figure is not grounded, in a sentence that a model can act on; None if it is."""
        shown = self.figure.text
        found = self.equal
        if not found:
            return self._unknown()
        if self.figure.kind in _UNBOUND:
            return None
        own = [fact for fact in found if self._is_whose(fact)]
        if not own:
            whose = " and ".join(sorted({str(fact.partner) for fact in found})[:3])
            return f"{shown} is a figure of {whose}, not of the partner it is said of."
        marked = [fact for fact in own if self._is_tagged(fact)]
        if not marked:
            return f"{shown} is not a figure of {' or '.join(sorted(self.tags))} in the results."
        if not (marked := self._of_record(marked)):
            return f"{shown} is no figure of the record that is named beside it: say the one that is."
        own_day = [fact for fact in marked if self._is_named(fact)]
        if not own_day:
            return f"{shown} is the day of something that this does not name: say what falls on it."
        timely = [fact for fact in own_day if self._is_of_period(fact)]
        if not timely:
            of = " and ".join(sorted({period for fact in marked for period in fact.periods})[:3])
            return f"{shown} is a figure of {of}, not of {' and '.join(sorted(self.periods))}."
        if self.figure.kind in {"count", "ordinal"} and not any(self._is_called(fact) for fact in timely):
            return f"No result of this turn counts {shown} of what is named beside it. {NEEDED}"
        if not (apart := [fact for fact in timely if not self._is_base(fact)]):
            return f"{shown} is what something was computed on, and not what came of it: say the amount that did."
        return self._misnamed(apart)

    def _is_base(self, fact: Fact) -> bool:
        """Whether what is said to be earned or paid is the amount that it was earned on."""
        before = self.read.text[max(0, self.figure.start - 48) : self.figure.start]
        return not fact.said and "base" in fact.roles and bool(GIVEN.search(before))

    def _unknown(self) -> str:
        kind, shown = self.figure.kind, self.figure.text
        if kind == "citation":
            return f"{shown} is no passage of this turn: cite a passage that the advice tool returned, or none."
        if kind in {"receipt", "id"}:
            return f"{shown} is in no result of this turn: leave it out."
        if kind == "derived":
            return f'"{shown}" is a derived figure that no tool computed: call `arithmetic`, or leave it out.'
        if any(
            equals(self.figure, fact) for one in comparable(self.figure) for fact in self.evidence.by_kind.get(one, ())
        ):
            return f"{shown} stands in a passage only: cite that passage beside it, or leave it out."
        return f"{shown} is in no tool result of this turn and the person did not say it. {NEEDED}"

    def _is_whose(self, fact: Fact) -> bool:
        return fact.said or fact.partner is None or self.subject is None or fact.partner in self.subject.partners

    def _is_of_period(self, fact: Fact) -> bool:
        if not self.periods or not fact.periods or fact.said or self.figure.kind == "date":
            return True
        return any(same_period(one, other) for one in self.periods for other in fact.periods)

    def _is_called(self, fact: Fact) -> bool:
        near = stems(self.words)
        bare = re.match(r"\s*(?:[.,;:!?)]|$|and\b|but\b)", self.read.text[self.figure.end :])
        if not near or bare:
            start, end = self.read.sentence(self.figure.start)
            near = stems(self.read.text[start:end])
        return fact.said or bool(near & fact.stems)

    def _is_tagged(self, fact: Fact) -> bool:
        """Whether it is of the record or tier that is named beside it, where one is."""
        ids = {tag for tag in fact.tags if tag not in self.evidence.tiers}
        own = {tag for tag in self.tags if tag not in self.evidence.tiers}
        tiers, named = fact.tags - ids, self.tags - own
        return (not ids or not own or bool(ids & own)) and (not tiers or not named or bool(tiers & named))

    def _of_record(self, found: list[Fact]) -> list[Fact]:
        """Of money said of one record alone, the facts of that record, where any of its money is known."""
        ids = self.tags - self.evidence.tiers
        if self.figure.kind != "money" or len(ids) != 1 or not self._stands_alone:
            return found
        if not any(fact.kind == "money" and fact.tags & ids for fact in self.open):
            return found
        return [fact for fact in found if fact.said or fact.tags & ids]

    @property
    def _stands_alone(self) -> bool:
        """Whether its sentence has no other amount."""
        return sum(1 for _ in self.read.within(self.read.sentence(self.figure.start), frozenset({"money"}))) == 1

    def _is_named(self, fact: Fact) -> bool:
        """Whether a day of a claim, a report or a review is said to be one."""
        if self.figure.kind != "date" or fact.said or not (fact.needs or fact.stems & set(DAY_OF)):
            return True
        start, end = self.read.sentence(self.figure.start)
        around = stems(self.read.text[start:end])
        if fact.needs:
            return bool(around & fact.needs)
        return any(around & DAY_OF[one] for one in fact.stems & set(DAY_OF))

    def _misnamed(self, found: list[Fact]) -> str | None:
        """Whether the words beside a figure name another figure of the same kind and partner, and not this one.

        What the person said is no figure of a partner: words that name a result's figure want that figure.
        """
        named, computed = self._called_by(), [fact for fact in found if not fact.said]
        if not named and self._is_a_row(found):
            return self._of_another_row()
        ids = self.tags - self.evidence.tiers
        before = self.read.text[max(0, self.figure.start - 12) : self.figure.start]
        if not named or MORE.search(before):
            return None
        if any(self.figure.kind == "money" and fact.tags & ids for fact in computed):
            return None
        if not computed and not named & THINGS:
            return None
        best = max((self._fit(named, fact) for fact in computed), default=1)
        whose = {fact.partner for fact in computed} or (self.subject.partners if self.subject else {None})
        rival = next(
            (fact for fact in self.open if fact.partner in whose and self._rivals(fact, found, named, best)), None
        )
        if rival is None:
            return None
        called = ", ".join(sorted(named & (rival.roles if rival.kind != "date" else rival.stems)))
        return f"{self.figure.text} is not what the results call {called}: say the figure that is."

    def _is_a_row(self, found: list[Fact]) -> bool:
        """Whether a day that is nobody's is said of a partner, as a row of a list is."""
        return self.figure.kind == "date" and self.subject is not None and all(fact.partner is None for fact in found)

    def _of_another_row(self) -> str | None:
        """Whether what the sentence says of the partner falls on another day."""
        start, end = self.read.sentence(self.figure.start)
        said, whose = stems(self.read.text[start:end]) & FALLS, self.subject.partners if self.subject else frozenset()
        if said and any(len(said & fact.stems) == len(said) for fact in self.open if fact.partner in whose):
            return f"{self.figure.text} is not the day on which that falls: say the day that the results have for it."
        return None

    def _rivals(self, fact: Fact, found: list[Fact], named: frozenset[str], best: int) -> bool:
        """Whether a fact is called so better than those that a figure equals."""
        if fact.prose or fact.said or fact.kind != found[0].kind or self._fit(named, fact) <= best:
            return False
        return self._is_of_period(fact) and self._is_tagged(fact) and not equals(self.figure, fact)

    def _called_by(self) -> frozenset[str]:
        if self.figure.kind == "date":
            start, end = self.read.clause(self.figure.start)
            begins = BEGINS.search(self.read.text[max(0, self.figure.start - 12) : self.figure.start])
            named = stems(self.read.text[start:end]) & DATED
            return named | {stem("starts")} if begins else named
        named = roles(bag(self.words))
        if self.figure.kind == "count" and PART_OF.search(self.read.text[: self.figure.start][-16:]):
            named -= STAGES
        if self.figure.kind == "count" and named & CONTRAST and not named & THINGS:
            start, _ = self.read.sentence(self.figure.start)
            named |= roles(bag(self.read.text[start : self.figure.start])) & THINGS
        return named

    def _fit(self, named: frozenset[str], fact: Fact) -> int:
        """How many of the words beside a figure are a fact's own; had and needed say nothing of what is neither."""
        if self.figure.kind == "date":
            return len(named & fact.stems)
        neutral = self.figure.kind != "count" and not fact.roles & CONTRAST and bool(named & CONTRAST)
        return len(named & fact.roles) + neutral


def unbound(read: Text, evidence: Evidence) -> Iterator[Fault]:
    """A fault for each figure that is not grounded.

    A sentence of a tool's own, retyped, must have the tool's own figures in their places.
    """
    for start, end in read.sentences():
        words, inner = read.skeleton(start, end)
        own = evidence.sentences.get(words, ()) if inner and len(words) > _SHORT else ()
        if any(_alike([read.figures[n] for n in inner], one) for one in own):
            continue
        for number in inner:
            if own and not any(_alike([read.figures[number]], one[number - inner.start :][:1]) for one in own):
                yield Fault(_excerpt(read, read.figures[number]), _RETYPED.format(read.figures[number].text))
            elif why := Binding(read, number, evidence).fault():
                yield Fault(_excerpt(read, read.figures[number]), why)


_SHORT = 12
_RETYPED = "{} is another figure than the tool's own sentence has there: say the tool's."


def _alike(said: Sequence[Figure], own: Sequence[Figure]) -> bool:
    """Whether figures are the tool's own, in order."""
    return len(said) == len(own) and all(
        one.kind == two.kind and equals(one, written(two, Place(), frozenset(), frozenset()))
        for one, two in zip(said, own, strict=True)
    )


def _excerpt(read: Text, figure: Figure) -> str:
    start, end = read.clause(figure.start)
    return read.text[start:end].strip()[:160]
