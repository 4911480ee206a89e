"""Tiers that no one can reach, that promise what another file denies, or that contradict themselves."""

from pathlib import Path

import pytest

from tests.records.program.plants import Plant, found_in, planted

LADDER = "values[0].tiers"


@pytest.mark.parametrize(
    ("plant", "severity", "key", "what", "remedy"),
    [
        pytest.param(
            Plant("tiers.yaml", "{metric: certified_staff, at_least: 5}", "{metric: certified_staff, at_least: 1}"),
            "error",
            f"{LADDER}[2].requirements[0].at_least",
            "Gold asks for 1 certified staff, less than Silver's 2 certified staff",
            "Raise it",
            id="Gold easier than Silver in staff",
        ),
        pytest.param(
            Plant("tiers.yaml", "at_least: 2_000_000}", "at_least: 499_999.99}"),
            "error",
            f"{LADDER}[3].requirements[1].at_least",
            "Platinum asks for $499,999.99 annual revenue, less than Gold's $500,000 annual revenue",
            "Raise it",
            id="Platinum a cent easier than Gold in revenue",
        ),
        pytest.param(
            Plant("tiers.yaml", "{metric: basic_training, at_least: 1}", "{metric: basic_training, at_least: 2}"),
            "error",
            f"{LADDER}[0].requirements[1].at_least",
            "no one can reach it: basic training is yes or no",
            "Write `at_least: 1`.",
            id="basic training twice over",
        ),
        pytest.param(
            Plant("tiers.yaml", "{metric: strategic_wins, at_least: 1}", "{metric: strategic_wins, at_least: 0}"),
            "warning",
            f"{LADDER}[3].requirements[2].at_least",
            "0 strategic wins asks nothing",
            "Leave it out",
            id="no strategic wins at least",
        ),
        pytest.param(
            Plant("tiers.yaml", "{metric: strategic_wins, at_least: 1}", "{metric: certified_staff, at_least: 12}"),
            "error",
            f"{LADDER}[3].requirements[2].metric",
            "'certified_staff' is written twice",
            "Keep one.",
            id="one metric asked for twice",
        ),
        pytest.param(
            Plant("tiers.yaml", "      - name: Platinum", "      - name: Gold"),
            "error",
            f"{LADDER}[3].name",
            "'Gold' is written twice, first as number 3",
            "Keep one.",
            id="two tiers of one name",
        ),
        pytest.param(
            Plant("tiers.yaml", "    lookback_quarters: 4", "    lookback_quarters: 2"),
            "warning",
            f"{LADDER}[1].requirements[1].metric",
            "annual revenue is measured over 2 quarters, which is no year",
            "lookback_quarters: 4",
            id="an annual figure of half a year",
        ),
        pytest.param(
            Plant("tiers.yaml", "advance_within_days: 90", "advance_within_days: 89"),
            "error",
            f"{LADDER}[0].advance_within_days",
            "no one can advance within 89 days",
            "Write 184 or more",
            id="a day less than two quarter ends are apart",
        ),
        pytest.param(
            Plant("tiers.yaml", "advance_after_quarters: 2", "advance_after_quarters: 1"),
            "warning",
            f"{LADDER}[0].advance_within_days",
            "advancing takes 1 consecutive quarter ends, up to 92 days",
            "Write 92 or more",
            id="ninety days for a quarter end that may be 92 away",
        ),
        pytest.param(
            Plant("tiers.yaml", "target: 1_000_000", "target: 499_999"),
            "warning",
            f"{LADDER}[2].target",
            "the target of $499,999 is below the $500,000 that Gold requires",
            "raise one",
            id="a target below what the tier requires",
        ),
        pytest.param(
            Plant("tiers.yaml", "target: 250_000", "target: 1_000_001"),
            "warning",
            f"{LADDER}[2].target",
            "Gold's target is below Silver's",
            "Raise it",
            id="a target below the lower tier's",
        ),
        pytest.param(
            Plant("tiers.yaml", "exit_after_quarters: 4", "exit_after_quarters: 2"),
            "error",
            "values[0].exit_after_quarters",
            "none is ever demoted",
            "Raise exit_after_quarters",
            id="an exit no later than the demotion",
        ),
        pytest.param(
            Plant("tiers.yaml", "      to: Platinum", "      to: Platnum"),
            "error",
            "values[0].fast_track.to",
            "tiers.yaml has no tier 'Platnum'",
            "Did you mean Platinum?",
            id="a fast track to nowhere",
        ),
        pytest.param(
            Plant("tiers.yaml", "waives: [wait, annual_revenue]", "waives: [wait, new_logos]"),
            "warning",
            "values[0].fast_track.waives[1]",
            "Platinum does not ask for new logos",
            "Leave it out.",
            id="a waiver of what is not asked",
        ),
        pytest.param(
            Plant("tiers.yaml", "[wait, annual_revenue]", "[annual_revenue, certified_staff, strategic_wins]"),
            "warning",
            "values[0].fast_track.waives",
            "waives every requirement of Platinum",
            "Keep one",
            id="a waiver of everything",
        ),
        pytest.param(
            Plant("tiers.yaml", "MDF up to $20,000", "MDF up to $25K"),
            "error",
            f"{LADDER}[2].benefits[1]",
            "promises MDF of $25,000, and mdf.yaml entitles Gold to $20,000",
            "Make the two agree.",
            id="more MDF promised than entitled",
        ),
        pytest.param(
            Plant("tiers.yaml", "basic marketing collateral", "MDF of $500"),
            "error",
            f"{LADDER}[0].benefits[1]",
            "promises MDF of $500, and mdf.yaml entitles Registered to $0",
            "Make the two agree.",
            id="MDF promised to a tier without any",
        ),
        pytest.param(
            Plant("tiers.yaml", "standard margin + 5 points", "standard margin + 6 points"),
            "error",
            f"{LADDER}[2].benefits[0]",
            "the benefit says +6, and margin_points_bp says 5%",
            "Make the two agree.",
            id="a point more of margin in words",
        ),
        pytest.param(
            Plant("tiers.yaml", "        margin_points_bp: 800\n", ""),
            "warning",
            f"{LADDER}[3].benefits[0]",
            "+8 points of margin is in words alone",
            "Write `margin_points_bp: 800`",
            id="margin in words alone",
        ),
        pytest.param(
            Plant("tiers.yaml", "margin_points_bp: 800", "margin_points_bp: 400"),
            "warning",
            f"{LADDER}[3].margin_points_bp",
            "Platinum's margin is below Gold's",
            "Raise it",
            id="less margin above than below",
        ),
        pytest.param(
            Plant("tiers.yaml", "    demotes_at: quarter_end\n", ""),
            "error",
            "values[0].demotes_at",
            "does not say when a missed tier is lost",
            "demotes_at: quarter_end",
            id="no word on when a tier is lost",
        ),
    ],
)
def test_a_tier_that_cannot_be_meant_is_named(
    tmp_path: Path, plant: Plant, severity: str, key: str, what: str, remedy: str
) -> None:
    [fault] = (fault for fault in found_in(planted(tmp_path, plant)) if fault.key == key)
    assert (fault.severity, fault.file) == (severity, "tiers.yaml")
    assert what in fault.what
    assert remedy in fault.remedy


