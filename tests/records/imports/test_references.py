"""Rows that belong to others: partners by alias, people by address, deals and requests by id, over several files."""

from datetime import date

import pytest

from tests.records.imports.desk import DAY, DEALS, HEADER, Desk

ISO = DEALS + "dates: iso\n"
ROW = "D-1,{},Hooli,Open,2025-01-06,,1\n"
SERVICE = """
files:
  - {match: people*, table: people, columns: {staff_id: Id, partner_id: Partner, name: Name, email: Email}}
  - match: cert*
    table: certifications
    dates: iso
    columns: {staff_id: Learner, name: Badge, earned_on: Earned, expires_on: Expires}
"""
REFUNDS = (
    "table: refunds\ndates: iso\ncolumns: {refund_id: Id, deal_id: Deal, refunded_on: Day, amount_cents: Amount}\n"
)


def test_an_alias_in_the_records_names_its_partner(desk: Desk) -> None:
    desk.partners().insert("aliases", {"alias": "Acme Corp.", "partner_id": "P-1"})
    assert desk.load(HEADER + ROW.format("ACME corp."), ISO).faults == ()
    assert desk.rows("deals")[0]["partner_id"] == "P-1"


@pytest.mark.parametrize("target", ["P-1", "Acme Networks", "acme networks"])
def test_an_alias_in_the_mapping_names_its_partner(desk: Desk, target: str) -> None:
    mapping = f"{ISO}aliases: {{partners: {{Acme Corp.: {target}}}}}\n"
    assert desk.partners().load(HEADER + ROW.format("acme corp."), mapping).faults == ()
    assert desk.rows("deals")[0]["partner_id"] == "P-1"


def test_an_alias_of_nobody_is_refused(desk: Desk) -> None:
    report = desk.partners().load(HEADER + ROW.format("Acme Corp."), ISO + "aliases: {partners: {Acme Corp.: Acne}}\n")
    assert 'is "Acne" by the mapping\'s aliases, and no partner is called that' in report.faults[0].reason


def test_a_name_that_two_partners_have_is_refused(desk: Desk) -> None:
    desk.partners({"P-1": "Acme", "P-9": "ACME"})
    report = desk.load(HEADER + ROW.format("acme"), ISO)
    assert "names several partners: P-1, P-9" in report.faults[0].reason
    assert desk.load(HEADER + ROW.format("P-9"), ISO).faults == ()


def test_a_near_name_is_never_taken(desk: Desk) -> None:
    report = desk.partners().load(HEADER + ROW.format("Acme Network"), ISO)
    assert report.faults_total == 1
    assert 'The nearest is "Acme Networks" (P-1)' in report.faults[0].reason


def test_partners_and_aliases_of_the_same_run_are_known(desk: Desk) -> None:
    desk.file("Id,Name\nP-7,Vandelay\n", "a-partners.csv")
    desk.file("Alias,Partner\nVandelay Industries,Vandelay\n", "z-aliases.csv")
    desk.file(HEADER + ROW.format("vandelay industries"), "deals.csv")
    files = """
files:
  - {match: deals.csv, table: deals, dates: iso, constants: {role: assisted}, columns: {deal_id: Id,
     partner_id: Partner, customer: Customer, outcome: Stage, opened_on: Opened, amount_cents: Amount}, ignore: Closed}
  - {match: z-*, table: aliases, columns: {alias: Alias, partner_id: Partner}}
  - {match: a-*, table: partners, columns: {partner_id: Id, name: Name}, constants: {joined_on: 2024-05-01}}
"""
    report = desk.load(mapping=files)
    assert report.faults == ()
    assert [count.table for count in report.counts] == ["partners", "aliases", "deals"]
    assert desk.rows("deals")[0]["partner_id"] == "P-7"
    assert desk.rows("partners")[0]["joined_on"] == date(2024, 5, 1)


def test_a_bad_partner_does_not_blame_its_deals(desk: Desk) -> None:
    desk.file("Id,Name,Joined\nP-7,Vandelay,someday\n", "partners.csv")
    desk.file(HEADER + ROW.format("Vandelay"), "deals.csv")
    blocks = ISO.strip().replace("\n", "\n    ")
    report = desk.load(
        mapping=f"""
files:
  - match: deals.csv
    {blocks}
  - {{match: partners.csv, table: partners, columns: {{partner_id: Id, name: Name, joined_on: Joined}}}}
"""
    )
    assert [(fault.file, fault.column) for fault in report.faults] == [("partners.csv", "Joined")]


