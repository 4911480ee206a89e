"""Bands with holes, overlaps and falls, and what one more cent is worth at each threshold, in dollars."""

from pathlib import Path

import pytest

from assistant.records.program_checks import check_program
from tests.programs import ROOT
from tests.records.program.plants import SHIPPED, Plant, found_in, planted

BANDS = "values[0].bands"


@pytest.mark.parametrize(
    ("plant", "severity", "key", "what", "remedy"),
    [
        pytest.param(
            Plant("rebate.yaml", "{from: 100_000, rate", "{from: 100_000, to: 249_000, rate"),
            "error",
            f"{BANDS}[1].from",
            "there is a hole between $249,000 and $250,000",
            "Leave `to` out",
            id="a band that ends a thousand dollars early",
        ),
        pytest.param(
            Plant("rebate.yaml", "{from: 100_000, rate", "{from: 100_000, to: 249_999.98, rate"),
            "error",
            f"{BANDS}[1].from",
            "there is a hole between $249,999.98 and $250,000",
            "Leave `to` out",
            id="a band that ends two cents early",
        ),
        pytest.param(
            Plant("rebate.yaml", "{from: 100_000, rate", "{from: 100_000, to: 250_000.01, rate"),
            "error",
            f"{BANDS}[1].from",
            "the band starts at $250,000, inside the one below, which ends at $250,000.01",
            "Leave `to` out",
            id="bands that overlap by a cent",
        ),
        pytest.param(
            Plant("rebate.yaml", "{from: 100_000, rate", "{from: 100_000, to: 100_000, rate"),
            "error",
            f"{BANDS}[0].to",
            "the band ends where it starts",
            "Leave `to` out",
            id="a band of nothing",
        ),
        pytest.param(
            Plant("rebate.yaml", "{from: 2_500_000, rate", "{from: 2_500_000, to: 9_000_000, rate"),
            "error",
            f"{BANDS}[4].to",
            "nothing is said of $9,000,000 and more",
            "Leave the last band's `to` out.",
            id="a last band that ends",
        ),
        pytest.param(
            Plant("rebate.yaml", "{from: 500_000", "{from: 200_000"),
            "error",
            f"{BANDS}[2].from",
            "the bands fall: $200,000 comes after $250,000",
            "from the lowest threshold up",
            id="bands out of order",
        ),
        pytest.param(
            Plant("rebate.yaml", "{from: 500_000", "{from: 250_000"),
            "error",
            f"{BANDS}[2].from",
            "the bands fall: $250,000 comes after $250,000",
            "from the lowest threshold up",
            id="two bands from one threshold",
        ),
        pytest.param(
            Plant("rebate.yaml", "rate_bp: 500}", "rate_bp: 349}"),
            "error",
            f"{BANDS}[2].rate_bp",
            "the rate falls from 3.5% to 3.49% where more is sold",
            "Raise it",
            id="a rate that falls by a basis point",
        ),
        pytest.param(
            Plant("rebate.yaml", "rate_bp: 200}", "rate_bp: 0}"),
            "warning",
            f"{BANDS}[0].rate_bp",
            "the band pays nothing",
            "Leave it out",
            id="a first band that pays nothing",
        ),
        pytest.param(
            Plant("rebate.yaml", "    method: whole\n", ""),
            "warning",
            "values[0].method",
            "whole quarter's revenue or to the part inside",
            "until then a rebate is refused",
            id="a method left open",
        ),
        pytest.param(
            Plant("rebate.yaml", "    measure: revenue\n", ""),
            "error",
            "values[0].measure",
            "does not say what the bands are measured in",
            "measure: revenue",
            id="a measure left open",
        ),
        pytest.param(
            Plant("rebate.yaml", "measure: revenue\n    method: whole", "measure: net_new_users\n    method: marginal"),
            "error",
            "values[0].method",
            "does not divide into bands of users",
            "Write `method: whole`",
            id="slices of revenue by users",
        ),
        pytest.param(
            Plant("rebate.yaml", "    method: whole", "    method: whole\n    cap: 150_000"),
            "warning",
            "values[0].cap",
            "the cap of $150,000 is reached before the last band, which pays $200,000",
            "Raise the cap",
            id="a cap that the last bands never reach",
        ),
    ],
)
def test_bands_that_no_one_can_mean_are_named(
    tmp_path: Path, plant: Plant, severity: str, key: str, what: str, remedy: str
) -> None:
    [fault] = (fault for fault in found_in(planted(tmp_path, plant)) if what in fault.what)
    assert (fault.severity, fault.file, fault.key) == (severity, plant.file, key)
    assert remedy in fault.remedy


