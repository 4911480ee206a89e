"""A suggested mapping for exports that nobody has described: which table, which column, which format."""

from datetime import date
from typing import Any

import pytest

from assistant.records.imports import CannotImport, mapping_yaml, parse_mapping, suggest_files, suggest_mapping
from assistant.records.imports.mapping import FileMapping
from tests.records.imports.desk import DAY, FIXTURES, Desk

JANUARY, FEBRUARY, DECEMBER = date(2025, 1, 14), date(2025, 2, 3), date(2024, 12, 2)


def block(name: str, currency: str = "USD") -> FileMapping:
    return suggest_files([FIXTURES / name], currency).files[0]


@pytest.mark.parametrize(
    ("file", "headers"),
    [
        pytest.param(
            "salesforce_opportunities.csv",
            {
                "deal_id": "Opportunity ID",
                "partner_id": "Partner Account",
                "customer": "Account Name",
                "kind": "Type",
                "opened_on": "Created Date",
                "closed_on": "Close Date",
                "outcome": "Stage",
                "amount_cents": "Amount",
                "probability_bp": "Probability (%)",
                "note": "Next Step",
            },
            id="like Salesforce",
        ),
        pytest.param(
            "hubspot_deals.csv",
            {
                "deal_id": "Record ID",
                "partner_id": "Associated Partner",
                "customer": "Associated Company",
                "kind": "Deal Type",
                "opened_on": "Create Date",
                "closed_on": "Close Date",
                "outcome": "Deal Stage",
                "amount_cents": "Amount",
                "probability_bp": "Deal probability",
            },
            id="like HubSpot",
        ),
        pytest.param(
            "dynamics_opportunities.csv",
            {
                "deal_id": "Opportunity Number",
                "partner_id": "Reseller",
                "customer": "Potential Customer",
                "opened_on": "Created On",
                "closed_on": "Actual Close Date",
                "outcome": "Status",
                "amount_cents": "Actual Revenue, Est. Revenue",
                "probability_bp": "Probability",
                "currency": "Currency",
            },
            id="like Dynamics",
        ),
        pytest.param(
            "spreadsheet_pipeline.csv",
            {
                "deal_id": "deal no",
                "partner_id": "partner",
                "role": "sourced or assisted",
                "customer": "customer",
                "opened_on": "started",
                "closed_on": "closed",
                "outcome": "won?",
                "amount_cents": "value",
                "new_logo": "new logo",
            },
            id="somebody's spreadsheet",
        ),
        pytest.param(
            "german_verkaufschancen.csv",
            {
                "deal_id": "Verkaufschancen-ID",
                "partner_id": "Vertriebspartner",
                "customer": "Kunde",
                "product": "Produkt",
                "opened_on": "Erstellt am",
                "closed_on": "Abschlussdatum",
                "outcome": "Phase",
                "amount_cents": "Betrag",
                "probability_bp": "Wahrscheinlichkeit",
                "new_logo": "Neukunde",
            },
            id="German",
        ),
        pytest.param(
            "sales_pipeline.csv",
            {
                "deal_id": "opportunity_id",
                "partner_id": "account",
                "customer": "account",
                "product": "product",
                "opened_on": "engage_date",
                "closed_on": "close_date",
                "outcome": "deal_stage",
                "amount_cents": "close_value",
            },
            id="with an account alone",
        ),
    ],
)
def test_each_header_finds_its_column(file: str, headers: dict[str, str]) -> None:
    suggested = block(file)
    assert suggested.table == "deals"
    assert {name: ", ".join(source.headers) for name, source in suggested.columns.items()} == headers


def deal(opened: date, closed: date | None, outcome: str | None, cents: int, **more: Any) -> dict[str, Any]:
    return {"opened_on": opened, "closed_on": closed, "outcome": outcome, "amount_cents": cents, **more}


