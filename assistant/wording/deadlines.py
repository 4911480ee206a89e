"""What falls due, and where claims stand, in words."""

from assistant.answer import Table, Worded
from assistant.wording.figures import counted, day, listed
from tools.claims import ClaimStatus
from tools.core.money import dollars
from tools.deadlines.due import Deadline
from tools.deadlines.listing import Deadlines

KINDS: dict[str, tuple[str, str]] = {
    "claim_window": ("claim window", "claim windows"),
    "claim_approval": ("claim to approve", "claims to approve"),
    "claim_payment": ("claim to pay", "claims to pay"),
    "mdf_report": ("MDF report", "MDF reports"),
    "tier_review": ("tier review", "tier reviews"),
    "entry_review": ("entry review", "entry reviews"),
    "rebate_payout": ("rebate payout", "rebate payouts"),
    "business_review": ("business review", "business reviews"),
}
MOST_ROWS, MOST_PAST, MOST_CLAIMS = 15, 5, 15


def deadlines(result: Deadlines) -> Worded:
    """How much falls due, what comes soonest, and what has passed most recently."""
    whose = f" for {result.name}" if result.name else ""
    coming = [row for row in result.deadlines if not row.overdue]
    past = [row for row in result.deadlines if row.overdue][::-1]
    kinds = listed([counted(n, *KINDS[kind]) for kind, n in result.counts.items() if n])
    missed = f", and {len(past):,} {'has' if len(past) == 1 else 'have'} passed since {result.first_on}" if past else ""
    text = f"{counted(len(coming), 'deadline')}{whose} from {result.on} to {result.until}{missed}"
    tables = [
        _listed(rows[:most], title, named=result.name is None)
        for rows, most, title in ((coming, MOST_ROWS, "Coming"), (past, MOST_PAST, "Passed"))
        if rows
    ]
    return Worded(
        text=f"{text}: {kinds}." if kinds else f"{text}.",
        tables=tuple(tables),
        notes=(*result.notes, *_cut(len(coming), MOST_ROWS, "soonest"), *_cut(len(past), MOST_PAST, "latest passed")),
    )


def _cut(number: int, most: int, which: str) -> list[str]:
    return (
        [f"The {most} {which} of {number:,} are shown; name a partner, a kind or fewer days."] if number > most else []
    )


def _listed(found: list[Deadline], title: str, *, named: bool) -> Table:
    rows = [
        (
            row.on.isoformat(),
            _left(row),
            *((row.name,) if named else ()),
            row.what,
            "-" if row.amount_cents is None else dollars(row.amount_cents),
        )
        for row in found
    ]
    columns = ("Day", "Left", *(("Partner",) if named else ()), "What", "Amount")
    return Table(title=title, columns=columns, rows=tuple(rows), right=("Amount",))


def _left(row: Deadline) -> str:
    if row.overdue:
        return "expired" if row.kind == "claim_window" else "overdue"
    return counted(row.days_left, "day") if row.days_left else "today"


def claim_status(result: ClaimStatus) -> Worded:
    """What is open and paid, then each claim."""
    if not result.claims:
        return Worded(text=f"{result.name} has no incentive claims on record.", notes=result.notes)
    upcoming = f" The next deadline is {result.next_on}." if result.next_on else ""
    rows = tuple(
        (
            claim.claim_id,
            claim.rule.replace("_", " "),
            claim.row,
            dollars(claim.amount_cents),
            claim.stage.replace("_", " "),
            day(claim.next_on),
        )
        for claim in result.claims[-MOST_CLAIMS:]
    )
    cut = f"The newest {MOST_CLAIMS} of {len(result.claims):,} claims are shown."
    return Worded(
        text=f"{result.name} has {counted(len(result.claims), 'claim')}: {dollars(result.open_cents)} open and "
        f"{dollars(result.paid_cents)} paid.{upcoming}",
        tables=(
            Table(columns=("Claim", "Incentive", "For", "Amount", "Stage", "Next by"), rows=rows, right=("Amount",)),
        ),
        notes=(*result.notes, *([cut] if len(result.claims) > MOST_CLAIMS else [])),
    )
