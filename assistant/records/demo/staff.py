"""The partners' people, what they are certified in, and what they were asked to learn."""

from datetime import date, timedelta

from assistant.records.demo import situations as who
from assistant.records.demo.draft import AS_OF, Draft, Member
from assistant.records.demo.roster import REGISTERED_QUIET

HEADCOUNT = {"Platinum": (14, 18), "Gold": (8, 12), "Silver": (5, 7), "Registered": (2, 4)}
ROLES = ("account executive", "presales engineer", "delivery lead", "marketing lead", "support engineer")
CERTIFIED = {"Platinum": (10, 13), "Gold": (5, 8), "Silver": (2, 4), "Registered": (0, 0)}
"""People with a valid certification before April 2025; each tier stays under what the next one asks for."""
CERTIFIED_OF = {
    who.FAST_TRACK: 11,
    who.DUE_FOR_DEMOTION: 4,
    who.CERTIFICATION_EXPIRING: 5,
    who.WAY_UP: 6,
    who.WAY_UP_ONCE: 5,
    who.EXIT_AFTER_FOUR: 1,
    who.REGISTERED_RISING: 2,
}
REGISTERED_CERTIFIED = (23, 20)
"""Registered partners with one certified person: since before April, and since April."""
NEW_IN_APRIL = 67
VALID = 796
"""Valid certifications on the as-of day: 3.4 for each of the 234 active partners."""
COURSES = ("Atlas Core Associate", "Atlas Flow Associate", "Atlas Edge Professional", "Atlas Shield Professional")
YEARS_VALID = 2

