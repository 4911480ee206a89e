"""Frames are cut in SQL: to the person, the partner and the days asked about, and to one version of the records."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.access import OPERATOR, Person
from assistant.asking import Desk
from assistant.records.cut import DERIVED, Cut, FrameReader
from assistant.records.demo import AS_OF
from assistant.records.engine import replace_all
from assistant.records.lists import read_lists
from assistant.records.store import BadRecords, Records
from assistant.records.tables import metadata
from assistant.settings import Settings
from tests.programs import shipped
from tools.core.frames import SCHEMA, Frames, rows
from tools.dashboard import DASHBOARD_READS, dashboard, dashboard_since

Row = dict[str, Any]
TABLES = tuple(SCHEMA)
MANY = settings(max_examples=40, deadline=None)


@pytest.fixture(scope="module")
def records(demo_url: str) -> Records:
    return Records(demo_url)


@pytest.fixture(scope="module")
def reader(records: Records) -> FrameReader:
    return FrameReader(records)


def read(reader: FrameReader, *tables: str, person: Person = OPERATOR, **cut: Any) -> Frames:
    return reader.read(Cut(person=person, tables=tables or TABLES, **cut), as_of=AS_OF, version=1)


def keyed(found: list[Row]) -> set[tuple[Any, ...]]:
    return {tuple(row.values()) for row in found}


@pytest.fixture(scope="module")
def partners(reader: FrameReader) -> list[Row]:
    return sorted(rows(read(reader, "partners").partners), key=lambda row: str(row["partner_id"]))


def test_every_column_of_the_frames_is_a_column_of_the_database_or_derived() -> None:
    for name, columns in SCHEMA.items():
        stored = set(metadata.tables[name].columns.keys())
        derived = {column for table, column in DERIVED if table == name}
        assert set(columns) - derived <= stored, name
        assert not derived & stored, name
    assert set(DERIVED) == {("deals", "registered_on")}


def test_no_column_is_left_behind_but_those_that_no_tool_may_use() -> None:
    left = {(name, c) for name in SCHEMA for c in set(metadata.tables[name].columns.keys()) - set(SCHEMA[name])}
    assert left == {("deals", "note")}
    assert set(metadata.tables) - set(SCHEMA) == {"aliases", "receipts", "state"}


def test_frames_have_the_types_of_the_schema(reader: FrameReader) -> None:
    found = read(reader)
    for name, columns in SCHEMA.items():
        assert dict(found.tables[name].collect_schema()) == columns, name


def test_an_empty_cut_has_the_types_too(reader: FrameReader) -> None:
    found = read(reader, partner_id="P-none")
    for name, columns in SCHEMA.items():
        assert rows(found.tables[name]) == []
        assert dict(found.tables[name].collect_schema()) == columns, name


def test_a_deal_is_registered_on_the_day_of_its_first_approved_registration(reader: FrameReader) -> None:
    found = read(reader, "deals", "registrations")
    first: dict[str, date] = {}
    for row in rows(found.registrations):
        if row["status"] == "approved" and row["deal_id"]:
            first[row["deal_id"]] = min(row["registered_on"], first.get(row["deal_id"], date.max))
    deals = rows(found.deals)
    assert len(first) > 100
    assert all(row["registered_on"] == first.get(row["deal_id"]) for row in deals)


@MANY
@given(st.data())
def test_a_narrower_person_sees_only_rows_that_a_wider_one_sees(
    reader: FrameReader, partners: list[Row], data: st.DataObject
) -> None:
    table = data.draw(st.sampled_from(TABLES), label="table")
    own = data.draw(st.sampled_from(partners), label="partner")
    manager = Person(id="m", name=own["manager"], sees="own")
    alone = Person(id="p", sees="partner", partner_id=own["partner_id"])
    everything, theirs, its = (
        keyed(rows(read(reader, table, person=person).tables[table])) for person in (OPERATOR, manager, alone)
    )
    assert its <= theirs <= everything


@MANY
@given(st.data())
def test_naming_a_partner_never_shows_another_s_rows(
    reader: FrameReader, partners: list[Row], data: st.DataObject
) -> None:
    table = data.draw(st.sampled_from(TABLES), label="table")
    named, other = (data.draw(st.sampled_from(partners), label=label)["partner_id"] for label in ("named", "asking"))
    person = Person(id="p", sees="partner", partner_id=other)
    seen = rows(read(reader, table, person=person, partner_id=named).tables[table])
    assert {row["partner_id"] for row in seen} <= {named} & {other}


def test_direct_deals_are_for_those_who_see_everything(reader: FrameReader, partners: list[Row]) -> None:
    assert any(row["partner_id"] is None for row in rows(read(reader, "deals").deals))
    for manager in {row["manager"] for row in partners}:
        seen = rows(read(reader, "deals", person=Person(id="m", name=manager, sees="own")).deals)
        assert seen
        assert all(row["partner_id"] is not None for row in seen)


@pytest.mark.parametrize("name", ["", "x' OR '1'='1", "%", "Caro", "NULL"])
def test_a_manager_of_nobody_sees_nothing(reader: FrameReader, name: str) -> None:
    nobody = Person.model_construct(id="m", name=name, sees="own", partner_id=None)
    found = read(reader, person=nobody)
    assert all(rows(found.tables[table]) == [] for table in TABLES)


@pytest.mark.parametrize("partner_id", [None, "", "' OR 1=1 --", "P-none", "P-00%"])
def test_a_person_of_no_partner_sees_nothing(reader: FrameReader, partner_id: str | None) -> None:
    nobody = Person.model_construct(id="p", name="", sees="partner", partner_id=partner_id)
    found = read(reader, person=nobody)
    assert all(rows(found.tables[table]) == [] for table in TABLES)


def test_the_names_a_person_may_use_are_those_of_what_they_see(records: Records, partners: list[Row]) -> None:
    own = next(row for row in partners if row["partner_id"] == "P-047")
    everyone = read_lists(records, OPERATOR, 1)
    theirs = read_lists(records, Person(id="m", name=own["manager"], sees="own"), 1)
    alone = read_lists(records, Person(id="p", sees="partner", partner_id="P-047"), 1)
    assert (alone.regions, alone.managers) == ((own["region"],), (own["manager"],))
    assert theirs.managers == (own["manager"],)
    assert set(alone.regions) <= set(theirs.regions) <= set(everyone.regions)
    assert alone.roster.match("Acme Networks") == "P-047"


def test_records_that_moved_on_while_a_question_was_taken_are_refused(own_url: str) -> None:
    desk = Desk.open(Settings(database_url=own_url))
    taken = desk.toolbox()
    taken.call("tier_status", {"partner": "P-047"})
    replace_all(desk.records, {"partners": []}, AS_OF, "demo")
    with pytest.raises(BadRecords, match=r"changed while this was being answered\. Ask again"):
        taken.call("rebate_earned", {"partner": "P-001"})
    assert desk.toolbox().version == taken.version + 1
    assert desk.ask("/channel-sales tier Acme Networks").kind == "refusal"


def test_a_cut_is_read_once_a_version_and_never_shared_between_scopes(own_url: str) -> None:
    reader = FrameReader(Records(own_url))
    alone = Person(id="p", sees="partner", partner_id="P-047")
    first = read(reader, "deals").deals
    assert read(reader, "deals").deals is first
    assert read(reader, "deals", person=alone).deals is not first
    assert read(reader, "deals", partner_id="P-047").deals is not first
    assert read(reader, "deals", since=date(2025, 1, 1)).deals is not first
    for number in range(70):
        read(reader, "logins", partner_id=f"P-{number:03d}")
    assert read(reader, "deals").deals is not first


PLANS = [
    pytest.param("SELECT * FROM deals WHERE partner_id = 'P-047'", "ix_deals_partner_id_closed_on", id="deals"),
    pytest.param("SELECT * FROM payments WHERE partner_id = 'P-047'", "ix_payments_partner_id", id="payments"),
    pytest.param("SELECT * FROM logins WHERE partner_id = 'P-047'", "ix_logins_partner_id_login_on", id="logins"),
    pytest.param("SELECT * FROM mdf_claims WHERE partner_id = 'P-047'", "ix_mdf_claims_partner_id", id="MDF claims"),
    pytest.param("SELECT * FROM targets WHERE partner_id = 'P-047'", "autoindex_targets", id="targets"),
    pytest.param(
        "SELECT MIN(r.registered_on) FROM registrations r WHERE r.deal_id = 'D-00001'",
        "ix_registrations_deal_id",
        id="a deal's registration",
    ),
]


@pytest.mark.parametrize(("sql", "index"), PLANS)
def test_a_question_about_one_partner_reads_through_an_index(records: Records, sql: str, index: str) -> None:
    with records.session() as session:
        plan = [str(row[-1]) for row in session.rows(f"EXPLAIN QUERY PLAN {sql}")]
    assert [step for step in plan if step.startswith("SCAN")] == []
    assert index in plan[0]


def test_every_table_that_a_partner_s_tools_read_has_its_partner_index(records: Records) -> None:
    with records.session() as session:
        for name in TABLES:
            sql = f"EXPLAIN QUERY PLAN SELECT * FROM {name} WHERE partner_id = ?"  # noqa: S608 - our own names
            plan = session.rows(sql, ["P-047"])
            assert str(plan[0][-1]).startswith("SEARCH"), name


def periods() -> Iterator[str]:
    for year, last in ((2024, 12), (2025, 4)):
        yield from (f"{year}-{month:02d}" for month in range(1, last + 1))
    yield from ("2024-Q1", "2024-Q4", "2025-Q1", "2025-Q2", "2023", "2024", "2025", "2023-07")


@pytest.mark.parametrize("period", list(periods()))
def test_a_dashboard_of_the_days_it_needs_is_the_dashboard_of_all_days(reader: FrameReader, period: str) -> None:
    _same(reader, {"period": period})


@pytest.mark.parametrize(
    "filters",
    [{"tier": "Gold"}, {"tier": "Registered", "period": "2025-Q1"}, {"manager": "Caro Elvell"}, {"region": "West"}],
    ids=lambda filters: " ".join(filters.values()),
)
def test_so_is_the_dashboard_of_a_part(reader: FrameReader, filters: dict[str, str]) -> None:
    _same(reader, filters)


@settings(max_examples=12, deadline=None)
@given(st.dates(date(2024, 1, 1), AS_OF), st.integers(0, 120))
def test_and_the_dashboard_of_any_days(reader: FrameReader, first: date, length: int) -> None:
    last = min(first + timedelta(days=length), AS_OF)
    _same(reader, {"period": f"{first}/{last}"})


def _same(reader: FrameReader, asked: dict[str, str]) -> None:
    program = shipped()
    since = dashboard_since(program, AS_OF, asked)
    cut, whole = (read(reader, *DASHBOARD_READS, since=first) for first in (since, None))
    assert dashboard(cut, program, **asked) == dashboard(whole, program, **asked)


def test_the_days_a_dashboard_does_not_need_are_not_read(reader: FrameReader) -> None:
    since = dashboard_since(shipped(), AS_OF, {"period": "2025-04"})
    assert since == date(2024, 1, 1)
    later = read(reader, "deals", "logins", since=date(2025, 4, 1))
    assert min(row["login_on"] for row in rows(later.logins)) == date(2025, 4, 1)
    older = [row for row in rows(later.deals) if row["closed_on"] and row["closed_on"] < date(2025, 4, 1)]
    refunds = rows(read(reader, "refunds").refunds)
    assert {row["partner_id"] for row in older} <= {row["partner_id"] for row in refunds}
