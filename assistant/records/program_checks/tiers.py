"""Tiers: who can reach them, what they promise, and how often they are looked at."""

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.records.program_checks.faults import Fault
from assistant.records.program_checks.place import Draft, Place, repeated
from tools.core.money import dollars, rate
from tools.core.rulings import MONEY_METRICS

_YES_OR_NO = frozenset({"agreement_signed", "basic_training"})
_ANNUAL = frozenset({"annual_revenue"})
_CADENCES = {"week": "weekly", "month": "monthly", "quarter": "quarterly", "annual": "annual", "year": "annual"}
_MDF = re.compile(r"MDF\D*\$\s*(\d[\d,]*(?:\.\d+)?)\s*([KkM]?)")
_MARGIN = re.compile(r"margin\D*\+\s*(\d+(?:\.\d+)?)\s*(%|points?)", re.IGNORECASE)

Asked = dict[str, int]


def tiers(draft: Draft) -> Iterator[Fault]:
    """Everything about a tier that does not concern moving between tiers."""
    for value in draft.values("tiers"):
        ladder = value.each("tiers")
        if value.at("tiers").value == []:
            yield value.error("there are no tiers", "Write at least one, lowest first.", "tiers")
        yield from repeated(ladder, "name")
        for tier in ladder:
            yield from _requirements(value, tier)
            yield from _targets(tier)
            yield from _cadences(value, tier)
            yield from _promises(draft, value, tier)
        for place, (lower, higher) in enumerate(pairwise(ladder), 1):
            yield from _easier(ladder[:place], higher)
            yield from _steps(value, lower, higher)


def named(metric: str) -> str:
    """A metric as one says it."""
    return metric.replace("_", " ")


def asked(tier: Place) -> Asked:
    """What a tier asks for: cents for money, counts otherwise."""
    found: Asked = {}
    for requirement in tier.each("requirements"):
        metric = requirement.text("metric")
        least = requirement.money("at_least") if metric in MONEY_METRICS else requirement.whole("at_least")
        if metric and least is not None:
            found[metric] = least
    return found


def _requirements(value: Place, tier: Place) -> Iterator[Fault]:
    requirements = tier.each("requirements")
    yield from repeated(requirements, "metric")
    for requirement in requirements:
        metric, least = requirement.text("metric"), requirement.whole("at_least")
        if metric is None or least is None:
            continue
        if least == 0:
            yield requirement.warning(f"0 {named(metric)} asks nothing", "Leave it out, or raise it.", "at_least")
        if metric in _YES_OR_NO and least > 1:
            what = f"no one can reach it: {named(metric)} is yes or no, and {least} is more than yes"
            yield requirement.error(what, "Write `at_least: 1`.", "at_least")
        lookback = value.whole("lookback_quarters")
        if metric in _ANNUAL and lookback not in (4, None):
            what = f"{named(metric)} is measured over {lookback} quarters, which is no year"
            yield requirement.warning(what, "Write `lookback_quarters: 4`, or a number that fits them.", "metric")


def _easier(below: list[Place], higher: Place) -> Iterator[Fault]:
    name, asks = higher.text("name"), asked(higher)
    for requirement in higher.each("requirements"):
        metric = requirement.text("metric") or ""
        easier = next(((t, asked(t)[metric]) for t in reversed(below) if metric in asked(t)), None)
        if easier and metric in asks and asks[metric] < easier[1]:
            what = f"{name} asks for {amount(metric, asks[metric])}, less than {easier[0].text('name')}'s"
            yield requirement.error(
                f"{what} {amount(metric, easier[1])}", "Raise it, or lower the tier below.", "at_least"
            )