DUE_DAYS = [date(2024 + n // 12, n % 12 + 1, 20) for n in range(2, 16)]
COMPLETED, ASSIGNED = 41, 50
"""Training of each month: 82 % is completed."""
NOT_YET_DUE = 60


def staff(draft: Draft) -> None:
    """People, certifications and training."""
    draft.begin("staff")
    for member in draft.members.values():
        _people(draft, member)
    _certified(draft)
    _new_in_april(draft)
    _second(draft)
    _lapsed(draft)
    draft.begin("training")
    _training(draft)


def _people(draft: Draft, member: Member) -> None:
    low, high = HEADCOUNT[member.tier]
    low, high = (max(bound, CERTIFIED_OF.get(member.partner_id, 0) + 1) for bound in (low, high))
    host = member.name.split()[0].lower()
    for n in range(draft.rng.randrange(low, high + 1)):
        name = next(draft.people)
        staff_id = draft.next_id("S")
        draft.add(
            "people",
            staff_id=staff_id,
            partner_id=member.partner_id,
            name=name,
            email=f"{name.lower().replace(' ', '.')}@{host}.example",
            role=ROLES[n % len(ROLES)],
        )
        member.staff.append(staff_id)


def _certify(
    draft: Draft, member: Member, staff_id: str, course: str, earned: date, expires: date | None = None
) -> None:
    draft.add(
        "certifications",
        certification_id=draft.next_id("C"),
        partner_id=member.partner_id,
        staff_id=staff_id,
        name=course,
        earned_on=earned,
        expires_on=expires or earned + timedelta(days=365 * YEARS_VALID),
    )


def _certified(draft: Draft) -> None:
    """First certifications, valid through every quarter end since the middle of 2024."""
    for member in draft.holders("Platinum", "Gold", "Silver"):
        low, high = CERTIFIED[member.tier]
        count = CERTIFIED_OF.get(member.partner_id) or draft.rng.randrange(low, high + 1)
        for staff_id in member.staff[:count]:
            first = max(_first_day(member), member.joined_on + timedelta(days=14))
            earned = draft.workday(first, max(first, date(2024, 6, 14)))
            _certify(draft, member, staff_id, COURSES[0], earned)
            member.certified.append(staff_id)
    expiring = draft.members[who.CERTIFICATION_EXPIRING].staff[0]
    row = next(row for row in draft.rows["certifications"] if row["staff_id"] == expiring)
    row |= {"earned_on": date(2023, 5, 22), "expires_on": date(2025, 5, 20)}
    lapsing = draft.members[who.DUE_FOR_DEMOTION]
    _certify(draft, lapsing, lapsing.staff[4], COURSES[0], date(2022, 11, 16), date(2024, 11, 15))


def _first_day(member: Member) -> date:
    """Certifications of before it would have expired; one partner's expire later than the one that is about to."""
    return date(2023, 9, 4) if member.partner_id == who.CERTIFICATION_EXPIRING else date(2023, 5, 15)


def _registered_in_time(draft: Draft, before: date) -> list[Member]:
    found = [m for m in draft.holders("Registered") if m.joined_on < before]
    return [m for m in found if not m.certified and m.number not in REGISTERED_QUIET]


def _new_in_april(draft: Draft) -> None:
    earlier, newly = REGISTERED_CERTIFIED
    rising = draft.members[who.REGISTERED_RISING]
    others = [m for m in _registered_in_time(draft, date(2025, 3, 3)) if m is not rising]
    for member in [rising, *draft.rng.sample(others, earlier - 1)]:
        for staff_id in member.staff[: CERTIFIED_OF.get(member.partner_id, 1)]:
            earned = draft.workday(member.joined_on + timedelta(days=7), date(2025, 3, 28))
            _certify(draft, member, staff_id, COURSES[0], earned)
            member.certified.append(staff_id)
    for member in draft.rng.sample(_registered_in_time(draft, date(2025, 3, 20)), newly):
        _certify(draft, member, member.staff[0], COURSES[0], draft.workday(date(2025, 4, 1), AS_OF))
        member.certified.append(member.staff[0])


def _second(draft: Draft) -> None:
    """Further certifications of certified people: April's, and as many earlier ones as make VALID."""
    members = [m for m in draft.holders("Platinum", "Gold", "Silver") if m.partner_id != who.CERTIFICATION_EXPIRING]
    holders = [(m, s) for m in members for s in m.certified]
    draft.rng.shuffle(holders)
    in_april = NEW_IN_APRIL - REGISTERED_CERTIFIED[1]
    valid = sum(row["expires_on"] > AS_OF for row in draft.rows["certifications"])
    for n, (member, staff_id) in enumerate(holders[: VALID - valid]):
        days = (date(2025, 4, 1), AS_OF) if n < in_april else (date(2024, 6, 17), date(2025, 3, 28))
        _certify(draft, member, staff_id, draft.rng.choice(COURSES[1:]), draft.workday(*days))


def _lapsed(draft: Draft) -> None:
    """Certifications that ran out in 2023 and 2024 and were renewed."""
    holders = [(m, s) for m in draft.holders("Platinum", "Gold") for s in m.certified]
    for member, staff_id in draft.rng.sample(holders, 60):
        _certify(draft, member, staff_id, COURSES[0], draft.workday(date(2021, 10, 1), date(2022, 4, 29)))


def _training(draft: Draft) -> None:
    """Courses assigned to people of active partners, due month by month."""
    there = [m for m in draft.holders("Platinum", "Gold", "Silver") if m.joined_on.year < 2024]
    everyone = [(m, s) for m in there for s in m.staff]
    for due_on in DUE_DAYS:
        for n in range(ASSIGNED):
            assigned = due_on - timedelta(days=draft.rng.randrange(45, 75))
            done = assigned + timedelta(days=draft.rng.randrange(10, 44)) if n < COMPLETED else None
            _enrol(draft, *draft.rng.choice(everyone), assigned, due_on, done)
    newest = [(m, s) for m in draft.holders("Registered") if m.joined_on >= date(2025, 2, 3) for s in m.staff]
    for n in range(NOT_YET_DUE):
        member, staff_id = draft.rng.choice(newest)
        assigned = draft.workday(member.joined_on, AS_OF)
        done = draft.workday(assigned, AS_OF) if n % 4 == 0 else None
        _enrol(draft, member, staff_id, assigned, date(2025, 5, 30), done)


def _enrol(draft: Draft, member: Member, staff_id: str, assigned: date, due_on: date, done: date | None) -> None:
    draft.add(
        "enrolments",
        enrolment_id=draft.next_id("E"),
        partner_id=member.partner_id,
        staff_id=staff_id,
        course=draft.rng.choice(COURSES),
        assigned_on=assigned,
        due_on=due_on,
        completed_on=done,
    )
