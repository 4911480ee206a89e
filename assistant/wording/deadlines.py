"""What falls due, and where claims stand, in words."""

from collections.abc import Sequence

from assistant.answer import Table, Worded
from assistant.wording.figures import capital, counted, day, spoken, sums
from tools.claims import ClaimStatus
from tools.core.money import dollars
from tools.deadlines.due import Deadline
from tools.deadlines.listing import Deadlines

KINDS = {
    "claim_window": "Claim windows",
    "claim_approval": "Claims to decide",
    "claim_payment": "Claims to pay",
    "mdf_report": "MDF reports",
    "tier_review": "Tier reviews",
    "entry_review": "Entry reviews",
    "rebate_payout": "Rebate payouts",
    "business_review": "Business reviews",
}
MOST_ROWS, MOST_PAST, MOST_CLAIMS = 15, 5, 15


def deadlines(result: Deadlines) -> Worded:
    """How much falls due, what comes soonest, and what has passed most recently."""
    coming = [row for row in result.deadlines if not row.overdue]
    past = [row for row in result.deadlines if row.overdue][::-1]
    tables = [_kinds(coming, past)] if len(result.counts) > 1 and result.name is None else []
    tables += [
        _listed(rows[:most], title, named=result.name is None)
        for rows, most, title in ((coming, MOST_ROWS, "Coming"), (past, MOST_PAST, "Passed"))
        if rows
    ]
    return Worded(
        text=_headline(result, len(coming), past),
        tables=tuple(tables),
        notes=(*result.notes, *_cut(len(coming), MOST_ROWS, "soonest"), *_cut(len(past), MOST_PAST, "latest passed")),
    )


def _headline(result: Deadlines, coming: int, past: Sequence[Deadline]) -> str:
    whose = f" for {result.name}" if result.name else ""
    span = f"{whose} from {max(result.on, result.first_on)} to {result.until}"
    text = f"{counted(coming, 'deadline')} {'falls' if coming == 1 else 'fall'} due{span}"
    if not coming:
        text = f"Nothing falls due{span}"
    closed = sum(row.kind == "claim_window" for row in past)
    if overdue := len(past) - closed:
        text += f"; {overdue:,} {'is' if overdue == 1 else 'are'} overdue"
    if closed:
        text += f"; {counted(closed, 'claim window')} {'has' if closed == 1 else 'have'} closed since {result.first_on}"
    return f"{text}."


def _kinds(coming: Sequence[Deadline], past: Sequence[Deadline]) -> Table:
    counts = [
        (title, sum(row.kind == kind for row in coming), sum(row.kind == kind for row in past))
        for kind, title in KINDS.items()
    ]
    rows = tuple((title, f"{ahead:,}", f"{behind:,}") for title, ahead, behind in counts if ahead or behind)
    return Table(columns=("Kind", "Coming", "Passed"), rows=rows, right=("Coming", "Passed"))


def _cut(number: int, most: int, which: str) -> list[str]:
    return (
        [f"The {most} {which} of {number:,} are shown; name a partner, a kind or fewer days."] if number > most else []
    )


def _listed(found: Sequence[Deadline], title: str, *, named: bool) -> Table:
    rows = [
        (
            row.on.isoformat(),
            _left(row),
            *((row.name,) if named else ()),
            _what(row, brief=named),
            "-" if row.amount_cents is None else dollars(row.amount_cents),
        )
        for row in found
    ]
    columns = ("Day", "Left", *(("Partner",) if named else ()), "What", "Amount")
    return Table(title=title, columns=columns, rows=tuple(rows), right=("Amount",))


def _what(row: Deadline, *, brief: bool) -> str:
    if not row.about:
        return row.what
    about = counted(len(row.about), "incentive") if brief and len(row.about) > 1 else ", ".join(row.about)
    return f"{row.what}: {about}"


def _left(row: Deadline) -> str:
    if row.overdue:
        return "expired" if row.kind == "claim_window" else "overdue"
    return counted(row.days_left, "day") if row.days_left else "today"


def claim_status(result: ClaimStatus) -> Worded:
    """What is open and paid, then each claim."""
    if not result.claims:
        return Worded(text=" ".join(result.notes))
    rows = tuple(
        (
            claim.claim_id,
            claim.row,
            claim.title,
            dollars(claim.amount_cents),
            capital(spoken(claim.stage)),
            day(claim.next_on),
        )
        for claim in result.claims[-MOST_CLAIMS:]
    )
    columns = ("Claim", "For", "Incentive", "Amount", "Stage", "Next by")
    cut = f"The newest {MOST_CLAIMS} of {len(result.claims):,} claims are shown."
    return Worded(
        text=_claims(result),
        tables=(Table(columns=columns, rows=rows, right=("Amount",)),),
        notes=(*result.notes, *([cut] if len(result.claims) > MOST_CLAIMS else [])),
    )


def _claims(result: ClaimStatus) -> str:
    figures = sums([(result.open_cents, "open"), (result.paid_cents, "paid")]) or "nothing open and nothing paid"
    text = f"{result.name} has {counted(len(result.claims), 'claim')}: {figures}."
    if result.next_on is None:
        return text
    late = sum(claim.stage.endswith("_overdue") for claim in result.claims)
    if late:
        return f"{text} {counted(late, 'claim')} {'is' if late == 1 else 'are'} overdue, since {result.next_on}."
    return f"{text} The next deadline is {result.next_on}."
