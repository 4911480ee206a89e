"""What a figure rests on: the ruling, the rows, and the line of arithmetic between them."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from tools.core.rulings import Ruling


class Result(BaseModel):
    """What a tool returns; frozen, and JSON by `model_dump(mode="json")`."""

    model_config = ConfigDict(frozen=True)


class Basis(Result):
    """A ruling that set a figure: which rule, in force when, written where."""

    rule: str
    since: date
    until: date | None
    source: str
    readings: tuple[str, ...] = ()

    @classmethod
    def of(cls, rule: str, ruling: Ruling, *readings: str) -> "Basis":
        """The basis of a figure under a ruling, with the readings of it that mattered."""
        return cls(
            rule=rule,
            since=ruling.since,
            until=ruling.until,
            source=ruling.source,
            readings=tuple(ruling.readings[key] for key in readings if key in ruling.readings),
        )


class Line(Result):
    """One line of a ledger: a base, a rate or a fixed amount, and what it comes to.

    `base_cents` and `rate_bp` are None for a fixed amount. `row` is the record the line comes
    from, such as a deal's id, or the period it covers. Negative amounts are refunds.
    """

    partner_id: str
    row: str
    on: date
    rule: str
    title: str
    ruling_since: date
    source: str
    base_cents: int | None = None
    rate_bp: int | None = None
    amount_cents: int
    claim_until: date | None = None


class Proposal(Result):
    """A change that a tool recommends and a person decides: what, why, under which ruling, who must agree."""

    what: str
    why: str
    ruling: Basis
    approver: str
