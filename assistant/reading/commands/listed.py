"""The commands of questions: each word names a tool."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """A word, its other spellings, the tool behind it, and how a person writes it.

    A `common` word begins many sentences too: "partners that sell Atlas" is no command.
    """

    word: str
    tool: str
    takes: str
    about: str
    example: str
    also: tuple[str, ...] = ()
    common: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("tier", "tier_status", "PARTNER [on DAY]", "tier held, requirements met and missed", "tier Acme Networks"),
    Command(
        "path",
        "tier_path",
        "PARTNER [to TIER]",
        "what each quarter end needs for the next tier",
        "path Acme Networks to Gold",
        also=("tier-path", "promotion"),
    ),
    Command(
        "deal",
        "deal_estimate",
        "PARTNER AMOUNT [new logo] [strategic product] [in N days] [N-year]",
        "what a deal would earn",
        "deal Acme Networks $150,000 new logo in 45 days",
        also=("estimate", "earn"),
    ),
    Command(
        "partners",
        "partner_directory",
        "[PARTNER] [TIER] [TYPE] [region R] [manager M] [joined | exited | promoted | demoted PERIOD]",
        "who the partners are: manager, region, tier, type, people",
        "partners Gold region Northeast",
        also=("partner", "directory", "roster"),
        common=True,
    ),
    Command(
        "deals",
        "partner_deals",
        "PARTNER [PERIOD]",
        "deals won, lost and open",
        "deals Acme Networks April 2025",
        also=("opportunities",),
    ),
    Command(
        "statement",
        "incentive_statement",
        "PARTNER [PERIOD]",
        "incentives earned, claimed and paid, line by line",
        "statement Acme Networks Q2 2025",
        also=("incentives", "earnings"),
    ),
    Command(
        "rebate",
        "rebate_earned",
        "PARTNER [QUARTER]",
        "volume rebate, both methods, next band",
        "rebate Acme Networks Q1 2025",
    ),
    Command(
        "mdf", "mdf_balance", "PARTNER [COST]", "marketing funds left, or the match of a cost", "mdf Acme Networks"
    ),
    Command(
        "awards", "quarter_awards", "[QUARTER]", "who wins the quarter's awards", "awards Q1 2025", also=("award",)
    ),
    Command(
        "dashboard",
        "dashboard",
        "[PERIOD] [TIER] [region R] [manager M]",
        "the partner performance dashboard",
        "dashboard April 2025",
        also=("performance", "report"),
    ),
    Command(
        "health",
        "partner_health",
        "[at risk | off target | PARTNER] [PERIOD]",
        "who is at risk or off target, and why",
        "health at risk April 2025",
        also=("at-risk", "risk"),
    ),
    Command(
        "deadlines",
        "deadlines",
        "[PARTNER] [next N days]",
        "claims, reports, reviews and payouts that fall due",
        "deadlines next 14 days",
        also=("due", "deadline"),
    ),
    Command(
        "claims",
        "claim_status",
        "PARTNER",
        "where each incentive claim stands",
        "claims Acme Networks",
        also=("claim",),
    ),
    Command(
        "rules",
        "program_rules",
        "SECTION [TIER] [on DAY]",
        "the program's own rules: tiers, spiffs, bonuses, rebate, mdf, awards, claims",
        "rules rebate",
        also=("rule",),
    ),
)
