"""Bands of the volume rebate: holes, overlaps, falls, and the cliff at each threshold."""

from collections.abc import Iterator
from itertools import pairwise

from assistant.records.program_checks.faults import Fault
from assistant.records.program_checks.place import Draft, Place
from tools.core.money import dollars, rate, share

_ONE_CENT = 1
_SAMPLE_CENTS = 100_000_00
_LEAVE_OUT = "Leave `to` out: a band runs up to the next one's `from`."


def rebate(draft: Draft) -> Iterator[Fault]:
    """Everything about the bands of each value."""
    for value in draft.values("rebate"):
        bands = value.each("bands")
        if value.at("bands").value == []:
            yield value.error("there are no bands", "Write one, such as {from: 100_000, rate_bp: 200}.", "bands")
        if _by_users(value) and value.text("method") == "marginal":
            what = "a quarter's revenue does not divide into bands of users"
            yield value.error(what, "Write `method: whole`, or `measure: revenue`.", "method")
        for band in bands:
            yield from _own_span(band)
        for lower, higher in pairwise(bands):
            yield from _order(value, lower, higher)
            yield from _seam(value, lower, higher)
        if bands and bands[-1].has("to"):
            what = f"nothing is said of {_amount(value, bands[-1].money('to') or 0)} and more"
            yield bands[-1].error(what, "Leave the last band's `to` out.", "to")
        yield from _cliffs(value, bands)
        yield from _cap(value, bands)


def _by_users(value: Place) -> bool:
    return value.text("measure") == "net_new_users"


def _amount(value: Place, hundredths: int) -> str:
    if _by_users(value):
        return f"{hundredths / 100:g} users"
    return dollars(hundredths)


def _own_span(band: Place) -> Iterator[Fault]:
    low, high = band.money("from"), band.money("to")
    if low is not None and high is not None and high <= low:
        yield band.error("the band ends where it starts, or before", _LEAVE_OUT, "to")
    if band.whole("rate_bp") == 0:
        yield band.warning("the band pays nothing", "Leave it out, or raise its rate.", "rate_bp")


def _order(value: Place, lower: Place, higher: Place) -> Iterator[Fault]:
    low, high = lower.money("from"), higher.money("from")
    if low is not None and high is not None and high <= low:
        what = f"the bands fall: {_amount(value, high)} comes after {_amount(value, low)}"
        yield higher.error(what, "Write the bands from the lowest threshold up.", "from")
    low_rate, high_rate = lower.whole("rate_bp"), higher.whole("rate_bp")
    if low_rate is not None and high_rate is not None and high_rate < low_rate:
        what = f"the rate falls from {rate(low_rate)} to {rate(high_rate)} where more is sold"
        yield higher.error(what, "Raise it, or lower the band below.", "rate_bp")


def _seam(value: Place, lower: Place, higher: Place) -> Iterator[Fault]:
    end, start = lower.money("to"), higher.money("from")
    if end is None or start is None or end in (start, start - _ONE_CENT):
        return
    if end < start:
        what = f"there is a hole between {_amount(value, end)} and {_amount(value, start)}"
        yield higher.error(what, _LEAVE_OUT, "from")
    elif start > (lower.money("from") or 0):
        what = f"the band starts at {_amount(value, start)}, inside the one below, which ends at {_amount(value, end)}"
        yield higher.error(what, _LEAVE_OUT, "from")


def _cliffs(value: Place, bands: list[Place]) -> Iterator[Fault]:
    """Under the whole method each threshold pays its rate on everything below it too."""
    if value.text("method") == "marginal":
        return
    if_whole = "" if value.text("method") == "whole" else "under the whole method "
    below = 0
    for band in bands:
        threshold, bp = band.money("from"), band.whole("rate_bp")
        if threshold is None or bp is None or bp > 10_000:
            continue
        what = _jump(value, threshold, below, bp)
        below = bp
        if what:
            smooth = "" if _by_users(value) else " `method: marginal` has no jumps."
            yield band.warning(if_whole + what, f"Keep it if it is meant.{smooth}", "from")


def _jump(value: Place, threshold: int, below: int, bp: int) -> str | None:
    if _by_users(value):
        rise = share(_SAMPLE_CENTS, bp) - share(_SAMPLE_CENTS, below)
        told = (
            f"the rate jumps from {rate(below)} to {rate(bp)}, {dollars(rise)} on {dollars(_SAMPLE_CENTS)} of revenue"
        )
    else:
        cap = value.money("cap")
        low, high = (share(threshold, r) if cap is None else min(share(threshold, r), cap) for r in (below, bp))
        rise, told = high - low, f"the rebate jumps from {dollars(low)} to {dollars(high)}, by {dollars(high - low)}"
    return f"at {_amount(value, threshold)} {told}" if rise > 0 else None


def _cap(value: Place, bands: list[Place]) -> Iterator[Fault]:
    cap = value.money("cap")
    if cap is None or not bands or _by_users(value):
        return
    threshold, bp = bands[-1].money("from"), bands[-1].whole("rate_bp")
    if value.text("method") == "whole" and threshold and bp and share(threshold, bp) > cap:
        what = f"the cap of {dollars(cap)} is reached before the last band, which pays {dollars(share(threshold, bp))}"
        yield value.warning(what, "Raise the cap, or leave the bands above it out.", "cap")
