"""Every incentive on a won deal, for all partners at once.

Each rule is one column over the deals of a period, null where it does not apply, so that lines (a filter
a rule) and totals (one group-by) come from the same expressions.

Refunds never edit a line. A line at a rate is taken back at that rate, up to the line. A fixed amount is
taken back once the deal's refunds have reached the whole of its amount.
"""

from collections.abc import Callable, Iterable
from datetime import date

import narwhals as nw

from tools.core.frames import Frames, Lazy
from tools.core.money import share_of
from tools.core.periods import FiscalCalendar, Period
from tools.core.program import Program
from tools.incentives.bands import floored
from tools.incentives.deal_terms import PROGRAMMES, Term, terms, tier_flag
from tools.incentives.quarters import REFUND, first_deals, number, refunded_wins, sourced_wins

WHOLE = nw.Int64
NO_AMOUNT = nw.lit(None, dtype=WHOLE)
NO_CENTS = nw.lit(0, dtype=WHOLE)
"""Where amounts are only summed: a column without nulls is summed in less time."""
LINE = {
    "partner_id": nw.String(),
    "row": nw.String(),
    "on": nw.Date(),
    "programme": nw.String(),
    "rule": nw.String(),
    "base_cents": WHOLE(),
    "rate_bp": WHOLE(),
    "amount_cents": WHOLE(),
    "claim_until": nw.Date(),
    "ruling_since": nw.Date(),
}
"""The columns of every line of a statement."""


def deal_lines(frames: Frames, program: Program, period: Period, firsts: Lazy | None = None) -> Lazy:
    """One line a rule that applies to a partner-sourced deal won in a period, in the columns of `LINE`.

    A deal without the incremental amount that a rule asks for has no line of it: see `unpriced`.
    `firsts` (`partner_id`, `first_deal_id`) names first won deals where the records' own are not meant.
    """
    asked = terms(program, reach(program, period))
    return _lines(frames, asked, amounts(frames, program, period, asked, firsts))


def amounts(
    frames: Frames,
    program: Program,
    period: Period,
    asked: list[Term],
    firsts: Lazy | None = None,
    unpaid: nw.Expr = NO_AMOUNT,
) -> Lazy:
    """The eligible deals of a period, with the amount of each rule that is asked for in the column `term.amount`.

    `unpaid` stands where a rule does not apply.
    """
    since = reach(program, period).first
    deals = sourced_wins(frames).filter(nw.col("closed_on") >= since, nw.col("closed_on") < period.after)
    found = priced(frames, program, asked, deals, since, firsts, unpaid)
    return found if since == period.first else found.filter(nw.col("closed_on") >= period.first)


def refund_lines(frames: Frames, program: Program, period: Period, lines: Lazy | None = None) -> Lazy:
    """One negative line a refund of the period for each line of its deal that it takes back, whenever won.

    `lines` are all `deal_lines` up to the period's end, where the caller has them already.
    """
    refunded, day = refunded_wins(frames), nw.col("refunded_on")
    known = _refundable(frames, program, period, refunded) if lines is None else lines
    refunds = refunded.filter(day >= period.first, day < period.after).select(
        "refunded_on", "refund_cents", "through_cents", row=nw.col("deal_id"), deal_cents=nw.col("amount_cents")
    )
    return _taken_back(known.join(refunds, on="row", how="inner"))


def _refundable(frames: Frames, program: Program, period: Period, refunded: Lazy) -> Lazy:
    """The lines of the refunded deals; where a quarter's cap counts, of their partners' other deals too."""
    since = [ruling.since for name in PROGRAMMES for ruling in getattr(program, name).values]
    ever = period.model_copy(update={"first": min([*since, period.first])})
    asked = terms(program, ever)
    deals = refunded.drop(*REFUND).unique(subset=["deal_id"])
    if any(term.pays.quarter_cap_cents is not None for term in asked):
        deals = sourced_wins(frames).join(refunded.select("partner_id").unique(), on="partner_id", how="semi")
    deals = deals.filter(nw.col("closed_on") >= ever.first, nw.col("closed_on") < ever.after)
    if not asked:
        return no_lines(frames)
    return by_rule(
        priced(frames, program, asked, deals, ever.first), asked, "partner_id", "deal_id", "closed_on", "contract_years"
    ).select(
        "partner_id",
        "programme",
        "rule",
        "amount_cents",
        row=nw.col("deal_id"),
        rate_bp=_of_term(
            asked, lambda term: term.rate(), lambda term: (term.pays.rate_bp, term.pays.each_year_after_first)
        ),
        ruling_since=_of_term(asked, lambda term: term.since(), lambda term: term.book.days),
    )


