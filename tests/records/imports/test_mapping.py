"""Mapping files as people write them, and every way in which one cannot be followed."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.records.imports import BadMapping, Mapping, mapping_yaml, parse_mapping, read_mapping
from tests.records.imports.desk import DEALS, HEADER, Desk


def test_a_mapping_of_one_file_needs_no_list() -> None:
    mapping = parse_mapping("table: deals\ncolumns: {deal_id: Id}\naliases: {products: {A: B}}\nskip files: '*.txt'\n")
    assert [block.table for block in mapping.files] == ["deals"]
    assert mapping.files[0].columns["deal_id"].headers == ("Id",)
    assert mapping.aliases.products == {"A": "B"}
    assert mapping.skip_files == ("*.txt",)


def test_everything_in_a_mapping_is_text() -> None:
    text = "table: deals\ncolumns: {new_logo: {from: New?, values: {Yes: true, No: false, 1: true}, default: no}}\n"
    source = parse_mapping(text).files[0].columns["new_logo"]
    assert source.values == {"Yes": "true", "No": "false", "1": "true"}
    assert source.default == "no"


def test_a_printed_mapping_is_read_back_the_same() -> None:
    text = """
files:
- match: deals*.csv
  table: deals
  columns:
    deal_id: Id
    outcome: {from: Stage, values: {Stufe 1: open}, default: open}
    amount_cents: {from: [Actual, Estimate], format: '1.234,56', negate: true}
  constants: {role: sourced}
  ignore: [Owner, Region]
  dates: [iso, m/d/yyyy]
  blank partner: direct
  key: [customer, opened_on]
  repeats: separate
  encoding: cp1252
  delimiter: tab
  header line: 4
  ends at blank line: true
aliases:
  partners: {Acme Corp.: P-1}
