"""Files, keys and values that do not have a program's shape."""

from pathlib import Path

import pytest

from assistant.records.program_checks import check_program
from tests.records.program.plants import Plant, found_in, planted


@pytest.mark.parametrize(
    ("plant", "line", "key", "what", "remedy"),
    [
        pytest.param(
            Plant("tiers.yaml", "    exit_after_quarters: 4", "    exit_after_quarter: 4"),
            17,
            "values[0].exit_after_quarter",
            "the key 'exit_after_quarter' is unknown",
            "Did you mean exit_after_quarters?",
            id="a key a letter short",
        ),
        pytest.param(
            Plant("spiffs.yaml", "pays: {fixed: 500}", "pays: {fixed: 500, fixed_cents: 500}"),
            15,
            "values[0].deals[0].pays.fixed_cents",
            "unknown",
            "Did you mean fixed?",
            id="a key of the code, which would be read in dollars",
        ),
        pytest.param(
            Plant("health.yaml", "description:", "name: health\ndescription:"),
            1,
            "name",
            "unknown",
            "The file's name",
            id="a name beside the description",
        ),
        pytest.param(
            Plant("company.yaml", "start_month: 1", "start_month: 1, start_day: 6"),
            3,
            "fiscal_year.start_day",
            "unknown",
            "Did you mean start_month?",
            id="a fiscal year that starts inside a month",
        ),
        pytest.param(
            Plant("company.yaml", "start_month: 1", "start_month: 13"),
            3,
            "fiscal_year.start_month",
            "13 is out of bounds",
            "at most 12",
            id="a thirteenth month",
        ),
        pytest.param(
            Plant("rebate.yaml", "method: whole", "method: hole"),
            10,
            "values[0].method",
            "'hole' is none of whole, marginal",
            "Did you mean whole?",
            id="a method a letter short",
        ),
        pytest.param(
            Plant("tiers.yaml", "{metric: new_logos", "{metric: new_logo"),
            47,
            "values[0].tiers[2].requirements[2].metric",
            "'new_logo' is none of",
            "Did you mean new_logos?",
            id="a metric that nothing measures",
        ),
        pytest.param(
            Plant("tiers.yaml", "target: 250_000", "target: 250_000.005"),
            39,
            "values[0].tiers[1].target",
            "fraction of a cent",
            "at most two decimals",
            id="half a cent of target",
        ),
        pytest.param(
            Plant("tiers.yaml", "target: 250_000", "target: $250K"),
            39,
            "values[0].tiers[1].target",
            "'$250K' is not a whole number",
            "Write digits alone",
            id="an amount as a person writes it",
        ),
        pytest.param(
            Plant("tiers.yaml", "target: 250_000", "target: -250_000"),
            39,
            "values[0].tiers[1].target",
            "-250000 is out of bounds",
            "0 or more",
            id="a negative target",
        ),
        pytest.param(
            Plant("tiers.yaml", "target: 250_000", "target: 1_000_000_000_001"),
            39,
            "values[0].tiers[1].target",
            "beyond one trillion",
            "amount",
            id="more than a trillion dollars",
        ),
        pytest.param(
            Plant("tiers.yaml", "at_least: 5}", "at_least: -5}"),
            45,
            "values[0].tiers[2].requirements[0].at_least",
            "-5 is out of bounds",
            "0 or more",
            id="fewer than no certified staff",
        ),
        pytest.param(
            Plant("awards.yaml", "prize: 5_000", "prize: yes"),
            12,
            "values[0].awards[0].prize",
            "true is not an amount",
            "amount",
            id="a prize of yes",
        ),
        pytest.param(
            Plant("rebate.yaml", "{from: 100_000, rate_bp: 200}", "{from: 100_000, rate_bp: 2.5}"),
            13,
            "values[0].bands[0].rate_bp",
            "2.5 is not a whole number",
            "digits alone",
            id="a rate in percent",
        ),
        pytest.param(
            Plant("rebate.yaml", "{from: 2_500_000, rate_bp: 800", "{from: 2_500_000, rate_bp: 10_001"),
            17,
            "values[0].bands[4].rate_bp",
            "10001 is out of bounds",
            "at most 10000",
            id="a rate over the whole",
        ),
        pytest.param(
            Plant("mdf.yaml", "activities: [event, digital_ads, content, trade_show, webinar]", "activities: event"),
            12,
            "values[0].activities",
            "'event' is not a list",
            "between [ and ]",
            id="a word where a list belongs",
        ),
        pytest.param(
            Plant("mdf.yaml", "pre_approval: true", "pre_approval: maybe"),
            13,
            "values[0].pre_approval",
            "'maybe' is not true or false",
            "Write true or false.",
            id="a flag of maybe",
        ),
        pytest.param(
            Plant("claims.yaml", "    source: Partner Incentive Program Q2 2025, incentive claim process\n", ""),
            9,
            "values[1].source",
            "it is missing",
            "Write `source`.",
            id="a value that says not where it is written",
        ),
        pytest.param(
            Plant("health.yaml", "since: 2024-01-01", "since: 2024-02-30"),
            3,
            "values[0].since",
            "there is no day 2024-02-30",
            "2025-04-30",
            id="a thirtieth of February",
        ),
        pytest.param(
            Plant("health.yaml", "since: 2024-01-01", "since: spring"),
            3,
            "values[0].since",
            "'spring' is not a day",
            "2025-04-30",
            id="a season for a day",
        ),
        pytest.param(
            Plant("health.yaml", "    coverage_cap: 10", "    coverage_cap: 10\n    coverage_cap: 12"),
            12,
            "values[0].coverage_cap",
            "written twice, first on line 11",
            "Keep one",
            id="a key written twice",
        ),
        pytest.param(
            Plant("health.yaml", "    coverage_cap: 10", "    coverage_cap: 10\n    off: 12"),
            12,
            "values[0]",
            "the key off is not text",
            "in quotes",
            id="a word that YAML reads as false",
        ),
        pytest.param(
            Plant("health.yaml", "active_within_days: 90", "active_within_days: !!python/name:os.system 90"),
            10,
            "values[0].active_within_days",
            "cannot be read as a value",
            "plain text",
            id="a tag that would load code",
        ),
    ],
)
def test_a_slip_of_the_pen_is_one_error(
    tmp_path: Path, plant: Plant, line: int, key: str, what: str, remedy: str
) -> None:
    [fault] = (fault for fault in found_in(planted(tmp_path, plant)) if fault.severity == "error")
    assert (fault.file, fault.line, fault.key) == (plant.file, line, key)
    assert what in fault.what
    assert remedy in fault.remedy


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        pytest.param("", 1, "the file is empty", id="nothing"),
        pytest.param("# later\n", 1, "the file is empty", id="a comment alone"),
        pytest.param("- a\n- b\n", 1, "the file is no block of keys", id="a list"),
        pytest.param("description: x\nvalues:\n\t- since: 2025-01-01\n", 3, "this is not YAML", id="a tab"),
        pytest.param("description: [x\nvalues: []\n", 2, "this is not YAML", id="an open bracket"),
        pytest.param("description: a: b\n", 1, "this is not YAML", id="a colon in plain words"),
        pytest.param("description: x\n---\nvalues: []\n", 2, "this is not YAML", id="two documents"),
        pytest.param("description: *nobody\n", 1, "this is not YAML", id="an alias of nothing"),
        pytest.param("description: \x01\n", 1, "this is not YAML", id="a control character"),
        pytest.param("values: " + "[" * 100_000, 1, "nests more than 20 deep", id="a hundred thousand brackets"),
        pytest.param("values: &v [*v]\n", 1, "refers to itself", id="a list that holds itself"),
        pytest.param(
            "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcde", "bcdef", strict=True)),
            1,
            "more than 20,000 values",
            id="a billion laughs",
        ),
        pytest.param("x: 1\n" * 250_000, 0, "the file is over 1,000,000 bytes", id="more than a megabyte"),
    ],
)
def test_a_file_that_is_no_program_is_one_error(tmp_path: Path, text: str, line: int, what: str) -> None:
    folder = planted(tmp_path)
    (folder / "awards.yaml").write_text(text)
    fault = next(fault for fault in found_in(folder) if fault.severity == "error")
    assert (fault.file, fault.line, fault.key) == ("awards.yaml", line, "")
    assert what in fault.what


