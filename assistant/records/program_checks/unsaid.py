"""What a program leaves unsaid: values without which a tool would have to invent one.

An error where every figure of the rule rests on it; a warning where only some tool refuses until it is set.
"""

from collections.abc import Iterator

from assistant.records.program_checks.faults import Fault
from assistant.records.program_checks.place import Draft, Place
from tools.core.program import RULES

UNSAID: dict[str, tuple[str, str]] = {
    "tiers.lookback_quarters": (
        "it does not say which quarters an annual figure looks back on",
        "Write `lookback_quarters`: 4 for the four full quarters that end with the evaluated one.",
    ),
    "tiers.tiers.requirements.at_least": (
        "the requirement names no number",
        "Write `at_least`: 1 for at least one, or for yes.",
    ),
    "tiers.approver": ("nobody is named who agrees to a change of tier", "Write `approver`, such as head of channel."),
    "spiffs.stacking": (
        "it does not say whether all that apply are paid or the highest alone",
        "Write `stacking: all` or `stacking: highest`.",
    ),
    "bonuses.stacking": (
        "it does not say whether all that apply are paid or the highest alone",
        "Write `stacking: all` or `stacking: highest`.",
    ),
    "bonuses.claim_within_days": (
        "it does not say how long a bonus can be claimed",
        "Write `claim_within_days`, such as the days of claims.yaml.",
    ),
    "awards.awards.measure": (
        "it does not say what the award is measured by",
        "Write `measure`: revenue, new_logos, growth, certifications or contributions.",
    ),
}
"""Keys that a model requires and that a source often leaves open: what is wrong, and the remedy."""

IN_WORDS: dict[str, tuple[str, str]] = {
    "tiers.fast_track": (
        "the fast track is told in words, and nothing can be computed from them",
        "Write `quarter_revenue`, `to`, `waives` and `approver`.",
    ),
    "mdf.entitlements.match": (
        "a match in one figure does not say which part is the vendor's",
        "Write `{vendor: 2, partner: 1}` if the vendor pays two thirds, `{vendor: 1, partner: 1}` if half.",
    ),
}
"""Keys that a source tells in words where a model has a block: what is wrong, and the remedy."""

_OF = "Write `of: amount` for the whole deal, or `of: incremental` for what it adds."
_COUNTED = "Write `counted_from`: registered, opened, or registered_or_opened where some deals are never registered."
_DEMOTES = "Write `demotes_at: quarter_end`, or `demotes_at: tier_review` to wait for the tier's next review."
_METHOD = "Write `method: whole` or `method: marginal`; until then a rebate is refused."


def unsaid(draft: Draft) -> Iterator[Fault]:
    """Every value that no model requires and that a figure rests on."""
    if draft.company:
        yield from _company(draft.company)
    for value in draft.values("tiers"):
        yield from _tiers(value)
    for rule in ("spiffs", "bonuses"):
        for value in draft.values(rule):
            yield from _incentives(value)
    for value in draft.values("rebate"):
        if not value.has("measure"):
            remedy = "Write `measure: revenue` or `measure: net_new_users`."
            yield value.error("it does not say what the bands are measured in", remedy, "measure")
        if not value.has("method"):
            what = "it does not say whether a band's rate applies to the whole quarter's revenue or to the part inside"
            yield value.warning(what, _METHOD, "method")
    for value in draft.values("awards"):
        yield from _awards(value)


def readings(draft: Draft) -> Iterator[Fault]:
    """The readings that a program declares."""
    for rule in RULES:
        for value in draft.values(rule):
            declared = value.at("readings")
            for key in declared.value if isinstance(declared.value, dict) else ():
                if text := declared.text(key):
                    yield declared.reading(
                        text, "Change the value that rests on it if the program means otherwise.", key
                    )


def _company(company: Place) -> Iterator[Fault]:
    if not company.has("fiscal_year"):
        what = "it does not say when the fiscal year starts, so a quarter has no first day"
        yield company.error(what, "Write `fiscal_year: {start_month: 1, named_by: start}`.", "fiscal_year")
    if not company.has("holidays"):
        what = "no holidays are listed, so business days skip weekends alone"
        yield company.warning(what, "Write `holidays`, a list of days.", "holidays")


def _tiers(value: Place) -> Iterator[Fault]:
    if not value.has("demotes_at"):
        yield value.error("it does not say when a missed tier is lost", _DEMOTES, "demotes_at")
    tiers = value.each("tiers")
    on_margin = [t for t in tiers if t.has("margin_points_bp") or any("margin" in b.value for b in t.names("benefits"))]
    if on_margin and not value.has("standard_margin_bp"):
        what = "the standard margin is not published, so no margin is turned into money"
        yield value.warning(what, "Write `standard_margin_bp`, in basis points.", "standard_margin_bp")


def _incentives(value: Place) -> Iterator[Fault]:
    for rule in value.each("deals"):
        when, pays = rule.at("when"), rule.at("pays")
        if when.has("closed_within_days") and not when.has("counted_from"):
            days = when.at("closed_within_days").value
            yield when.error(f"it does not say from which day the {days} days run", _COUNTED, "counted_from")
        if pays.has("rate_bp") and not pays.has("of"):
            yield pays.error("it does not say what the rate is of", _OF, "of")


def _awards(value: Place) -> Iterator[Fault]:
    for award in value.each("awards"):
        if award.at("each_beyond_threshold").value is True and not award.has("threshold"):
            what = f"{award.text('title')} pays beyond a threshold that is not set, so it is refused"
            yield award.warning(what, "Write `threshold`, a count.", "threshold")
        if award.text("measure") == "growth" and not award.has("floor"):
            what = f"{award.text('title')} has no floor, so growth from next to nothing wins"
            yield award.error(what, "Write `floor`: the least revenue of the quarter before.", "floor")