@pytest.mark.parametrize("learner", ["S-1", "ann@acme.example", "ANN@acme.example", "Ann Lee"])
def test_a_person_is_named_by_id_address_or_name_and_brings_the_partner(desk: Desk, learner: str) -> None:
    desk.partners().file("Id,Partner,Name,Email\nS-1,Acme Networks,Ann Lee,ann@acme.example\n", "people.csv")
    desk.file(f"Learner,Badge,Earned,Expires\n{learner},Core,2025-01-06,2027-01-06\n", "certs.csv")
    report = desk.load(mapping=SERVICE)
    assert report.faults == ()
    (row,) = desk.rows("certifications")
    assert (row["partner_id"], row["staff_id"], row["name"]) == ("P-1", "S-1", "Core")


def test_two_people_of_one_name_are_told_apart_by_partner_or_refused(desk: Desk) -> None:
    people = "Id,Partner,Name,Email\nS-1,P-1,Ann Lee,\nS-2,P-2,Ann Lee,\n"
    desk.partners().file(people, "people.csv")
    desk.file("Learner,Badge,Earned,Expires\nAnn Lee,Core,2025-01-06,\nBob,Core,2025-01-06,\n", "certs.csv")
    report = desk.load(mapping=SERVICE)
    assert [fault.reason.split(":")[0] for fault in report.faults] == [
        "names several people",
        "is nobody in the records or in these files. Import the people first, or use their staff id.",
    ]
    desk.file("Learner,Badge,Earned,Expires,Firm\nAnn Lee,Core,2025-01-06,,Globex\n", "certs.csv")
    assert desk.load(mapping=SERVICE.replace("{staff_id: Learner", "{partner_id: Firm, staff_id: Learner")).faults == ()
    assert desk.rows("certifications")[0]["staff_id"] == "S-2"


def test_a_refund_takes_its_deals_partner(desk: Desk) -> None:
    desk.partners().load(
        HEADER + ROW.format("Globex") + ROW.format("").replace("D-1", "D-2"), ISO + "blank partner: direct\n"
    )
    report = desk.load("Id,Deal,Day,Amount\nR-1,D-1,2025-02-01,5\nR-2,D-2,2025-02-01,5\n", REFUNDS, name="refunds.csv")
    assert report.faults == ()
    assert [(row["deal_id"], row["partner_id"]) for row in desk.rows("refunds")] == [("D-1", "P-2"), ("D-2", None)]


def test_a_refund_of_no_deal_or_of_another_partners_deal_is_refused(desk: Desk) -> None:
    desk.partners().load(HEADER + ROW.format("Globex"), ISO)
    mapping = REFUNDS.replace("{refund_id", "{partner_id: Partner, refund_id")
    rows = "R-1,D-9,2025-02-01,5,Globex\nR-2,D-1,2025-02-01,5,Acme Networks\nR-3,D-1,2025-02-01,-5,Globex\n"
    report = desk.load("Id,Deal,Day,Amount,Partner\n" + rows, mapping, name="refunds.csv")
    assert [(fault.line, fault.column, fault.value) for fault in report.faults] == [
        (2, "Deal", "D-9"),
        (3, "Deal", "D-1"),
        (4, "Amount", "-5"),
    ]
    assert "belongs to P-2, and the row names P-1" in report.faults[1].reason


def test_refunds_written_below_zero_are_turned_where_the_mapping_says_so(desk: Desk) -> None:
    desk.partners().load(HEADER + ROW.format("Globex"), ISO)
    mapping = REFUNDS.replace("amount_cents: Amount", "amount_cents: {from: Amount, negate: true}")
    assert desk.load("Id,Deal,Day,Amount\nR-1,D-1,2025-02-01,(5.00)\n", mapping, name="refunds.csv").faults == ()
    assert desk.rows("refunds")[0]["amount_cents"] == 5_00


