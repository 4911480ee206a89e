"""Rows of deals: what their cells become, and every reason to refuse one."""

from datetime import date
from typing import Any

import pytest

from tests.records.imports.desk import DEALS, HEADER, Desk

OPEN = "D-1,Acme Networks,Hooli,Prospecting,2025-01-06,,500\n"
ISO = DEALS + "dates: iso\n"


GOOD = {
    "Id": "D-1",
    "Partner": "P-1",
    "Customer": "Hooli",
    "Stage": "Won",
    "Opened": "2025-01-06",
    "Closed": "2025-02-01",
    "Amount": "5",
}


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        pytest.param("Partner", "Nobody", "is no partner", id="no partner of that name"),
        pytest.param("Partner", "Acme Networkz", 'The nearest is "Acme Networks" (P-1)', id="a slip in a name"),
        pytest.param("Partner", "", "`blank partner: direct`", id="no partner at all"),
        pytest.param("Id", "", "is blank: the column needs a value", id="no id"),
        pytest.param("Id", "D" * 65, "65 characters long: the column holds 64", id="an id too long"),
        pytest.param("Customer", "", "is blank", id="no customer"),
        pytest.param("Stage", "Cooking", "is none of won, lost, open", id="a stage that nobody knows"),
        pytest.param("Stage", "", "is blank although the deal has a close date", id="closed, and no stage"),
        pytest.param("Stage", "Wonn", "The nearest is won", id="a slip in a stage"),
        pytest.param("Opened", "", "is blank", id="no opening day"),
        pytest.param("Opened", "2025-02-29", "is no day in the calendar", id="no leap day"),
        pytest.param("Closed", "", "is blank although the deal is won", id="won on no day"),
        pytest.param(
            "Closed", "2025-01-05", "is before the row's opened_on (2025-01-06)", id="closed before it opened"
        ),
        pytest.param("Amount", "", "is blank although the deal is won", id="won for nothing said"),
        pytest.param("Amount", "-5", "is below zero", id="a negative amount"),
        pytest.param("Amount", "1000000000000000000", "more than one trillion", id="10 to the 18th"),
        pytest.param("Amount", "€5", "the program's currency is USD", id="another currency"),
        pytest.param("Amount", "150k", "Write the digits in full", id="a short amount"),
        pytest.param("Amount", "=1+1", "is not an amount", id="a formula for an amount"),
        pytest.param("Customer", "Ho\0oli", "holds a NUL byte", id="a NUL byte"),
        pytest.param("Customer", "x" * 201, "201 characters long: the column holds 200", id="a name too long"),
    ],
)
def test_a_bad_cell_is_named_with_its_line_column_value_and_reason(
    desk: Desk, column: str, value: str, reason: str
) -> None:
    row = ",".join({**GOOD, column: value}.values())
    report = desk.partners().load(f"{HEADER}{OPEN}{row.replace('D-1', 'D-2')}\n", ISO)
    (fault,) = report.faults
    assert (fault.file, fault.line) == ("deals.csv", 3)
    assert (fault.column, fault.value) == (column, value[:200])
    assert reason in fault.reason
    assert desk.rows("deals") == []


@pytest.mark.parametrize(
    ("row", "count"),
    [
        pytest.param("D-2,P-1,Hooli,Won", 4, id="a row cut short"),
        pytest.param("D-2,P-1,Hooli,Won,2025-01-06,2025-02-01,1,234", 8, id="a comma too many"),
    ],
)
def test_a_row_that_does_not_fit_its_header_is_refused(desk: Desk, row: str, count: int) -> None:
    (fault,) = desk.partners().load(f"{HEADER}{OPEN}{row}\n", ISO).faults
    assert (fault.line, fault.column) == (3, "")
    assert f"the row has {count} cells and the header 7" in fault.reason


def test_blank_cells_beyond_the_header_do_not_matter(desk: Desk) -> None:
    assert one(desk, f"{HEADER}{OPEN.strip()},,\n")["deal_id"] == "D-1"


def one(desk: Desk, text: str, mapping: str = ISO) -> dict[str, Any]:
    report = desk.partners().load(text, mapping)
    assert report.faults == ()
    (row,) = desk.rows("deals")
    return row


def test_every_bad_cell_of_every_row_is_told_in_one_run(desk: Desk) -> None:
    good = "D-2,P-1,Hooli,Won,2025-01-06,2025-02-01,5\n"
    rows = f"D-1,Nobody,,Cooking,someday,,lots\n{good}D-3,P-1,Hooli,Open,never,,1\n"
    report = desk.partners().load(HEADER + rows, ISO)
    assert [(fault.line, fault.column) for fault in report.faults] == [
        (2, "Partner"),
        (2, "Stage"),
        (2, "Opened"),
        (2, "Amount"),
        (2, "Customer"),
        (4, "Opened"),
    ]


@pytest.mark.parametrize("name", ["P-1", "Acme Networks", "ACME NETWORKS", " acme  networks ", "AcmeNetworks"])
def test_a_partner_is_named_by_id_or_name_without_regard_to_case_and_spaces(desk: Desk, name: str) -> None:
    assert one(desk, f"{HEADER}D-1,{name},Hooli,Open,2025-01-06,,1\n")["partner_id"] == "P-1"


def test_an_emoji_and_sql_are_names_like_others(desk: Desk) -> None:
    assert one(desk, f'{HEADER}D-1,P-1,"🚀 \'); DROP TABLE deals; --",Open,2025-01-06,,1\n')["customer"] == (
        "🚀 '); DROP TABLE deals; --"
    )


