"""Which tool a sentence asks for, by the signs that its wording gives.

`wordings/signs.yaml` says what people call things, `wordings/choices.yaml` which tool a combination of
them asks for. The surest combination decides; two tools that are equally sure are asked about.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.reading import wordings

BAR = 3
"""How sure a tool must be to be chosen; less only makes it one of the nearest."""


@dataclass(frozen=True)
class Combination:
    """Signs that must be there, and signs that must not."""

    needs: frozenset[str]
    bars: frozenset[str]

    @classmethod
    def read(cls, text: str) -> "Combination":
        """A combination as it is written: "mdf amount -partner"."""
        words = text.split()
        return cls(
            needs=frozenset(word for word in words if not word.startswith("-")),
            bars=frozenset(word[1:] for word in words if word.startswith("-")),
        )

    def holds(self, signs: Iterable[str]) -> bool:
        """Whether these signs are such a combination."""
        found = frozenset(signs)
        return self.needs <= found and not self.bars & found


@dataclass(frozen=True)
class Choice:
    """A tool that a combination asks for, and how surely."""

    tool: str
    combination: Combination
    sure: int


@dataclass(frozen=True)
class Scored:
    """A tool and how sure the surest combination for it is."""

    tool: str
    sure: int


@dataclass(frozen=True)
class Beyond:
    """What no tool takes, and what is said instead; `tools` are those that would otherwise answer, none for any."""

    combination: Combination
    tools: frozenset[str]
    code: str
    says: str


@cache
def choices() -> tuple[Choice, ...]:
    """Every choice, tool by tool."""
    return tuple(
        Choice(tool, Combination.read(combination), sure)
        for tool, combinations in wordings.read("choices")["choices"].items()
        for combination, sure in combinations.items()
    )


@cache
def beyonds() -> tuple[Beyond, ...]:
    """What is refused before a tool is run, in order."""
    return tuple(
        Beyond(Combination.read(entry["when"]), frozenset(entry.get("tools", ())), entry["code"], entry["says"])
        for entry in wordings.read("beyond")["beyond"]
    )


def signs_of(text: str, given: Iterable[str] = ()) -> frozenset[str]:
    """The signs in a text, with those that the question gives otherwise, such as "partner"."""
    found = {sign for sign, pattern in wordings.signs().items() if pattern.search(text)}
    found |= set(given)
    either = wordings.read("signs")["either"]
    return frozenset(found | {name for name, members in either.items() if not found.isdisjoint(members)})


def scores(signs: frozenset[str]) -> list[Scored]:
    """The tools that signs speak for, the surest first."""
    found: dict[str, int] = {}
    for choice in choices():
        if choice.sure > found.get(choice.tool, 0) and choice.combination.holds(signs):
            found[choice.tool] = choice.sure
    return sorted((Scored(tool, sure) for tool, sure in found.items()), key=lambda one: -one.sure)


def beyond(signs: frozenset[str], tool: str | None) -> Beyond | None:
    """What a question asks for that no tool takes, given the tool that would answer it."""
    for one in beyonds():
        if one.combination.holds(signs) and (not one.tools or tool in one.tools):
            return one
    return None
