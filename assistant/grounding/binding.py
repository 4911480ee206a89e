"""Binds each figure of a text to a fact: the same value, of the partner and period it is said of, called the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.grounding.evidence import Evidence
from assistant.grounding.facts import PERIODS, Fact
from assistant.grounding.faulting import Fault
from assistant.grounding.figures import Figure
from assistant.grounding.matching import comparable, equals
from assistant.grounding.roles import bag, roles, stems
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
        """The quarters, months and years of its clause."""
        clause = self.read.clause(self.figure.start)
        return frozenset(v for f in self.read.within(clause, PERIODS) for v in f.values)

    @cached_property
    def cited(self) -> frozenset[str]:
        """The passages that its paragraph cites."""
        span = self.read.paragraph(self.figure.start)
        return frozenset(v for f in self.read.within(span, frozenset({"citation"})) for v in f.values)

    @cached_property
    def open(self) -> list[Fact]:
        """The facts of its kind that it may lean on at all."""
        kinds = comparable(self.figure)
        facts = [fact for kind in kinds for fact in self.evidence.by_kind.get(kind, ())]
        return [fact for fact in facts if fact.cites is None or fact.cites in self.cited]

    def fault(self) -> str | None:
        """Why the figure is not grounded, in a sentence that a model can act on; None if it is."""
        shown = self.figure.text
        found = [fact for fact in self.open if equals(self.figure, fact)]
        if not found:
            return self._unknown()
        if self.figure.kind in _UNBOUND:
            return None
        own = [fact for fact in found if self._is_whose(fact)]
        if not own:
            whose = " and ".join(sorted({str(fact.partner) for fact in found})[:3])
            return f"{shown} is a figure of {whose}, not of the partner it is said of."
        timely = [fact for fact in own if self._is_of_period(fact)]
        if not timely:
            of = " and ".join(sorted({period for fact in own for period in fact.periods})[:3])
            return f"{shown} is a figure of {of}, not of {' and '.join(sorted(self.periods))}."
        if self.figure.kind in {"count", "ordinal"} and not any(self._is_called(fact) for fact in timely):
            return f"No result of this turn counts {shown} of what is named beside it. {NEEDED}"
        return self._misnamed(timely)

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
        return any(_same_period(one, other) for one in self.periods for other in fact.periods)

    def _is_called(self, fact: Fact) -> bool:
        near = stems(self.words)
        if not near:
            start, end = self.read.sentence(self.figure.start)
            near = stems(self.read.text[start:end])
        return fact.said or bool(near & fact.stems)

    def _misnamed(self, found: list[Fact]) -> str | None:
        """Whether the words beside a figure name another figure of the same kind and partner, and not this one."""
        named = roles(bag(self.words))
        if not named:
            return None
        best = max(len(named & fact.roles) for fact in found)
        whose = {fact.partner for fact in found}
        for fact in self.open:
            if fact.prose or fact.said or fact.partner not in whose or not self._is_of_period(fact):
                continue
            if len(named & fact.roles) > best and not equals(self.figure, fact) and fact.kind == found[0].kind:
                called = ", ".join(sorted(named & fact.roles))
                return f"{self.figure.text} is not what the results call {called}: say the figure that is."
        return None


def _same_period(one: str, other: str) -> bool:
    return (
        one == other
        or one.endswith(f"-{other}")
        or other.endswith(f"-{one}")
        or (len(one) == 4 and other.startswith(one))
    )


def unbound(read: Text, evidence: Evidence) -> Iterator[Fault]:
    """A fault for each figure that is not grounded."""
    for number, figure in enumerate(read.figures):
        why = Binding(read, number, evidence).fault()
        if why:
            yield Fault(excerpt=_excerpt(read, figure), why=why)


def _excerpt(read: Text, figure: Figure) -> str:
    start, end = read.clause(figure.start)
    return read.text[start:end].strip()[:160]


def first(faults: Iterable[Fault], most: int) -> list[Fault]:
    """So many faults as a model can act on, each once."""
    kept: dict[str, Fault] = {}
    for fault in faults:
        kept.setdefault(fault.why, fault)
        if len(kept) == most:
            break
    return list(kept.values())
