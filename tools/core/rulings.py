"""One block of rules for one span of days: the shapes that a program's data must have.

Money is written in whole currency units in the data and held in cents here.
Whatever a source leaves open is None, and the tool that needs it refuses.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from tools.core.money import MAX_CENTS

Metric = Literal[
    "agreement_signed",
    "basic_training",
    "certified_staff",
    "annual_revenue",
    "new_logos",
    "strategic_wins",
    "active_pipeline",
    "net_new_users",
]
MONEY_METRICS = frozenset({"annual_revenue"})
Waivable = Literal["wait", Metric]


def cents(units: object) -> object:
    """Whole currency units of a program's data as cents; anything else is left for pydantic to refuse."""
    if isinstance(units, bool):
        raise ValueError(f"{str(units).lower()} is not an amount")  # noqa: TRY004 - pydantic takes ValueError for a fault
    if not isinstance(units, int | float | str):
        return units
    try:
        exact = Decimal(str(units)) * 100
    except InvalidOperation:
        return units
    if exact != exact.to_integral_value():
        raise ValueError(f"{units} has a fraction of a cent")
    if abs(exact) > MAX_CENTS:
        raise ValueError(f"{units} is beyond one trillion")
    return int(exact)


Money = Annotated[int, BeforeValidator(cents), Field(ge=0)]
Rate = Annotated[int, Field(ge=0, le=10_000, strict=True)]
Count = Annotated[int, Field(ge=0, strict=True)]


class Block(BaseModel):
    """A frozen shape that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Ruling(Block):
    """Everything that holds from `since` through `until` (its last day), and where it is written."""

    since: date
    until: date | None = None
    source: Annotated[str, Field(min_length=1)]
    readings: dict[str, str] = {}

    @property
    def span(self) -> str:
        """Its days as people say them."""
        return f"{self.since} to {self.until}" if self.until else f"{self.since} onwards"

    def covers(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Requirement(Block):
    """A metric and the least value of it: cents for money, a count otherwise (1 for yes)."""

    metric: Metric
    at_least: Annotated[int, Field(ge=0)]

    @field_validator("at_least", mode="before")
    @classmethod
    def _money_in_cents(cls, value: object, info: ValidationInfo) -> object:
        return cents(value) if info.data.get("metric") in MONEY_METRICS else value


class Tier(Block):
    """What one tier asks for and gives. `requirements` decide it; `target` is only measured against."""

    name: str
    requirements: tuple[Requirement, ...]
    benefits: tuple[str, ...] = ()
    margin_points_bp: Rate | None = None
    target_cents: Money | None = Field(None, alias="target")
    support: tuple[str, ...] = ()
    tier_review: Literal["annual", "quarterly"] | None = None
    advance_within_days: Count | None = None
    business_reviews: tuple[str, ...] = ()


class FastTrack(Block):
    """A quarter's revenue that opens a tier early, and what it waives."""

    quarter_revenue_cents: Money = Field(alias="quarter_revenue")
    to: str
    waives: tuple[Waivable, ...]
    approver: str


class Tiers(Ruling):
    """The tiers, lowest first, and how a partner moves between them."""

    tiers: tuple[Tier, ...]
    standard_margin_bp: Rate | None = None
    lookback_quarters: Annotated[int, Field(ge=1, le=12)]
    advance_after_quarters: Annotated[int, Field(ge=1, le=12)]
    demote_after_quarters: Annotated[int, Field(ge=1, le=12)]
    demotes_at: Literal["quarter_end", "tier_review"] = "quarter_end"
    exit_after_quarters: Annotated[int, Field(ge=1, le=12)] | None = None
    approver: str
    fast_track: FastTrack | None = None

    def tier(self, name: str) -> Tier:
        """The tier of that name."""
        return self.tiers[self.rank(name)]

    def rank(self, name: str) -> int:
        """0 for the lowest tier."""
        return [tier.name for tier in self.tiers].index(name)