def _steps(value: Place, lower: Place, higher: Place) -> Iterator[Fault]:
    name, under = higher.text("name"), lower.text("name")
    asks, lower_asks = asked(higher), asked(lower)
    dropped = [named(metric) for metric in lower_asks if metric not in asks]
    if all(lower_asks.get(metric, -1) >= least for metric, least in asks.items()):
        what = f"no one can hold {under}: whoever meets its requirements meets {name}'s too"
        yield lower.error(what, f"Ask more of {name} than of {under}.", "requirements")
    elif dropped and not value.at("readings").has("requirements"):
        what = f"{name} does not ask for {' or '.join(dropped)}, which {under} asks for"
        yield higher.warning(
            what, "Repeat it there, or say in `readings.requirements` that it is not asked.", "requirements"
        )
    for key, noun in (("target", "target"), ("margin_points_bp", "margin")):
        low, high = (t.money(key) for t in (lower, higher))
        if low is not None and high is not None and high < low:
            yield higher.warning(f"{name}'s {noun} is below {under}'s", "Raise it, or check the two.", key)


def amount(metric: str, least: int) -> str:
    """A requirement as one says it: "$100,000 annual revenue"."""
    return f"{dollars(least) if metric in MONEY_METRICS else least} {named(metric)}"


def _targets(tier: Place) -> Iterator[Fault]:
    target, required = tier.money("target"), asked(tier).get("annual_revenue")
    if target is not None and required is not None and target < required:
        what = f"the target of {dollars(target)} is below the {dollars(required)} that {tier.text('name')} requires"
        yield tier.warning(what, "Whoever holds the tier has met its target; raise one or lower the other.", "target")


def _cadences(value: Place, tier: Place) -> Iterator[Fault]:
    """The source gives one tier several review cadences; only a reading can say which is which."""
    if value.at("readings").has("cadences"):
        return
    said = {
        "tier_review": [tier.text("tier_review") or ""],
        "business_reviews": [place.value for place in tier.names("business_reviews")],
        "support": [place.value for place in tier.names("support") if "review" in place.value.lower()],
    }
    found = {key: _cadence_words(texts) for key, texts in said.items()}
    if len(set().union(*found.values())) > 1:
        told = "; ".join(f"{key} says {' and '.join(words)}" for key, words in found.items() if words)
        remedy = "Say in `readings.cadences` which review decides the tier and which is a meeting."
        yield tier.warning(f"the cadences of {tier.text('name')} conflict: {told}", remedy, "business_reviews")


def _cadence_words(texts: list[str]) -> list[str]:
    line = " ".join(texts).lower()
    return list(dict.fromkeys(cadence for word, cadence in _CADENCES.items() if word in line))


def _promises(draft: Draft, value: Place, tier: Place) -> Iterator[Fault]:
    """Benefits are words; what they promise stands elsewhere in numbers."""
    for benefit in tier.names("benefits"):
        if margin := _MARGIN.search(benefit.value):
            yield from _margin(tier, benefit, margin)
        if promised := _MDF.search(benefit.value):
            yield from _mdf(draft, value, tier, benefit, promised)


def _margin(tier: Place, benefit: Place, found: re.Match[str]) -> Iterator[Fault]:
    points, bp = tier.whole("margin_points_bp"), round(float(found[1]) * 100)
    if points is None:
        what = f"+{found[1]}{found[2] if found[2] == '%' else ' points'} of margin is in words alone"
        said = " and does not say points or percent of the margin" if found[2] == "%" else ""
        yield benefit.warning(what + said, f"Write `margin_points_bp: {bp}` if points are meant.")
    elif points != bp:
        what = f"the benefit says +{found[1]}, and margin_points_bp says {rate(points)}"
        yield benefit.error(what, "Make the two agree.")


def _mdf(draft: Draft, value: Place, tier: Place, benefit: Place, found: re.Match[str]) -> Iterator[Fault]:
    scale = {"": 100, "K": 100_000, "M": 100_000_000}[found[2].upper()]
    promised = round(float(found[1].replace(",", "")) * scale)
    for block in draft.beside(value, "mdf"):
        entitled = [e.money("yearly") for e in block.each("entitlements") if e.text("tier") == tier.text("name")]
        given = entitled[0] if entitled else 0
        if given is not None and given != promised:
            told = f"mdf.yaml entitles {tier.text('name')} to {dollars(given)} from {block.day('since')}"
            yield benefit.error(f"the benefit promises MDF of {dollars(promised)}, and {told}", "Make the two agree.")
