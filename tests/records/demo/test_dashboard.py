"""The demo company's dashboard of April 2025 shows each figure of the printed sample."""

import pytest

from assistant.records.demo import AS_OF, SITUATIONS, demo_rows
from tests.builders import frames_of_rows
from tests.programs import shipped
from tests.records.demo.company import demo_frames
from tools.core.money import BP, dollars, half_up, percent, short_dollars
from tools.dashboard import dashboard
from tools.dashboard.models import Dashboard, Metric

SAMPLE = {
    "active_partners": "234",
    "onboarded": "18",
    "exited": "7",
    "retention": "97.0%",
    "sourced_revenue": "$4.8M",
    "sourced_revenue share": "38%",
    "pipeline": "$12.4M",
    "assisted_revenue": "$2.1M",
    "average_deal": "$147,000",
    "growth": "22%",
    "on_target": "189",
    "on_target share": "80.8%",
    "at_risk": "28",
    "at_risk share": "12.0%",
    "off_target": "17",
    "off_target share": "7.3%",
    "coverage": "3.2",
    "win_rate": "34%",
    "win_rate direct": "31%",
    "certified": "178",
    "certified share": "76.1%",
    "new_certifications": "67",
    "training": "82%",
    "certifications_each": "3.4",
    "engagement": "71%",
    "quick_bonuses": "$42,300",
    "rebate_committed": "$187,000",
    "mdf_utilised": "$156,000",
    "mdf_utilised share": "78%",
    "mdf_pipeline": "$2.8M",
    "mdf_pipeline roi": "18",
    "program_roi": "24",
}
BY_TIER = {
    "Platinum": (12, "$2.1M", "$5.8M", "175%"),
    "Gold": (34, "$1.4M", "$3.2M", "112%"),
    "Silver": (89, "$0.8M", "$2.1M", "89%"),
    "Registered": (99, "$0.5M", "$1.3M", None),
}
TOP = [
    ("top_partner", "$420K", "Platinum", "156%"),
    ("fast_track", "$380K", "Gold", "148%"),
    ("third_partner", "$310K", "Platinum", "132%"),
]
MARKS = {"growth": "ok", "coverage": "ok", "win_rate": "ok"}
TIER_MARKS = {"Platinum": "ok", "Gold": "ok", "Silver": "warning", "Registered": None}
SEEDS = [2025, 1, 7]


def april(seed: int) -> Dashboard:
    return dashboard(frames_of_rows(demo_rows(seed), AS_OF), shipped(), period="2025-04")


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: f"seed {seed}")
def shown(request: pytest.FixtureRequest) -> Dashboard:
    """The dashboard, of the shipped company and of others: the figures are distributed, not found by luck."""
    return april(request.param)


def printed(metric: Metric) -> str:
    """An exact figure rounded as the sample rounds it."""
    assert metric.value is not None, metric.reason
    if metric.kind == "money":
        return short_dollars(metric.value) if metric.short else dollars(metric.value)
    if metric.kind == "count":
        return str(metric.value)
    if metric.kind == "percent":
        assert metric.numerator is not None
        assert metric.denominator is not None
        return percent(metric.numerator, metric.denominator, metric.decimals)
    tenths = half_up(metric.value * 10**metric.decimals, BP)
    return str(tenths) if not metric.decimals else f"{tenths // 10}.{tenths % 10}"


def millions(cents: int) -> str:
    """As the sample's rows by tier show money."""
    tenths = half_up(cents, 100_000_00)
    return f"${tenths // 10}.{tenths % 10}M"


@pytest.mark.parametrize(("name", "figure"), SAMPLE.items())
def test_the_figure_is_the_samples(shown: Dashboard, name: str, figure: str) -> None:
    key, _, part = name.partition(" ")
    metric = shown.metric(key)
    assert printed(metric.part(part) if part else metric) == figure


def test_what_was_paid_committed_and_used_is_exact_to_the_cent(shown: Dashboard) -> None:
    exact = {key: shown.metric(key).value for key in ("quick_bonuses", "rebate_committed", "mdf_utilised")}
    assert exact == {"quick_bonuses": 42_300_00, "rebate_committed": 187_000_00, "mdf_utilised": 156_000_00}


@pytest.mark.parametrize(("tier", "figures"), BY_TIER.items())
def test_the_row_by_tier_is_the_samples(shown: Dashboard, tier: str, figures: tuple[int, str, str, str | None]) -> None:
    row = next(row for row in shown.section("by_tier").tiers if row.tier == tier)
    attained = percent(row.revenue_cents, row.target_cents) if row.target_cents else None
    assert (row.partners, millions(row.revenue_cents), millions(row.pipeline_cents), attained) == figures
    assert row.mark == TIER_MARKS[tier]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_top_partner_is_the_samples(shown: Dashboard, place: int) -> None:
    row = shown.section("top").top[place]
    situation, *figures = TOP[place]
    assert row.partner_id == SITUATIONS[situation].partner_id
    assert [short_dollars(row.revenue_cents), row.tier, percent(row.revenue_cents, row.target_cents)] == figures


@pytest.mark.parametrize(("key", "mark"), MARKS.items())
def test_the_mark_is_the_samples(shown: Dashboard, key: str, mark: str) -> None:
    assert shown.metric(key).mark == mark


def test_growth_is_shown_with_its_sign() -> None:
    growth = dashboard(demo_frames(), shipped()).metric("growth")
    assert (growth.signed, growth.phrase) == (True, "{} QoQ")


def test_everything_adds_up_and_the_only_note_is_on_retentions_base(shown: Dashboard) -> None:
    (note,) = shown.notes
    assert note.startswith("Retention is over the 234 partners")
    assert "96.9%" in note


def test_the_sections_stand_in_the_samples_order() -> None:
    titles = [section.title for section in dashboard(demo_frames(), shipped()).sections]
    assert titles == [
        "ECOSYSTEM OVERVIEW",
        "REVENUE PERFORMANCE",
        "PERFORMANCE BY TIER",
        "PARTNER HEALTH",
        "ENABLEMENT & CERTIFICATION",
        "INCENTIVE & MDF",
        "TOP PERFORMING PARTNERS",
    ]