def _cliffs(folder: Path, file: str, block: str = "values[0]") -> list[str]:
    faults = (f for f in check_program(folder) if f.file == file and f.key.startswith(block) and "jumps" in f.what)
    return [fault.what for fault in faults]


def test_each_threshold_of_the_whole_method_is_a_cliff_in_dollars() -> None:
    assert _cliffs(SHIPPED, "rebate.yaml", "values[1]") == [
        "at $100,000 the rebate jumps from $0 to $2,000, by $2,000",
        "at $250,000 the rebate jumps from $5,000 to $8,750, by $3,750",
        "at $500,000 the rebate jumps from $17,500 to $25,000, by $7,500",
        "at $1,000,000 the rebate jumps from $50,000 to $65,000, by $15,000",
        "at $2,500,000 the rebate jumps from $162,500 to $200,000, by $37,500",
    ]


def test_the_marginal_method_has_no_cliffs(tmp_path: Path) -> None:
    folder = planted(tmp_path, Plant("rebate.yaml", "method: whole", "method: marginal"))
    assert _cliffs(folder, "rebate.yaml") == []


def test_an_open_method_is_warned_of_as_if_whole(tmp_path: Path) -> None:
    folder = planted(tmp_path, Plant("rebate.yaml", "    method: whole\n", ""))
    assert _cliffs(folder, "rebate.yaml")[1] == (
        "under the whole method at $250,000 the rebate jumps from $5,000 to $8,750, by $3,750"
    )


def test_a_cap_lowers_the_cliffs_above_it(tmp_path: Path) -> None:
    folder = planted(tmp_path, Plant("rebate.yaml", "    method: whole", "    method: whole\n    cap: 20_000"))
    assert _cliffs(folder, "rebate.yaml") == [
        "at $100,000 the rebate jumps from $0 to $2,000, by $2,000",
        "at $250,000 the rebate jumps from $5,000 to $8,750, by $3,750",
        "at $500,000 the rebate jumps from $17,500 to $20,000, by $2,500",
    ]


def test_bands_of_users_jump_by_a_share_of_the_revenue() -> None:
    assert _cliffs(ROOT / "tests" / "second_program", "rebate.yaml", "values[1]") == [
        "at 25 users the rate jumps from 0% to 1.5%, $1,500 on $100,000 of revenue",
        "at 100 users the rate jumps from 1.5% to 3%, $1,500 on $100,000 of revenue",
        "at 250 users the rate jumps from 3% to 4.5%, $1,500 on $100,000 of revenue",
    ]


@pytest.mark.parametrize(
    ("when", "pays", "cliff"),
    [
        pytest.param(
            "{amount_above: 100_000}",
            "{rate_bp: 200, of: amount}",
            ["a cent above $100,000 a deal jumps from nothing to $2,000"],
            id="two percent above a threshold",
        ),
        pytest.param(
            "{amount_at_least: 40_000}",
            "{rate_bp: 150, of: amount, cap: 500}",
            ["from $40,000 a deal jumps from nothing to $500"],
            id="one and a half percent, capped",
        ),
        pytest.param(
            "{amount_above: 100_000}",
            "{fixed: 300}",
            ["a cent above $100,000 a deal jumps from nothing to $300"],
            id="a fixed amount above a threshold",
        ),
        pytest.param("{amount_above: 0}", "{rate_bp: 200, of: amount}", [], id="a rate from the first cent"),
        pytest.param("{new_logo: true}", "{rate_bp: 200, of: amount}", [], id="no threshold"),
    ],
)
def test_a_deal_that_pays_above_a_threshold_is_a_cliff(tmp_path: Path, when: str, pays: str, cliff: list[str]) -> None:
    folder = planted(
        tmp_path,
        Plant("spiffs.yaml", "{amount_above: 100_000}", when),
        Plant("spiffs.yaml", "{rate_bp: 200, of: amount}", pays),
    )
    assert _cliffs(folder, "spiffs.yaml") == cliff
