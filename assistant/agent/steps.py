"""What is being done, in words for the person who waits: made by code from a tool's name and its arguments."""

import re
from collections.abc import Mapping
from typing import Any

from assistant.toolbox import Toolbox
from tools.core.errors import ToolError

_DOING = {
    "tier_status": "reading the tier{ of partner}{ on on}",
    "tier_path": "working out the way{ of partner}{ to to}",
    "deal_estimate": "estimating a deal{ of amount}{ for partner}",
    "incentive_statement": "adding up the incentives{ of partner}{, period}",
    "rebate_earned": "reading the rebate{ of partner}{, quarter}",
    "mdf_balance": "reading the marketing funds{ of partner}{, year}",
    "mdf_match": "matching a cost{ of cost}{ for partner}",
    "claim_status": "looking up the claims{ of partner}",
    "partner_directory": "looking up partners{: partner}{, tier}{, region}{, manager}{, partner_type}{, period}",
    "partner_deals": "listing the deals{ of partner}{, period}",
    "quarter_awards": "comparing partners for the awards{ of quarter}",
    "deadlines": "listing what falls due{ for partner}{ within within_days} days",
    "partner_health": "checking the health{ of partner}{, period}",
    "dashboard": "building the dashboard{ of period}{, tier}{, region}{, manager}",
    "program_rules": "reading the program's rules{ on section}",
    "arithmetic": "doing the arithmetic",
    "advice": "searching the playbooks",
    "onboarding_plan": "drawing up an onboarding plan{ for partner}",
    "recruitment_scorecard": "scoring a prospect{, prospect}",
    "partner_profile": "reading the ideal partner profile",
    "joint_business_plan": "drawing up a business plan{ with partner}{, year}",
    "qbr_pack": "putting together the review{ of partner}{, quarter}",
    "improvement_plan": "drawing up an improvement plan{ for partner}",
    "campaign_brief": "writing the brief of a campaign{ for partner}",
    "rules_of_engagement": "writing the rules of engagement",
    "agreement_checklist": "writing the agreement checklist",
}
_PLACE = re.compile(r"\{([^{}]*?)(\w+)\}( days)?")
_LONGEST = 60


def doing(tool: str, arguments: Mapping[str, Any], toolbox: Toolbox) -> str:
    """A step such as "reading the rebate of Acme Networks, 2025-Q1"; what was not given is left out."""
    phrase = _DOING.get(tool, "looking for a tool")
    return _PLACE.sub(lambda place: _filled(place, arguments, toolbox), phrase)


def _filled(place: re.Match[str], arguments: Mapping[str, Any], toolbox: Toolbox) -> str:
    lead, name, unit = place.groups()
    value = arguments.get(name)
    if value is None or value == "":
        return ""
    return f"{lead}{_named(str(value), toolbox) if name == 'partner' else _short(str(value))}{unit or ''}"


def _named(partner: str, toolbox: Toolbox) -> str:
    try:
        return toolbox.roster.names[toolbox.roster.match(partner)]
    except ToolError:
        return _short(partner)


def _short(text: str) -> str:
    line = "".join(c if c.isprintable() else " " for c in text[:_LONGEST])
    return f"{line}…" if len(text) > _LONGEST else line
