"""Moving between tiers: waiting, losing, leaving, and the fast track."""

from collections.abc import Iterator

from assistant.records.program_checks.faults import Fault
from assistant.records.program_checks.place import Draft, Place, unknown_tier
from assistant.records.program_checks.tiers import asked, named
from tools.core.money import dollars

_SHORTEST_QUARTER = 90
_LONGEST_QUARTER = 92


def movement(draft: Draft) -> Iterator[Fault]:
    """What keeps a partner from moving, or lets two files disagree about it."""
    for value in draft.values("tiers"):
        ladder = value.each("tiers")
        for tier in ladder:
            yield from _time_to_advance(value, tier)
        for tier in ladder[1:]:
            if value.text("demotes_at") == "tier_review" and not tier.has("tier_review"):
                what = f"{tier.text('name')} has no review, and a tier is lost at its review"
                yield tier.error(what, "Write `tier_review: annual` or `quarterly`.", "tier_review")
        yield from _exit(value)
        yield from _fast_track(draft, value)
    for block in draft.values("rebate"):
        yield from _opened_by_rebate(draft, block)


def _time_to_advance(value: Place, tier: Place) -> Iterator[Fault]:
    window, wait = tier.whole("advance_within_days"), value.whole("advance_after_quarters")
    if window is None or wait is None or not 1 <= wait <= 12:
        return
    least, most = (wait - 1) * _SHORTEST_QUARTER, wait * _LONGEST_QUARTER
    told = f"advancing takes {wait} consecutive quarter ends, up to {most} days from joining"
    if window < least:
        what = f"no one can advance within {window} days: {told}"
        yield tier.error(what, f"Write {most} or more, or lower advance_after_quarters.", "advance_within_days")
    elif window < most:
        what = f"{window} days to advance or exit are short: {told}"
        yield tier.warning(what, f"Write {most} or more, or leave the exit to a person.", "advance_within_days")


def _exit(value: Place) -> Iterator[Fault]:
    demote, leave = value.whole("demote_after_quarters"), value.whole("exit_after_quarters")
    if demote is not None and leave is not None and leave <= demote:
        what = f"a partner exits after {leave} missed quarters, so none is ever demoted after {demote}"
        yield value.error(what, "Raise exit_after_quarters above demote_after_quarters.", "exit_after_quarters")


def _fast_track(draft: Draft, value: Place) -> Iterator[Fault]:
    track = value.at("fast_track")
    if not isinstance(track.value, dict):
        return
    ladder = {name: tier for tier in value.each("tiers") if (name := tier.text("name"))}
    yield from unknown_tier(track.at("to"), list(ladder))
    target = ladder.get(track.text("to") or "")
    for waived in track.names("waives"):
        if target and waived.value != "wait" and waived.value not in asked(target):
            what = f"{track.text('to')} does not ask for {named(waived.value)}, so nothing is waived"
            yield waived.warning(what, "Leave it out.")
    if target and set(asked(target)) <= {place.value for place in track.names("waives")}:
        what = f"the fast track waives every requirement of {track.text('to')}"
        yield track.warning(what, "Keep one that must hold, or trust the approver alone.", "waives")
    opening = track.money("quarter_revenue")
    blocks = draft.beside(value, "rebate")
    if opening is not None and blocks and not any(_opens(block) for block in blocks):
        what = f"no band of rebate.yaml says that {dollars(opening)} opens the fast track"
        yield track.warning(what, "Write `fast_track: true` on that band if both are one.", "quarter_revenue")


def _opens(block: Place) -> list[Place]:
    return [band for band in block.each("bands") if band.at("fast_track").value is True]


def _opened_by_rebate(draft: Draft, block: Place) -> Iterator[Fault]:
    for band in _opens(block):
        opening = band.money("from")
        for value in draft.beside(block, "tiers"):
            wanted = value.at("fast_track").money("quarter_revenue")
            if wanted is None:
                what = f"the band opens a fast track that tiers.yaml does not set from {value.day('since')}"
                yield band.error(what, "Write `fast_track` with quarter_revenue, to, waives, approver.", "fast_track")
            elif opening is not None and opening != wanted and block.text("measure") != "net_new_users":
                what = f"the band opens the fast track at {dollars(opening)}, and tiers.yaml at {dollars(wanted)}"
                yield band.error(what, "Make the two agree.", "fast_track")
