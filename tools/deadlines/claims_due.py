"""Claims: windows that close on unclaimed incentives, and claims that wait for approval or payment."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import narwhals as nw

from tools.claims import approve_by, pay_by
from tools.core.frames import rows
from tools.core.periods import Period
from tools.deadlines.due import Due, Found, Span
from tools.incentives.deal_rules import amounts, reach
from tools.incentives.deal_terms import PROGRAMMES, Term, terms
from tools.incentives.lines import activity_lines


class Unclaimed(NamedTuple):
    """One incentive that was earned: its rule, cents, and the last day to claim it."""

    partner_id: str
    row: str
    rule: str
    cents: int
    until: date


def claim_windows(span: Span) -> Found:
    """The last claim day of each deal and contribution whose incentives are neither claimed nor paid.

    A deal refunded in full has nothing to claim; one refunded in part is listed without its amount.
    """
    settled = span.paid | {(claim["partner_id"], claim["rule"], claim["row"]) for claim in span.claims}
    left: dict[tuple[date, str, str], list[Unclaimed]] = {}
    for found in _earned(span):
        if found.until in span and (found.partner_id, found.rule, found.row) not in settled:
            left.setdefault((found.until, found.partner_id, found.row), []).append(found)
    refunds = _refunds(span, {row for _, _, row in left})
    return [
        _window(span, lines, partly=lines[0].row in refunds)
        for lines in left.values()
        if refunds.get(lines[0].row) != "whole"
    ], []


def _window(span: Span, lines: list[Unclaimed], *, partly: bool) -> Due:
    about = tuple(span.program.incentive_title(line.rule) for line in lines)
    until, partner_id, row = lines[0].until, lines[0].partner_id, lines[0].row
    what = f"Claim on {row}, which was refunded in part" if partly else f"Claim on {row}"
    cents = None if partly else sum(line.cents for line in lines)
    return Due(until, "claim_window", partner_id, what, row, cents, about)


def _earned(span: Span) -> Iterator[Unclaimed]:
    """Every incentive whose window may close in the span."""
    rulings = [ruling for name in PROGRAMMES for ruling in getattr(span.program, name).values]
    longest = max((ruling.claim_within_days for ruling in rulings), default=0)
    first = span.first - timedelta(days=longest)
    if first > span.as_of:
        return  # what is earned today closes before the first day asked about
    period = Period(first=first, after=span.as_of + timedelta(days=1), name="claims still open")
    if terms(span.program, period):
        yield from _on_deals(span, period)
    activities = span.only(span.frames.contributions).filter(
        nw.col("approved_on") >= period.first, nw.col("approved_on") <= span.as_of
    )
    if not rows(activities.select("contribution_id").head(1)):
        return
    for row in rows(span.only(activity_lines(span.frames, span.program, period))):
        yield Unclaimed(row["partner_id"], row["row"], row["rule"], row["amount_cents"], row["claim_until"])


def _on_deals(span: Span, period: Period) -> Iterator[Unclaimed]:
    asked = terms(span.program, reach(span.program, period))
    deals = amounts(span.frames, span.program, period, asked)
    columns = [term.amount for term in asked]
    for deal in rows(span.only(deals).select("partner_id", "deal_id", "closed_on", *columns)):
        for term in asked:
            if deal[term.amount]:
                until = deal["closed_on"] + timedelta(days=_claim_days(term, deal["closed_on"]))
                yield Unclaimed(deal["partner_id"], deal["deal_id"], term.rule.id, deal[term.amount], until)


def _claim_days(term: Term, closed_on: date) -> int:
    decided = (stretch for stretch in term.book.stretches if stretch.first <= closed_on <= stretch.last)
    return next(decided).ruling.claim_within_days


def _refunds(span: Span, deal_ids: set[str]) -> dict[str, str]:
    """Which of some deals were refunded by the as-of day: "whole" or "part"."""
    if not deal_ids:
        return {}
    frames = span.frames
    back = frames.refunds.filter(nw.col("refunded_on") <= span.as_of, nw.col("deal_id").is_in(sorted(deal_ids)))
    deals = frames.deals.select("deal_id", whole_cents=nw.col("amount_cents"))
    found = back.group_by("deal_id").agg(nw.col("amount_cents").sum()).join(deals, on="deal_id", how="inner")
    return {row["deal_id"]: "whole" if row["amount_cents"] >= row["whole_cents"] else "part" for row in rows(found)}


def waiting_claims(span: Span) -> Found:
    """The approval and payment days of incentive claims and of MDF claims that wait for them.

    MDF claims keep the same clock (reading); until one is approved its amount is not known.
    """
    found = []
    for claim in span.claims:
        key = (claim["partner_id"], claim["rule"], claim["row"])
        if not span.passed(claim["rejected_on"]) and key not in span.paid:
            about = span.program.incentive_title(claim["rule"])
            found.append(_waiting(span, claim, f"the claim on {claim['row']}", claim["amount_cents"], about))
    for claim in rows(span.only(span.frames.mdf_claims).filter(nw.col("submitted_on") <= span.as_of)):
        if not span.passed(claim["paid_on"]):
            approved = claim["approved_cents"] if span.passed(claim["approved_on"]) else None
            found.append(_waiting(span, claim, f"the MDF claim on {claim['request_id']}", approved))
    return [due for due in found if due is not None and span.owes(due.on)], []


def _waiting(span: Span, claim: dict[str, Any], subject: str, cents: int | None, *about: str) -> Due | None:
    """What a claim waits for; None where no claims rule was in force to set a day."""
    approved = span.passed(claim["approved_on"])
    started = claim["approved_on"] if approved else claim["submitted_on"]
    if not span.program.claims.covers(started):
        return None
    partner_id, claim_id = claim["partner_id"], claim["claim_id"]
    if approved:
        return Due(pay_by(span.program, started), "claim_payment", partner_id, f"Pay {subject}", claim_id, cents, about)
    day = approve_by(span.program, started)
    return Due(day, "claim_approval", partner_id, f"Decide on {subject}", claim_id, cents, about)
