"""Incentives, funds, awards and claims that pay what no one can mean."""

from pathlib import Path

import pytest

from tests.records.program.plants import Plant, found_in, planted


@pytest.mark.parametrize(
    ("plant", "severity", "key", "what", "remedy"),
    [
        pytest.param(
            Plant("spiffs.yaml", "pays: {fixed: 750}", "pays: {fixed: 750, rate_bp: 100, of: amount}"),
            "error",
            "values[0].deals[1].pays",
            "a fixed amount and a rate",
            "Keep `fixed` or `rate_bp`.",
            id="a SPIFF that pays twice",
        ),
        pytest.param(
            Plant("spiffs.yaml", "pays: {fixed: 750}", "pays: {}"),
            "error",
            "values[0].deals[1].pays",
            "neither a fixed amount nor a rate",
            "Write `fixed` or `rate_bp`.",
            id="a SPIFF that pays nothing said",
        ),
        pytest.param(
            Plant("spiffs.yaml", "pays: {fixed: 750}", "pays: {fixed: 0}"),
            "warning",
            "values[0].deals[1].pays",
            "it pays nothing",
            "above zero",
            id="a SPIFF of $0",
        ),
        pytest.param(
            Plant("spiffs.yaml", "pays: {fixed: 750}", "pays: {fixed: 750, cap: 700}"),
            "error",
            "values[0].deals[1].pays.cap",
            "the cap of $700 is below the $750 it pays",
            "Raise one.",
            id="a cap below the SPIFF",
        ),
        pytest.param(
            Plant("spiffs.yaml", "pays: {fixed: 750}", "pays: {fixed: 750, cap: 800, quarter_cap: 790}"),
            "warning",
            "values[0].deals[1].pays.quarter_cap",
            "the quarter's cap of $790 is below the deal's of $800",
            "Raise it",
            id="a quarter's cap below the deal's",
        ),
        pytest.param(
            Plant("spiffs.yaml", "when: {strategic_product: true}", "when: {}"),
            "warning",
            "values[0].deals[1].when",
            "every won deal earns it",
            "what must hold",
            id="a SPIFF for every deal",
        ),
        pytest.param(
            Plant("spiffs.yaml", "{amount_above: 100_000}", "{amount_above: 100_000, amount_at_least: 50_000}"),
            "error",
            "values[0].deals[3].when.amount_at_least",
            "two thresholds of one amount",
            "Keep",
            id="two thresholds of one deal",
        ),
        pytest.param(
            Plant("spiffs.yaml", ", counted_from: registered_or_opened", ""),
            "error",
            "values[0].deals[0].when.counted_from",
            "from which day the 60 days run",
            "registered, opened, or registered_or_opened",
            id="60 days from no day",
        ),
        pytest.param(
            Plant("spiffs.yaml", "id: large_deal", "id: first_deal"),
            "error",
            "values[0].deals[3].id",
            "'first_deal' is written twice, first as number 3",
            "Keep one.",
            id="two SPIFFs of one id",
        ),
        pytest.param(
            Plant("spiffs.yaml", "claim_within_days: 30", "claim_within_days: 0"),
            "error",
            "values[0].claim_within_days",
            "nothing can be claimed after the day of the close",
            "Write the days.",
            id="a claim window of the day itself",
        ),
        pytest.param(
            Plant("spiffs.yaml", "claim_within_days: 30", "claim_within_days: 45"),
            "warning",
            "values[0].claim_within_days",
            "it can be claimed for 45 days, and claims.yaml says 30",
            "Make the two agree",
            id="two claim windows",
        ),
        pytest.param(
            Plant("bonuses.yaml", "id: reference\n", "id: new_logo\n"),
            "error",
            "values[0].activities[0].id",
            "spiffs.yaml has the id 'new_logo' too",
            "Rename one",
            id="a bonus with a SPIFF's id",
        ),
        pytest.param(
            Plant("bonuses.yaml", "{kinds: [cross_sell]}", "{kinds: []}"),
            "error",
            "values[0].deals[0].when.kinds",
            "an empty list of kinds asks for what no deal has",
            "Leave `kinds` out",
            id="a bonus for deals of no kind",
        ),
        pytest.param(
            Plant("bonuses.yaml", "rate_bp: 100, of: amount,", "rate_bp: 100,"),
            "error",
            "values[0].deals[2].pays.of",
            "does not say what the rate is of",
            "of: incremental",
            id="one percent of nothing said",
        ),
        pytest.param(
            Plant(
                "mdf.yaml",
                "{tier: Platinum, yearly: 50_000",
                "{tier: Platinum, yearly: 50_000, minimum_request: 50_001",
            ),
            "error",
            "values[0].entitlements[2].minimum_request",
            "no request fits: the least is $50,001, and the year's entitlement $50,000",
            "Lower it.",
            id="a least request above the entitlement",
        ),
        pytest.param(
            Plant("mdf.yaml", "{vendor: 2, partner: 1}", "{vendor: 1, partner: 0}"),
            "warning",
            "values[0].entitlements[2].match.partner",
            "the vendor pays the whole cost",
            "Keep it",
            id="a match without the partner",
        ),
        pytest.param(
            Plant("mdf.yaml", "match: {vendor: 2, partner: 1}", "match: 2:1"),
            "error",
            "values[0].entitlements[2].match",
            "which part is the vendor's",
            "{vendor: 2, partner: 1}",
            id="a match as the source writes it",
        ),
        pytest.param(
            Plant("mdf.yaml", "tier: Gold", "tier: Silver"),
            "error",
            "values[0].entitlements[1].tier",
            "'Silver' is written twice",
            "Keep one.",
            id="two entitlements of one tier",
        ),
        pytest.param(
            Plant("mdf.yaml", "[event, digital_ads, content, trade_show, webinar]", "[]"),
            "error",
            "values[0].activities",
            "no request can be made",
            "List the activities.",
            id="MDF for no activity",
        ),
        pytest.param(
            Plant("mdf.yaml", "report_within_days: 30", "report_within_days: 0"),
            "error",
            "values[0].report_within_days",
            "a window of 0 days",
            "Write the days.",
            id="a report due before it can be written",
        ),
        pytest.param(
            Plant("awards.yaml", ", floor: 50_000", ""),
            "error",
            "values[0].awards[2].floor",
            "Highest Growth Partner has no floor",
            "Write `floor`",
            id="growth from nothing",
        ),
        pytest.param(
            Plant("awards.yaml", "prize: 500,", "prize: 500, threshold: 3,"),
            "warning",
            "values[0].awards[4].threshold",
            "the threshold is not used",
            "each_beyond_threshold: true",
            id="a threshold that nothing uses",
        ),
        pytest.param(
            Plant("claims.yaml", "submit_within_days: 30", "submit_within_days: 0"),
            "error",
            "values[0].submit_within_days",
            "a window of 0 days",
            "Write the days.",
            id="no day to submit a claim",
        ),
        pytest.param(
            Plant("health.yaml", "at_risk_bp: 7_000", "at_risk_bp: 10_000"),
            "error",
            "values[0].at_risk_bp",
            "no one is at risk",
            "below on_target_bp",
            id="at risk where on target starts",
        ),
        pytest.param(
            Plant("health.yaml", "coverage_aim_bp: 30_000", "coverage_aim_bp: 100_001"),
            "error",
            "values[0].coverage_aim_bp",
            "a coverage capped at 10 never reaches the aim",
            "Lower the aim",
            id="an aim above the cap",
        ),
    ],
)
def test_a_rule_that_pays_what_no_one_can_mean_is_named(
    tmp_path: Path, plant: Plant, severity: str, key: str, what: str, remedy: str
) -> None:
    [fault] = (fault for fault in found_in(planted(tmp_path, plant)) if what in fault.what)
    assert (fault.severity, fault.file, fault.key) == (severity, plant.file, key)
    assert remedy in fault.remedy
