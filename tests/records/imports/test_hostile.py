"""Whatever stands in a file, an import ends with records, a report of faults, or one clear sentence."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.records.imports import CannotImport, ImportReport, Mapping, mapping_yaml, parse_mapping, suggest_mapping
from assistant.records.imports.cells.days import shown_days
from assistant.records.imports.cells.money import amount_style, cents
from assistant.records.imports.faults import BadCell
from tests.records.imports.desk import DEALS, HEADER, Desk
from tools.core.errors import ToolError
from tools.core.money import MAX_CENTS

EXPLICIT = parse_mapping(DEALS + "blank partner: direct\nrepeats: same\n")
QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

PLAUSIBLE = ["P-1", "Acme Networks", "Won", "Open", "Yes", "60%", "1,234.56", "1.234,56", "$5", "€5", "-5"]
DAYS = ["2025-01-06", "03/04/2025", "13.04.2025", "1 Jan 2025", "45750"]
CELL = st.one_of(
    st.sampled_from(
        [*PLAUSIBLE, *DAYS, "", "150k", "1e18", "=1+1", "\0", "🚀", '"', "'; DROP TABLE deals;--", "9" * 5_000]
    ),
    st.text(max_size=12),
)
ROWS = st.lists(st.lists(CELL, min_size=0, max_size=9), max_size=8)


@pytest.fixture(scope="module")
def shared() -> Iterator[Desk]:
    """One desk for many examples: what one example writes must not break the next."""
    with TemporaryDirectory() as folder:
        yield Desk(Path(folder)).partners()


def ends_well(desk: Desk, written: bytes, mapping: Mapping | None) -> None:
    before = desk.rows("deals")
    try:
        report = desk.load(written, mapping)
    except ToolError:
        assert desk.rows("deals") == before
        return
    assert isinstance(report, ImportReport)
    if report.faults:
        assert desk.rows("deals") == before
        assert all(fault.line >= 1 and str(fault) for fault in report.faults)
        return
    again = desk.load(written, mapping)
    assert (again.inserted, again.changed, again.faults) == (0, 0, ())


@QUIET
@given(written=st.binary(max_size=400))
@pytest.mark.parametrize("mapping", [EXPLICIT, None], ids=["with a mapping", "without one"])
def test_no_bytes_make_an_import_fail_otherwise(shared: Desk, mapping: Mapping | None, written: bytes) -> None:
    ends_well(shared, written, mapping)


@QUIET
@given(rows=ROWS, delimiter=st.sampled_from([",", ";", "\t", "|"]), end=st.sampled_from(["\n", "\r\n", "\r"]))
@pytest.mark.parametrize("mapping", [EXPLICIT, None], ids=["with a mapping", "without one"])
def test_no_cells_make_an_import_fail_otherwise(
    shared: Desk, mapping: Mapping | None, rows: list[list[str]], delimiter: str, end: str
) -> None:
    lines = [HEADER.strip().replace(",", delimiter), *(delimiter.join(row) for row in rows)]
    ends_well(shared, end.join(lines).encode("utf-8", "surrogatepass"), mapping)


@given(st.lists(st.text(max_size=20), max_size=8))
def test_no_headers_make_a_suggestion_fail_otherwise(headers: list[str]) -> None:
    try:
        suggested = suggest_mapping(headers)
    except CannotImport:
        return
    assert parse_mapping(mapping_yaml(suggested)).files == suggested.files


@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 12, 31)), min_size=1, max_size=20))
def test_a_columns_days_are_never_read_as_others(days: list[date]) -> None:
    written = [f"{day.month}/{day.day}/{day.year}" for day in days]
    style = shown_days(written)
    for day, text in zip(days, written, strict=True):
        try:
            assert style.read(text) == day
        except BadCell:
            assert style.doubt or style.formats == ("d/m/yyyy",)


@given(st.lists(st.integers(0, MAX_CENTS), min_size=1, max_size=20), st.sampled_from(["US", "German", "Swiss"]))
def test_a_columns_amounts_are_never_read_as_others(amounts: list[int], style: str) -> None:
    written = [_written(amount, style) for amount in amounts]
    shown = amount_style(written, "USD")
    assert [cents(text, shown, "USD") for text in written] == amounts


def _written(amount: int, style: str) -> str:
    american = f"{amount // 100:,}.{amount % 100:02}"
    if style == "German":
        return american.translate(str.maketrans(",.", ".,"))
    return american.replace(",", "'") if style == "Swiss" else american
