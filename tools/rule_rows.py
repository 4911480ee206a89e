"""Each rule of a program as rows: a label, a kind and an exact value."""

from collections.abc import Callable, Iterator
from math import gcd
from typing import Any, Literal

from tools.core.receipts import Result
from tools.core.rulings import (
    MONEY_METRICS,
    Awards,
    Claims,
    DealRule,
    DealTest,
    FastTrack,
    Health,
    Incentives,
    Mdf,
    Pay,
    Rebate,
    Tier,
    Tiers,
)

Kind = Literal[
    "money", "rate", "points", "share", "count", "days", "business_days", "quarters", "match", "yes_no", "text"
]
Value = bool | int | str | None

_YES_OR_NO = ("agreement_signed", "basic_training")
_BASES = {"amount": "of the deal's amount", "incremental": "of the incremental revenue"}


class RuleRow(Result):
    """One value of the program.

    `value` is exact: cents for "money", basis points for "rate" and
    "points", "2:1" for "match", "2/3" for "share", a
    number otherwise. None means that the program leaves it open. `group` is what it belongs to, such as a
    tier or a SPIFF, and empty for the section as a whole.
    """

    group: str
    label: str
    kind: Kind
    value: Value


Rows = Iterator[RuleRow]


def _said(key: str) -> str:
    return key.replace("_", " ")


def _texts(group: str, label: str, texts: tuple[str, ...]) -> Rows:
    return (RuleRow(group=group, label=label, kind="text", value=text) for text in texts)


def _set(group: str, *values: tuple[str, Kind, Value]) -> Rows:
    """The values that are set; what a program leaves out asks or limits nothing."""
    return (RuleRow(group=group, label=label, kind=kind, value=v) for label, kind, v in values if v is not None)


def _tiers(ruling: Tiers, tier: str | None) -> Rows:
    for one in ruling.tiers:
        if tier in (None, one.name):
            yield from _one_tier(one)
    track = ruling.fast_track
    if track and tier in (None, track.to):
        yield from _fast_track(track)
    if tier is None or ruling.tier(tier).margin_points_bp is not None:
        yield RuleRow(group="", label="standard margin", kind="rate", value=ruling.standard_margin_bp)
    if tier is None:
        yield from _set(
            "moving between tiers",
            ("quarters that an annual figure looks back on", "quarters", ruling.lookback_quarters),
            ("advance after consecutive quarters met", "quarters", ruling.advance_after_quarters),
            ("demotion after consecutive quarters missed", "quarters", ruling.demote_after_quarters),
            ("demotion takes place at", "text", _said(ruling.demotes_at)),
            ("exit after consecutive quarters missed", "quarters", ruling.exit_after_quarters),
            ("who must agree", "text", ruling.approver),
        )


def _one_tier(tier: Tier) -> Rows:
    for requirement in tier.requirements:
        label, least = f"requires {_said(requirement.metric)}", requirement.at_least
        if requirement.metric in _YES_OR_NO:
            yield RuleRow(group=tier.name, label=label, kind="yes_no", value=least >= 1)
        else:
            kind: Kind = "money" if requirement.metric in MONEY_METRICS else "count"
            yield RuleRow(group=tier.name, label=f"{label}, at least", kind=kind, value=least)
    yield from _texts(tier.name, "benefit", tier.benefits)
    yield from _set(
        tier.name,
        ("points on the standard margin", "points", tier.margin_points_bp),
        ("annual target", "money", tier.target_cents),
        ("review of the tier", "text", tier.tier_review),
        ("days to advance or exit", "days", tier.advance_within_days),
    )
    yield from _texts(tier.name, "business review", tier.business_reviews)
    yield from _texts(tier.name, "support", tier.support)


def _fast_track(track: FastTrack) -> Rows:
    group = f"fast track to {track.to}"
    yield RuleRow(
        group=group, label="revenue in one quarter, at least", kind="money", value=track.quarter_revenue_cents
    )
    yield from _texts(group, "waives", tuple(_said(waived) for waived in track.waives))
    yield RuleRow(group=group, label="who must agree", kind="text", value=track.approver)


def _incentives(ruling: Incentives, tier: str | None) -> Rows:
    if tier and ruling.tiers is not None and tier not in ruling.tiers:
        yield from _texts("open to", "tier", ruling.tiers)
        return
    for rule in ruling.deals:
        if tier is None or rule.when.tiers is None or tier in rule.when.tiers:
            yield from _deal_rule(rule)
    for activity in ruling.activities:
        yield from _set(activity.title, ("pays for each", "money", activity.fixed_cents))
        yield from _texts(activity.title, "counts", tuple(_said(kind) for kind in activity.kinds))
    several = {"all": "all that apply are paid", "highest": "the highest alone is paid"}[ruling.stacking]
    yield from _set("", ("several on one deal", "text", several), ("claim within", "days", ruling.claim_within_days))
    yield from _texts("open to", "tier", ruling.tiers or ())


