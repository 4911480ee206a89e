"""The program's own rules, as a person asks for them."""

from datetime import date

import pytest

from tests.programs import second, shipped
from tools.core.errors import BadArgument, BadPeriod, NoRuleInForce
from tools.core.frames import Frames
from tools.core.program import Program
from tools.rule_rows import Value
from tools.rules import ProgramRules, program_rules

APRIL = Frames(as_of=date(2025, 4, 30), tables={})


def rules(section: str, on: str | None = None, tier: str | None = None, of: Program | None = None) -> ProgramRules:
    return program_rules(APRIL, of or shipped(), section=section, on=on, tier=tier)


def value(found: ProgramRules, group: str, label: str) -> Value:
    [row] = (row for row in found.rows if (row.group, row.label) == (group, label))
    return row.value


def test_gold_requires_five_certified_staff_half_a_million_and_three_new_logos() -> None:
    gold = [row for row in rules("tiers", tier="Gold").rows if row.label.startswith("requires")]
    assert [(row.group, row.label, row.kind, row.value) for row in gold] == [
        ("Gold", "requires certified staff, at least", "count", 5),
        ("Gold", "requires annual revenue, at least", "money", 500_000_00),
        ("Gold", "requires new logos, at least", "count", 3),
    ]


def test_a_requirement_is_not_the_target_it_is_measured_against() -> None:
    gold = rules("tiers", tier="Gold")
    assert value(gold, "Gold", "annual target") == 1_000_000_00
    assert value(gold, "Gold", "requires annual revenue, at least") == 500_000_00


def test_a_tier_shows_nothing_of_another_tier() -> None:
    assert {row.group for row in rules("tiers", tier="Gold").rows} == {"Gold", ""}
    assert {row.group for row in rules("tiers", tier="Platinum").rows} == {"Platinum", "fast track to Platinum", ""}
    assert {row.group for row in rules("tiers", tier="Registered").rows} == {"Registered"}


def test_the_unpublished_margin_is_none_and_said_so() -> None:
    gold = rules("tiers", tier="Gold")
    assert value(gold, "", "standard margin") is None
    assert value(gold, "Gold", "points on the standard margin") == 500
    assert gold.notes == ("The program does not set the standard margin.",)


def test_moving_between_tiers_takes_two_quarters_and_exit_four() -> None:
    found = rules("tiers")
    assert value(found, "moving between tiers", "advance after consecutive quarters met") == 2
    assert value(found, "moving between tiers", "demotion after consecutive quarters missed") == 2
    assert value(found, "moving between tiers", "exit after consecutive quarters missed") == 4
    assert value(found, "fast track to Platinum", "revenue in one quarter, at least") == 2_500_000_00


def test_the_rebate_bands_have_no_holes_and_the_last_one_no_end() -> None:
    found = rules("rebate")
    bands = [f"band {number}" for number in range(1, 6)]
    assert [value(found, band, "from") for band in bands] == [
        100_000_00,
        250_000_00,
        500_000_00,
        1_000_000_00,
        2_500_000_00,
    ]
    assert [value(found, band, "below") for band in bands[:-1]] == [value(found, band, "from") for band in bands[1:]]
    assert [value(found, band, "rate") for band in bands] == [200, 350, 500, 650, 800]
    assert not [row for row in found.rows if (row.group, row.label) == ("band 5", "below")]
    assert value(found, "band 5", "opens the fast track") is True
    assert value(found, "", "method") == "whole"


def test_the_bands_are_told_with_their_dates_source_and_readings() -> None:
    [basis] = rules("rebate").basis
    assert (basis.since, basis.until) == (date(2025, 4, 1), date(2025, 6, 30))
    assert basis.source == "Partner Incentive Program Q2 2025, volume rebate"
    assert basis.readings[0].startswith("the source does not say whole or marginal")


def test_an_open_method_is_none_and_said_so() -> None:
    program = shipped()
    rebate = program.rebate.model_copy(
        update={"values": tuple(r.model_copy(update={"method": None}) for r in program.rebate.values)}
    )
    found = rules("rebate", of=program.model_copy(update={"rebate": rebate}))
    assert value(found, "", "method") is None
    assert found.notes == ("The program does not set the method.",)


@pytest.mark.parametrize(
    ("tier", "yearly", "match", "vendors_part"),
    [
        pytest.param("Silver", 5_000_00, "1:1", "1/2", id="Silver is matched in halves"),
        pytest.param("Gold", 20_000_00, "1:1", "1/2", id="Gold is matched in halves"),
        pytest.param("Platinum", 50_000_00, "2:1", "2/3", id="Platinum is matched two to one"),
    ],
)
def test_a_match_says_which_part_the_vendor_pays(tier: str, yearly: int, match: str, vendors_part: str) -> None:
    found = rules("mdf", tier=tier)
    assert value(found, tier, "entitlement in a fiscal year") == yearly
    assert value(found, tier, "match") == match
    assert value(found, tier, "part of the cost that the vendor pays") == vendors_part
    assert found.basis[0].readings[0] == "a 2:1 match means that the vendor pays two thirds of the cost; 1:1 means half"


def test_a_tier_without_mdf_is_entitled_to_nothing() -> None:
    assert value(rules("mdf", tier="Registered"), "Registered", "entitlement in a fiscal year") == 0


