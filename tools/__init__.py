"""Deterministic calculations over frames and program, in the order a person would read them."""

from tools.core.catalogue import Tool

TOOLS: tuple[Tool, ...] = (
    Tool("tier_status", "tools.tiers.status", "STATUS_READS"),
    Tool("tier_path", "tools.tiers.path", "tools.tiers.status:STATUS_READS"),
    Tool("deal_estimate", "tools.incentives.estimate", "ESTIMATE_READS"),
    Tool("incentive_statement", "tools.incentives.statement", "STATEMENT_READS"),
    Tool("rebate_earned", "tools.incentives.rebate_answer", "REBATE_READS"),
    Tool("mdf_balance", "tools.mdf.balance", "tools.mdf.requests:READS"),
    Tool("mdf_match", "tools.mdf.match", "tools.mdf.requests:READS"),
    Tool("claim_status", "tools.claims", "READS"),
    Tool("quarter_awards", "tools.awards", "AWARD_READS", scope="everyone"),
    Tool("deadlines", "tools.deadlines.listing", "READS", scope="everyone"),
    Tool("partner_health", "tools.health", "HEALTH_READS", scope="everyone"),
    Tool("dashboard", "tools.dashboard", "DASHBOARD_READS", scope="everyone", since="dashboard_since"),
    Tool("program_rules", "tools.rules", scope="program"),
)
"""The catalogue: each tool, its module, and the constant there that names the tables it reads."""