def _deal_rule(rule: DealRule) -> Rows:
    yield from _pays(rule.title, rule.pays)
    yield from _when(rule.title, rule.when)


def _pays(group: str, pays: Pay) -> Rows:
    each = " for each contract year after the first" if pays.each_year_after_first else ""
    yield from _set(
        group,
        (f"pays{each}", "money", pays.fixed_cents),
        (f"pays, {_BASES[pays.of]}{each}", "rate", pays.rate_bp),
        ("at most for a deal", "money", pays.cap_cents),
        ("at most for a quarter", "money", pays.quarter_cap_cents),
    )


def _when(group: str, when: DealTest) -> Rows:
    yield from _set(
        group,
        ("new logo", "yes_no", when.new_logo),
        ("closed within", "days", when.closed_within_days),
        ("days counted from", "text", _said(when.counted_from) if when.closed_within_days is not None else None),
        ("strategic product", "yes_no", when.strategic_product),
        ("first won deal", "yes_no", when.first_won_deal),
        ("amount strictly above", "money", when.amount_above_cents),
        ("amount at least", "money", when.amount_at_least_cents),
        ("contract years above", "count", when.contract_years_above),
    )
    yield from _texts(group, "kind of deal", tuple(_said(kind) for kind in when.kinds or ()))
    yield from _texts(group, "tier", when.tiers or ())


def _rebate(ruling: Rebate, _tier_name: str | None) -> Rows:
    by_users = ruling.measure == "net_new_users"
    kind: Kind = "count" if by_users else "money"
    unit = 100 if by_users else 1
    following = [band.at_least // unit for band in ruling.bands[1:]]
    for number, band in enumerate(ruling.bands):
        group = f"band {number + 1}"
        below = following[number] if number < len(following) else None
        yield from _set(
            group, ("from", kind, band.at_least // unit), ("below", kind, below), ("rate", "rate", band.rate_bp)
        )
        yield from _set(group, ("opens the fast track", "yes_no", band.fast_track or None))
    yield RuleRow(group="", label="method", kind="text", value=ruling.method)
    yield from _set(
        "",
        ("bands measured in", "text", _said(ruling.measure)),
        ("at most for a quarter", "money", ruling.cap_cents),
        ("paid after the quarter ends", "days", ruling.paid_after_days),
    )


def _mdf(ruling: Mdf, tier: str | None) -> Rows:
    entitlements = [e for e in ruling.entitlements if tier in (None, e.tier)]
    if not entitlements:
        yield from _set(tier or "", ("entitlement in a fiscal year", "money", 0))
    for entitlement in entitlements:
        vendor, partner = entitlement.match.vendor, entitlement.match.partner
        whole, common = vendor + partner, gcd(vendor, vendor + partner)
        yield from _set(
            entitlement.tier,
            ("entitlement in a fiscal year", "money", entitlement.yearly_cents),
            ("match", "match", f"{vendor}:{partner}"),
            ("part of the cost that the vendor pays", "share", f"{vendor // common}/{whole // common}"),
            ("smallest request", "money", entitlement.minimum_request_cents or None),
        )
    yield from _texts("", "eligible activity", tuple(_said(activity) for activity in ruling.activities))
    yield from _set(
        "",
        ("pre-approval required", "yes_no", ruling.pre_approval),
        ("report after the activity", "days", ruling.report_within_days),
    )


def _awards(ruling: Awards, _tier_name: str | None) -> Rows:
    for award in ruling.awards:
        each = award.each_beyond_threshold
        yield from _set(
            award.title,
            ("goes by" if each else "goes to the highest", "text", _said(award.measure)),
            ("prize for each beyond the threshold" if each else "prize", "money", award.prize_cents),
            ("floor of the quarter before", "money", award.floor_cents),
        )
        if each:
            yield RuleRow(group=award.title, label="threshold", kind="count", value=award.threshold)
        yield from _texts(award.title, "also", award.extras)


def _claims(ruling: Claims, _tier_name: str | None) -> Rows:
    return _set(
        "incentive claim",
        ("submit within", "days", ruling.submit_within_days),
        ("approved within", "business_days", ruling.approve_within_business_days),
        ("paid after approval within", "business_days", ruling.pay_within_business_days),
    )


def _health(ruling: Health, _tier_name: str | None) -> Rows:
    return _set(
        "",
        ("on target from, of the period's target", "rate", ruling.on_target_bp),
        ("at risk from, of the period's target", "rate", ruling.at_risk_bp),
        ("without a target: on target when active in the last", "days", ruling.active_within_days),
        ("pipeline coverage counts up to", "count", ruling.coverage_cap),
        ("pipeline coverage aims at, of the remaining target", "rate", ruling.coverage_aim_bp),
    )


SECTIONS: dict[str, Callable[[Any, str | None], Rows]] = {
    "tiers": _tiers,
    "spiffs": _incentives,
    "bonuses": _incentives,
    "rebate": _rebate,
    "mdf": _mdf,
    "awards": _awards,
    "claims": _claims,
    "health": _health,
}
