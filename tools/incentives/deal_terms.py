"""The deal rules that decide a period's days, as column expressions.

The expressions read the columns of `tools.incentives.deal_rules.priced`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import narwhals as nw

from tools.core.errors import NotInProgram
from tools.core.money import share_of
from tools.core.periods import Period
from tools.core.program import Program, Rule
from tools.core.rulings import DealRule, DealTest, Incentives, Pay
from tools.incentives.bands import at_most, floored

WHOLE = nw.Int64
PROGRAMMES = ("spiffs", "bonuses")


class Stretch(NamedTuple):
    """Days, first to last, that one ruling decides."""

    ruling: Incentives
    first: date
    last: date


def stretches(rule: Rule[Incentives], period: Period) -> list[Stretch]:
    """The days of a period by the ruling in force, oldest first; days without one are left out."""
    starts = {period.first}
    for ruling in rule.values:
        starts.add(ruling.since)
        if ruling.until is not None:
            starts.add(ruling.until + timedelta(days=1))
    days = sorted(day for day in starts if day in period)
    afters = [*days[1:], period.after]
    return [
        Stretch(rule.on(first), first, after - timedelta(days=1))
        for first, after in zip(days, afters, strict=True)
        if rule.covers(first)
    ]


@dataclass(frozen=True)
class Book:
    """Rulings of one programme that price deals alike, and the days they decide."""

    programme: str
    stretches: tuple[Stretch, ...]
    whole_period: bool

    @property
    def ruling(self) -> Incentives:
        """Any of its rulings: their deal rules, tiers and stacking are the same."""
        return self.stretches[0].ruling

    @property
    def days(self) -> tuple[tuple[date, date, date], ...]:
        """The first day of each ruling, and the first and last day that it decides."""
        return tuple((s.ruling.since, s.first, s.last) for s in self.stretches)

    def in_force(self) -> list[nw.Expr]:
        """The conditions on a deal's close day and on its partner's tier."""
        found = []
        if not self.whole_period:
            closed = nw.col("closed_on")
            spans = [(closed >= s.first) & (closed <= s.last) for s in self.stretches]
            found.append(nw.any_horizontal(*spans, ignore_nulls=True))
        if self.ruling.tiers is not None:
            found.append(nw.col(tier_flag(self.ruling.tiers)))
        return found


@dataclass(frozen=True)
class Term:
    """One rule of a book. Its amounts stand in the column named `amount`."""

    book: Book
    rule: DealRule
    amount: str

    @property
    def pays(self) -> Pay:
        """What the rule pays."""
        return self.rule.pays

    def rate(self) -> nw.Expr:
        """Basis points of the base; null for a fixed amount."""
        if self.pays.rate_bp is None:
            return nw.lit(None, dtype=WHOLE)
        if self.pays.each_year_after_first:
            return self._times() * self.pays.rate_bp
        return nw.lit(self.pays.rate_bp, dtype=WHOLE)

    def base(self) -> nw.Expr:
        """Cents that the rate applies to; null for a fixed amount."""
        if self.pays.rate_bp is None:
            return nw.lit(None, dtype=WHOLE)
        return nw.col("amount_cents" if self.pays.of == "amount" else "incremental_cents")

    def applies(self) -> nw.Expr:
        """Whether the conditions hold, whatever the rule pays."""
        conditions = [*self.book.in_force(), *_holds(self.rule.when)]
        if not conditions:
            return nw.col("amount_cents") == nw.col("amount_cents")
        return nw.all_horizontal(*conditions, ignore_nulls=False)

    def pay(self) -> nw.Expr:
        """Cents that the rule pays a deal, before the caps of a quarter; null where its base is."""
        if self.pays.rate_bp is not None:
            amount = share_of(self.base(), self.rate() if self.pays.each_year_after_first else self.pays.rate_bp)
        elif self.pays.fixed_cents is not None:
            amount = self._times() * self.pays.fixed_cents
        else:
            where = f"{self.book.programme}.yaml, key deals, rule {self.rule.id}, key pays (fixed or rate_bp)"
            raise NotInProgram(f"what {self.rule.title!r} pays", where)
        return amount if self.pays.cap_cents is None else at_most(amount, self.pays.cap_cents)

    def by_ruling(self, each: dict[date, nw.Expr]) -> nw.Expr:
        """Of the expressions by a ruling's first day, that of the ruling that decides the close day."""
        *earlier, last = self.book.stretches
        found = each[last.ruling.since]
        for stretch in reversed(earlier):
            found = nw.when(nw.col("closed_on") <= stretch.last).then(each[stretch.ruling.since]).otherwise(found)
        return found

    def since(self) -> nw.Expr:
        """The first day of the ruling that decides the close day."""
        return self.by_ruling({s.ruling.since: nw.lit(s.ruling.since) for s in self.book.stretches})

    def _times(self) -> nw.Expr:
        """How often the pay counts: once, or once a contract year after the first."""
        if self.pays.each_year_after_first:
            return floored(nw.col("contract_years") - 1)
        return nw.lit(1, dtype=WHOLE)


def terms(program: Program, period: Period) -> list[Term]:
    """Every deal rule that decides a day of a period, in the program's order."""
    books = [book for programme in PROGRAMMES for book in _books(programme, program, period)]
    rules = [(book, rule) for book in books for rule in book.ruling.deals]
    return [Term(book, rule, f"amount_{place}") for place, (book, rule) in enumerate(rules)]


def _books(programme: str, program: Program, period: Period) -> Iterator[Book]:
    alike: dict[object, list[Stretch]] = {}
    for stretch in stretches(getattr(program, programme), period):
        ruling = stretch.ruling
        alike.setdefault((ruling.stacking, ruling.tiers, ruling.deals), []).append(stretch)
    for held in alike.values():
        days = sum((s.last - s.first).days + 1 for s in held)
        yield Book(programme, tuple(held), whole_period=days == period.days)


def tier_flag(tiers: tuple[str, ...]) -> str:
    """The column that says whether the partner held one of the tiers on the day."""
    return "held " + " or ".join(tiers)


def _holds(test: DealTest) -> Iterator[nw.Expr]:
    amount = nw.col("amount_cents")
    if test.closed_within_days is not None:
        start = _start(test.counted_from)
        yield nw.col("closed_on") >= start
        yield nw.col("closed_on") - start <= timedelta(days=test.closed_within_days)
    for name in ("new_logo", "strategic_product", "first_won_deal"):
        asked = getattr(test, name)
        if asked is not None:
            yield nw.col(name) if asked else ~nw.col(name)
    if test.amount_above_cents is not None:
        yield amount > test.amount_above_cents
    if test.amount_at_least_cents is not None:
        yield amount >= test.amount_at_least_cents
    if test.kinds is not None:
        # comparing text with one word takes a fifth of the time of membership in a list of one
        kind, kinds = nw.col("kind"), test.kinds
        yield kind == kinds[0] if len(kinds) == 1 else kind.is_in(list(kinds))
    if test.contract_years_above is not None:
        yield nw.col("contract_years") > test.contract_years_above
    if test.tiers is not None:
        yield nw.col(tier_flag(test.tiers))


def _start(counted_from: str) -> nw.Expr:
    if counted_from == "registered_or_opened":
        return nw.coalesce(nw.col("registered_on"), nw.col("opened_on"))
    return nw.col(f"{counted_from}_on")