def by_rule(amounts: Lazy, asked: list[Term], *index: str) -> Lazy:
    """A row for each term's amount that is not null: the index, `term`, `programme`, `rule` and `amount_cents`."""
    columns = [term.amount for term in asked]
    long = amounts.select(*index, *columns).unpivot(
        columns, index=list(index), variable_name="term", value_name="amount_cents"
    )
    return long.filter(~nw.col("amount_cents").is_null()).with_columns(
        programme=_word_of(asked, lambda term: term.book.programme), rule=_word_of(asked, lambda term: term.rule.id)
    )


def _word_of(asked: list[Term], each: Callable[[Term], str]) -> nw.Expr:
    """The word of the term that the column `term` names."""
    words = {term.amount: each(term) for term in asked}
    return nw.col("term").replace_strict(words, default=nw.lit(""), return_dtype=nw.String)


def _of_term(asked: list[Term], each: Callable[[Term], nw.Expr], alike: Callable[[Term], object]) -> nw.Expr:
    """The expression of the term that the column `term` names; terms that are alike share one."""
    groups: dict[object, list[Term]] = {}
    for term in asked:
        groups.setdefault(alike(term), []).append(term)
    *others, last = groups.values()
    found = each(last[0])
    for group in others:
        named = nw.col("term").is_in([term.amount for term in group])
        found = nw.when(named).then(each(group[0])).otherwise(found)
    return found


def unpriced(frames: Frames, program: Program, period: Period) -> Lazy:
    """`partner_id`, `row`, `kind` and `rule` of deals whose rule applies but whose base the records lack."""
    asked = [term for term in terms(program, period) if term.pays.rate_bp is not None and term.pays.of == "incremental"]
    deals = sourced_wins(frames).filter(
        nw.col("closed_on") >= period.first, nw.col("closed_on") < period.after, nw.col("incremental_cents").is_null()
    )
    eligible = priced(frames, program, asked, deals, period.first)
    found = [
        eligible.filter(term.applies()).select("partner_id", "kind", row=nw.col("deal_id"), rule=nw.lit(term.rule.id))
        for term in asked
    ]
    none = frames.deals.head(0).select("partner_id", "kind", row=nw.col("deal_id"), rule=nw.col("deal_id"))
    return nw.concat([none, *found])


def priced(
    frames: Frames,
    program: Program,
    asked: list[Term],
    deals: Lazy,
    since: date,
    firsts: Lazy | None = None,
    unpaid: nw.Expr = NO_AMOUNT,
) -> Lazy:
    """Deals of partners active on the close day, with each term's amount; `unpaid` where it does not apply.

    No deal of `deals` closed before `since`.
    """
    tests = [term.rule.when for term in asked]
    partners = frames.partners.select("partner_id", "joined_on", "exited_on")
    on_first_deals = any(test.first_won_deal is not None for test in tests)
    if on_first_deals:
        known = first_deals(sourced_wins(frames), since) if firsts is None else firsts
        of_firsts_alone = all(test.first_won_deal for test in tests)
        partners = partners.join(known, on="partner_id", how="inner" if of_firsts_alone else "left")
    deals = active_on(deals, partners, "closed_on")
    if on_first_deals:
        first = (nw.col("deal_id") == nw.col("first_deal_id")).fill_null(value=False)
        deals = deals.with_columns(first_won_deal=first)
    sets = {term.book.ruling.tiers for term in asked} | {test.tiers for test in tests}
    deals = with_tiers(frames, deals, sets, key="deal_id", on="closed_on")
    deals = deals.with_columns(
        **{term.amount: nw.when(term.applies()).then(term.pay()).otherwise(unpaid) for term in asked}
    )
    return _capped(_highest(deals, asked), asked, program.calendar)


def active_on(rows: Lazy, partners: Lazy, day: str) -> Lazy:
    """Rows whose partner was active at the end of the row's day, with the partner's columns."""
    return rows.join(partners, on="partner_id", how="inner").filter(
        nw.col("joined_on") <= nw.col(day), nw.col("exited_on").is_null() | (nw.col("exited_on") > nw.col(day))
    )


def with_tiers(frames: Frames, rows: Lazy, sets: Iterable[tuple[str, ...] | None], *, key: str, on: str) -> Lazy:
    """Rows with a `tier_flag` column for each set of tiers; a day without tier history is flagged false."""
    day = nw.col(on)
    for tiers in sorted(held for held in sets if held is not None):
        spans = frames.tier_history.filter(nw.col("tier").is_in(list(tiers))).select("partner_id", "since", "until")
        flagged = (
            rows.select(key, "partner_id", on)
            .join(spans, on="partner_id", how="inner")
            .filter(nw.col("since") <= day, nw.col("until").is_null() | (nw.col("until") >= day))
            .select(key)
            .unique()
            .with_columns(nw.lit(value=True).alias(tier_flag(tiers)))
        )
        rows = rows.join(flagged, on=key, how="left").with_columns(nw.col(tier_flag(tiers)).fill_null(value=False))
    return rows


