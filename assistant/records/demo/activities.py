"""Portal logins, and what partners gave the community and as references."""

from datetime import date, timedelta

from assistant.records.demo import situations as who
from assistant.records.demo.draft import AS_OF, Draft, Member, Row, after_workdays
from assistant.records.demo.roster import REGISTERED_QUIET
from assistant.records.demo.sales.april import WINNERS

IN_PORTAL = 166
"""Active partners with a login in April 2025: 71 % of 234."""
USUAL_SHARE = 0.66
MONTHS = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(15)]
CONTRIBUTIONS = {"forum_answer": 5, "blog_post": 3, "reference": 3, "testimonial": 2}
FIRST_QUARTER_CONTRIBUTIONS = 52
APRIL_CONTRIBUTIONS = 24
MOST_CONTRIBUTIONS = 7
"""Approved community contributions of Q1 2025 by the partner that leads."""
REFERENCES = {who.PAYMENT_OVERDUE: date(2025, 3, 20), who.APPROVAL_OVERDUE: date(2025, 4, 10)}
"""Approval days of references whose claims are late to be settled."""


def activities(draft: Draft) -> None:
    """Logins and contributions."""
    draft.begin("logins")
    _april_logins(draft)
    _earlier_logins(draft)
    draft.begin("contributions")
    _contributions(draft)


def _login(draft: Draft, member: Member, first: date, last: date, seen: set[tuple[str, date]]) -> None:
    day, staff_id = draft.workday(first, last), draft.rng.choice(member.staff)
    if (staff_id, day) not in seen:
        seen.add((staff_id, day))
        draft.add("logins", staff_id=staff_id, login_on=day, partner_id=member.partner_id)


def _april_logins(draft: Draft) -> None:
    """Who won in April or joined in it was in the portal, and others as chance has it."""
    members = [m for m in draft.holders("Platinum", "Gold", "Silver", "Registered") if m.number not in REGISTERED_QUIET]
    sure = [m for m in members if m.number in WINNERS or m.joined_on >= date(2025, 4, 1)]
    others = [m for m in members if m not in sure]
    seen: set[tuple[str, date]] = set()
    for member in [*sure, *draft.rng.sample(others, IN_PORTAL - len(sure))]:
        for _ in range(draft.rng.randrange(1, 5)):
            _login(draft, member, max(member.joined_on, date(2025, 4, 1)), AS_OF, seen)


def _earlier_logins(draft: Draft) -> None:
    seen: set[tuple[str, date]] = set()
    for month in MONTHS:
        last = month + timedelta(days=27)
        for member in draft.members.values():
            gone = member.exited_on is not None and member.exited_on <= last
            quiet = member.number in REGISTERED_QUIET and month >= date(2025, 1, 1)
            if member.joined_on < month and not gone and not quiet and draft.rng.random() < USUAL_SHARE:
                _login(draft, member, month, last, seen)


def _contributions(draft: Draft) -> None:
    leader = draft.members[who.MOST_CONTRIBUTIONS]
    for _ in range(MOST_CONTRIBUTIONS):
        _contribute(draft, leader, "forum_answer", date(2025, 1, 6), date(2025, 3, 21), approved=True)
    for partner_id, approved_on in REFERENCES.items():
        row = _contribute(draft, draft.members[partner_id], "reference", approved_on, approved_on, approved=True)
        row |= {"done_on": approved_on - timedelta(days=2), "approved_on": approved_on}
    kinds, weights = list(CONTRIBUTIONS), list(CONTRIBUTIONS.values())
    members = [
        m for m in draft.holders("Platinum", "Gold", "Silver") if m is not leader and m.partner_id not in REFERENCES
    ]
    for n in range(FIRST_QUARTER_CONTRIBUTIONS):
        member = members[n * 5 % len(members)]
        kind = draft.rng.choices(kinds, weights)[0]
        _contribute(draft, member, kind, date(2025, 1, 6), date(2025, 3, 26), approved=n % 9 != 0)
    for _ in range(APRIL_CONTRIBUTIONS):
        kind = draft.rng.choices(kinds, weights)[0]
        approved = draft.rng.random() < 0.6
        _contribute(draft, draft.rng.choice(members), kind, date(2025, 4, 1), date(2025, 4, 22), approved=approved)


def _contribute(draft: Draft, member: Member, kind: str, first: date, last: date, *, approved: bool) -> Row:
    done = draft.workday(first, last)
    return draft.add(
        "contributions",
        contribution_id=draft.next_id("K"),
        partner_id=member.partner_id,
        kind=kind,
        done_on=done,
        approved_on=after_workdays(done, draft.rng.randrange(1, 4)) if approved else None,
    )
