"""Each argument is filled from a person's words, and left out where they do not name it."""

from typing import Any

import pytest

from assistant.reading.slots import fill
from assistant.reading.wordings import whole_words
from assistant.reading.wordings.finding import named
from tests.reading.choosing.asked import WORDS
from tools import TOOLS
from tools.core.errors import BadAmount, BadArgument

TOOL = {tool.name: tool for tool in TOOLS}


def filled(tool: str, text: str) -> dict[str, Any]:
    """The first value of each argument."""
    return {name: values[0] for name, values in fill(TOOL[tool], text, WORDS).items()}


@pytest.mark.parametrize(
    ("tool", "text", "expected"),
    [
        pytest.param("dashboard", "April in the West", {"period": "2025-04", "region": "West"}, id="period and region"),
        pytest.param("dashboard", "win rate of Gold", {"tier": "Gold", "focus": "win_rate"}, id="tier and metric"),
        pytest.param("dashboard", "north-east numbers", {"region": "Northeast"}, id="a region with a hyphen"),
        pytest.param("dashboard", "growth versus last quarter", {"focus": "growth"}, id="a period to compare with"),
        pytest.param("tier_status", "as of Q1", {"on": "2025-03-31"}, id="a period's last day"),
        pytest.param("tier_status", "next quarter", {"on": "2025-07-01"}, id="a period to come starts"),
        pytest.param("tier_path", "Gold by next quarter", {"to": "Gold"}, id="no day to start from that is to come"),
        pytest.param("tier_path", "Gold by June", {"to": "Gold"}, id="no day to start from, by a month to come"),
        pytest.param(
            "tier_path", "Gold before 1 July", {"to": "Gold"}, id="no day to start from, before a day to come"
        ),
        pytest.param(
            "tier_path", "Gold by March 2025", {"to": "Gold", "on": "2025-03-31"}, id="by a month that has passed"
        ),
        pytest.param("tier_path", "what does it need to reach Gold", {"to": "Gold"}, id="the tier to reach"),
        pytest.param("tier_path", "from Silver to Gold", {"to": "Gold"}, id="and not the one held"),
        pytest.param("tier_path", "could it lose Gold", {}, id="a tier to lose is no aim"),
        pytest.param("mdf_balance", "for March", {"year": "2025"}, id="the year of a month"),
        pytest.param("deadlines", "by 15 May", {"within_days": 15}, id="days until a day"),
        pytest.param("deadlines", "next month", {"within_days": 31, "from_days": 1}, id="the days of a month"),
        pytest.param("deadlines", "in a fortnight", {"within_days": 14}, id="a fortnight"),
        pytest.param("deadlines", "what is overdue", {"within_days": 0}, id="what has passed"),
        pytest.param("deadlines", "day 90 reviews", {"kind": "entry_review"}, id="day 90 is no number of days"),
        pytest.param("partner_health", "not on target", {}, id="a denied class"),
        pytest.param("partner_health", "at risk or off target", {}, id="two classes"),
        pytest.param("partner_health", "off target", {"status": "off_target"}, id="one class"),
        pytest.param("program_rules", "how do SPIFFs work", {"section": "spiffs"}, id="a section"),
        pytest.param("claim_status", "on d-12345", {"deal_id": "D-12345"}, id="a deal"),
        pytest.param(
            "mdf_match", "pay $500 for a golf day", {"cost": "500.00", "activity": "golf day"}, id="any activity"
        ),
    ],
)
def test_an_argument_is_filled(tool: str, text: str, expected: dict[str, Any]) -> None:
    assert filled(tool, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "$90k new logo in 45 days", {"amount": "90000.00", "new_logo": True, "days_to_close": 45}, id="plain"
        ),
        pytest.param("$90k, not a new logo", {"amount": "90000.00"}, id="a denied flag"),
        pytest.param("$90k, not their first deal", {"amount": "90000.00", "first_deal": False}, id="a denied fact"),
        pytest.param("90k closing on 20 May", {"amount": "90000.00", "closes_on": "2025-05-20"}, id="a day to come"),
        pytest.param("90k closed on 31 March", {"amount": "90000.00", "closes_on": "2025-03-31"}, id="a day past"),
        pytest.param("90k this quarter", {"amount": "90000.00"}, id="a period that runs"),
        pytest.param(
            "$90k upsell, $30k of it incremental",
            {"amount": "90000.00", "kind": "upsell", "incremental": "30000.00"},
            id="the incremental part",
        ),
        pytest.param(
            "90k registered 20 days ago", {"amount": "90000.00", "days_to_close": 20}, id="registered some days ago"
        ),
    ],
)
def test_a_deal_is_read(text: str, expected: dict[str, Any]) -> None:
    assert filled("deal_estimate", text) == expected


@pytest.mark.parametrize(
    ("text", "quarters"),
    [
        pytest.param("April", ["2025-Q2"], id="a month's quarter"),
        pytest.param("2025", ["2025-Q1", "2025-Q2"], id="a year's quarters that have begun"),
        pytest.param("Q4 2024 and Q1 2025", ["2024-Q4", "2025-Q1"], id="two quarters"),
        pytest.param("Q3 2025", ["2025-Q3"], id="one to come"),
    ],
)
def test_a_quarter_is_found_for_every_period(text: str, quarters: list[str]) -> None:
    assert fill(TOOL["rebate_earned"], text, WORDS)["quarter"] == quarters


def test_a_first_name_that_two_managers_have_is_asked_about() -> None:
    with pytest.raises(BadArgument, match="Dana Reyes"):
        filled("dashboard", "how is Dana doing")


def test_a_range_of_money_is_refused() -> None:
    with pytest.raises(BadAmount, match="range"):
        filled("deal_estimate", "$100k-150k")


def test_deadlines_look_ahead() -> None:
    with pytest.raises(BadArgument, match="2025-04-30"):
        filled("deadlines", "in Q4 2024")


def test_what_is_listed_together_is_taken_together() -> None:
    table = {"red": whole_words(["reds?"]), "blue": whole_words(["blue"])}
    assert named(table, "blue and red") == ["blue", "red"]
    assert named(table, "red, the one that is not so blue") == ["red"]
