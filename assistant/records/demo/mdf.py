"""Marketing development funds: requests, claims, payments, and the deals that came of the activities."""

from dataclasses import dataclass
from datetime import date, timedelta

from assistant.records.demo import situations as who
from assistant.records.demo.draft import USD, Draft, Member, Row, after_workdays, spread

ALLOCATED = 200_000 * USD
"""Approved requests of fiscal 2025."""
UTILISED = 156_000 * USD
"""Approved claims of fiscal 2025: 78 % of it."""
DRIVEN = (2_770_000 * USD, 2_815_000 * USD)
"""Deals that came of the activities and are not lost: about 18 times what was used."""
COST = {"Platinum": (3, 2), "Gold": (2, 1), "Silver": (2, 1)}
"""Cost over the vendor's part: Platinum is matched two to one, the others one to one."""
TITLES = {
    "event": "Customer evening",
    "digital_ads": "Search and social campaign",
    "content": "Case study and white paper",
    "trade_show": "Regional trade show booth",
    "webinar": "Product webinar",
}
UNIT = 100 * USD
PARTNERS = {"Platinum": (3, 9, 95), "Gold": (27, 18, 40), "Silver": (60, 26, 12)}
"""First partner number, how many from there on, and the weight of their requests."""
NEARLY_USED = (2_600 * USD, 2_200 * USD)
UNREPORTED = {
    who.MDF_REPORT_DUE: (3_000 * USD, date(2025, 4, 4)),
    who.MDF_REPORT_OVERDUE: (2_500 * USD, date(2025, 3, 14)),
}
CLAIM_WAITING = 1_800 * USD
CLAIM_WAITING_ON = date(2025, 4, 22)


@dataclass(frozen=True)
class Asked:
    """An approved request: the vendor's part of its cost."""

    member: Member
    approved: int


def mdf(draft: Draft) -> None:
    """All requests and claims, and the attribution of deals."""
    draft.begin("mdf")
    scripted = sum(NEARLY_USED) + sum(amount for amount, _ in UNREPORTED.values()) + CLAIM_WAITING
    asked = _asked(draft, ALLOCATED - scripted)
    used = _used(asked, UTILISED - sum(NEARLY_USED))
    for request in asked:
        _one(draft, request, used.get(request.member.partner_id))
    for amount in NEARLY_USED:
        _one(draft, Asked(draft.members[who.MDF_NEARLY_USED], amount), amount)
    for partner_id, (amount, activity_on) in UNREPORTED.items():
        _request(draft, draft.members[partner_id], amount, activity_on - timedelta(days=50), activity_on)
    _claim_waiting(draft)
    _not_approved(draft)
    _earlier_year(draft)
    draft.begin("mdf deals")
    _attribute(draft)


def _asked(draft: Draft, total: int) -> list[Asked]:
    members, weights = [], []
    for first, count, weight in PARTNERS.values():
        for number in range(first, first + count):
            members.append(draft.members[f"P-{number:03d}"])
            weights.append(weight * draft.rng.uniform(0.7, 1.3))
    draft.rng.shuffle(order := list(range(len(members))))
    parts = spread(total, weights, UNIT)
    return [Asked(members[n], parts[n]) for n in order]


def _used(asked: list[Asked], total: int) -> dict[str, int]:
    """What is claimed of the first requests, by partner: a little less than approved, and together the total."""
    claimed: list[Asked] = []
    while sum(request.approved for request in claimed) < total:
        claimed.append(asked[len(claimed)])
    over = sum(request.approved for request in claimed) - total
    cuts = spread(over, [request.approved for request in claimed], UNIT)
    return {request.member.partner_id: request.approved - cut for request, cut in zip(claimed, cuts, strict=True)}


def _one(draft: Draft, asked: Asked, used: int | None) -> None:
    """A request whose activity has been and was claimed, or is about to be."""
    if used is None:
        requested = draft.workday(date(2025, 2, 10), date(2025, 4, 4))
        _request(draft, asked.member, asked.approved, requested, draft.workday(date(2025, 4, 14), date(2025, 6, 20)))
        return
    requested = draft.workday(date(2025, 1, 6), date(2025, 2, 7))
    activity_on = draft.workday(date(2025, 2, 20), date(2025, 3, 21))
    request = _request(draft, asked.member, asked.approved, requested, activity_on)
    submitted = draft.workday(activity_on + timedelta(days=4), activity_on + timedelta(days=24))
    _claim(draft, asked.member, request, used, submitted)