@pytest.mark.parametrize(
    ("file", "deals"),
    [
        pytest.param(
            "salesforce_opportunities.csv",
            [
                deal(JANUARY, date(2025, 2, 27), "won", 120_000_00, kind="new", probability_bp=10_000),
                deal(FEBRUARY, None, None, 45_500_00, kind="upsell", probability_bp=6_000),
                deal(DECEMBER, date(2025, 3, 31), "lost", 80_000_50, kind="new", probability_bp=0),
            ],
            id="like Salesforce",
        ),
        pytest.param(
            "hubspot_deals.csv",
            [
                deal(JANUARY, date(2025, 2, 27), "won", 120_000_00, probability_bp=10_000),
                deal(FEBRUARY, None, None, 45_500_50, probability_bp=4_000),
                deal(DECEMBER, date(2025, 3, 31), "lost", 0, probability_bp=0),
            ],
            id="like HubSpot",
        ),
        pytest.param(
            "dynamics_opportunities.csv",
            [
                deal(JANUARY, date(2025, 2, 27), "won", 120_000_00),
                deal(FEBRUARY, None, None, 45_500_00),
                deal(DECEMBER, date(2025, 3, 31), "lost", 0),
            ],
            id="like Dynamics",
        ),
        pytest.param(
            "spreadsheet_pipeline.csv",
            [
                deal(JANUARY, date(2025, 2, 27), "won", 120_000_00, role="sourced", new_logo=True),
                deal(FEBRUARY, None, None, 45_500_00, role="assisted", new_logo=False),
                deal(DECEMBER, date(2025, 3, 31), "lost", 80_000_50, role="sourced", new_logo=False),
            ],
            id="somebody's spreadsheet",
        ),
    ],
)
def test_an_export_is_imported_without_a_mapping(desk: Desk, file: str, deals: list[dict[str, Any]]) -> None:
    report = desk.partners().load((FIXTURES / file).read_bytes(), None, name=file)
    assert report.faults == ()
    assert report.suggested
    assert [row["partner_id"] for row in desk.rows("deals")] == ["P-1", "P-2", "P-3"]
    kept = [{name: row[name] for name in wanted} for row, wanted in zip(desk.rows("deals"), deals, strict=True)]
    assert kept == deals


def test_a_saved_suggestion_reads_the_same(desk: Desk) -> None:
    for path in sorted(FIXTURES.glob("*.csv")):
        suggested = suggest_files([path])
        saved = mapping_yaml(suggested)
        assert parse_mapping(saved) == suggested.model_copy(update={"remarks": ()})
        assert all(f"# {remark}" in saved for remark in suggested.remarks)


def test_formats_are_suggested_where_the_cells_show_them() -> None:
    german = block("german_verkaufschancen.csv", "EUR")
    assert german.columns["opened_on"].format == ("d.m.yyyy",)
    assert german.columns["amount_cents"].format == ("1.234,56",)
    assert german.columns["probability_bp"].format == ("60",)
    assert german.columns["outcome"].values == {"Gewonnen": "won", "Verhandlung": "open", "Verloren": "lost"}


def test_an_unclear_day_is_left_to_a_person() -> None:
    headers = ("Deal ID", "Partner", "Customer", "Stage", "Amount", "Created Date", "Close Date")
    rows = [["1", "Acme", "Hooli", "Won", "5", "03/04/2025", "03/25/2025"]]
    suggested = suggest_mapping(headers, rows=rows)
    assert suggested.files[0].columns["opened_on"].format == ()
    assert suggested.files[0].columns["closed_on"].format == ("m/d/yyyy",)
    assert any("03/04/2025 need a format" in remark for remark in suggested.remarks)


def test_an_export_with_an_account_alone_says_what_it_assumed() -> None:
    suggested = suggest_files([FIXTURES / "sales_pipeline.csv"])
    deals = suggested.files[0]
    assert deals.blank_partner == "refuse"
    assert deals.columns["customer"].default == "not named"
    assert deals.columns["opened_on"].default == "import day"
    assert suggested.aliases.products == {"GTXPro": "GTX Pro"}
    said = " ".join(suggested.remarks)
    assert "blank partner: direct" in said
    assert "counts as sourced" in said
    assert "not used: sales_agent" in said


def test_a_stage_that_nobody_knows_is_left_to_a_person() -> None:
    rows = [["1", "Hooli", "Won"], ["2", "Hooli", "Cooking"]]
    suggested = suggest_mapping(("Deal ID", "Customer", "Stage"), "deals", rows=rows)
    assert suggested.files[0].columns["outcome"].values == {"Won": "won"}
    assert any("won, lost or open: Cooking" in remark for remark in suggested.remarks)