class DealTest(Block):
    """What must hold for a won deal; a key left out asks nothing."""

    new_logo: bool | None = None
    closed_within_days: Count | None = None
    counted_from: Literal["registered_or_opened", "registered", "opened"] = "registered_or_opened"
    strategic_product: bool | None = None
    first_won_deal: bool | None = None
    amount_above_cents: Money | None = Field(None, alias="amount_above")
    amount_at_least_cents: Money | None = Field(None, alias="amount_at_least")
    kinds: tuple[str, ...] | None = None
    contract_years_above: Count | None = None
    tiers: tuple[str, ...] | None = None


class Pay(Block):
    """A fixed amount, or a rate of a base; never both."""

    fixed_cents: Money | None = Field(None, alias="fixed")
    rate_bp: Rate | None = None
    of: Literal["amount", "incremental"] = "amount"
    each_year_after_first: bool = False
    cap_cents: Money | None = Field(None, alias="cap")
    quarter_cap_cents: Money | None = Field(None, alias="quarter_cap")


class DealRule(Block):
    """One incentive on a won deal."""

    id: str
    title: str
    when: DealTest
    pays: Pay


class ActivityRule(Block):
    """One incentive on an approved activity, such as a reference."""

    id: str
    title: str
    kinds: tuple[str, ...]
    fixed_cents: Money = Field(alias="fixed")


class Incentives(Ruling):
    """Incentives paid a deal or an activity, all together or the highest alone."""

    stacking: Literal["all", "highest"]
    claim_within_days: Count
    tiers: tuple[str, ...] | None = None
    deals: tuple[DealRule, ...] = ()
    activities: tuple[ActivityRule, ...] = ()


class Band(Block):
    """The rate from a threshold up; `upto` only where a source writes it, for the checker."""

    at_least: Money = Field(alias="from")
    upto: Money | None = Field(None, alias="to")
    rate_bp: Rate
    fast_track: bool = False


class Rebate(Ruling):
    """Share of a quarter's partner-sourced revenue paid back, by half-open bands.

    `measure` picks the band; the rate always applies to revenue. `at_least` of a band is in
    hundredths of the measure: cents of revenue, or hundredths of a user.
    """

    measure: Literal["revenue", "net_new_users"] = "revenue"
    method: Literal["whole", "marginal"] | None = None
    bands: tuple[Band, ...]
    cap_cents: Money | None = Field(None, alias="cap")
    paid_after_days: Count


class Match(Block):
    """Vendor and partner parts of a cost: 2 and 1 means that the vendor pays two thirds."""

    vendor: Annotated[int, Field(ge=1)]
    partner: Annotated[int, Field(ge=0)]


class Entitlement(Block):
    """What a tier may be paid of its marketing costs in a fiscal year."""

    tier: str
    yearly_cents: Money = Field(alias="yearly")
    match: Match
    minimum_request_cents: Money = Field(0, alias="minimum_request")


class Mdf(Ruling):
    """Marketing development funds."""

    entitlements: tuple[Entitlement, ...]
    activities: tuple[str, ...]
    pre_approval: bool
    report_within_days: Count


class Award(Block):
    """A prize a quarter: to the highest of a measure, or for each unit beyond a threshold.

    `kinds` names the contributions that count; without it every approved one does.
    """

    id: str
    title: str
    measure: Literal["revenue", "new_logos", "growth", "certifications", "contributions"]
    prize_cents: Money = Field(alias="prize")
    each_beyond_threshold: bool = False
    threshold: Count | None = None
    floor_cents: Money | None = Field(None, alias="floor")
    kinds: tuple[str, ...] | None = None
    extras: tuple[str, ...] = ()


class Awards(Ruling):
    """Recognition a quarter."""

    awards: tuple[Award, ...]


class Claims(Ruling):
    """How a claim travels: submitted, approved, paid."""

    submit_within_days: Count
    approve_within_business_days: Count
    pay_within_business_days: Count


class Health(Ruling):
    """Where on target ends and at risk begins; rates of the period's target in basis points."""

    on_target_bp: Count
    at_risk_bp: Count
    active_within_days: Count
    coverage_cap: Annotated[int, Field(ge=1)]
    coverage_aim_bp: Count
