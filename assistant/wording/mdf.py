"""Marketing funds in words: entitled, allocated and utilised are three numbers, and stay three."""

from assistant.answer import Table, Worded
from assistant.wording.figures import day, listed
from tools.core.money import dollars
from tools.mdf.balance import MdfBalance
from tools.mdf.match import MdfMatch
from tools.mdf.requests import MdfRequest


def mdf_balance(result: MdfBalance) -> Worded:
    """What is left first, then the three numbers, then each request."""
    if not result.eligible:
        return Worded(
            text=f"{result.name} has no MDF in {result.year}: {result.reason}.".replace("..", "."), notes=result.notes
        )
    text = (
        f"{result.name} ({result.tier}) has {dollars(result.remaining_cents)} of its {dollars(result.entitled_cents)} "
        f"MDF left in {result.year}, matched {_match(result)}."
    )
    rows = (
        ("Entitled this year", dollars(result.entitled_cents)),
        ("Allocated (approved requests)", dollars(result.allocated_cents)),
        ("Utilised (approved claims)", dollars(result.utilised_cents)),
        ("Remaining", dollars(result.remaining_cents)),
        ("Pending requests, our share", dollars(result.pending_cents)),
        ("Approved and not claimed", dollars(result.claimable_cents)),
    )
    requests = (*result.approved, *result.pending)
    tables = [Table(columns=("MDF", "Amount"), rows=rows, right=("Amount",))]
    if requests:
        tables.append(_requests(requests))
    return Worded(text=text, tables=tuple(tables), notes=result.notes)


def _requests(requests: tuple[MdfRequest, ...]) -> Table:
    return Table(
        columns=("Request", "Activity", "On", "Approved", "State", "Report due"),
        rows=tuple(
            (
                request.request_id,
                f"{request.title} ({request.activity.replace('_', ' ')})",
                day(request.activity_on),
                dollars(request.approved_cents) if request.approved_on else "-",
                request.state.replace("_", " "),
                day(request.report_due_on) if request.state in {"planned", "report_due", "report_overdue"} else "-",
            )
            for request in requests
        ),
        right=("Approved",),
    )


def mdf_match(result: MdfMatch) -> Worded:
    """What the vendor pays, what the partner pays, and under which condition."""
    if not result.eligible:
        why = listed([reason.rstrip(".") for reason in result.reasons])
        return Worded(
            text=f"{result.name} gets no MDF for a {dollars(result.cost_cents)} activity: {why}.", notes=result.notes
        )
    capped = f", cut from {dollars(result.share_cents)} to what is left of the entitlement" if result.capped else ""
    conditions = ["it needs pre-approval"] if result.pre_approval else []
    if result.report_due_on:
        conditions.append(f"its report is due by {result.report_due_on}")
    rows = (
        ("Cost", dollars(result.cost_cents)),
        (f"Vendor's share, {_match(result)}", dollars(result.share_cents)),
        ("Vendor pays", dollars(result.vendor_cents)),
        (f"{result.name} pays", dollars(result.partner_cents)),
        ("Entitlement left before", dollars(result.remaining_cents)),
        ("Entitlement left after", dollars(result.remaining_after_cents)),
    )
    condition = f" {listed(conditions).capitalize()}." if conditions else ""
    return Worded(
        text=f"Of {dollars(result.cost_cents)} the vendor pays {dollars(result.vendor_cents)}{capped}; "
        f"{result.name} ({result.tier}) pays {dollars(result.partner_cents)}.{condition}",
        tables=(Table(columns=("Match", "Amount"), rows=rows, right=("Amount",)),),
        notes=result.notes,
    )


def _match(result: MdfBalance | MdfMatch) -> str:
    return f"{result.match_vendor}:{result.match_partner}"
