"""Deterministic calculations over frames and program, in the order a person would read them."""

from tools.claims import READS as CLAIM_READS
from tools.claims import claim_status
from tools.core.catalogue import Tool
from tools.dashboard import DASHBOARD_READS, dashboard
from tools.deadlines.listing import READS as DEADLINE_READS
from tools.deadlines.listing import deadlines
from tools.health import HEALTH_READS, partner_health
from tools.incentives.estimate import ESTIMATE_READS, deal_estimate
from tools.incentives.rebate_answer import REBATE_READS, rebate_earned
from tools.incentives.statement import STATEMENT_READS, incentive_statement
from tools.mdf.balance import mdf_balance
from tools.mdf.match import mdf_match
from tools.mdf.requests import READS as MDF_READS
from tools.rules import program_rules
from tools.tiers.path import tier_path
from tools.tiers.status import STATUS_READS, tier_status

TOOLS: tuple[Tool, ...] = (
    Tool(run=tier_status, reads=STATUS_READS),
    Tool(run=tier_path, reads=STATUS_READS),
    Tool(run=deal_estimate, reads=ESTIMATE_READS),
    Tool(run=incentive_statement, reads=STATEMENT_READS),
    Tool(run=rebate_earned, reads=REBATE_READS),
    Tool(run=dashboard, reads=DASHBOARD_READS, scope="everyone"),
    Tool(run=partner_health, reads=HEALTH_READS, scope="everyone"),
    Tool(run=mdf_balance, reads=MDF_READS),
    Tool(run=mdf_match, reads=MDF_READS),
    Tool(run=claim_status, reads=CLAIM_READS),
    Tool(run=deadlines, reads=DEADLINE_READS, scope="everyone"),
    Tool(run=program_rules, reads=(), scope="program"),
)
"""The catalogue. `scope` "partner" reads one partner's rows; "everyone" reads all that the person may see."""