def no_lines(frames: Frames) -> Lazy:
    """The columns of `LINE` without a row, on the frames' own engine."""
    missing = [nw.lit(None, dtype=dtype).alias(name) for name, dtype in LINE.items() if name != "partner_id"]
    return frames.deals.head(0).select("partner_id", *missing)


def _highest(deals: Lazy, asked: list[Term]) -> Lazy:
    """Of each book that pays the highest alone, the first of the highest amounts stays."""
    for book in {id(term.book): term.book for term in asked}.values():
        columns = [term.amount for term in asked if term.book is book]
        if book.ruling.stacking == "all" or len(columns) < 2:
            continue
        best = nw.max_horizontal(*columns)
        kept = {}
        for place, column in enumerate(columns):
            beaten = [(nw.col(earlier) == best).fill_null(value=False) for earlier in columns[:place]]
            stays = nw.all_horizontal(nw.col(column) == best, *[~b for b in beaten], ignore_nulls=False)
            kept[column] = nw.when(stays).then(nw.col(column)).otherwise(NO_AMOUNT)
        deals = deals.with_columns(**kept)
    return deals


def _capped(deals: Lazy, asked: list[Term], calendar: FiscalCalendar) -> Lazy:
    """Amounts cut at what is left of a rule's cap for the partner and fiscal quarter, in close order."""
    limited = [term for term in asked if term.pays.quarter_cap_cents is not None]
    if not limited:
        return deals
    deals = deals.with_columns(quarter=number(calendar, nw.col("closed_on")))
    for term in limited:
        amount, cap = nw.col(term.amount), term.pays.quarter_cap_cents or 0
        through = amount.fill_null(0).cum_sum().over("partner_id", "quarter", order_by=["closed_on", "deal_id"])
        left = floored(cap - (through - amount))
        deals = deals.with_columns(nw.when(amount > left).then(left).otherwise(amount).cast(WHOLE).alias(term.amount))
    return deals


def _lines(frames: Frames, asked: list[Term], deals: Lazy) -> Lazy:
    return nw.concat([no_lines(frames), *[_earned(deals, term) for term in asked]])


def _earned(deals: Lazy, term: Term) -> Lazy:
    rulings = {s.ruling.since: s.ruling for s in term.book.stretches}
    until = {since: _claim_until(ruling.claim_within_days) for since, ruling in rulings.items()}
    return deals.filter(~nw.col(term.amount).is_null()).select(
        "partner_id",
        row=nw.col("deal_id"),
        on=nw.col("closed_on"),
        programme=nw.lit(term.book.programme),
        rule=nw.lit(term.rule.id),
        base_cents=term.base(),
        rate_bp=term.rate(),
        amount_cents=nw.col(term.amount),
        claim_until=term.by_ruling(until),
        ruling_since=term.since(),
    )


def _claim_until(days: int) -> nw.Expr:
    return nw.col("closed_on").dt.offset_by(f"{days}d").cast(nw.Date)


def _taken_back(lines: Lazy) -> Lazy:
    """Lines of refunded deals as what each refund takes back: the part through it less the part before it."""
    line, refund, through = nw.col("amount_cents"), nw.col("refund_cents"), nw.col("through_cents")
    at_a_rate = ~nw.col("rate_bp").is_null()

    def back(refunded: nw.Expr) -> nw.Expr:
        part = nw.when(at_a_rate).then(share_of(refunded, nw.col("rate_bp"))).otherwise(nw.lit(0, dtype=WHOLE))
        return nw.when((refunded >= nw.col("deal_cents")) | (part > line)).then(line).otherwise(part)

    taken = lines.with_columns(
        on=nw.col("refunded_on"),
        base_cents=nw.when(at_a_rate).then(0 - refund).otherwise(NO_AMOUNT),
        amount_cents=back(through - refund) - back(through),
        claim_until=nw.lit(None, dtype=nw.Date),
    )
    return taken.filter(nw.col("amount_cents") != 0).select(*LINE)


def reach(program: Program, period: Period) -> Period:
    """The period, from its quarter's first day where a cap runs over the quarter."""
    whole = period.model_copy(update={"first": program.calendar.quarter_of(period.first).first})
    capped = any(term.pays.quarter_cap_cents is not None for term in terms(program, whole))
    return whole if capped else period