def test_a_tier_whose_requirements_meet_the_next_one_too_can_be_held_by_no_one(tmp_path: Path) -> None:
    lines = (
        Plant("tiers.yaml", "at_least: 5}", "at_least: 2}"),
        Plant("tiers.yaml", "at_least: 500_000}", "at_least: 100_000}"),
        Plant("tiers.yaml", "{metric: new_logos, at_least: 3}", "{metric: active_pipeline, at_least: 1}"),
    )
    [fault] = found_in(planted(tmp_path, *lines))
    assert (fault.severity, fault.key) == ("error", "values[0].tiers[1].requirements")
    assert fault.what == "no one can hold Silver: whoever meets its requirements meets Gold's too"


def test_a_tier_above_the_first_without_requirements_leaves_no_one_below_it(tmp_path: Path) -> None:
    folder = planted(tmp_path)
    text = (folder / "tiers.yaml").read_text()
    start, end = (
        text.index("          - {metric: certified_staff, at_least: 2}"),
        text.index("        margin_points_bp: 0"),
    )
    (folder / "tiers.yaml").write_text(text[:start].rstrip() + " []\n" + text[end:])
    errors = [(fault.key, fault.what) for fault in found_in(folder) if fault.severity == "error"]
    assert errors == [
        (f"{LADDER}[0].requirements", "no one can hold Registered: whoever meets its requirements meets Silver's too")
    ]


def test_a_tier_lost_at_its_review_needs_a_review(tmp_path: Path) -> None:
    folder = planted(
        tmp_path,
        Plant("tiers.yaml", "demotes_at: quarter_end", "demotes_at: tier_review"),
        Plant("tiers.yaml", "        tier_review: annual\n", ""),
    )
    [fault] = found_in(folder)
    assert (fault.severity, fault.key) == ("error", "values[0].tiers[1].tier_review")
    assert fault.what == "Silver has no review, and a tier is lost at its review"


def test_several_cadences_of_one_tier_conflict_until_a_reading_says_which_is_which(tmp_path: Path) -> None:
    line = "      cadences: the tier's review decides the tier; business reviews are meetings that prepare it, at a cadence of their own\n"  # noqa: E501
    folder = planted(tmp_path, Plant("tiers.yaml", line, ""))
    assert [(fault.severity, fault.what) for fault in found_in(folder)] == [
        ("warning", "the cadences of Silver conflict: tier_review says annual; business_reviews says quarterly"),
        ("warning", "the cadences of Gold conflict: tier_review says annual; business_reviews says monthly"),
        (
            "warning",
            "the cadences of Platinum conflict: tier_review says quarterly; business_reviews says weekly and monthly",
        ),
    ]


@pytest.mark.parametrize(
    ("plant", "file", "key", "what"),
    [
        pytest.param(
            Plant("tiers.yaml", "quarter_revenue: 2_500_000", "quarter_revenue: 3_000_000"),
            "rebate.yaml",
            "values[0].bands[4].fast_track",
            "the band opens the fast track at $2,500,000, and tiers.yaml at $3,000,000",
            id="two revenues for one fast track",
        ),
        pytest.param(
            Plant("mdf.yaml", "tier: Gold", "tier: Golden"),
            "mdf.yaml",
            "values[0].entitlements[1].tier",
            "tiers.yaml has no tier 'Golden' on these days",
            id="MDF for a tier that is none",
        ),
        pytest.param(
            Plant("spiffs.yaml", "    stacking: all", "    stacking: all\n    tiers: [Silver, Godl]"),
            "spiffs.yaml",
            "values[0].tiers[1]",
            "tiers.yaml has no tier 'Godl' on these days",
            id="a SPIFF for a tier that is none",
        ),
    ],
)
def test_two_files_that_disagree_about_a_tier_are_told(
    tmp_path: Path, plant: Plant, file: str, key: str, what: str
) -> None:
    faults = [fault for fault in found_in(planted(tmp_path, plant)) if (fault.file, fault.key) == (file, key)]
    assert [(fault.severity, fault.what) for fault in faults] == [("error", what)]
