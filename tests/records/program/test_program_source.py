"""What the checker says of the source's own wording, of the program that ships, and of a second one."""

from collections import Counter
from pathlib import Path

import pytest

from assistant.records.program import BadProgram, read_program
from assistant.records.program_checks import check_program, summary
from tests.programs import ROOT, second, shipped
from tests.records.program.plants import SHIPPED, Plant, found_in, planted

SOURCE = ROOT / "tests" / "source_wording"
TIERS = "values[0].tiers"
BANDS = "values[0].bands"

FOUND = [
    ("error", "company.yaml", "fiscal_year", "does not say when the fiscal year starts"),
    ("warning", "company.yaml", "holidays", "no holidays are listed"),
    ("error", "tiers.yaml", "values[0].lookback_quarters", "which quarters an annual figure looks back on"),
    ("error", "tiers.yaml", "values[0].approver", "nobody is named who agrees to a change of tier"),
    ("error", "tiers.yaml", "values[0].demotes_at", "does not say when a missed tier is lost"),
    ("warning", "tiers.yaml", "values[0].standard_margin_bp", "the standard margin is not published"),
    ("warning", "tiers.yaml", f"{TIERS}[0].advance_within_days", "two consecutive"),
    ("warning", "tiers.yaml", f"{TIERS}[1].requirements", "Silver does not ask for agreement signed"),
    ("warning", "tiers.yaml", f"{TIERS}[1].business_reviews", "annual; business_reviews says quarterly; support says"),
    ("warning", "tiers.yaml", f"{TIERS}[2].requirements", "Gold does not ask for active pipeline"),
    ("warning", "tiers.yaml", f"{TIERS}[2].benefits[0]", "+5% of margin is in words alone"),
    ("warning", "tiers.yaml", f"{TIERS}[2].business_reviews", "annual; business_reviews says monthly; support says"),
    ("warning", "tiers.yaml", f"{TIERS}[3].requirements", "Platinum does not ask for new logos"),
    ("error", "tiers.yaml", f"{TIERS}[3].requirements[2].at_least", "the requirement names no number"),
    ("warning", "tiers.yaml", f"{TIERS}[3].benefits[0]", "does not say points or percent"),
    ("warning", "tiers.yaml", f"{TIERS}[3].business_reviews", "quarterly; business_reviews says weekly and monthly"),
    ("error", "tiers.yaml", "values[0].fast_track", "the fast track is told in words"),
    ("error", "spiffs.yaml", "values[0].stacking", "whether all that apply are paid or the highest alone"),
    ("error", "spiffs.yaml", "values[0].deals[0].when.counted_from", "from which day the 60 days run"),
    ("warning", "spiffs.yaml", "values[0].deals[3].when.amount_above", "from nothing to $2,000"),
    ("error", "bonuses.yaml", "values[0].stacking", "whether all that apply are paid or the highest alone"),
    ("error", "bonuses.yaml", "values[0].claim_within_days", "how long a bonus can be claimed"),
    ("error", "bonuses.yaml", "values[0].deals[2].pays.of", "does not say what the rate is of"),
    ("warning", "rebate.yaml", "values[0].method", "whole quarter's revenue or to the part inside"),
    ("warning", "rebate.yaml", f"{BANDS}[0].from", "from $0 to $2,000, by $2,000"),
    ("error", "rebate.yaml", f"{BANDS}[1].from", "a hole between $249,000 and $250,000"),
    ("warning", "rebate.yaml", f"{BANDS}[1].from", "from $5,000 to $8,750, by $3,750"),
    ("error", "rebate.yaml", f"{BANDS}[2].from", "a hole between $499,000 and $500,000"),
    ("warning", "rebate.yaml", f"{BANDS}[2].from", "from $17,500 to $25,000, by $7,500"),
    ("error", "rebate.yaml", f"{BANDS}[3].from", "a hole between $999,000 and $1,000,000"),
    ("warning", "rebate.yaml", f"{BANDS}[3].from", "from $50,000 to $65,000, by $15,000"),
    ("error", "rebate.yaml", f"{BANDS}[4].fast_track", "opens a fast track that tiers.yaml does not set"),
    ("error", "rebate.yaml", f"{BANDS}[4].from", "a hole between $2,490,000 and $2,500,000"),
    ("warning", "rebate.yaml", f"{BANDS}[4].from", "from $162,500 to $200,000, by $37,500"),
    ("warning", "mdf.yaml", "values[0].since", "inside the fiscal year 2025"),
    ("warning", "mdf.yaml", "values[0].until", "inside the fiscal year 2025"),
    ("error", "mdf.yaml", "values[0].entitlements[0].match", "which part is the vendor's"),
    ("error", "mdf.yaml", "values[0].entitlements[1].match", "which part is the vendor's"),
    ("error", "mdf.yaml", "values[0].entitlements[2].match", "which part is the vendor's"),
    ("error", "awards.yaml", "values[0].awards[0].measure", "what the award is measured by"),
    ("error", "awards.yaml", "values[0].awards[2].floor", "Highest Growth Partner has no floor"),
    ("warning", "awards.yaml", "values[0].awards[3].threshold", "a threshold that is not set"),
    ("error", "awards.yaml", "values[0].awards[4].measure", "what the award is measured by"),
    ("error", "health.yaml", "", "the file is missing"),
]
"""Each place where the source's words cannot be computed with, or surprise who reads them."""


