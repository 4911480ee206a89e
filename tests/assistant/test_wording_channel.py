"""The whole channel in words: dashboards, health lists, awards and the program's own rules."""

from datetime import date
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.answer import Answer
from assistant.wording.dashboard import figure, ratio, shown
from tests.assistant.pages import APRIL_END, answer_of, cells, page
from tests.builders import frames
from tests.programs import second, shipped
from tests.tools.dashboard.april import april, partners, won
from tests.tools.test_awards import MARCH, awards
from tests.tools.test_awards import won as won_by
from tests.tools.test_health import asked, company
from tools.core.frames import Frames
from tools.core.program import RULES, Program
from tools.dashboard import dashboard
from tools.dashboard.models import Metric
from tools.health import partner_health
from tools.rules import program_rules

GOLD = [{"tier": "Gold"}]
TARGET = [{"amount_cents": 1_000_000_00}]


def rules(section: str, program: Program | None = None, **asked_for: str) -> Answer:
    empty = Frames(as_of=APRIL_END, tables={})
    return answer_of("program_rules", program_rules(empty, program or shipped(), section=section, **asked_for))


def test_a_dashboard_says_revenue_growth_and_who_is_on_target(snapshot: SnapshotAssertion) -> None:
    deals = [won(1_200_000_00), won(600_000_00, on=date(2025, 1, 15)), won(800_000_00, role="direct", partner_id=None)]
    said = answer_of("dashboard", april(deals=deals, tier_history=GOLD, targets=TARGET))
    assert said.text == (
        "April 2025: partner-sourced revenue is $1.2M (60% of total revenue), +100% against January 2025; "
        "1 (100.0%) of 1 partner is on target."
    )
    assert cells(said)["Gold"] == ("$1.2M", "$0", "120% ✓")
    assert page(said) == snapshot


def test_what_is_not_known_is_said_once_with_its_reason(snapshot: SnapshotAssertion) -> None:
    said = answer_of("dashboard", april("2023-07", tier_history=GOLD))
    assert said.text == "July 2023: partner-sourced revenue is $0."
    assert cells(said)["Partners on target"] == ("n/a",)
    unknown = [note for note in said.notes if note.startswith("Not known: ")]
    assert unknown[0].startswith("Not known: Partners on target, Partners at risk, Partners off target, Avg partner")
    assert "No 'health' rule is in force on 2023-07-31." in unknown[0]
    assert "TOP PERFORMING PARTNERS" not in [table.title for table in said.tables]
    assert page(said) == snapshot


@pytest.mark.parametrize(
    ("focus", "text", "tables"),
    [
        pytest.param(
            "growth",
            "Partner revenue growth, April 2025: n/a (there was no revenue in January 2025 to compare with).",
            1,
            id="growth",
        ),
        pytest.param(
            "revenue",
            "Revenue performance, April 2025: partner-sourced revenue $1.2M (100% of total revenue).",
            1,
            id="a section",
        ),
        pytest.param("incentives", "Incentive & MDF, April 2025: quick bonuses paid $0.", 1, id="a title with MDF"),
        pytest.param("top", "Top performing partners, April 2025: Acme Networks ($1.2M).", 1, id="the best"),
        pytest.param("by_tier", "Performance by tier, April 2025.", 1, id="by tier"),
    ],
)
def test_one_thing_asked_about_is_all_that_is_shown(focus: str, text: str, tables: int) -> None:
    rows = frames(APRIL_END, deals=[won(1_200_000_00)], tier_history=GOLD, targets=TARGET)
    said = answer_of("dashboard", dashboard(rows, shipped(), focus=focus))
    assert said.text == text
    assert len(said.tables) == tables


def test_nobody_on_top_is_said_so() -> None:
    rows = frames(APRIL_END, tier_history=GOLD)
    said = answer_of("dashboard", dashboard(rows, shipped(), focus="top"))
    assert said.text == "Top performing partners, April 2025: none has won any revenue."
    assert said.tables == ()


def test_filters_stand_in_the_headline() -> None:
    rows = frames(APRIL_END, partners=[*partners(2), {"partner_id": "P-3", "region": "East"}], tier_history=GOLD)
    said = answer_of("dashboard", dashboard(rows, shipped(), tier="Gold", region="West"))
    assert said.text.startswith("April 2025 (Gold and West): partner-sourced revenue is $0")


@pytest.mark.parametrize(
    ("metric", "text"),
    [
        pytest.param({"kind": "money", "value": 480_000_000, "short": True}, "$4.8M", id="short money"),
        pytest.param({"kind": "money", "value": 14_700_000}, "$147,000", id="whole money"),
        pytest.param({"kind": "percent", "value": 2_200, "signed": True, "phrase": "{} QoQ"}, "+22% QoQ", id="growth"),
        pytest.param({"kind": "percent", "value": -300, "signed": True}, "-3%", id="a fall"),
        pytest.param({"kind": "percent", "value": 0, "signed": True}, "0%", id="neither"),
        pytest.param({"kind": "percent", "value": 0, "numerator": 1, "denominator": 3}, "33%", id="a third"),
        pytest.param({"kind": "count", "value": 1_234}, "1,234", id="a count"),
        pytest.param({"kind": "ratio", "value": 32_000, "decimals": 1, "mark": "ok"}, "3.2 ✓", id="a ratio"),
        pytest.param({"kind": "count", "value": None}, "n/a", id="not known"),
        pytest.param({"kind": "count", "value": None, "reason": "no deal"}, "n/a (no deal)", id="and why"),
        pytest.param({"kind": "count", "value": None, "reason": "x" * 61}, "n/a", id="a long reason is a note"),
    ],
)  # fmt: skip
def test_a_metric_is_shown_by_its_kind(metric: dict[str, Any], text: str) -> None:
    assert shown(Metric(key="x", label="X", **metric)) == text


