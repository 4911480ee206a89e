"""Top performing partners: the most partner-sourced revenue in the period."""

from tools.dashboard.facts import Facts
from tools.dashboard.models import TopRow
from tools.dashboard.scope import Scope

MOST = 3


def top_rows(facts: Facts, scope: Scope) -> tuple[TopRow, ...]:
    """The partners with the most revenue, the highest first, equal ones by name; equal revenue has equal rank."""
    won = [
        (cents, scope.members[key])
        for key, cents in facts.partners("won_cents", "sourced").items()
        if key in scope.members and cents > 0
    ]
    won.sort(key=lambda pair: (-pair[0], pair[1].name, pair[1].partner_id))
    return tuple(
        TopRow(
            rank=1 + sum(other > cents for other, _ in won),
            partner_id=member.partner_id,
            name=member.name,
            revenue_cents=cents,
            tier=scope.held(member.partner_id),
            target_cents=facts.one(member.partner_id, "target_cents"),
        )
        for cents, member in won[:MOST]
    )


def tie_note(facts: Facts, top: tuple[TopRow, ...]) -> list[str]:
    """How many partners have the revenue of the last one shown and are not shown."""
    if len(top) < MOST:
        return []
    last = top[-1].revenue_cents
    equal = sum(cents == last for key, cents in facts.partners("won_cents", "sourced").items() if key)
    more = equal - sum(row.revenue_cents == last for row in top)
    verb = "partners tie" if more > 1 else "partner ties"
    return [f"{more} more {verb} with {top[-1].name} for place {top[-1].rank}."] if more else []
