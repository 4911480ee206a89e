"""What a deal would earn its partner: the same rules, over one more row."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import narwhals as nw

from tools.core.errors import BadAmount, BadArgument
from tools.core.frames import SCHEMA, Frames, rows
from tools.core.money import MAX_CENTS, dollars
from tools.core.partners import active, partner, tiers_held
from tools.core.periods import Period, day_of
from tools.core.program import Program
from tools.core.receipts import Basis, Line, Result
from tools.incentives.deal_rules import deal_lines
from tools.incentives.deal_terms import PROGRAMMES, Term, terms
from tools.incentives.lines import line_of
from tools.incentives.quarters import of_partner, sourced_wins
from tools.incentives.rebate_effect import RebateEffect, rebate_effect

ESTIMATE_READS = ("partners", "tier_history", "deals", "refunds", "payments")
"""The tables that an estimate reads."""

ROW = "estimate"
"""The deal id of the estimated deal."""

PLAIN_KINDS = ("new", "renewal")
MOST_YEARS = 50
MOST_DAYS = 3_650
LONG_AGO = 10 * MOST_DAYS
RULES = (*PROGRAMMES, "rebate")


class Condition(Result):
    """A line that depends on what the question left open; no part of `bonus_cents`. None is an unknown amount."""

    rule: str
    title: str
    needs: str
    amount_cents: int | None


class DealEstimate(Result):
    """What a deal would earn. `total_cents` is `bonus_cents` (SPIFFs and bonuses) and the rebate's difference.

    `bonus_with_conditions_cents` is what the lines come to if every condition with an amount holds.
    """

    partner_id: str
    name: str
    amount_cents: int
    closes_on: date
    eligible: bool
    first_deal: bool
    lines: tuple[Line, ...]
    bonus_cents: int
    conditions: tuple[Condition, ...]
    bonus_with_conditions_cents: int
    rebate: RebateEffect | None
    total_cents: int
    assumptions: tuple[str, ...]
    basis: tuple[Basis, ...]
    notes: tuple[str, ...]


class Deal(NamedTuple):
    """The deal as the question put it."""

    partner_id: str
    amount_cents: int
    closes_on: date
    days_to_close: int | None
    new_logo: bool
    strategic_product: bool
    first_deal: bool | None
    kind: str
    incremental_cents: int | None
    contract_years: int


def deal_estimate(
    frames: Frames,
    program: Program,
    *,
    partner_id: str,
    amount_cents: int,
    closes_on: str | None = None,
    days_to_close: int | None = None,
    new_logo: bool = False,
    strategic_product: bool = False,
    first_deal: bool | None = None,
    kind: str = "new",
    incremental_cents: int | None = None,
    contract_years: int = 1,
) -> DealEstimate:
    """What a partner would earn on a deal that it may win: SPIFFs, bonuses, and what it adds to the quarter's rebate.

    Args:
        partner_id: Record id, such as "P-042".
        amount_cents: The deal's amount in cents: 15000000 is $150,000.
        closes_on: Day the deal closes, such as "2025-05-20"; the records' as-of day if left out.
        days_to_close: Days from the deal's registration to its close.
        new_logo: Whether the customer is new to the vendor.
        strategic_product: Whether the deal is of a strategic product line.
        first_deal: Whether it is the partner's first won deal; looked up in the records if left out.
        kind: "new", "cross_sell", "upsell" or "renewal".
        incremental_cents: The part of the amount that is new revenue, for a cross-sell or an upsell.
        contract_years: Years of the contract.

    Raises:
        UnknownPartner, BadAmount, BadArgument: an argument that does not fit.
        NoRuleInForce: no incentive is in force on the close day.
    """
    closes = day_of(closes_on) if closes_on else frames.as_of
    asked = (partner_id, amount_cents, closes, days_to_close, new_logo, strategic_product)
    deal = Deal(*asked, first_deal, kind, incremental_cents, contract_years)
    return _estimate(frames, program, deal, assumed_day=closes_on is None)


def _estimate(frames: Frames, program: Program, deal: Deal, *, assumed_day: bool) -> DealEstimate:
    name = partner(frames, deal.partner_id)["name"]
    day = _in_force(program, deal.closes_on)
    asked = terms(program, day)
    _check(deal, asked)
    own = of_partner(frames, deal.partner_id)
    eligible = bool(rows(active(own, deal.closes_on)))
    first = _first_so_far(own, deal.closes_on) if deal.first_deal is None else deal.first_deal
    sure, hoped = _lines(own, program, deal, asked, first=first) if eligible else ([], [])
    conditions = (*_timely(deal, asked, sure, hoped), *_incremental(deal, asked)) if eligible else ()
    effect = rebate_effect(own, _with_deal(own, deal, 0), program, deal.closes_on) if eligible else None
    bonus = sum(line.amount_cents for line in sure)
    return DealEstimate(
        partner_id=deal.partner_id,
        name=name,
        amount_cents=deal.amount_cents,
        closes_on=deal.closes_on,
        eligible=eligible,
        first_deal=first,
        lines=tuple(sure),
        bonus_cents=bonus,
        conditions=conditions,
        bonus_with_conditions_cents=sum(line.amount_cents for line in hoped),
        rebate=effect,
        total_cents=bonus + (effect.difference_cents if effect else 0),
        assumptions=tuple(_assumptions(deal, effect, first=first, assumed_day=assumed_day)),
        basis=_basis(program, deal.closes_on),
        notes=tuple(_notes(own, program, deal, name, eligible=eligible)),
    )


def _in_force(program: Program, closes: date) -> Period:
    """The close day, if any incentive is in force on it."""
    if not any(getattr(program, name).covers(closes) for name in RULES):
        program.spiffs.on(closes)
    return Period(first=closes, after=closes + timedelta(days=1), name=str(closes))


def _check(deal: Deal, asked: list[Term]) -> None:
    amount, part = deal.amount_cents, deal.incremental_cents
    if amount <= 0:
        raise BadAmount(dollars(amount), "a deal's amount is above zero")
    if amount > MAX_CENTS:
        raise BadAmount(dollars(amount), f"the most is {dollars(MAX_CENTS)}")
    if part is not None and not 0 <= part <= amount:
        raise BadAmount(dollars(part), f"the incremental part lies between $0 and the deal's {dollars(amount)}")
    if deal.days_to_close is not None and not 0 <= deal.days_to_close <= MOST_DAYS:
        raise BadArgument("days_to_close", deal.days_to_close, f"it is 0 to {MOST_DAYS} days.")
    if not 1 <= deal.contract_years <= MOST_YEARS:
        raise BadArgument("contract_years", deal.contract_years, f"it is 1 to {MOST_YEARS} years.")
    kinds = sorted({*PLAIN_KINDS, *(kind for term in asked for kind in term.rule.when.kinds or ())})
    if deal.kind not in kinds:
        raise BadArgument("kind", deal.kind, f"it is one of {', '.join(kinds)}.")


def _first_so_far(own: Frames, closes: date) -> bool:
    """Whether the records hold no partner-sourced win by the close day."""
    return not rows(sourced_wins(own).filter(nw.col("closed_on") <= closes).select("deal_id").head(1))


def _lines(
    own: Frames, program: Program, deal: Deal, asked: list[Term], *, first: bool
) -> tuple[list[Line], list[Line]]:
    """The lines that are sure, and those if the days left open turn out well."""
    tests = [term.rule.when for term in asked if term.rule.when.closed_within_days is not None]
    open_days = deal.days_to_close is None and any(test.new_logo in (None, deal.new_logo) for test in tests)
    hoped = _priced(own, program, deal, deal.days_to_close or 0, first=first)
    return (_priced(own, program, deal, LONG_AGO, first=first) if open_days else hoped), hoped


def _priced(own: Frames, program: Program, deal: Deal, days: int, *, first: bool) -> list[Line]:
    known = own.partners.select("partner_id", first_deal_id=nw.lit(ROW if first else None, dtype=nw.String()))
    day = _in_force(program, deal.closes_on)
    lines = deal_lines(_with_deal(own, deal, days), program, day, known).filter(nw.col("row") == ROW)
    return [line_of(program, row) for row in rows(lines)]


def _with_deal(own: Frames, deal: Deal, days: int) -> Frames:
    """The partner's frames on the close day or later, with the deal won."""
    registered = deal.closes_on - timedelta(days=days)
    values = {
        **deal._asdict(),
        "deal_id": ROW,
        "closed_on": deal.closes_on,
        "role": "sourced",
        "customer": "",
        "outcome": "won",
        "probability_bp": 10_000,
        "opened_on": registered,
        "registered_on": registered,
        "net_new_users": 0,
        "strategic_account": False,
    }
    schema = SCHEMA["deals"]
    row = [nw.lit(values.get(name), dtype=dtype).alias(name) for name, dtype in schema.items() if name != "partner_id"]
    deals = [own.deals.select(*schema), own.partners.select("partner_id", *row).select(*schema)]
    return Frames(as_of=max(own.as_of, deal.closes_on), tables={**own.tables, "deals": nw.concat(deals)})


