"""Marketing funds in words: entitled, allocated and utilised are three numbers, and stay three."""

from collections.abc import Sequence

from assistant.answer import Table, Worded
from assistant.wording.figures import an_amount, capital, day, listed, sentence, spoken
from tools.core.money import dollars
from tools.mdf.balance import MdfBalance
from tools.mdf.match import MdfMatch
from tools.mdf.requests import MdfRequest

REPORTED_LATER = {"planned", "report_due", "report_overdue"}


def mdf_balance(result: MdfBalance) -> Worded:
    """What is left first, then the three numbers, then each request."""
    if not result.eligible:
        return Worded(
            text=f"{result.name} has no MDF in {result.year}. {sentence(result.reason or '')}".strip(),
            notes=result.notes,
        )
    rows = [
        (f"Entitled in {result.year}", dollars(result.entitled_cents)),
        ("Allocated (approved requests)", dollars(result.allocated_cents)),
        ("Utilised (approved claims)", dollars(result.utilised_cents)),
        ("Remaining", dollars(result.remaining_cents)),
        ("Requests not decided, vendor's share", dollars(result.pending_cents)),
        ("Approved and not claimed", dollars(result.claimable_cents)),
    ]
    tables = [Table(columns=("MDF", "Amount"), rows=tuple(rows), right=("Amount",))]
    if requests := (*result.approved, *result.pending):
        tables.append(_requests(requests))
    return Worded(
        text=" ".join([_left(result), *_reports(result.reports_due)]), tables=tuple(tables), notes=result.notes
    )


def _left(result: MdfBalance) -> str:
    who, whole = f"{result.name} ({result.tier})", dollars(result.entitled_cents)
    if not result.remaining_cents:
        return f"{who} has nothing left of its {whole} MDF of {result.year}, matched {_match(result)}."
    left = "all" if result.remaining_cents == result.entitled_cents else dollars(result.remaining_cents)
    return f"{who} has {left} of its {whole} MDF of {result.year} left, matched {_match(result)}."


def _reports(requests: Sequence[MdfRequest]) -> list[str]:
    return [
        f"The report on {request.title} was due on {request.report_due_on}."
        if request.state == "report_overdue"
        else f"The report on {request.title} is due on {request.report_due_on}."
        for request in requests
    ]


def _requests(requests: Sequence[MdfRequest]) -> Table:
    return Table(
        columns=("Request", "Activity", "On", "Approved", "State", "Report due"),
        rows=tuple(
            (
                request.request_id,
                _activity(request),
                day(request.activity_on),
                dollars(request.approved_cents) if request.approved_on else "-",
                spoken(request.state),
                day(request.report_due_on) if request.state in REPORTED_LATER else "-",
            )
            for request in requests
        ),
        right=("Approved",),
    )


def _activity(request: MdfRequest) -> str:
    """The title, with the kind of activity where the title does not say it."""
    kind = spoken(request.activity)
    return request.title if kind.casefold() in request.title.casefold() else f"{request.title} ({kind})"


def mdf_match(result: MdfMatch) -> Worded:
    """What the vendor pays, what the partner pays, and under which condition."""
    cost = dollars(result.cost_cents)
    if not result.eligible:
        why = " ".join(sentence(reason) for reason in result.reasons)
        return Worded(
            text=f"{result.name} gets no MDF for {an_amount(result.cost_cents)} activity. {why}", notes=result.notes
        )
    report = f" Its report is due by {result.report_due_on}." if result.report_due_on else ""
    rows = (
        ("Cost", cost),
        (f"Vendor's share, {_match(result)}", dollars(result.share_cents)),
        ("Vendor pays", dollars(result.vendor_cents)),
        (f"{result.name} pays", dollars(result.partner_cents)),
        ("Entitlement left before", dollars(result.remaining_cents)),
        ("Entitlement left after", dollars(result.remaining_after_cents)),
    )
    return Worded(
        text=f"{_pays(result)}{report}",
        tables=(Table(columns=("Match", "Amount"), rows=rows, right=("Amount",)),),
        notes=result.notes,
    )


def _pays(result: MdfMatch) -> str:
    parts = [
        f"of {dollars(result.cost_cents)} the vendor pays {dollars(result.vendor_cents)}",
        f"{result.name} ({result.tier}) pays {dollars(result.partner_cents)}",
    ]
    text = f"{capital(listed(parts))}."
    if not result.capped:
        return text
    left = dollars(result.remaining_cents)
    return f"{text} The {_match(result)} share of {dollars(result.share_cents)} is cut to the {left} that is left."


def _match(result: MdfBalance | MdfMatch) -> str:
    return f"{result.match_vendor}:{result.match_partner}"
