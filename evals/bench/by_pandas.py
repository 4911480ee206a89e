"""The statement of every partner in pandas, written by hand for the shipped program alone."""

from dataclasses import dataclass

import pandas as pd  # type: ignore[import-untyped]
import polars as pl

from evals.bench import rates
from evals.bench.company import AS_OF, Company

FIRST, SECOND_QUARTER = pd.Timestamp(rates.FIRST), pd.Timestamp(rates.SECOND_QUARTER)
LAST = pd.Timestamp(AS_OF)
RATE_BP = {"large_deal": rates.LARGE_BP, "cross_sell": rates.CROSS_SELL_BP, "upsell": rates.UPSELL_BP}


@dataclass(frozen=True)
class Tables:
    """The company in pandas' own types; a missing incremental amount is 0 beside a kind that asks for none."""

    partners: pd.DataFrame
    deals: pd.DataFrame
    refunds: pd.DataFrame
    contributions: pd.DataFrame


def prepare(company: Company) -> Tables:
    """The tables as pandas reads them: text as its string type, days as timestamps."""
    deals = company.deals.with_columns(pl.col("incremental_cents").fill_null(0)).to_pandas()
    return Tables(company.partners.to_pandas(), deals, company.refunds.to_pandas(), company.contributions.to_pandas())


def run(tables: Tables) -> pl.DataFrame:
    """Totals by partner, programme and rule."""
    deals = tables.deals
    wins = deals[(deals["outcome"] == "won") & (deals["role"] == "sourced") & (deals["closed_on"] <= LAST)]
    first_on = wins.groupby("partner_id")["closed_on"].min()
    firsts = wins.loc[wins["closed_on"] == wins["partner_id"].map(first_on), ["partner_id", "deal_id"]]
    first_ids = firsts.groupby("partner_id", as_index=False)["deal_id"].min().rename(columns={"deal_id": "first_id"})
    partners = tables.partners.merge(first_ids, on="partner_id", how="left")
    inside = wins[wins["closed_on"] >= FIRST]
    returned = _returned(tables.refunds, inside)
    parts = [
        *_earned(_eligible(inside, partners, "closed_on")),
        *_taken_back(_eligible(returned, partners, "closed_on")),
        _activities(tables.contributions, partners),
        _rebates(inside, returned),
    ]
    sums = pd.concat(parts).groupby(rates.KEYS, as_index=False)["amount_cents"].sum()
    return pl.DataFrame(sums[sums["amount_cents"] != 0].to_dict("list"))


def _share(amount: "pd.Series[int]", rate_bp: "pd.Series[int] | int") -> "pd.Series[int]":
    return (amount * rate_bp + 5_000) // 10_000


def _eligible(rows: pd.DataFrame, partners: pd.DataFrame, day: str) -> pd.DataFrame:
    joined = rows.merge(partners, on="partner_id")
    exited = joined["exited_on"]
    return joined[(joined["joined_on"] <= joined[day]) & (exited.isna() | (exited > joined[day]))]


def _terms(deals: pd.DataFrame) -> "dict[str, tuple[pd.Series[bool], pd.Series[int] | int]]":
    """Which deals each rule pays, and what."""
    start = deals["registered_on"].fillna(deals["opened_on"])
    timely = (deals["closed_on"] >= start) & (deals["closed_on"] <= start + pd.Timedelta(days=rates.NEW_LOGO_DAYS))
    cents, years, incremental = deals["amount_cents"], deals["contract_years"], deals["incremental_cents"]
    return {
        "new_logo": (deals["new_logo"] & timely, rates.NEW_LOGO),
        "strategic_product": (deals["strategic_product"], rates.STRATEGIC),
        "first_deal": (deals["deal_id"] == deals["first_id"], rates.FIRST_DEAL),
        "large_deal": (cents > rates.LARGE_ABOVE, _share(cents, rates.LARGE_BP)),
        "cross_sell": (deals["kind"] == "cross_sell", _share(incremental, rates.CROSS_SELL_BP)),
        "upsell": (deals["kind"] == "upsell", _share(incremental, rates.UPSELL_BP)),
        "multi_year": (years > 1, _share(cents, (years - 1) * rates.YEAR_BP)),
    }