def _timely(deal: Deal, asked: list[Term], sure: list[Line], hoped: list[Line]) -> Iterator[Condition]:
    if deal.days_to_close is not None:
        return
    certain = {line.rule for line in sure}
    for line in hoped:
        test = next(term.rule.when for term in asked if term.rule.id == line.rule)
        if line.rule not in certain:
            start = "opening" if test.counted_from == "opened" else "registration"
            needs = f"closed within {test.closed_within_days} days of its {start}"
            yield Condition(rule=line.rule, title=line.title, needs=needs, amount_cents=line.amount_cents)


def _incremental(deal: Deal, asked: list[Term]) -> Iterator[Condition]:
    for term in asked:
        kinds = term.rule.when.kinds or (deal.kind,)
        if term.pays.of == "incremental" and deal.incremental_cents is None and deal.kind in kinds:
            needs = "the incremental part of the amount"
            yield Condition(rule=term.rule.id, title=term.rule.title, needs=needs, amount_cents=None)


def _assumptions(deal: Deal, effect: RebateEffect | None, *, first: bool, assumed_day: bool) -> Iterator[str]:
    yield f"The deal is partner-sourced and closes on {deal.closes_on}" + (
        ", the last day of the records." if assumed_day else "."
    )
    if deal.days_to_close is not None:
        yield f"It closes {deal.days_to_close} days after its registration."
    if deal.first_deal is None:
        yield "It is the partner's first won deal." if first else "The partner has won deals before."
    if effect:
        yield f"The rest of {effect.quarter} stays as the records have it, and nothing is refunded."


def _basis(program: Program, closes: date) -> tuple[Basis, ...]:
    quarter = program.calendar.quarter_of(closes)
    days = {"spiffs": closes, "bonuses": closes, "rebate": quarter.last}
    found = [(name, getattr(program, name).on(day)) for name, day in days.items() if getattr(program, name).covers(day)]
    return tuple(Basis.of(name, ruling, *ruling.readings) for name, ruling in found)


def _notes(own: Frames, program: Program, deal: Deal, name: str, *, eligible: bool) -> Iterator[str]:
    closes = deal.closes_on
    if not eligible:
        yield f"{name} is not an active partner on {closes}: only active partners earn incentives."
    for rule in PROGRAMMES:
        if not getattr(program, rule).covers(closes):
            yield f"No {rule!r} rule is in force on {closes}."
        elif (tiers := getattr(program, rule).on(closes).tiers) is not None:
            held = {row["tier"] for row in rows(tiers_held(own, closes))}
            if not held & set(tiers):
                yield f"{name} earns no {rule} on {closes}: they are for partners of tier {' or '.join(tiers)}."
    if program.tiers.covers(closes) and program.tiers.on(closes).standard_margin_bp is None:
        yield "The partner's margin is not part of this: the program does not publish a standard margin."
