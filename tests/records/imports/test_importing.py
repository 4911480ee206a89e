"""Whole imports: what is written, twice, and never by halves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from assistant.records.engine import engine_of
from assistant.records.imports import BadRows, CannotImport, import_files, parse_mapping
from tests.programs import shipped
from tests.records.imports.desk import DAY, DEALS, FIXTURES, HEADER, Desk

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
ISO = DEALS + "dates: iso\n"
NO_ID = ISO.replace("  deal_id: Id\n", "")
ROW = "D-1,P-1,Hooli,Open,2025-01-06,,5\n"


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


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.csv")), ids=lambda path: path.stem)
def test_every_sample_export_imported_twice_changes_nothing(desk: Desk, path: Path) -> None:
    desk.partners({"P-1": "Acme Networks", "P-2": "Globex", "P-3": "Initech", "P-4": "Müller & Söhne"})
    text = path.read_bytes().replace(b" \x80", b"")
    mapping = None
    if path.stem == "sales_pipeline":
        mapping = parse_mapping((FIXTURES / "sales_pipeline.yaml").read_text())
    first = desk.load(text, mapping, name=path.name)
    assert first.faults == ()
    before = desk.rows("deals")
    again = desk.load(text, mapping, name=path.name, on=date(2025, 6, 1))
    assert (again.inserted, again.changed, again.unchanged) == (0, 0, first.inserted)
    assert again.version == first.version
    assert desk.rows("deals") == before


def test_one_bad_row_keeps_every_file_out(desk: Desk) -> None:
    folder_of_two(desk)
    desk.file(HEADER + "D-9,Nobody,Hooli,Won,1/6/2025,2/30/2025,1\n", "deals-more.csv")
    report = desk.load(mapping=BOTH)
    assert [(fault.file, fault.line, fault.column, fault.value) for fault in report.faults] == [
        ("deals-more.csv", 2, "Partner", "Nobody"),
        ("deals-more.csv", 2, "Closed", "2/30/2025"),
    ]
    assert desk.rows("partners") == desk.rows("deals") == desk.rows("state") == []
    with pytest.raises(BadRows, match=r"Nothing was imported: 2 bad cells or rows, the first being deals-more\.csv"):
        report.refuse_faults()


def test_a_file_that_is_no_table_is_told_beside_the_bad_rows_of_others(desk: Desk) -> None:
    desk.partners().file(b"PK\x03\x04", "deals-1.csv")
    desk.file(HEADER + ROW.replace("P-1", "Nobody"), "deals-2.csv")
    desk.file(HEADER + ROW + 'D-2,"never closed\n', "deals-3.csv")
    report = desk.load(mapping=ISO)
    assert [(fault.file, fault.line) for fault in report.faults] == [
        ("deals-1.csv", 1),
        ("deals-2.csv", 2),
        ("deals-3.csv", 3),
        ("deals-3.csv", 3),
    ]


def test_a_dry_run_counts_and_writes_nothing(desk: Desk) -> None:
    folder_of_two(desk)
    report = desk.load(mapping=BOTH, dry_run=True)
    assert (report.inserted, report.version, report.dry_run) == (5, 0, True)
    assert desk.rows("deals") == desk.rows("state") == []


def test_what_changed_in_the_export_changes_in_the_records(desk: Desk) -> None:
    desk.partners().load(HEADER + ROW + ROW.replace("D-1", "D-2"), ISO)
    report = desk.load(HEADER + ROW + "D-2,P-1,Hooli,Won,2025-01-06,2025-04-01,7\n", ISO)
    assert (report.inserted, report.changed, report.unchanged, report.version) == (0, 1, 1, 2)
    row = desk.rows("deals")[1]
    assert (row["outcome"], row["closed_on"], row["amount_cents"]) == ("won", date(2025, 4, 1), 7_00)


def test_columns_that_the_export_does_not_have_keep_what_they_hold(desk: Desk) -> None:
    with_product = ISO.replace("columns:", "columns:\n  product: Product\n  strategic_account: Strategic")
    header = HEADER.replace("Amount", "Amount,Product,Strategic")
    desk.partners().load(header + ROW.replace("5\n", "5,Core,Yes\n"), with_product)
    assert desk.load(HEADER + ROW.replace(",5\n", ",6\n"), ISO).changed == 1
    row = desk.rows("deals")[0]
    assert (row["product"], row["strategic_account"], row["amount_cents"]) == ("Core", True, 6_00)


def test_an_export_without_ids_is_known_again_by_its_key(desk: Desk) -> None:
    rows = ROW + "D-1,P-1,Hooli,Open,2025-01-07,,5\n"
    first = desk.partners().load(HEADER + rows, NO_ID)
    assert (first.faults, first.inserted) == ((), 2)
    moved = desk.load(HEADER + "".join(reversed(rows.splitlines(keepends=True))).replace(",5\n", ",6\n"), NO_ID)
    assert (moved.inserted, moved.changed, moved.unchanged) == (0, 2, 0)


@pytest.mark.parametrize(
    ("mapping", "inserted", "faults"),
    [
        pytest.param(NO_ID, 0, 1, id="refused, where the mapping does not say"),
        pytest.param(NO_ID + "repeats: same\n", 1, 0, id="one deal"),
        pytest.param(NO_ID + "repeats: separate\n", 2, 0, id="two deals"),
        pytest.param(NO_ID + "key: [customer, outcome]\n", 0, 1, id="still the same by a key that cannot tell them"),
    ],
)
def test_two_equal_rows_without_an_id_are(desk: Desk, mapping: str, inserted: int, faults: int) -> None:
    report = desk.partners().load(HEADER + ROW + ROW, mapping)
    assert (report.inserted, report.faults_total) == (inserted, faults)
    assert desk.load(HEADER + ROW + ROW, mapping).inserted == 0


def test_a_longer_key_tells_rows_apart(desk: Desk) -> None:
    text = HEADER + ROW + ROW.replace(",5\n", ",6\n")
    report = desk.partners().load(text, NO_ID + "key: [customer, opened_on, amount_cents]\n")
    assert (report.inserted, report.faults) == (2, ())


def test_an_id_that_stands_twice_is_one_row_or_a_fault(desk: Desk) -> None:
    same = desk.partners().load(HEADER + ROW + ROW, ISO)
    assert (same.inserted, same.counts[0].repeated) == (1, 1)
    (fault,) = desk.load(HEADER + ROW + ROW.replace(",5\n", ",6\n"), ISO).faults
    assert (fault.line, fault.column, fault.value) == (3, "Id", "D-1")
    assert "stands on deals.csv line 2 too, with other values" in fault.reason


def test_partners_without_an_id_are_known_by_name_or_alias(desk: Desk) -> None:
    desk.partners().insert("aliases", {"alias": "Globex Corp", "partner_id": "P-2"})
    mapping = "table: partners\ncolumns: {name: Name, region: Region}\nconstants: {joined_on: import day}\n"
    text = "Name,Region\nACME networks,West\nglobex corp,East\nVandelay,North\n"
    report = desk.load(text, mapping, name="partners.csv")
    assert (report.faults, report.inserted, report.changed) == ((), 1, 2)
    rows = {row["name"]: row for row in desk.rows("partners")}
    assert (rows["ACME networks"]["partner_id"] if "ACME networks" in rows else None) is None
    assert (rows["Acme Networks"]["region"], rows["Globex"]["region"]) == ("West", "East")
    assert (rows["Acme Networks"]["joined_on"], rows["Vandelay"]["joined_on"]) == (date(2023, 1, 1), DAY)


def test_the_import_day_stands_in_once_and_stays(desk: Desk) -> None:
    mapping = ISO.replace("opened_on: Opened", "opened_on: {from: Opened, default: import day}")
    text = HEADER + ROW.replace("2025-01-06", "")
    desk.partners().load(text, mapping)
    again = desk.load(text, mapping, on=date(2025, 6, 1))
    assert (again.changed, again.unchanged) == (0, 1)
    assert desk.rows("deals")[0]["opened_on"] == DAY


def test_progress_counts_rows_to_the_last(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    rows = "".join(ROW.replace("D-1", f"D-{number}") for number in range(5_000))
    desk.partners().load(HEADER + rows, ISO, on_progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[0][0] < 5_000
    assert told[-1] == (5_000, 5_000)
    assert len(desk.rows("deals")) == 5_000


def test_a_fault_deep_in_a_file_has_its_own_line(desk: Desk) -> None:
    rows = "".join(ROW.replace("D-1", f"D-{number}") for number in range(4_500))
    report = desk.partners().load(HEADER + rows + ROW.replace("Open", "Cooking").replace("D-1", "D-X"), ISO)
    assert [fault.line for fault in report.faults] == [4_502]
    assert desk.rows("deals") == []


def test_paths_and_records_that_are_not_there_are_said_to_be(desk: Desk, tmp_path: Path) -> None:
    def load(path: Path, url: str) -> None:
        mapping = parse_mapping(ISO)
        import_files(create_engine(url), path, mapping, program=shipped(), dry_run=False, imported_on=DAY)

    with pytest.raises(CannotImport, match="There is no file"):
        load(tmp_path / "gone.csv", "sqlite://")
    with pytest.raises(CannotImport, match="holds no CSV file"):
        load(desk.folder, "sqlite://")
    with pytest.raises(CannotImport, match=r"The records cannot be used \(no such table"):
        load(desk.file(HEADER + ROW), "sqlite://")
    (tmp_path / "damaged.db").write_bytes(b"not a database, not at all" * 100)
    with pytest.raises(CannotImport, match="file is not a database"):
        load(desk.folder, f"sqlite:///{tmp_path / 'damaged.db'}")


def test_two_imports_at_once_leave_one_row_and_both_versions(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.partners()
    engine = engine_of(f"sqlite:///{tmp_path / 'records.db'}")
    paths = [desk.file(HEADER + ROW.replace("D-1", f"D-{number}"), f"deals-{number}.csv") for number in range(4)]

    def load(path: Path) -> int:
        mapping = parse_mapping(ISO)
        return import_files(engine, path, mapping, program=shipped(), dry_run=False, imported_on=DAY).inserted

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(load, paths)) == [1, 1, 1, 1]
    assert desk.state()["version"] == "4"
