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
    Tool("partner_directory", "tools.directory", "READS", scope="everyone"),
    Tool("partner_deals", "tools.deals", "READS"),
    Tool("quarter_awards", "tools.awards", "AWARD_READS", scope="company"),
    Tool("deadlines", "tools.deadlines.listing", "READS", scope="everyone"),
    Tool("partner_health", "tools.health", "HEALTH_READS", scope="everyone"),
    Tool("dashboard", "tools.dashboard", "DASHBOARD_READS", scope="everyone", since="dashboard_since"),
    Tool("program_rules", "tools.rules", scope="program"),
    Tool("arithmetic", "tools.arithmetic", scope="program"),
    Tool("advice", "tools.advice", "ADVICE_READS", scope="playbooks"),
    Tool("onboarding_plan", "tools.plans.onboarding", "READS", practices=True),
    Tool("recruitment_scorecard", "tools.plans.scorecard", scope="program", practices=True),
    Tool("partner_profile", "tools.plans.profile", "READS", scope="everyone", practices=True),
    Tool("joint_business_plan", "tools.plans.business_plan", "READS", practices=True),
    Tool("qbr_pack", "tools.plans.review", "READS", practices=True),
    Tool("improvement_plan", "tools.plans.improvement", "READS", practices=True),
    Tool("campaign_brief", "tools.plans.campaign", "READS", practices=True),
    Tool("rules_of_engagement", "tools.plans.engagement", scope="program", practices=True),
    Tool("agreement_checklist", "tools.plans.agreement", scope="program", practices=True),
)
"""The catalogue: each tool, its module, and the constant there that names the tables it reads."""