def test_the_sources_own_wording_yields_exactly_its_open_readings() -> None:
    faults = check_program(SOURCE)
    assert [(fault.severity, fault.file, fault.key) for fault in faults] == [
        (severity, file, key) for severity, file, key, _ in FOUND
    ]
    for fault, (_, _, _, words) in zip(faults, FOUND, strict=True):
        assert words.replace("two consecutive", "2 consecutive") in fault.what


def test_the_sources_own_wording_is_not_computed_with() -> None:
    with pytest.raises(BadProgram, match=r"company\.yaml:1 fiscal_year: .* and 22 more"):
        read_program(SOURCE)


def test_the_shipped_program_has_no_errors_and_only_the_warnings_of_its_source() -> None:
    faults = check_program(SHIPPED)
    assert Counter(fault.severity for fault in faults) == {"warning": 16, "reading": 33}
    warned = {(fault.file, fault.key) for fault in faults if fault.severity == "warning"}
    assert {place for place in warned if "bands" not in place[1]} == {
        ("tiers.yaml", "values[0].standard_margin_bp"),
        ("tiers.yaml", "values[0].tiers[0].advance_within_days"),
        ("spiffs.yaml", "values[0].deals[3].when.amount_above"),
        ("spiffs.yaml", "values[1].deals[3].when.amount_above"),
        ("awards.yaml", "values[0].awards[3].threshold"),
        ("awards.yaml", "values[1].awards[3].threshold"),
    }


def test_every_reading_of_the_shipped_program_is_told_in_its_own_words() -> None:
    told = {(fault.file, fault.key): fault for fault in check_program(SHIPPED) if fault.severity == "reading"}
    match = told["mdf.yaml", "values[0].readings.match"]
    assert match.what == "a 2:1 match means that the vendor pays two thirds of the cost; 1:1 means half"
    assert match.line == 6


def test_a_second_program_has_no_errors_and_needs_no_readings() -> None:
    severities = Counter(fault.severity for fault in check_program(ROOT / "tests" / "second_program"))
    assert severities == {"warning": 4}


def test_the_demos_quarter_holds_the_sources_values_in_a_block_of_its_own() -> None:
    program = shipped()
    for rule in (program.spiffs, program.bonuses, program.rebate, program.awards):
        demo, source = rule.values
        assert demo.source == "Demo company, the values of Q2 2025 carried back to Q1 2025"
        own = {"since", "until", "source"}
        assert demo.model_dump(exclude=own) == source.model_dump(exclude=own)


def test_the_second_program_differs_in_every_way_that_the_product_must_bear() -> None:
    program, tiers = second(), second().tiers.values[-1]
    assert {r.metric for tier in tiers.tiers for r in tier.requirements}.isdisjoint({"annual_revenue", "new_logos"})
    assert (tiers.demotes_at, tiers.demote_after_quarters) == ("tier_review", 1)
    assert program.rebate.values[-1].measure == "net_new_users"
    assert program.rebate.values[-1].cap_cents == 25_000_00
    assert program.spiffs.values[-1].stacking == "highest"
    assert str(program.calendar.year(2026).first) == "2025-02-01"
    assert all(e.match.vendor == e.match.partner for e in program.mdf.values[-1].entitlements)
    assert [e.minimum_request_cents for e in program.mdf.values[-1].entitlements] == [1_000_00, 2_500_00]


def test_the_summary_says_whether_the_program_can_be_computed_with(tmp_path: Path) -> None:
    assert summary(check_program(SHIPPED)) == "no errors, 16 warnings, 33 readings: the program can be computed with."
    broken = found_in(planted(tmp_path, Plant("claims.yaml", "submit_within_days: 30", "submit_within_days: 0")))
    assert summary(broken) == (
        "1 error, no warnings, no readings: nothing is computed with this program until the errors are mended."
    )


def test_the_readme_of_the_program_names_each_of_its_files_and_shows_a_block_that_passes(tmp_path: Path) -> None:
    readme = (SHIPPED / "README.md").read_text()
    assert all(f"`{path.name}`" in readme for path in SHIPPED.glob("*.yaml"))
    block = readme.split("```yaml\n")[1].split("```")[0]
    folder = planted(tmp_path)
    with (folder / "rebate.yaml").open("a") as file:
        file.write(block)
    assert [fault.key for fault in found_in(folder)] == ["values[2].readings.method"]
