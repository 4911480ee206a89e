"""What the answers are of: every tool's outcome over the demo company, for partners in different situations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from assistant.asking import Desk
from assistant.records.demo.situations import SITUATIONS
from assistant.toolbox import Outcome, Toolbox
from tools.core.errors import ToolError

_OF_A_PARTNER: tuple[tuple[str, dict[str, str | int | bool]], ...] = (
    ("tier_status", {}),
    ("tier_path", {}),
    ("deal_estimate", {"amount": "$150,000", "new_logo": True, "days_to_close": 45}),
    ("deal_estimate", {"amount": "$82,750", "new_logo": True, "days_to_close": 30}),
    ("incentive_statement", {"period": "2025-Q1"}),
    ("incentive_statement", {"period": "2025-Q2"}),
    ("rebate_earned", {"quarter": "2025-Q1"}),
    ("rebate_earned", {"quarter": "2025-Q2"}),
    ("mdf_balance", {}),
    ("mdf_match", {"cost": "$4,000"}),
    ("claim_status", {}),
    ("partner_health", {}),
    ("joint_business_plan", {}),
    ("qbr_pack", {}),
    ("improvement_plan", {}),
    ("onboarding_plan", {}),
    ("campaign_brief", {"cost": "$4,000", "activity": "webinar", "activity_on": "2025-06-18"}),
)
_OF_ALL: tuple[tuple[str, dict[str, str | int | bool]], ...] = (
    ("quarter_awards", {"quarter": "2025-Q1"}),
    ("quarter_awards", {"quarter": "2025-Q2"}),
    ("deadlines", {}),
    ("partner_health", {"status": "at risk"}),
    ("partner_health", {"status": "off target"}),
    ("dashboard", {"period": "2025-04"}),
    ("dashboard", {"tier": "Gold"}),
    ("dashboard", {"period": "2025-Q1"}),
    ("program_rules", {"section": "rebate"}),
    ("advice", {"question": "how do we handle a conflict over a deal?"}),
    ("advice", {"question": "how do we plan a joint campaign with MDF?"}),
)
_MOST_PARTNERS = 8


@dataclass(frozen=True)
class Asked:
    """Outcomes of one turn, and the mapping that templates read."""

    about: str
    outcomes: tuple[Outcome, ...]
    root: Mapping[str, Any]

    @property
    def results(self) -> tuple[Mapping[str, Any], ...]:
        """The results as JSON values."""
        return tuple(outcome.result.model_dump(mode="json") for outcome in self.outcomes)


def asked(desk: Desk) -> Iterator[Asked]:
    """Every turn that answers are made of."""
    toolbox = desk.toolbox()
    partners = list(dict.fromkeys(["P-047", "P-013", *(s.partner_id for s in SITUATIONS.values())]))[:_MOST_PARTNERS]
    for tool, arguments in _OF_ALL:
        yield from _alone(toolbox, tool, arguments)
    for partner in partners:
        for tool, arguments in _OF_A_PARTNER:
            yield from _alone(toolbox, tool, {**arguments, "partner": partner})
    for one, two in pairwise(partners):
        quarter = {"quarter": "2025-Q1"}
        yield from _both(
            toolbox, "two_rebates", "rebate_earned", {"partner": one, **quarter}, {"partner": two, **quarter}
        )
        yield from _both(toolbox, "two_tiers", "tier_status", {"partner": one}, {"partner": two})
        later = {"partner": one, "quarter": "2025-Q2"}
        yield from _both(toolbox, "two_quarters", "rebate_earned", {"partner": one, **quarter}, later)


def _alone(toolbox: Toolbox, tool: str, arguments: Mapping[str, Any]) -> Iterator[Asked]:
    try:
        outcome = toolbox.call(tool, arguments)
    except ToolError:
        return
    yield Asked(tool, (outcome,), outcome.result.model_dump(mode="json"))


def _both(toolbox: Toolbox, about: str, tool: str, one: Mapping[str, Any], two: Mapping[str, Any]) -> Iterator[Asked]:
    found = [*_alone(toolbox, tool, one), *_alone(toolbox, tool, two)]
    if len(found) == 2:
        a, b = found
        yield Asked(about, (*a.outcomes, *b.outcomes), {"a": a.root, "b": b.root})
