"""A call of every tool that an MCP client may make, and a client of a desk in this process."""

from typing import Any

from mcp import Client

from assistant.access import OPERATOR, Person
from assistant.asking import Desk
from assistant.channels.mcp.server import create_server

ACME = {"partner": "Acme Networks"}

CALLS: dict[str, dict[str, Any]] = {
    "tier_status": ACME,
    "tier_path": {**ACME, "to": "Gold"},
    "deal_estimate": {**ACME, "amount": "$150,000", "new_logo": True, "days_to_close": 45},
    "incentive_statement": {**ACME, "period": "Q2 2025"},
    "rebate_earned": {**ACME, "quarter": "2025-Q1"},
    "mdf_balance": ACME,
    "mdf_match": {**ACME, "cost": "8k", "activity": "webinar"},
    "claim_status": ACME,
    "partner_directory": {"tier": "Gold", "region": "Northeast"},
    "partner_deals": {**ACME, "period": "2025-Q1"},
    "quarter_awards": {"quarter": "2025-Q1"},
    "deadlines": {"within_days": 14},
    "partner_health": {"status": "at_risk", "period": "April 2025"},
    "dashboard": {"period": "2025-04"},
    "program_rules": {"section": "rebate"},
    "arithmetic": {"operation": "difference", "figures": "$600,000; $500,000"},
    "advice": {"question": "our reps and a reseller fight over the same account"},
    "onboarding_plan": ACME,
    "recruitment_scorecard": {"scores": "market presence 4, technical 3", "prospect": "Newco"},
    "partner_profile": {},
    "joint_business_plan": {**ACME, "year": "2025"},
    "qbr_pack": {**ACME, "quarter": "2025-Q1"},
    "improvement_plan": ACME,
    "campaign_brief": {**ACME, "cost": "12k", "activity": "webinar", "activity_on": "2025-09-18"},
    "rules_of_engagement": {},
    "agreement_checklist": {},
    "ask": {"question": "which tier does Acme Networks hold?"},
}


def client_of(desk: Desk, person: Person = OPERATOR) -> Client:
    """A client that talks to a server in this process, as one person."""
    return Client(create_server(desk, lambda: person))


def text_of(result: Any) -> str:
    """The first text of what a tool or a resource gave."""
    (text, *_) = [block.text for block in getattr(result, "content", None) or result.contents if hasattr(block, "text")]
    return str(text)
