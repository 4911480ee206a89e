"""What a person reads while they wait: made from a tool and its arguments, whatever those are."""

from typing import Any

import pytest

from assistant.agent.steps import doing
from assistant.asking import Desk
from tools import TOOLS


@pytest.mark.parametrize("tool", [tool.name for tool in TOOLS])
def test_every_tool_says_what_it_does(desk: Desk, tool: str) -> None:
    said = doing(tool, {}, desk.toolbox())
    assert said != doing("no such tool", {}, desk.toolbox())
    assert not set(said) & set("{}")


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        pytest.param(
            "rebate_earned",
            {"partner": "P-013", "quarter": "2025-Q1"},
            "reading the rebate of Larkmere Cloud, 2025-Q1",
            id="an id is told by its name",
        ),
        pytest.param(
            "deal_estimate",
            {"partner": "larkmere", "amount": "$150k", "new_logo": True},
            "estimating a deal of $150k for Larkmere Cloud",
            id="as it was written",
        ),
        pytest.param("deadlines", {"within_days": 14}, "listing what falls due within 14 days", id="days"),
        pytest.param("deadlines", {}, "listing what falls due", id="nothing given"),
        pytest.param("tier_status", {"partner": "Zzyzx"}, "reading the tier of Zzyzx", id="a name of nobody"),
        pytest.param("tier_status", {"partner": "a\nb\x1b"}, "reading the tier of a b ", id="control characters"),
        pytest.param("tier_status", {"partner": "x" * 90}, f"reading the tier of {'x' * 60}…", id="far too long"),
        pytest.param("dashboard", {"period": None, "tier": ""}, "building the dashboard", id="empty arguments"),
    ],
)
def test_a_step_names_what_was_asked_for(desk: Desk, tool: str, arguments: dict[str, Any], said: str) -> None:
    assert doing(tool, arguments, desk.toolbox()) == said