def test_mdf_claims_follow_their_requests(desk: Desk) -> None:
    desk.partners().file(
        "Id,Partner,Type,Title,Asked,Cost,Approved,Approved amount,Day\n"
        'M-1,P-1,Trade Show,Expo,2025-01-06,"10,000.00",2025-01-10,"5,000.00",2025-03-01\n',
        "requests.csv",
    )
    desk.file("Id,Request,Sent,Cost\nC-1,M-1,2025-03-15,900\nC-2,M-2,2025-03-15,900\n", "claims.csv")
    mapping = """
files:
  - match: requests.csv
    table: mdf_requests
    columns: {request_id: Id, partner_id: Partner, activity: Type, title: Title, requested_on: Asked, cost_cents: Cost,
              approved_on: Approved, approved_cents: Approved amount, activity_on: Day}
  - match: claims.csv
    table: mdf_claims
    columns: {claim_id: Id, request_id: Request, submitted_on: Sent, cost_cents: Cost}
"""
    report = desk.load(mapping=mapping)
    assert [(fault.line, fault.value, fault.reason.split(" in ")[0]) for fault in report.faults] == [
        (3, "M-2", "is no MDF request")
    ]
    desk.file("Id,Request,Sent,Cost\nC-1,M-1,2025-03-15,900\n", "claims.csv")
    assert desk.load(mapping=mapping).faults == ()
    assert (desk.rows("mdf_requests")[0]["activity"], desk.rows("mdf_claims")[0]["partner_id"]) == ("trade_show", "P-1")


HISTORY = "table: tier_history\ndates: iso\ncolumns: {partner_id: Partner, tier: Tier, since: Since}\n"


def held(desk: Desk) -> list[tuple[str, date, date | None]]:
    return [(row["tier"], row["since"], row["until"]) for row in desk.rows("tier_history")]


def test_a_tier_ends_where_the_next_one_starts(desk: Desk) -> None:
    text = "Partner,Tier,Since\nP-1,gold,2025-01-01\nP-1,Silver Partner,2024-01-01\n"
    assert desk.partners().load(text, HISTORY).faults == ()
    both = [("Silver", date(2024, 1, 1), date(2024, 12, 31)), ("Gold", date(2025, 1, 1), None)]
    assert held(desk) == both
    assert desk.load(text, HISTORY).unchanged == 2
    newer = desk.load("Partner,Tier,Since\nAcme Networks,Platinum,2025-04-01\n", HISTORY)
    assert (newer.inserted, newer.changed) == (1, 1)
    assert held(desk) == [both[0], ("Gold", date(2025, 1, 1), date(2025, 3, 31)), ("Platinum", date(2025, 4, 1), None)]


def test_a_tier_between_two_shortens_the_one_before(desk: Desk) -> None:
    desk.partners().load("Partner,Tier,Since\nP-1,Silver,2024-01-01\nP-1,Gold,2025-01-01\n", HISTORY)
    text = "Partner,Tier,Since\nP-1,Silver,2024-01-01\nP-1,Registered,2024-07-01\nP-1,Gold,2025-01-01\n"
    assert desk.load(text, HISTORY).faults == ()
    assert [until for _, _, until in held(desk)] == [date(2024, 6, 30), date(2024, 12, 31), None]


def test_tiers_that_overlap_or_that_the_program_does_not_have_are_refused(desk: Desk) -> None:
    mapping = HISTORY.replace("since: Since", "since: Since, until: Until")
    rows = "P-1,Silver,2024-01-01,2025-06-30\nP-1,Gold,2025-01-01,\nP-2,Diamond,2025-01-01,\n"
    report = desk.partners().load("Partner,Tier,Since,Until\n" + rows, mapping)
    assert [(fault.line, fault.value) for fault in report.faults] == [(2, "2024-01-01"), (4, "Diamond")]
    assert "overlaps the partner's tier Gold from 2025-01-01 to now" in report.faults[0].reason


def test_logins_of_one_person_on_one_day_are_one(desk: Desk) -> None:
    desk.partners().insert("people", {"staff_id": "S-1", "partner_id": "P-1", "name": "Ann", "email": "ann@a.example"})
    text = "User,When\nann@a.example,2025-04-02T08:00:00Z\nS-1,2025-04-02T17:30:00Z\nS-1,2025-04-03T09:00:00Z\n"
    report = desk.load(text, "table: logins\ncolumns: {staff_id: User, login_on: When}\n", on=DAY)
    assert (report.inserted, report.counts[0].repeated) == (2, 1)
    assert [row["partner_id"] for row in desk.rows("logins")] == ["P-1", "P-1"]


def test_targets_are_a_months(desk: Desk) -> None:
    text = 'Partner,Month,Quota\nGlobex,Apr 2025,"10,000.00"\nGlobex,May 2025,12000\n'
    report = desk.partners().load(
        text, "table: targets\ncolumns: {partner_id: Partner, month_on: Month, amount_cents: Quota}\n"
    )
    assert report.faults == ()
    assert [(row["month_on"], row["amount_cents"]) for row in desk.rows("targets")] == [
        (date(2025, 4, 1), 10_000_00),
        (date(2025, 5, 1), 12_000_00),
    ]
