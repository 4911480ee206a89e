"""`channel-sales import` as a person meets it: bad rows named, all or nothing, the mapping kept to edit."""

from pathlib import Path

import pytest

from assistant.channels.cli.app import run
from assistant.settings import settings

PARTNERS = """Partner ID,Partner Name,Type,Region,Channel Manager,Join Date
P1,Blue Oak Systems,Reseller,West,Jo Park,1/15/2023
P2,Red Fern LLC,MSP,East,Sam Ito,3/2/2024
"""
DEALS = """opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
O-1,Jo Park,GTX Pro,Blue Oak Systems,Won,10/20/2024,3/14/2025,"$12,000.00"
O-2,Jo Park,GTXPro,Red Fern LLC,Engaging,1/16/2025,,
O-3,Sam Ito,GTX Pro,Red Fern LLC,Lost,12/22/2024,{closed},0
"""


@pytest.fixture
def exports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of exports beside an empty database."""
    monkeypatch.setenv("CHANNEL_SALES_DATABASE_URL", f"sqlite:///{tmp_path / 'records.db'}")
    monkeypatch.setenv("CHANNEL_SALES_LOG_FILE", str(tmp_path / "log"))
    monkeypatch.setenv("COLUMNS", "200")
    settings.cache_clear()
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "partners.csv").write_text(PARTNERS, encoding="utf-8")
    (folder / "deals.csv").write_text(DEALS.format(closed="2/20/2025"), encoding="utf-8")
    return folder


def test_an_import_says_what_is_new_and_a_second_one_that_nothing_is(
    exports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", str(exports)]) == 0
    assert "5 rows are new, 0 changed, 0 unchanged." in capsys.readouterr().out
    assert run(["import", str(exports)]) == 0
    assert "0 rows are new, 0 changed, 5 unchanged." in capsys.readouterr().out


def test_a_bad_row_is_named_and_nothing_is_written(exports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (exports / "deals.csv").write_text(DEALS.format(closed="2/30/2025"), encoding="utf-8")
    assert run(["import", str(exports)]) == 2
    said = capsys.readouterr().err
    assert 'deals.csv line 4, close_date: "2/30/2025" is no day in the calendar' in said
    assert run(["ask", "rebate Blue Oak Systems Q1 2025"]) == 2
    assert "There are no records yet" in capsys.readouterr().err


def test_imported_records_are_asked_like_any_other(exports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", str(exports)])
    capsys.readouterr()
    assert run(["rebate", "Blue Oak Systems", "Q1", "2025"]) == 0
    assert "$12,000 of revenue is under the first band" in capsys.readouterr().out


def test_a_dry_run_writes_nothing(exports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(exports), "--dry-run"]) == 0
    assert "5 rows would be new" in capsys.readouterr().out
    assert run(["tier", "Blue Oak Systems"]) == 2


def test_the_suggested_mapping_is_written_down_and_followed(
    exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "map.yaml"
    assert run(["import", str(exports), "--dry-run", "--save-map", str(written)]) == 0
    assert run(["import", str(exports), "--map", str(written)]) == 0
    assert "5 rows are new" in capsys.readouterr().out


def test_the_demo_company_is_not_mixed_with_real_records(exports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo"]) == 0
    assert run(["import", str(exports)]) == 2
    assert "holds the demo company" in capsys.readouterr().err
