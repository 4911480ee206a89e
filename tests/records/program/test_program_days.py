"""Dates out of order, spans that overlap or leave a gap, and holidays that are none."""

from pathlib import Path

import pytest

from assistant.records.program import read_program
from tests.records.program.plants import Plant, found_in, planted
from tools.core.periods import day_of


@pytest.mark.parametrize(
    ("plant", "severity", "line", "key", "what", "remedy"),
    [
        pytest.param(
            Plant("claims.yaml", "until: 2025-03-31", "until: 2024-12-31"),
            "error",
            4,
            "values[0].until",
            "it ends on 2024-12-31, before it starts on 2025-01-01",
            "Mend one of the two days.",
            id="an end before the start",
        ),
        pytest.param(
            Plant("claims.yaml", "until: 2025-03-31", "until: 2025-04-01"),
            "error",
            9,
            "values[1].since",
            "it starts on 2025-04-01, while the block above it lasts until 2025-04-01",
            "End the block above on 2025-03-31",
            id="two values on one day",
        ),
        pytest.param(
            Plant("claims.yaml", "until: 2025-03-31", "until: 2025-03-30"),
            "warning",
            9,
            "values[1].since",
            "no block is in force from 2025-03-31 to 2025-03-31",
            "Questions about those days are refused",
            id="a day without a value",
        ),
        pytest.param(
            Plant("claims.yaml", "since: 2025-04-01", "since: 2024-04-01"),
            "error",
            9,
            "values[1].since",
            "it starts on 2024-04-01, and the block above it on 2025-01-01",
            "oldest first",
            id="blocks out of order",
        ),
        pytest.param(
            Plant("claims.yaml", "since: 2025-04-01", "since: 2025-01-01"),
            "error",
            9,
            "values[1].since",
            "it starts on 2025-01-01, and the block above it on 2025-01-01",
            "its own first day",
            id="two blocks from one day",
        ),
        pytest.param(
            Plant("rebate.yaml", "until: 2025-06-30", "until: 2025-06-29"),
            "warning",
            20,
            "values[1].until",
            "2025-06-29 is inside the fiscal quarter 2025-Q2",
            "Write 2025-06-30.",
            id="a rebate that ends a day before its quarter",
        ),
        pytest.param(
            Plant("mdf.yaml", "since: 2025-01-01", "since: 2025-01-02"),
            "warning",
            3,
            "values[0].since",
            "2025-01-02 is inside the fiscal year 2025",
            "Write 2025-01-01.",
            id="MDF that starts a day into its year",
        ),
        pytest.param(
            Plant("mdf.yaml", "since: 2025-01-01", "since: 0025-01-01"),
            "error",
            3,
            "values[0].since",
            "0025-01-01 is no day that a program can be about",
            "Mend the year.",
            id="a program of antiquity",
        ),
        pytest.param(
            Plant("awards.yaml", "values:\n  - since", "values: []\nspare:\n  - since"),
            "warning",
            2,
            "values",
            "the program has no awards on any day",
            "Append a block",
            id="a rule without any value",
        ),
        pytest.param(
            Plant("company.yaml", "  - 2025-12-25", "  - 2025-12-27"),
            "warning",
            26,
            "holidays[21]",
            "2025-12-27 is a Saturday, which is no business day anyway",
            "the day it is kept on",
            id="a holiday on a Saturday",
        ),
        pytest.param(
            Plant("company.yaml", "  - 2024-01-01", "  - 2023-12-25"),
            "warning",
            5,
            "holidays[0]",
            "no block is in force on 2023-12-25",
            "check its year",
            id="a holiday before every rule",
        ),
        pytest.param(
            Plant("company.yaml", "  - 2025-12-25", "  - 2025-11-27"),
            "warning",
            26,
            "holidays[21]",
            "2025-11-27 is listed twice",
            "Keep one.",
            id="a holiday listed twice",
        ),
        pytest.param(
            Plant("company.yaml", "currency: USD", "currency: EUR"),
            "error",
            2,
            "currency",
            "amounts are in EUR, and every answer would write them with a dollar sign",
            "Write `currency: USD`",
            id="a currency that no answer can write",
        ),
    ],
)
def test_a_day_that_cannot_be_meant_is_named(
    tmp_path: Path, plant: Plant, severity: str, line: int, key: str, what: str, remedy: str
) -> None:
    faults = found_in(planted(tmp_path, plant))
    [fault] = (fault for fault in faults if (fault.file, fault.key) == (plant.file, key))
    assert (fault.severity, fault.line) == (severity, line)
    assert what in fault.what
    assert remedy in fault.remedy


def test_a_value_without_an_end_lasts_until_the_next_one_starts(tmp_path: Path) -> None:
    folder = planted(tmp_path, Plant("claims.yaml", "    until: 2025-03-31\n", ""))
    assert found_in(folder) == []
    claims = read_program(folder).claims
    assert str(claims.on(day_of("2025-03-31")).until) == "2025-03-31"
    assert str(claims.on(day_of("2025-04-01")).since) == "2025-04-01"
    assert len(claims.during(day_of("2025-04-01"), day_of("2025-05-01"))) == 1


def test_a_fiscal_year_of_its_own_moves_the_boundaries(tmp_path: Path) -> None:
    folder = planted(
        tmp_path, Plant("company.yaml", "start_month: 1, named_by: start", "start_month: 2, named_by: end")
    )
    told = [(fault.key, fault.what) for fault in found_in(folder) if fault.file == "mdf.yaml"]
    assert told == [
        ("values[0].since", "2025-01-01 is inside the fiscal year FY2025, which is settled under one value")
    ]