@pytest.mark.parametrize(
    ("headers", "table"),
    [
        pytest.param("Account ID, Account Name, Region, Account Owner, Start Date", "partners", id="partners"),
        pytest.param("Contact ID, Account Name, Full Name, Email, Job Title", "people", id="people"),
        pytest.param("Partner, Month, Quota", "targets", id="targets"),
        pytest.param("Partner, Tier, Effective From", "tier_history", id="tier history"),
        pytest.param("Credit Note, Opportunity ID, Refund Date, Refund Amount", "refunds", id="refunds"),
        pytest.param("Learner Email, Certification, Issue Date, Expiration Date", "certifications", id="badges"),
        pytest.param("Learner Email, Course, Assigned, Due Date, Completion Date", "enrolments", id="training"),
        pytest.param("User, Login Time", "logins", id="portal logins"),
        pytest.param("Deal Registration ID, Partner, Customer, Submitted, Status", "registrations", id="registrations"),
        pytest.param("Claim ID, MDF Request, Submitted, Report Date, Actual Cost", "mdf_claims", id="MDF claims"),
        pytest.param("Payment ID, Payee, Program, Rule, Reference, Paid on, Amount", "payments", id="payments"),
        pytest.param("Alias, Partner", "aliases", id="aliases"),
    ],
)
def test_headers_tell_their_table(headers: str, table: str) -> None:
    assert suggest_mapping(headers.split(", ")).files[0].table == table


def test_values_settle_what_a_header_leaves_open() -> None:
    headers = ("Deal ID", "Partner", "Customer", "Stage", "Closed", "Created", "Amount")
    rows = [["1", "Acme", "Hooli", "Won", "Yes", "2025-01-02", "5"]]
    assert suggest_mapping(headers).files[0].columns["closed_on"].headers == ("Closed",)
    assert "closed_on" not in suggest_mapping(headers, rows=rows).files[0].columns


def test_partners_bring_their_tiers_where_the_export_says_since_when(desk: Desk) -> None:
    name = "partners_with_tiers.csv"
    report = desk.load((FIXTURES / name).read_bytes(), None, name=name)
    assert report.faults == ()
    assert [(row["partner_id"], row["partner_type"]) for row in desk.rows("partners")] == [
        ("P-10", "reseller"),
        ("P-11", "distributor"),
    ]
    assert [(row["partner_id"], row["tier"], row["since"]) for row in desk.rows("tier_history")] == [
        ("P-10", "Gold", date(2024, 1, 1)),
        ("P-11", "Silver", date(2023, 7, 1)),
    ]


def test_headers_that_fit_nothing_are_said_to(desk: Desk) -> None:
    with pytest.raises(CannotImport, match=r'weather.csv is skipped: The headers "Day, Rain, Wind" fit no table'):
        desk.load("Day,Rain,Wind\n2025-01-01,3,4\n", None, name="weather.csv")
    with pytest.raises(CannotImport, match=r"book.csv line 1 is an Excel workbook"):
        desk.load(b"PK\x03\x04", None, name="book.csv")


def test_a_folder_as_a_crm_leaves_it_is_imported_and_what_is_none_of_ours_is_skipped(desk: Desk) -> None:
    desk.file("account,sector,year_established,employees,office_location\nAcme,tech,1996,50,Kenya\n", "accounts.csv")
    desk.file("product,series,sales_price\nGTX Pro,GTX,4821\n", "products.csv")
    desk.file("sales_agent,manager,regional_office\nInes Duarte,Dana Reyes,West\n", "sales_teams.csv")
    desk.file("Table,Field,Description\naccounts,sector,Industry\n", "data_dictionary.csv")
    pipeline = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
    desk.file(pipeline + "Q1,Ines Duarte,GTX Pro,ACME,Won,2025-01-20,2025-03-01,1054\n", "sales_pipeline.csv")
    report = desk.load(mapping=None)
    assert report.faults == ()
    assert report.mapping.skip_files == ("data_dictionary.csv", "products.csv", "sales_teams.csv")
    assert any(note.startswith("products.csv is skipped") for note in report.notes)
    (partner,) = desk.rows("partners")
    assert (partner["name"], partner["region"], partner["joined_on"]) == ("Acme", "Kenya", DAY)
    assert desk.rows("deals")[0]["partner_id"] == partner["partner_id"]