def _named(sums: "pd.Series[int]", programme: str, rule: str) -> pd.DataFrame:
    return sums.rename("amount_cents").reset_index().assign(programme=programme, rule=rule)


def _earned(deals: pd.DataFrame) -> list[pd.DataFrame]:
    parts = []
    for rule, (applies, pay) in _terms(deals).items():
        paid = (pay if isinstance(pay, pd.Series) else pd.Series(pay, index=deals.index))[applies]
        sums = paid.groupby(deals.loc[applies, "partner_id"]).sum()
        parts.append(_named(sums, rates.PROGRAMMES[rule], rule))
    return parts


def _returned(refunds: pd.DataFrame, inside: pd.DataFrame) -> pd.DataFrame:
    known = refunds[refunds["refunded_on"] <= LAST].sort_values(["refunded_on", "refund_id"])
    back = known[["deal_id", "refunded_on"]].assign(
        refund_cents=known["amount_cents"], through_cents=known.groupby("deal_id")["amount_cents"].cumsum()
    )
    return inside.merge(back, on="deal_id")


def _taken_back(returned: pd.DataFrame) -> list[pd.DataFrame]:
    parts = []
    through, refund, whole = returned["through_cents"], returned["refund_cents"], returned["amount_cents"]
    for rule, (applies, pay) in _terms(returned).items():
        line = pay if isinstance(pay, pd.Series) else pd.Series(pay, index=returned.index)
        rate_bp = (returned["contract_years"] - 1) * rates.YEAR_BP if rule == "multi_year" else RATE_BP.get(rule, 0)
        before, after = (
            _share(refunded, rate_bp).clip(upper=line).where(refunded < whole, line)
            for refunded in (through - refund, through)
        )
        sums = (before - after)[applies].groupby(returned.loc[applies, "partner_id"]).sum()
        parts.append(_named(sums, rates.PROGRAMMES[rule], rule))
    return parts


def _activities(contributions: pd.DataFrame, partners: pd.DataFrame) -> pd.DataFrame:
    approved = _eligible(contributions[contributions["approved_on"].between(FIRST, LAST)], partners, "approved_on")
    reference = approved["kind"].isin(rates.REFERENCES)
    return approved[["partner_id"]].assign(
        programme="bonuses",
        rule=reference.map({True: "reference", False: "contribution"}),
        amount_cents=reference.map({True: rates.REFERENCE, False: rates.CONTRIBUTION}),
    )


def _rate(revenue: "pd.Series[int]") -> "pd.Series[int]":
    rate = revenue * 0
    for threshold, rate_bp in rates.BANDS:
        rate = rate.mask(revenue >= threshold, rate_bp)
    return rate


def _rebates(inside: pd.DataFrame, returned: pd.DataFrame) -> pd.DataFrame:
    second, back_second = inside["closed_on"] >= SECOND_QUARTER, returned["closed_on"] >= SECOND_QUARTER
    late = ~back_second & (returned["refunded_on"] >= SECOND_QUARTER)

    def summed(rows: pd.DataFrame, column: str) -> "pd.Series[int]":
        return rows.groupby("partner_id")[column].sum()

    first = summed(inside[~second], "amount_cents")
    first = first.sub(summed(returned[~back_second & ~late], "refund_cents"), fill_value=0).astype("int64")
    then = summed(inside[second], "amount_cents")
    then = then.sub(summed(returned[back_second], "refund_cents"), fill_value=0).astype("int64")
    earned = _share(first, _rate(first))
    taken = summed(returned[late], "refund_cents").reindex(first.index, fill_value=0)
    taken = _share(taken, _rate(first)).clip(upper=earned)
    rebate = (earned - taken).add(_share(then, _rate(then)), fill_value=0).astype("int64")
    return _named(rebate.rename_axis("partner_id"), "rebate", "rebate")