def test_how_long_we_have_to_claim_is_told_with_every_window_of_the_day() -> None:
    found = rules("claims")
    assert [(row.group, row.label, row.kind, row.value) for row in found.rows] == [
        ("incentive claim", "submit within", "days", 30),
        ("incentive claim", "approved within", "business_days", 5),
        ("incentive claim", "paid after approval within", "business_days", 15),
        ("quick bonus (SPIFF)", "claim after the close within", "days", 30),
        ("strategic bonus", "claim after the close within", "days", 30),
        ("volume rebate", "paid after the quarter ends within", "days", 30),
        ("MDF", "report after the activity within", "days", 30),
    ]
    assert [basis.rule for basis in found.basis] == ["claims", "spiffs", "bonuses", "rebate", "mdf"]


def test_a_day_when_the_incentives_have_ended_has_the_claim_windows_alone() -> None:
    found = rules("claims", on="2025-07-01")
    assert [row.group for row in found.rows] == ["incentive claim"] * 3 + ["MDF"]
    assert found.on == date(2025, 7, 1)


def test_the_spiffs_say_what_they_pay_and_ask() -> None:
    found = rules("spiffs")
    assert value(found, "New logo closed within 60 days", "pays") == 500_00
    assert value(found, "New logo closed within 60 days", "closed within") == 60
    assert value(found, "Deal above $100,000", "pays, of the deal's amount") == 200
    assert value(found, "Deal above $100,000", "amount strictly above") == 100_000_00
    assert value(found, "", "several on one deal") == "all that apply are paid"
    assert value(found, "", "claim within") == 30


def test_the_bonuses_say_what_each_is_a_share_of() -> None:
    found = rules("bonuses")
    assert value(found, "Cross-sell to an existing customer", "pays, of the incremental revenue") == 300
    each_year = "pays, of the deal's amount for each contract year after the first"
    assert value(found, "Contract years after the first", each_year) == 100
    assert value(found, "Approved reference or testimonial", "pays for each") == 250_00


def test_an_award_that_waits_for_its_threshold_says_so() -> None:
    found = rules("awards")
    assert value(found, "Partner of the Quarter", "prize") == 5_000_00
    assert value(found, "Training Champion", "prize for each beyond the threshold") == 1_000_00
    assert found.notes == ("The program does not set the threshold of Training Champion.",)


def test_the_health_marks_are_rates_of_the_target() -> None:
    found = rules("health")
    assert value(found, "", "on target from, of the period's target") == 10_000
    assert value(found, "", "at risk from, of the period's target") == 7_000


def test_rules_of_no_tier_are_said_to_be_the_same_for_all() -> None:
    assert rules("rebate", tier="Gold").notes == ("These rules are the same for every tier, Gold among them.",)


def test_incentives_of_some_tiers_show_a_tier_only_its_own() -> None:
    specialist = rules("spiffs", tier="Specialist", of=second())
    assert "Strategic product sold by a Premier partner" not in {row.group for row in specialist.rows}
    assert specialist.notes == ()
    associate = rules("spiffs", tier="Associate", of=second())
    assert [(row.group, row.value) for row in associate.rows] == [("open to", "Specialist"), ("open to", "Premier")]
    assert associate.notes == ("Associate partners earn none of these: they are open to Specialist and Premier.",)


def test_another_companys_rules_are_told_in_its_own_measures() -> None:
    found = rules("rebate", of=second())
    assert [row.kind for row in found.rows if row.label == "from"] == ["count"] * 3
    assert value(found, "band 2", "from") == 100
    assert value(found, "", "at most for a quarter") == 25_000_00
    before = rules("rebate", on="2025-01-31", of=second())
    assert value(before, "band 2", "from") == 50_000_00
    assert value(before, "", "method") == "marginal"


@pytest.mark.parametrize("section", ["tiers", "spiffs", "bonuses", "rebate", "mdf", "awards", "claims", "health"])
@pytest.mark.parametrize("program", [pytest.param(shipped, id="shipped"), pytest.param(second, id="second")])
def test_every_section_survives_its_json(section: str, program: object) -> None:
    assert callable(program)
    found = rules(section, of=program())
    assert found.rows
    assert ProgramRules.model_validate_json(found.model_dump_json()) == found


def test_a_section_or_tier_is_found_in_any_case() -> None:
    assert rules(" Tiers ", tier="gold") == rules("tiers", tier="Gold")


def test_an_unknown_section_lists_those_there_are() -> None:
    with pytest.raises(BadArgument, match="tiers, spiffs, bonuses, rebate, mdf, awards, claims, health"):
        rules("discounts")


def test_an_unknown_tier_lists_those_there_are() -> None:
    with pytest.raises(BadArgument, match="Registered, Silver, Gold, Platinum"):
        rules("tiers", tier="Diamond")


def test_a_day_without_rules_says_which_days_have_some() -> None:
    with pytest.raises(NoRuleInForce, match="2025-01-01 to 2025-03-31 and 2025-04-01 to 2025-06-30"):
        rules("rebate", on="2025-07-01")


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadPeriod, match="there is no such day"):
        rules("rebate", on="2025-02-29")