def test_a_part_that_is_not_known_says_why_inside_the_brackets() -> None:
    part = Metric(key="p", label="P", kind="percent", reason="nothing was won")
    whole = Metric(key="w", label="W", kind="money", value=0, parts=(part,))
    assert shown(whole) == "$0 (n/a: nothing was won)"
    assert figure(whole) == "$0"


@pytest.mark.parametrize(
    ("value_bp", "decimals", "text"),
    [(32_000, 1, "3.2"), (4_999, 0, "0"), (5_000, 0, "1"), (-15_000, 1, "-1.5"), (10**8, 0, "10,000")],
)  # fmt: skip
def test_a_ratio_is_rounded_half_away_from_zero(value_bp: int, decimals: int, text: str) -> None:
    assert ratio(value_bp, decimals) == text


def test_a_health_list_has_the_worst_first(snapshot: SnapshotAssertion) -> None:
    said = answer_of("partner_health", asked())
    assert said.text == "April 2025: of 5 active partners, 1 is on target, 1 at risk and 3 off target."
    assert [table.title for table in said.tables] == ["Off target", "At risk"]
    assert cells(said)["Partner 4"][:3] == ("Silver", "10%", "$900")
    assert page(said) == snapshot


def test_an_empty_health_list_says_so() -> None:
    said = answer_of("partner_health", asked(tier="Gold", status="off_target", region="East"))
    assert said.tables == ()
    assert said.text.endswith("No partner is off target.")


def test_one_partners_health_has_its_sum_and_its_reasons() -> None:
    said = answer_of("partner_health", partner_health(company(), shipped(), partner_id="P-2"))
    assert said.text == (
        "Partner 2 is at risk in April 2025: revenue of $800 and weighted pipeline of $0 come to 80% of its $1,000 "
        "target, $200 short. Why: revenue is $200 under target and there is no open pipeline."
    )
    assert cells(said)["Together"] == ("$800",)


def test_awards_name_winners_ties_and_who_is_next(snapshot: SnapshotAssertion) -> None:
    logos = [won_by(name, 1_000, new_logo=True, opened_on=MARCH) for name in ("P-2", "P-3")]
    said = answer_of("quarter_awards", awards(deals=[won_by("P-1", 300_000), won_by("P-2", 290_000), *logos]))
    assert said.text.startswith(
        "2025-Q1: Acme Networks won Partner of the Quarter; Birch Cloud and Cobalt Systems tied for Top New Logo"
    )
    assert cells(said)["Partner of the Quarter"] == ("Acme Networks", "$300,000", "$5,000")
    assert said.tables[1].rows[0] == ("Partner of the Quarter", "Birch Cloud", "$291,000")
    assert page(said) == snapshot


def test_awards_of_an_open_quarter_are_led_and_not_won() -> None:
    said = answer_of("quarter_awards", awards(quarter="2025-Q2", deals=[won_by("P-1", 9_000, date(2025, 4, 2))]))
    assert "Acme Networks leads Partner of the Quarter" in said.text
    assert said.text.endswith("The quarter runs to 2025-06-30, so nothing is final.")
    assert said.tables[0].columns[1] == "Leader"


def test_the_bands_of_a_rebate_stand_one_to_a_row(snapshot: SnapshotAssertion) -> None:
    said = rules("rebate")
    assert said.text == "Volume rebate: the rules on 2025-04-30, in force from 2025-04-01 to 2025-06-30."
    assert cells(said)["2"] == ("$250,000", "$500,000", "3.5%", "-")
    assert cells(said)["Method"] == ("whole",)
    assert page(said) == snapshot


def test_values_under_one_label_stand_together_and_the_common_rules_apart(snapshot: SnapshotAssertion) -> None:
    said = rules("tiers", tier="Gold")
    assert said.tables[0].rows[0] == ("Gold", "requires certified staff", "5 or more")
    assert ("", "support", "named partner manager, co-sell support") in said.tables[0].rows
    assert said.tables[1].rows == (("Standard margin", "not set"),)
    assert "The program does not set the standard margin." in said.notes
    assert page(said) == snapshot


@pytest.mark.parametrize("section", RULES)
@pytest.mark.parametrize("program", [shipped(), second()], ids=["shipped", "second"])
def test_every_section_of_every_program_is_said(program: Program, section: str) -> None:
    held = getattr(program, section).values[-1]
    said = rules(section, program, on=held.since.isoformat())
    assert str(held.since) in said.text
    assert any(table.rows for table in said.tables)
    assert [note for note in said.notes if note.startswith("Reading: ")] == [
        f"Reading: {reading.rstrip('.')}." for reading in held.readings.values()
    ]
