"""A partner program: each rule's values through time, and the company they belong to."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, field_validator

from tools.core.errors import NoRuleInForce
from tools.core.periods import FiscalCalendar
from tools.core.rulings import Awards, Claims, Health, Incentives, Mdf, Rebate, Ruling, Tiers

R = TypeVar("R", bound=Ruling)


class Rule(BaseModel, Generic[R]):
    """A rule's values, oldest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    description: str
    values: tuple[R, ...]

    @field_validator("values")
    @classmethod
    def _close_open_spans(cls, values: tuple[R, ...]) -> tuple[R, ...]:
        """A value without `until` ends where the next one starts: past blocks are never edited."""
        ended = [
            old.model_copy(update={"until": new.since - timedelta(days=1)})
            if old.until is None and old.since < new.since
            else old
            for old, new in pairwise(values)
        ]
        return (*ended, *values[-1:])

    def on(self, day: date) -> R:
        """The value in force on a day.

        Raises:
            NoRuleInForce: none is; the message says which days have one.
        """
        for ruling in reversed(self.values):
            if ruling.covers(day):
                return ruling
        raise NoRuleInForce(self.name, day, tuple(ruling.span for ruling in self.values))

    def covers(self, day: date) -> bool:
        """Whether a value is in force on a day."""
        return any(ruling.covers(day) for ruling in self.values)

    def during(self, first: date, after: date) -> list[R]:
        """The values in force on any day of [first, after)."""
        return [r for r in self.values if r.since < after and (r.until is None or r.until >= first)]


class Company(BaseModel):
    """Whose program it is, and how its year runs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    currency: str
    fiscal_year: FiscalCalendar = FiscalCalendar()
    holidays: frozenset[date] = frozenset()


class Program(BaseModel):
    """Every rule of one company; `version` is the hash of the data it was read from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    company: Company
    tiers: Rule[Tiers]
    spiffs: Rule[Incentives]
    bonuses: Rule[Incentives]
    rebate: Rule[Rebate]
    mdf: Rule[Mdf]
    awards: Rule[Awards]
    claims: Rule[Claims]
    health: Rule[Health]

    @property
    def calendar(self) -> FiscalCalendar:
        """The company's fiscal year."""
        return self.company.fiscal_year

    def incentive_title(self, rule_id: str) -> str:
        """What the program calls an incentive that is claimed, by its newest ruling; its id in words if by none."""
        titles: dict[str, str] = {}
        for ruling in (*self.spiffs.values, *self.bonuses.values):
            titles |= {rule.id: rule.title for rule in ruling.deals}
            titles |= {rule.id: rule.title for rule in ruling.activities}
        return titles.get(rule_id, rule_id.replace("_", " "))


RULES: dict[str, type[Ruling]] = {
    "tiers": Tiers,
    "spiffs": Incentives,
    "bonuses": Incentives,
    "rebate": Rebate,
    "mdf": Mdf,
    "awards": Awards,
    "claims": Claims,
    "health": Health,
}