def test_a_formula_is_kept_as_text_and_told(desk: Desk) -> None:
    row = '"=HYPERLINK(""http://x"",""y"")"'
    report = desk.partners().load(f"{HEADER}D-1,P-1,{row},Open,2025-01-06,,1\n", ISO)
    assert desk.rows("deals")[0]["customer"] == '=HYPERLINK("http://x","y")'
    assert any("1 cells start like a spreadsheet formula" in note and "line 2" in note for note in report.notes)


def test_an_open_deals_expected_close_is_not_its_close(desk: Desk) -> None:
    report = desk.partners().load(f"{HEADER}D-1,P-1,Hooli,Negotiation,2025-01-06,2025-12-31,1\n", ISO)
    row = desk.rows("deals")[0]
    assert (row["outcome"], row["closed_on"]) == (None, None)
    assert any("1 open deals have an expected close date" in note for note in report.notes)


def test_a_deal_that_closes_after_the_import_is_told(desk: Desk) -> None:
    report = desk.partners().load(f"{HEADER}D-1,P-1,Hooli,Won,2025-01-06,2025-05-01,1\n", ISO)
    assert any("1 deals close after the day of the import" in note for note in report.notes)


def test_a_deal_without_a_partner_is_direct_where_the_mapping_says_so(desk: Desk) -> None:
    row = one(desk, f"{HEADER}D-1,,Hooli,Won,2025-01-06,2025-02-01,5\n", ISO + "blank partner: direct\n")
    assert (row["partner_id"], row["role"]) == (None, "direct")


@pytest.mark.parametrize(
    ("partner", "role", "reason"),
    [
        pytest.param("P-1", "Direct", "direct although the deal has a partner", id="a partner, and direct"),
        pytest.param("", "Sourced", "sourced although the deal has no partner", id="no partner, and sourced"),
        pytest.param("P-1", "", "is blank", id="a partner, and no role"),
    ],
)
def test_partner_and_role_must_agree(desk: Desk, partner: str, role: str, reason: str) -> None:
    mapping = ISO.replace("constants: {role: sourced}", "  role: Role\nblank partner: direct")
    header = HEADER.replace("Amount", "Amount,Role")
    report = desk.partners().load(f"{header}D-1,{partner},Hooli,Open,2025-01-06,,1,{role}\n", mapping)
    assert [fault.column for fault in report.faults] == ["Role"]
    assert reason in report.faults[0].reason


def test_words_of_ours_stand_for_theirs(desk: Desk) -> None:
    mapping = ISO.replace("outcome: Stage", "outcome: {from: Stage, values: {Stufe 5: won, Cooking: open, TBD: ''}}")
    rows = "D-1,P-1,A,stufe 5,2025-01-06,2025-02-01,5\nD-2,P-1,A,Cooking,2025-01-06,,5\nD-3,P-1,A,TBD,2025-01-06,,5\n"
    report = desk.partners().load(HEADER + rows, mapping)
    assert report.faults == ()
    assert [row["outcome"] for row in desk.rows("deals")] == ["won", None, None]


def test_products_are_merged_by_alias_and_likely_merges_are_told(desk: Desk) -> None:
    mapping = ISO.replace("columns:", "columns:\n  product: Product") + "aliases: {products: {GTXPro: GTX Pro}}\n"
    header = HEADER.replace("Amount", "Amount,Product")
    names = ["GTX Pro", "gtxpro", "GTX  PRO", "MG Special", "MG Speciall", "MGSpecial", "Core 1", "Core 2"]
    rows = [f"D-{n},P-1,Hooli,Open,2025-01-06,,1,{name}\n" for n, name in enumerate(names, 1)]
    report = desk.partners().load(header + "".join(rows), mapping)
    assert [row["product"] for row in desk.rows("deals")][:4] == ["GTX Pro", "GTX Pro", "GTX Pro", "MG Special"]
    assert [(merge.product, merge.into, merge.score) for merge in report.merges] == [
        ("MGSpecial", "MG Special", 100),
        ("MG Speciall", "MG Special", 95),
    ]


def test_a_currency_column_is_held_against_the_programs(desk: Desk) -> None:
    mapping = ISO.replace("columns:", "columns:\n  currency: Currency")
    header = HEADER.replace("Amount", "Amount,Currency")
    rows = [f"D-{mark},P-1,Hooli,Open,2025-01-06,,1,{mark}\n" for mark in ("USD", "EUR", "")]
    report = desk.partners().load(header + "".join(rows), mapping)
    assert [(fault.line, fault.column, fault.value) for fault in report.faults] == [(3, "Currency", "EUR")]


def test_the_first_of_several_headers_that_is_filled_counts(desk: Desk) -> None:
    mapping = ISO.replace("amount_cents: Amount", "amount_cents: [Actual, Amount]")
    header = HEADER.replace("Amount", "Amount,Actual")
    rows = "D-1,P-1,Hooli,Won,2025-01-06,2025-02-01,5,7\nD-2,P-1,Hooli,Open,2025-01-06,,5,\n"
    assert desk.partners().load(header + rows, mapping).faults == ()
    assert [row["amount_cents"] for row in desk.rows("deals")] == [7_00, 5_00]


def test_a_day_that_can_be_read_two_ways_is_refused_unless_the_mapping_names_it(desk: Desk) -> None:
    text = f"{HEADER}D-1,P-1,Hooli,Won,03/04/2025,04/13/2025,5\n"
    report = desk.partners().load(text)
    assert [(fault.line, fault.column, fault.value) for fault in report.faults] == [(2, "Opened", "03/04/2025")]
    assert "Name m/d/yyyy or d/m/yyyy" in report.faults[0].reason
    assert desk.load(text, DEALS + "dates: m/d/yyyy\n").faults == ()
    assert desk.rows("deals")[0]["opened_on"] == date(2025, 3, 4)
