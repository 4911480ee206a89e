"""The commands of documents: `plan KIND ...`, a kind for each tool that makes one."""

from assistant.reading.commands.listed import Command

PLANS: tuple[Command, ...] = (
    Command(
        "plan onboarding",
        "onboarding_plan",
        "PARTNER [starting DAY]",
        "a 30-60-90 onboarding plan with dates and owners",
        "plan onboarding Acme Networks starting 5 May",
        also=("onboard", "30-60-90"),
    ),
    Command(
        "plan business",
        "joint_business_plan",
        "PARTNER [YEAR]",
        "a joint business plan: targets, gap, promises",
        "plan business Acme Networks",
        also=("jbp", "joint", "joint-business"),
    ),
    Command(
        "plan review",
        "qbr_pack",
        "PARTNER [QUARTER]",
        "the pack of a quarterly business review (QBR)",
        "plan review Acme Networks Q1 2025",
        also=("qbr",),
    ),
    Command(
        "plan improvement",
        "improvement_plan",
        "PARTNER [starting DAY]",
        "a 90-day plan for a partner at risk",
        "plan improvement Drifthaven Security",
        also=("improve", "recovery"),
    ),
    Command(
        "plan campaign",
        "campaign_brief",
        "PARTNER COST ACTIVITY DAY",
        "the brief of an MDF campaign, its match worked out",
        "plan campaign Acme Networks $12,000 webinar on 18 September",
        also=("brief", "mdf"),
    ),
    Command(
        "plan scorecard",
        "recruitment_scorecard",
        "[PROSPECT:] [CRITERION SCORE, ...]",
        "whether to sign a prospect, by weighted scores",
        "plan scorecard market 4, technical 4, alignment 3",
        also=("score",),
    ),
    Command(
        "plan profile",
        "partner_profile",
        "[PARTNER TYPE]",
        "the ideal partner profile, from the records",
        "plan profile MSP",
        also=("ipp", "ideal"),
    ),
    Command(
        "plan engagement",
        "rules_of_engagement",
        "",
        "rules of engagement between own reps and partners",
        "plan engagement",
        also=("roe", "rules"),
    ),
    Command(
        "plan agreement",
        "agreement_checklist",
        "[PARTNER TYPE]",
        "the checklist of a partner agreement",
        "plan agreement distributor",
        also=("contract", "checklist"),
    ),
)

_KINDS = {word: command for command in PLANS for word in (command.word.removeprefix("plan "), *command.also)}


def kind_named(word: str) -> Command | None:
    """The command of a kind of document, by the word after `plan`."""
    return _KINDS.get(word)