skip files: ['*.txt']
"""
    mapping = parse_mapping(text)
    assert mapping.files[0].blank_partner == "direct"
    assert mapping.files[0].header_line == 4
    assert parse_mapping(mapping_yaml(mapping)) == mapping


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", "holds no keys", id="nothing"),
        pytest.param("deals", "holds no keys", id="a word"),
        pytest.param("table: [", "not YAML at line", id="half a list"),
        pytest.param("table: deal\n", 'no table is called "deal": did you mean deals', id="a slip in a table"),
        pytest.param("table: receipts\n", "no table is called", id="a table of ours"),
        pytest.param("table: deals\ncolumns: {amount: A}\n", "did you mean amount_cents", id="a slip in a column"),
        pytest.param("table: deals\ncolums: {}\n", "colums: Extra inputs", id="a slip in a key"),
        pytest.param("table: deals\ndates: mm/dd/yyyy\n", "did you mean m/d/yyyy", id="a format that is none"),
        pytest.param("table: deals\ndates: [m/d/yyyy, d/m/yyyy]\n", "same digits as different days", id="both formats"),
        pytest.param("table: deals\nmoney: dollars\n", "no format of money", id="money in words"),
        pytest.param("table: deals\nblank partner: maybe\n", "'refuse' or 'direct'", id="neither refused nor direct"),
        pytest.param("table: deals\nencoding: klingon\n", "no text encoding", id="an encoding that is none"),
        pytest.param("table: deals\nencoding: base64\n", "no text encoding", id="an encoding of no text"),
        pytest.param("table: deals\ndelimiter: '-'\n", "is none of", id="a delimiter that is none"),
        pytest.param("table: deals\ncolumns: {deal_id: {default: 1}}\n", "deal_id names no header", id="no header"),
        pytest.param("table: deals\nkey: [name]\n", "no key column of deals", id="a key of another table"),
        pytest.param("table: deals\nheader line: 0\n", "greater than or equal to 1", id="a line before the first"),
        pytest.param("files: 3\n", "valid tuple", id="no list of files"),
        pytest.param("a: " + "[" * 3_000, "not YAML|nested too deeply", id="nested too deeply"),
    ],
)
def test_a_mapping_that_cannot_be_followed_says_why(text: str, reason: str) -> None:
    with pytest.raises(BadMapping, match=reason):
        parse_mapping(text)


def test_every_fault_of_a_mapping_is_told_at_once() -> None:
    with pytest.raises(BadMapping) as refused:
        parse_mapping("files:\n- {table: deal}\n- {table: deals, dates: never}\n")
    assert "files.0" in str(refused.value)
    assert "files.1" in str(refused.value)


@given(st.text(max_size=200))
def test_no_text_makes_a_mapping_fail_otherwise(text: str) -> None:
    with suppress(BadMapping):
        assert isinstance(parse_mapping(text), Mapping)


def test_a_mapping_file_that_cannot_be_read_is_said_to(tmp_path: Path) -> None:
    with pytest.raises(BadMapping, match="no readable mapping file"):
        read_mapping(tmp_path / "gone.yaml")
    (tmp_path / "big.yaml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(BadMapping, match="larger than a mapping can be"):
        read_mapping(tmp_path / "big.yaml")
    (tmp_path / "odd.yaml").write_bytes(b"table: d\xff")
    with pytest.raises(BadMapping, match="not UTF-8"):
        read_mapping(tmp_path / "odd.yaml")
    (tmp_path / "good.yaml").write_text(DEALS)
    assert read_mapping(tmp_path / "good.yaml") == parse_mapping(DEALS)


@pytest.mark.parametrize(
    ("header", "mapping", "column", "reason"),
    [
        pytest.param(HEADER, DEALS.replace("Customer", "Custommer"), "Custommer", 'nearest is "Customer"', id="a slip"),
        pytest.param(HEADER.replace("Customer", "Id"), DEALS, "Customer", "is not a header", id="a header not there"),
        pytest.param("Id," + HEADER, DEALS, "Id", 'write "Id (2)" for the second', id="a header over two columns"),
        pytest.param("ID ," + HEADER, DEALS, "Id", "differ in case or spaces only", id="headers alike"),
        pytest.param(HEADER, DEALS.replace("  outcome: Stage\n", ""), "outcome", "name the stage", id="no outcome"),
        pytest.param(HEADER, DEALS.replace("constants: {role: sourced}", ""), "role", "is needed", id="no role"),
        pytest.param(HEADER, DEALS.replace("  customer: Customer\n", ""), "customer", "is needed", id="no customer"),
        pytest.param(
            HEADER, DEALS.replace("role: sourced", "role: friend"), "role", "stands in the mapping", id="role"
        ),
        pytest.param(
            HEADER, "files: [{match: x.csv, table: deals}]", "", "fits no block of the mapping", id="no block"
        ),
    ],
)
def test_a_mapping_that_does_not_fit_the_file_is_a_fault_at_its_header(
    desk: Desk, header: str, mapping: str, column: str, reason: str
) -> None:
    report = desk.partners().load(header, mapping)
    found = [fault for fault in report.faults if fault.column == column]
    assert [fault.line for fault in found] == [1]
    assert reason in found[0].reason


def test_headers_are_found_without_regard_to_case_and_spaces(desk: Desk) -> None:
    header = HEADER.replace("Customer", "CUSTO MER").replace("Id", " id ")
    assert desk.partners().load(f"{header}D-1,P-1,Hooli,Open,2025-01-06,,1\n").faults == ()


def test_the_second_of_two_equal_headers_can_be_named(desk: Desk) -> None:
    text = HEADER.replace("Customer", "Name,Name") + "D-1,P-1,Acme,Hooli,Open,2025-01-06,,1\n"
    assert desk.partners().load(text, DEALS.replace("customer: Customer", "customer: Name (2)")).faults == ()
    assert desk.rows("deals")[0]["customer"] == "Hooli"


def test_a_constant_is_written_our_way_whatever_the_files_formats(desk: Desk) -> None:
    mapping = DEALS.replace("  opened_on: Opened\n", "").replace("{role", "{opened_on: 2025-01-06, role")
    text = HEADER + "D-1,P-1,Hooli,Won,,2/28/2025,5\n"
    assert desk.partners().load(text, mapping + "dates: m/d/yyyy\n").faults == ()


def test_headers_that_are_neither_mapped_nor_ignored_are_told(desk: Desk) -> None:
    text = HEADER.replace("Amount", "Amount,Owner,Region") + "D-1,P-1,Hooli,Open,2025-01-06,,1,Dana,West\n"
    report = desk.partners().load(text, DEALS + "ignore: [region]\n")
    assert "deals.csv: not imported as deals: Owner." in report.notes
    assert desk.load(text, DEALS + "ignore: '*'\n").notes == report.notes[1:]
