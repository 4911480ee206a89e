"""The dashboard as a whole: its order, its labels, what it reads, and the laws that always hold."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import frames
from tests.programs import second, shipped
from tests.tools.dashboard.april import TODAY, Rows, april, partners, won
from tools.core.frames import Frames
from tools.dashboard import DASHBOARD_READS, dashboard

LABELS = {
    "ECOSYSTEM OVERVIEW": [
        "Active partners",
        "By tier",
        "New partners onboarded (this quarter)",
        "Partners exited (this quarter)",
        "Partner retention rate",
    ],
    "REVENUE PERFORMANCE": [
        "Partner-sourced revenue",
        "Partner pipeline",
        "Partner-assisted revenue",
        "Avg deal size (partner)",
        "Partner revenue growth",
    ],
    "PERFORMANCE BY TIER": [],
    "PARTNER HEALTH": [
        "Partners on target",
        "Partners at risk",
        "Partners off target",
        "Avg partner pipeline coverage",
        "Partner win rate",
    ],
    "ENABLEMENT & CERTIFICATION": [
        "Certified partners",
        "New certifications this quarter",
        "Training completion rate",
        "Avg certification per partner",
        "Portal engagement rate",
    ],
    "INCENTIVE & MDF": [
        "Quick bonuses paid",
        "Volume rebate committed",
        "MDF utilized",
        "MDF-driven pipeline",
        "Incentive program ROI",
    ],
    "TOP PERFORMING PARTNERS": [],
}
"""As the source prints them."""


def test_sections_and_labels_are_those_of_the_source_in_its_order() -> None:
    found = april()

    assert {section.title: [metric.label for metric in section.metrics] for section in found.sections} == LABELS
    assert [section.title for section in found.sections] == list(LABELS)


def test_an_empty_company_has_zeros_and_reasons_and_no_disagreement() -> None:
    found = april(partners=[])

    assert found.notes == ()
    for section in found.sections:
        for metric in section.metrics:
            assert metric.kind == "text" or (metric.value is None) == (metric.reason is not None)


def test_the_dashboard_reads_the_tables_it_names_and_no_other() -> None:
    tables = frames().tables
    named = Frames(as_of=TODAY, tables={name: tables[name] for name in DASHBOARD_READS})

    assert dashboard(named, shipped()).metric("active_partners").value == 1


def test_a_second_companys_fiscal_year_moves_the_quarter_and_the_year() -> None:
    found = dashboard(
        frames(deals=[won(100_00), won(50_00, date(2025, 1, 15))], certifications=[{"earned_on": date(2025, 2, 1)}]),
        second(),
        period="2025-04",
    )

    assert found.metric("new_certifications").value == 1
    assert found.metric("growth").value == 10_000
    assert found.metric("mdf_utilised").part("share").reason == "no MDF request was approved in the fiscal year FY2026"


def test_a_past_period_is_told_as_of_its_own_end() -> None:
    found = april("2024-12")

    assert (found.first_on, found.last_on, found.evaluated_on, found.as_of) == (
        date(2024, 12, 1),
        date(2024, 12, 31),
        date(2024, 12, 31),
        TODAY,
    )


@st.composite
def companies(draw: st.DrawFn) -> tuple[Rows, Rows, Rows, Rows]:
    days = st.dates(date(2024, 12, 1), date(2025, 5, 10))
    rows = partners(4)
    for row in rows:
        row["joined_on"] = draw(days)
        row["exited_on"] = row["joined_on"] + timedelta(days=draw(st.integers(1, 90))) if draw(st.booleans()) else None
    named = st.sampled_from(["P-1", "P-2", "P-3", "P-4"])
    deal = st.fixed_dictionaries(
        {"partner_id": named, "amount_cents": st.integers(0, 10**9), "probability_bp": st.integers(0, 10_000)},
        optional={"won": days, "role": st.sampled_from(["sourced", "assisted"])},
    )
    target = st.fixed_dictionaries({"partner_id": named, "amount_cents": st.integers(0, 10**9)})
    held = [
        {"partner_id": f"P-{n}", "tier": tier} for n in (1, 2, 3) if (tier := draw(st.sampled_from(["Gold", None])))
    ]
    return rows, draw(st.lists(deal, max_size=12)), held, draw(st.lists(target, max_size=4))


@settings(max_examples=40, deadline=None)
@given(companies())
def test_tables_always_add_up(company: tuple[Rows, Rows, Rows, Rows]) -> None:
    rows, deals, held, targets = company

    found = april(partners=rows, deals=deals, tier_history=held, targets=targets)

    assert not [note for note in found.notes if "Does not add up" in note]
    classes = [found.metric(key).value or 0 for key in ("on_target", "at_risk", "off_target")]
    assert sum(classes) == found.metric("active_partners").value


@settings(max_examples=20, deadline=None)
@given(companies(), st.integers(1, 10**9))
def test_more_revenue_never_worsens_a_class(company: tuple[Rows, Rows, Rows, Rows], cents: int) -> None:
    rows, deals, held, targets = company

    before = april(partners=rows, deals=deals, tier_history=held, targets=targets)
    after = april(partners=rows, deals=[*deals, won(cents)], tier_history=held, targets=targets)

    assert (after.metric("off_target").value or 0) <= (before.metric("off_target").value or 0)
    assert (after.metric("on_target").value or 0) >= (before.metric("on_target").value or 0)
