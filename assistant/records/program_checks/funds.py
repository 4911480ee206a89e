"""Marketing funds, awards, claims and health."""

from collections.abc import Iterator
from itertools import pairwise

from assistant.records.program_checks.faults import Fault
from assistant.records.program_checks.place import Draft, Place, repeated, unknown_tier
from tools.core.money import dollars

_WINDOWS = {
    "claims": ("submit_within_days", "approve_within_business_days", "pay_within_business_days"),
    "mdf": ("report_within_days",),
    "health": ("active_within_days",),
}


def funds(draft: Draft) -> Iterator[Fault]:
    """Everything about the files that no other check reads."""
    for rule, keys in _WINDOWS.items():
        for value in draft.values(rule):
            for key in (key for key in keys if value.whole(key) == 0):
                yield value.error("a window of 0 days is over before it opens", "Write the days.", key)
    for value in draft.values("mdf"):
        yield from _mdf(draft, value)
    for value in draft.values("awards"):
        yield from _awards(value)
    for value in draft.values("health"):
        yield from _health(value)


def _mdf(draft: Draft, value: Place) -> Iterator[Fault]:
    entitlements, known = value.each("entitlements"), draft.tier_names(value)
    yield from repeated(entitlements, "tier")
    if value.at("activities").value == []:
        yield value.error("no activity is eligible, so no request can be made", "List the activities.", "activities")
    for entitlement in entitlements:
        yield from unknown_tier(entitlement.at("tier"), known)
        yearly, least = entitlement.money("yearly"), entitlement.money("minimum_request")
        if yearly is not None and least and least > yearly:
            what = f"no request fits: the least is {dollars(least)}, and the year's entitlement {dollars(yearly)}"
            yield entitlement.error(what, "Lower it.", "minimum_request")
        if yearly == 0:
            yield entitlement.warning("the entitlement is nothing", "Leave the tier out, or raise it.", "yearly")
        match = entitlement.at("match")
        if match.whole("partner") == 0:
            yield match.warning("the vendor pays the whole cost", "Keep it if it is meant.", "partner")
    ranked = sorted(
        (e for e in entitlements if e.text("tier") in known), key=lambda e: known.index(e.text("tier") or "")
    )
    for lower, higher in pairwise(ranked):
        low, high = lower.money("yearly"), higher.money("yearly")
        if low is not None and high is not None and high < low:
            what = (
                f"{higher.text('tier')} is entitled to {dollars(high)}, less than {lower.text('tier')}'s {dollars(low)}"
            )
            yield higher.warning(what, "Raise it, or check the two.", "yearly")


def _awards(value: Place) -> Iterator[Fault]:
    awards = value.each("awards")
    yield from repeated(awards, "id")
    for award in awards:
        if award.money("prize") == 0:
            yield award.warning("the prize is nothing", "Write an amount above zero.", "prize")
        if award.has("threshold") and award.at("each_beyond_threshold").value is not True:
            what = "the threshold is not used: the award goes to the highest"
            yield award.warning(what, "Write `each_beyond_threshold: true`, or leave it out.", "threshold")


def _health(value: Place) -> Iterator[Fault]:
    on_target, at_risk = value.whole("on_target_bp"), value.whole("at_risk_bp")
    if on_target is not None and at_risk is not None and at_risk >= on_target:
        what = "no one is at risk: at risk starts where on target does, or above"
        yield value.error(what, "Write at_risk_bp below on_target_bp.", "at_risk_bp")
    aim, cap = value.whole("coverage_aim_bp"), value.whole("coverage_cap")
    if aim is not None and cap is not None and aim > cap * 10_000:
        what = f"a coverage capped at {cap} never reaches the aim of {aim / 10_000:g}"
        yield value.error(what, "Lower the aim, or raise the cap.", "coverage_aim_bp")