def _request(draft: Draft, member: Member, approved: int, requested_on: date, activity_on: date) -> Row:
    over, under = COST[member.tier]
    activity = draft.rng.choice(list(TITLES))
    return draft.add(
        "mdf_requests",
        request_id=draft.next_id("M"),
        partner_id=member.partner_id,
        activity=activity,
        title=TITLES[activity],
        requested_on=requested_on,
        cost_cents=approved * over // under,
        approved_on=after_workdays(requested_on, draft.rng.randrange(2, 7)),
        approved_cents=approved,
        activity_on=activity_on,
    )


def _claim(draft: Draft, member: Member, request: Row, used: int, submitted_on: date) -> None:
    over, under = COST[member.tier]
    approved_on = after_workdays(submitted_on, draft.rng.randrange(1, 5))
    paid_on = after_workdays(approved_on, draft.rng.randrange(2, 6))
    claim = draft.add(
        "mdf_claims",
        claim_id=draft.next_id("MC"),
        request_id=request["request_id"],
        partner_id=member.partner_id,
        submitted_on=submitted_on,
        reported_on=submitted_on,
        cost_cents=used * over // under,
        approved_on=approved_on,
        approved_cents=used,
        paid_on=paid_on,
    )
    draft.add(
        "payments",
        payment_id=draft.next_id("PY"),
        partner_id=member.partner_id,
        programme="mdf",
        rule=request["activity"],
        row=claim["claim_id"],
        paid_on=paid_on,
        amount_cents=used,
    )


def _claim_waiting(draft: Draft) -> None:
    """A claim that was reported and not decided yet."""
    member = draft.members[who.MDF_CLAIM_WAITING]
    request = _request(draft, member, CLAIM_WAITING, date(2025, 2, 11), date(2025, 4, 3))
    draft.add(
        "mdf_claims",
        claim_id=draft.next_id("MC"),
        request_id=request["request_id"],
        partner_id=member.partner_id,
        submitted_on=CLAIM_WAITING_ON,
        reported_on=CLAIM_WAITING_ON,
        cost_cents=request["cost_cents"],
    )


def _not_approved(draft: Draft) -> None:
    """Requests that were refused, and ones that wait."""
    members = [m for m in draft.holders("Silver") if m.number >= sum(PARTNERS["Silver"][:2])]
    for n, member in enumerate(draft.rng.sample(members, 9)):
        requested = draft.workday(date(2025, 4, 21), date(2025, 4, 29)) if n < 5 else date(2025, 3, 3)
        row = _request(draft, member, 1_500 * USD, requested, date(2025, 6, 12))
        row |= {"approved_on": None, "approved_cents": None, "rejected_on": None if n < 5 else date(2025, 3, 7)}


def _earlier_year(draft: Draft) -> None:
    """Requests and claims of 2024, which count in no figure of 2025."""
    for member in draft.rng.sample(draft.holders("Platinum", "Gold"), 12):
        requested = draft.workday(date(2024, 7, 1), date(2024, 9, 13))
        request = _request(draft, member, draft.money(2_000, 5_000, 100), requested, requested + timedelta(days=40))
        _claim(draft, member, request, request["approved_cents"], request["activity_on"] + timedelta(days=12))


def _attribute(draft: Draft) -> None:
    """Deals of partners with an activity, opened after its approval: as many as fit, and a few that were lost."""
    spent = {
        r["partner_id"]: r for r in draft.rows["mdf_requests"] if r["approved_on"] and r["approved_on"].year == 2025
    }
    found = [d for d in draft.rows["deals"] if d["partner_id"] in spent and d["role"] == "sourced"]
    found = [d for d in found if d["opened_on"] > spent[d["partner_id"]]["approved_on"] and d["kind"] != "renewal"]
    low, left = 0, DRIVEN[1]
    for deal in draft.rng.sample(found, len(found)):
        lost = deal["outcome"] == "lost"
        if (lost and low < 4) or (not lost and deal["amount_cents"] <= left):
            deal["mdf_request_id"] = spent[deal["partner_id"]]["request_id"]
            low += lost
            left -= 0 if lost else deal["amount_cents"]
