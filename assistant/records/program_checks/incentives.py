"""Quick bonuses and strategic bonuses: what is asked, what is paid, and how long it can be claimed."""

from collections.abc import Iterator

from assistant.records.program_checks.faults import Fault
from assistant.records.program_checks.place import Draft, Place, repeated, unknown_tier
from tools.core.money import dollars, share


def incentives(draft: Draft) -> Iterator[Fault]:
    """Everything about the two files of incentives, and between them and the claims."""
    for rule in ("spiffs", "bonuses"):
        for value in draft.values(rule):
            known = draft.tier_names(value)
            yield from repeated([*value.each("deals"), *value.each("activities")], "id")
            for name in value.names("tiers"):
                yield from unknown_tier(name, known)
            for deal in value.each("deals"):
                yield from _when(value, deal, known)
                yield from _pays(deal.at("pays"))
                yield from _cliff(deal)
            yield from _window(draft, value)
    yield from _same_ids(draft)


def _when(value: Place, deal: Place, known: list[str]) -> Iterator[Fault]:
    when = deal.at("when")
    if when.value == {}:
        yield deal.warning("every won deal earns it", "Write what must hold, or keep it if that is meant.", "when")
    if when.has("amount_above") and when.has("amount_at_least"):
        yield when.error("two thresholds of one amount", "Keep `amount_above` or `amount_at_least`.", "amount_at_least")
    if when.value is not None and when.whole("closed_within_days") == 0:
        yield when.error("only a deal closed on its first day earns it", "Write the days.", "closed_within_days")
    open_to = [place.value for place in value.names("tiers")]
    for name in when.names("tiers"):
        yield from unknown_tier(name, known)
        if open_to and name.value in known and name.value not in open_to:
            what = f"{name.value} is not among the tiers that this block is open to"
            yield name.error(what, f"Add it to the block's `tiers`, or leave it out: {', '.join(open_to)}.")
    for key in ("tiers", "kinds"):
        if when.at(key).value == []:
            yield when.error(
                f"an empty list of {key} asks for what no deal has", f"Leave `{key}` out, or fill it.", key
            )


def _pays(pays: Place) -> Iterator[Fault]:
    fixed, bp, cap, quarter = (pays.money("fixed"), pays.whole("rate_bp"), pays.money("cap"), pays.money("quarter_cap"))
    if not isinstance(pays.value, dict):
        return
    if pays.has("fixed") and pays.has("rate_bp"):
        yield pays.error("it pays a fixed amount and a rate", "Keep `fixed` or `rate_bp`.")
    if not pays.has("fixed") and not pays.has("rate_bp"):
        yield pays.error("it says neither a fixed amount nor a rate", "Write `fixed` or `rate_bp`.")
    if 0 in (fixed, bp, cap, quarter):
        yield pays.warning("it pays nothing", "Write an amount above zero, or leave the incentive out.")
    if fixed and cap and cap < fixed:
        yield pays.error(f"the cap of {dollars(cap)} is below the {dollars(fixed)} it pays", "Raise one.", "cap")
    if cap and quarter and quarter < cap:
        what = f"the quarter's cap of {dollars(quarter)} is below the deal's of {dollars(cap)}"
        yield pays.warning(what, "Raise it, or leave the deal's cap out.", "quarter_cap")


def _cliff(deal: Place) -> Iterator[Fault]:
    """A threshold that pays on the whole amount jumps by that pay."""
    when, pays = deal.at("when"), deal.at("pays")
    for key, words in (("amount_above", "a cent above"), ("amount_at_least", "from")):
        threshold, bp = when.money(key), pays.whole("rate_bp") or 0
        if threshold is None or not 0 <= bp <= 10_000:
            continue
        paid = pays.money("fixed") or share(threshold, bp)
        caps = [cap for name in ("cap", "quarter_cap") if (cap := pays.money(name)) is not None]
        jump = min([paid, *caps])
        if jump > 0:
            what = f"{words} {dollars(threshold)} a deal jumps from nothing to {dollars(jump)}"
            yield when.warning(what, "Keep it if it is meant: a smaller deal forfeits all of it.", key)


def _window(draft: Draft, value: Place) -> Iterator[Fault]:
    days = value.whole("claim_within_days")
    if days == 0:
        yield value.error("nothing can be claimed after the day of the close", "Write the days.", "claim_within_days")
    for claims in draft.beside(value, "claims"):
        others = claims.whole("submit_within_days")
        if days and others and days != others:
            what = f"it can be claimed for {days} days, and claims.yaml says {others}"
            yield value.warning(what, "Make the two agree, or say in `readings` which one holds.", "claim_within_days")


def _same_ids(draft: Draft) -> Iterator[Fault]:
    """A claim names its rule by id alone, so the two files may not share one."""
    quick = {p.text("id") for v in draft.values("spiffs") for p in (*v.each("deals"), *v.each("activities"))}
    for value in draft.values("bonuses"):
        for place in (*value.each("deals"), *value.each("activities")):
            if place.text("id") in quick:
                what = f"spiffs.yaml has the id {place.text('id')!r} too"
                yield place.error(what, "Rename one: a claim names its rule by id.", "id")
