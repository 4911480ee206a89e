"""A partner's deals in words: what was won and lost, and what is open."""

from collections.abc import Sequence

from assistant.answer import Table, Worded
from assistant.wording.figures import counted, day, during, listed, spoken
from tools.core.money import dollars, rate
from tools.deals import DealRow, PartnerDeals

MOST_ROWS = 25


def partner_deals(result: PartnerDeals) -> Worded:
    """The sums in a sentence, then the closed deals and the open ones."""
    closed = [row for row in result.rows if row.state != "open"]
    still = [row for row in result.rows if row.state == "open"]
    tables = [_closed(closed[:MOST_ROWS])] if closed else []
    tables += [_open(still[:MOST_ROWS])] if still else []
    cut = [
        f"{MOST_ROWS} of {len(found):,} {what} are shown; the receipt has them all."
        for what, found in (("closed deals", closed), ("open deals", still))
        if len(found) > MOST_ROWS
    ]
    return Worded(text=_text(result), tables=tuple(tables), notes=(*result.notes, *cut))


def _text(result: PartnerDeals) -> str:
    sums = [(result.sourced_cents, "sourced"), (result.assisted_cents, "assisted")]
    worth = listed([f"{dollars(cents)} {role}" for cents, role in sums if cents])
    won = f"won {counted(result.won, 'deal')}" + (f" ({worth})" if worth else "")
    text = f"{result.name} {won} and lost {result.lost:,} {during(result.period)}"
    if not result.open:
        return f"{text}; none was open on {result.on}."
    were = "was" if result.open == 1 else "were"
    worth = dollars(result.open_cents)
    return f"{text}; {counted(result.open, 'deal')} worth {worth} {were} open on {result.on}."


def _closed(rows: Sequence[DealRow]) -> Table:
    cells = tuple(
        (day(row.closed_on), row.deal_id, row.customer, spoken(row.role), row.state, dollars(row.net_cents))
        for row in rows
    )
    columns = ("Closed", "Deal", "Customer", "Role", "Outcome", "Amount")
    return Table(title="Closed", columns=columns, rows=cells, right=("Amount",))


def _open(rows: Sequence[DealRow]) -> Table:
    cells = tuple(
        (
            day(row.opened_on),
            row.deal_id,
            row.customer,
            spoken(row.role),
            rate(row.probability_bp),
            dollars(row.amount_cents),
        )
        for row in rows
    )
    columns = ("Opened", "Deal", "Customer", "Role", "Likely", "Amount")
    return Table(title="Open", columns=columns, rows=cells, right=("Likely", "Amount"))