def test_a_file_that_is_not_text_is_one_error(tmp_path: Path) -> None:
    folder = planted(tmp_path)
    (folder / "awards.yaml").write_bytes(b"\xff\xfe\x00")
    [fault] = found_in(folder)
    assert fault.what == "the file is not UTF-8 text"


def test_a_missing_file_and_a_file_that_nothing_reads_name_each_other(tmp_path: Path) -> None:
    folder = planted(tmp_path)
    (folder / "rebate.yaml").rename(folder / "rebates.yaml")
    faults = {(fault.severity, fault.file): fault for fault in found_in(folder)}
    assert faults["error", "rebate.yaml"].what == "the file is missing"
    assert faults["warning", "rebates.yaml"].remedy == "Did you mean rebate.yaml?"


def test_a_folder_that_is_not_there_is_one_error(tmp_path: Path) -> None:
    [fault] = check_program(tmp_path / "nowhere")
    assert fault.what == "there is no such folder"
    assert "CHANNEL_SALES_PROGRAM_DIR" in fault.remedy


def test_a_block_carried_over_by_an_alias_is_warned_of_once_and_read_in_full(tmp_path: Path) -> None:
    folder = planted(tmp_path, Plant("claims.yaml", "  - since: 2025-01-01", "  - &first\n    since: 2025-01-01"))
    text = (folder / "claims.yaml").read_text()
    head = text[: text.index("  - since: 2025-04-01")]
    (folder / "claims.yaml").write_text(head + "  - <<: *first\n    since: 2025-04-01\n    until: 2025-12-31\n")
    [fault] = found_in(folder)
    assert (fault.severity, fault.file, fault.line, fault.key) == ("warning", "claims.yaml", 10, "values[1]")
    assert "repeats a block" in fault.what
    assert "Write the block in full" in fault.remedy
