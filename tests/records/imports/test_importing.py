"""Whole imports: what is written, twice, and never by halves."""

from datetime import date

from tests.records.imports.desk import HEADER, Desk

BOTH = """
files:
  - match: partners*.csv
    table: partners
    dates: m/d/yyyy
    columns: {partner_id: Account ID, name: Account Name, joined_on: Start}
  - match: deals*.csv
    table: deals
    dates: m/d/yyyy
    blank partner: direct
    columns:
      deal_id: Id
      partner_id: Partner
      customer: Customer
      outcome: Stage
      opened_on: Opened
      closed_on: Closed
      amount_cents: Amount
    constants: {role: sourced}
"""


def folder_of_two(desk: Desk) -> None:
    desk.file("Account ID,Account Name,Start\nP-1,Acme Networks,1/5/2023\nP-2,Globex,12/31/2022\n", "partners.csv")
    desk.file(
        HEADER + 'D-1,acme  networks,Hooli,Closed Won,1/6/2025,2/14/2025,"$1,234.50"\n'
        "D-2,P-2,Umbrella,Prospecting,3/1/2025,,\n"
        "D-3,,Stark,Closed Lost,1/2/2025,1/9/2025,100\n"
    )


def test_a_folder_of_partners_and_deals_becomes_records(desk: Desk) -> None:
    folder_of_two(desk)
    report = desk.load(mapping=BOTH)
    assert report.faults == ()
    assert (report.inserted, report.changed, report.unchanged, report.version) == (5, 0, 0, 1)
    deals = {row["deal_id"]: row for row in desk.rows("deals")}
    assert deals["D-1"]["partner_id"] == "P-1"
    assert deals["D-1"]["amount_cents"] == 1_234_50
    assert (deals["D-1"]["opened_on"], deals["D-1"]["closed_on"]) == (date(2025, 1, 6), date(2025, 2, 14))
    assert (deals["D-2"]["outcome"], deals["D-2"]["closed_on"], deals["D-2"]["amount_cents"]) == (None, None, 0)
    assert (deals["D-3"]["partner_id"], deals["D-3"]["role"], deals["D-3"]["outcome"]) == (None, "direct", "lost")
    assert desk.state() == {"version": "1", "as_of": "2025-04-30"}


def test_importing_twice_changes_nothing(desk: Desk) -> None:
    folder_of_two(desk)
    desk.load(mapping=BOTH)
    before = {table: desk.rows(table) for table in ("partners", "deals")}
    again = desk.load(mapping=BOTH, on=date(2025, 5, 2))
    assert (again.inserted, again.changed, again.unchanged, again.version) == (0, 0, 5, 1)
    assert {table: desk.rows(table) for table in before} == before
    assert desk.state() == {"version": "1", "as_of": "2025-05-02"}


def test_one_bad_row_keeps_every_file_out(desk: Desk) -> None:
    folder_of_two(desk)
    desk.file(HEADER + "D-9,Nobody,Hooli,Won,1/6/2025,2/30/2025,1\n", "deals-more.csv")
    report = desk.load(mapping=BOTH)
    assert [(fault.file, fault.line, fault.column, fault.value) for fault in report.faults] == [
        ("deals-more.csv", 2, "Partner", "Nobody"),
        ("deals-more.csv", 2, "Closed", "2/30/2025"),
    ]
    assert desk.rows("partners") == desk.rows("deals") == desk.rows("state") == []
