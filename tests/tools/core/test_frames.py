"""Frames give a tool the tables that it named, and no others."""

from datetime import date
from typing import Any

import narwhals as nw
import polars as pl
import pytest

from tests.builders import frames
from tests.programs import shipped
from tools import TOOLS
from tools.core.errors import NoRecords, UnknownPartner
from tools.core.frames import SCHEMA, Frames, rows
from tools.core.partners import active, partner, tier_held, tiers_held, valid_on

APRIL_30 = date(2025, 4, 30)
EMPTY = Frames(as_of=APRIL_30, tables={})


def test_a_table_that_a_tool_did_not_name_is_a_fault_of_the_tool() -> None:
    with pytest.raises(LookupError, match="'deals' among the tables it reads"):
        _ = EMPTY.deals
    with pytest.raises(AttributeError):
        _ = EMPTY.salaries


def test_every_tool_names_tables_that_exist() -> None:
    for tool in TOOLS:
        assert set(tool.tables) <= set(SCHEMA), tool.name


def test_builders_write_frames_of_the_schema() -> None:
    for name, columns in SCHEMA.items():
        found = frames().tables[name].collect_schema()
        assert dict(found) == columns, name


def test_a_partner_is_active_from_its_first_day_until_the_day_before_it_exits() -> None:
    found = frames(partners=[{"joined_on": date(2025, 4, 1), "exited_on": date(2025, 4, 30)}])
    days = [date(2025, 3, 31), date(2025, 4, 1), date(2025, 4, 29), date(2025, 4, 30)]
    assert [len(rows(active(found, day))) for day in days] == [0, 1, 1, 0]


def test_a_tier_is_held_through_its_last_day() -> None:
    spans = [
        {"tier": "Silver", "since": date(2024, 1, 1), "until": date(2025, 3, 31)},
        {"tier": "Gold", "since": date(2025, 4, 1)},
    ]
    found = frames(tier_history=spans)
    held = [tier_held(found, "P-1", day) for day in (date(2024, 1, 1), date(2025, 3, 31), date(2025, 4, 1))]
    assert held == ["Silver", "Silver", "Gold"]
    assert rows(tiers_held(found, date(2023, 12, 31))) == []
    with pytest.raises(NoRecords, match="The tier history of Acme Networks has no row for 2023-12-31"):
        tier_held(found, "P-1", date(2023, 12, 31))


def test_a_partner_that_has_exited_holds_no_tier_and_is_said_to_have_exited() -> None:
    spans = [{"tier": "Silver", "until": date(2025, 4, 10)}]
    found = frames(partners=[{"exited_on": date(2025, 4, 11)}], tier_history=spans)
    assert tier_held(found, "P-1", date(2025, 4, 10)) == "Silver"
    with pytest.raises(NoRecords, match="Acme Networks exited the program on 2025-04-11"):
        tier_held(found, "P-1", date(2025, 4, 11))


def test_a_certification_is_valid_until_the_day_before_it_expires() -> None:
    earned: dict[str, Any] = {"earned_on": date(2025, 4, 1), "expires_on": date(2025, 4, 30)}
    for_ever = {"earned_on": date(2025, 4, 1), "expires_on": None}
    found = frames(certifications=[earned, for_ever]).certifications
    days = [date(2025, 3, 31), date(2025, 4, 1), date(2025, 4, 29), date(2025, 4, 30)]
    assert [len(rows(found.filter(valid_on(day)))) for day in days] == [0, 2, 2, 1]


def test_an_unknown_partner_is_refused_by_its_id() -> None:
    with pytest.raises(UnknownPartner, match='No partner "P-9"'):
        partner(frames(), "P-9")


def test_rows_come_as_dictionaries_of_every_column() -> None:
    lazy: Any = nw.from_native(pl.DataFrame({"a": [1, 2], "b": ["x", None]}).lazy())
    assert rows(lazy) == [{"a": 1, "b": "x"}, {"a": 2, "b": None}]


@pytest.mark.parametrize(
    ("rule", "title"),
    [
        ("large_deal", "Deal above $100,000"),
        ("multi_year", "Contract years after the first"),
        ("reference", "Approved reference or testimonial"),
        ("unheard_of", "unheard of"),
    ],
)
def test_an_incentive_goes_by_the_program_s_title(rule: str, title: str) -> None:
    assert shipped().incentive_title(rule) == title
