"""A message as it was read, and which tools its wording asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.asked import Asked
from assistant.reading.calls import ADVICE
from assistant.reading.intents import BAR, Scored
from assistant.reading.naming import Name
from tools.core.errors import UnknownPartner

ABSORBS: Mapping[str, frozenset[str]] = {
    "deal_estimate": frozenset({"incentive_statement", "rebate_earned", "program_rules"}),
    "mdf_match": frozenset({"mdf_balance", "program_rules"}),
    "tier_path": frozenset({"program_rules"}),
    "program_rules": frozenset(),
}
"""What a tool's answer says of itself: "what bonus and rebate would they get on a $150k deal" is one question."""


@dataclass(frozen=True)
class Read:
    """A message as it was read: its signs, the tools that they speak for, and a name that nobody has."""

    asked: Asked
    signs: frozenset[str]
    ranked: Sequence[Scored]
    unknown: Name | None
    error: UnknownPartner | None = None

    @property
    def surest(self) -> tuple[str, ...]:
        """The tools that the wording asks for most surely."""
        return tuple(one.tool for one in self.ranked if self.tool and one.sure == self.ranked[0].sure)

    @property
    def tool(self) -> str | None:
        """The tool that the wording asks for."""
        return self.ranked[0].tool if self.ranked and self.ranked[0].sure >= BAR else None

    def sure(self, tool: str) -> int:
        """How surely the wording asks for a tool."""
        return next((one.sure for one in self.ranked if one.tool == tool), 0)

    def as_sure(self, tool: str) -> str | None:
        """Another tool, but for advice, that the wording asks for as surely, and that does not go without saying."""
        others = [one.tool for one in self.ranked if one.tool not in {tool, ADVICE} and one.sure == self.sure(tool)]
        return next((other for other in others if other not in ABSORBS.get(tool, ())), None)
