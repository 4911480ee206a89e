"""The statement of every partner in Polars, written by hand for the shipped program alone."""

import polars as pl

from evals.bench import rates
from evals.bench.company import AS_OF, Company

CLOSED, CENTS = pl.col("closed_on"), pl.col("amount_cents")
RATE_BP = {
    "large_deal": pl.lit(rates.LARGE_BP),
    "cross_sell": pl.lit(rates.CROSS_SELL_BP),
    "upsell": pl.lit(rates.UPSELL_BP),
    "multi_year": (pl.col("contract_years") - 1) * rates.YEAR_BP,
}


def prepare(company: Company) -> Company:
    """The tables with their words encoded, as ours has them."""
    return company.encoded()


def run(company: Company) -> pl.DataFrame:
    """Totals by partner, programme and rule."""
    wins = company.deals.lazy().filter(pl.col("outcome") == "won", pl.col("role") == "sourced", CLOSED <= AS_OF)
    first_days = wins.group_by("partner_id").agg(first_on=CLOSED.min())
    firsts = wins.join(first_days, on="partner_id").filter(pl.col("first_on") == CLOSED)
    first_ids = firsts.group_by("partner_id").agg(first_id=pl.col("deal_id").min())
    partners = company.partners.lazy().join(first_ids, on="partner_id", how="left")
    inside = wins.filter(CLOSED >= rates.FIRST)
    returned = _returned(company, inside)
    paid = [_sums(_priced(_eligible(inside, partners))), _sums(_taken_back(_priced(_eligible(returned, partners))))]
    parts = [_by_rule(pl.concat(paid)), _activities(company, partners), _rebates(inside, returned)]
    return pl.concat(parts).group_by(rates.KEYS).agg(CENTS.sum()).filter(CENTS != 0).collect()


def _share(amount: pl.Expr, rate_bp: pl.Expr | int) -> pl.Expr:
    return (amount * rate_bp + 5_000) // 10_000


def _eligible(rows: pl.LazyFrame, partners: pl.LazyFrame, day: str = "closed_on") -> pl.LazyFrame:
    return rows.join(partners, on="partner_id").filter(
        pl.col("joined_on") <= pl.col(day), pl.col("exited_on").is_null() | (pl.col("exited_on") > pl.col(day))
    )


def _priced(deals: pl.LazyFrame) -> pl.LazyFrame:
    start = pl.coalesce("registered_on", "opened_on")
    timely = (start <= CLOSED) & (start + pl.duration(days=rates.NEW_LOGO_DAYS) >= CLOSED)
    incremental, kind = pl.col("incremental_cents"), pl.col("kind")
    return deals.with_columns(
        new_logo_cents=pl.when(pl.col("new_logo") & timely).then(rates.NEW_LOGO),
        strategic_product_cents=pl.when("strategic_product").then(rates.STRATEGIC),
        first_deal_cents=pl.when(pl.col("deal_id") == pl.col("first_id")).then(rates.FIRST_DEAL),
        large_deal_cents=pl.when(CENTS > rates.LARGE_ABOVE).then(_share(CENTS, rates.LARGE_BP)),
        cross_sell_cents=pl.when(kind == "cross_sell").then(_share(incremental, rates.CROSS_SELL_BP)),
        upsell_cents=pl.when(kind == "upsell").then(_share(incremental, rates.UPSELL_BP)),
        multi_year_cents=pl.when(pl.col("contract_years") > 1).then(_share(CENTS, RATE_BP["multi_year"])),
    )


def _sums(priced: pl.LazyFrame) -> pl.LazyFrame:
    return priced.group_by("partner_id").agg(pl.col(f"{rule}_cents").sum().cast(pl.Int64) for rule in rates.PROGRAMMES)


def _by_rule(sums: pl.LazyFrame) -> pl.LazyFrame:
    long = sums.rename({f"{rule}_cents": rule for rule in rates.PROGRAMMES}).unpivot(
        index="partner_id", variable_name="rule", value_name="amount_cents"
    )
    return long.select(
        "partner_id", pl.col("rule").replace_strict(rates.PROGRAMMES).alias("programme"), "rule", "amount_cents"
    )


def _returned(company: Company, inside: pl.LazyFrame) -> pl.LazyFrame:
    refunds = company.refunds.lazy().filter(pl.col("refunded_on") <= AS_OF)
    through = pl.col("refund_cents").cum_sum().over("deal_id", order_by=["refunded_on", "refund_id"])
    back = refunds.select("deal_id", "refund_id", "refunded_on", refund_cents=CENTS).with_columns(through_cents=through)
    return inside.join(back, on="deal_id")


def _taken_back(priced: pl.LazyFrame) -> pl.LazyFrame:
    through, refund = pl.col("through_cents"), pl.col("refund_cents")

    def back(rule: str, refunded: pl.Expr) -> pl.Expr:
        line = pl.col(f"{rule}_cents")
        part = pl.min_horizontal(line, _share(refunded, RATE_BP[rule])) if rule in RATE_BP else pl.lit(0)
        return pl.when(refunded >= CENTS).then(line).when(line.is_not_null()).then(part)

    return priced.with_columns(
        (back(rule, through - refund) - back(rule, through)).alias(f"{rule}_cents") for rule in rates.PROGRAMMES
    )


def _activities(company: Company, partners: pl.LazyFrame) -> pl.LazyFrame:
    approved = company.contributions.lazy().filter(pl.col("approved_on").is_between(rates.FIRST, AS_OF))
    reference = pl.col("kind").is_in(rates.REFERENCES)
    return _eligible(approved, partners, "approved_on").select(
        "partner_id",
        programme=pl.lit("bonuses"),
        rule=pl.when(reference).then(pl.lit("reference")).otherwise(pl.lit("contribution")),
        amount_cents=pl.when(reference).then(rates.REFERENCE).otherwise(rates.CONTRIBUTION).cast(pl.Int64),
    )


def _rate(revenue: pl.Expr) -> pl.Expr:
    rate = pl.lit(0)
    for threshold, rate_bp in rates.BANDS:
        rate = pl.when(revenue >= threshold).then(rate_bp).otherwise(rate)
    return rate


def _rebates(inside: pl.LazyFrame, returned: pl.LazyFrame) -> pl.LazyFrame:
    second = rates.SECOND_QUARTER <= CLOSED
    late = ~second & (pl.col("refunded_on") >= rates.SECOND_QUARTER)
    refund, first, then = pl.col("refund_cents"), pl.col("first_cents"), pl.col("second_cents")
    sold = inside.group_by("partner_id").agg(
        first_cents=CENTS.filter(~second).sum(), second_cents=CENTS.filter(second).sum()
    )
    less = returned.group_by("partner_id").agg(
        first_less=refund.filter(~second & ~late).sum(),
        second_less=refund.filter(second).sum(),
        late_cents=refund.filter(late).sum(),
    )
    both = sold.join(less, on="partner_id", how="left").with_columns(
        first_cents=first - pl.col("first_less").fill_null(0),
        second_cents=then - pl.col("second_less").fill_null(0),
        late_cents=pl.col("late_cents").fill_null(0),
    )
    earned = _share(first, _rate(first))
    taken = pl.min_horizontal(earned, _share(pl.col("late_cents"), _rate(first)))
    cents = earned - taken + _share(then, _rate(then))
    return both.select("partner_id", programme=pl.lit("rebate"), rule=pl.lit("rebate"), amount_cents=cents)
