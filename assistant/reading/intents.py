"""Which tool a sentence asks for, by its wording.

Each pattern adds its weight; the heaviest tool wins when it reaches the bar. The trigger phrases of the
program's source stand among them. Patterns are kept by tool, so that a reader sees what chooses it.
"""

import re
from dataclasses import dataclass

BAR = 2
"""The least weight that chooses a tool."""

PATTERNS: dict[str, tuple[tuple[str, int], ...]] = {
    "tier_status": (
        (r"\b(which|what|what's|whats|current)\b.{0,20}\btier\b", 3),
        (r"\btier\b.{0,30}\b(hold|holds|held|status|is|in|at|have|has)\b", 2),
        (r"\b(hold|holds|held|status)\b.{0,30}\btier\b", 2),
        (r"\b(partner )?tier\b", 2),
        (
            r"\brequirements?\b.{0,40}\b(miss|missing|met|meets?|lack)|\b(miss|missing|lack|meets?)\b.{0,40}\brequirements?\b",
            3,
        ),
        (r"\b(is|are)\b.{0,40}\b(platinum|gold|silver|registered)\b(?! partners)", 2),
        (r"\b(next|due|when).{0,20}\btier review|\bbenefits\b.{0,20}\b(does|has|get)", 3),
        (r"\b(certified staff|certifications?)\b.{0,20}\b(have|has|enough|missing)", 2),
        (r"\bdemot|\bdowngrad", 1),
    ),
    "tier_path": (
        (
            r"\b(reach|get|become|becoming|advance|advancing|promot\w*|move up|climb|qualify|make)\b.{0,40}\b(platinum|gold|silver|tier)\b",
            2,
        ),
        (r"\b(reach|get to|become|advance to|qualify for|make|hit|go)\b.{0,30}\b(platinum|gold|silver|next tier)\b", 3),
        (r"\bpath\b.{0,25}\b(platinum|gold|silver|tier|promotion)|\btier path\b", 4),
        (r"\b(risk|danger) of\b.{0,25}\b(demotion|exit|losing|being demoted|dropping)", 4),
        (r"\blos(e|es|ing)\b.{0,20}\b(tier|platinum|gold|silver|status)\b", 4),
        (
            r"\b(when|earliest|soonest|how soon|how far|how close)\b.{0,60}\b(platinum|gold|silver|tier|promot\w*|demot\w*)",
            3,
        ),
        (r"\bnext (tier|level)\b", 2),
        (r"\bneeds?\b.{0,25}\b(platinum|gold|silver|next tier|advance)", 3),
        (r"\bpromot(ed|ion)\b|\bmove up\b", 2),
        (r"\bfast-?track", 2),
    ),
    "deal_estimate": (
        (
            r"\b(would|will|could|does|do|can)\b.{0,60}\b(earn|make|pay|get|bring|worth)\b.{0,60}(\$|\bdeal\b|\d+k\b|\d+m\b)",
            4,
        ),
        (r"(\$\s?[\d.,]+\s?[km]?|\b\d[\d,.]*\s?k|million).{0,40}\bdeal\b", 3),
        (r"\bdeal\b.{0,30}(\$|\bworth\b|\bof\b|\bfor\b).{0,20}\d", 2),
        (r"\bestimate\b|\bwhat if\b|\bsuppose\b|\bif (we|they|\w+) (close|sign|win)s?\b", 2),
        (
            r"\b(earn|earns|payout|pay out|spiffs?|bonus(es)?)\b.{0,40}\bdeal\b|\bdeal\b.{0,40}\b(earn|earns|payout|pay out|spiffs?|bonus(es)?)\b",
            2,
        ),
        (r"\bnew[- ]logo (deal|sale)\b", 2),
    ),
    "incentive_statement": (
        (r"\b(why|what for)\b.{0,30}\b(paid|payment|pay)\b", 4),
        (r"\bstatements?\b", 4),
        (
            r"\b(incentives?|earnings?|bonus(es)?|spiffs?|commissions?)\b.{0,40}\b(earn\w*|paid|for|of|in|due|owed|so far|total)\b",
            2,
        ),
        (
            r"\b(earn|earned|owed|owe|paid|made)\b.{0,40}\b(incentives?|bonus(es)?|spiffs?|quarter|month|q[1-4]|so far|in total|we)\b",
            2,
        ),
        (r"\bhow much\b.{0,40}\b(earn|earned|owed?|paid|make|made|get)\b", 3),
        (r"\bpartner incentives?\b", 2),
    ),
    "rebate_earned": (
        (r"\brebates?\b", 4),
        (r"\bnext band\b|\bvolume (bonus|discount)\b|\bback-?end\b", 3),
    ),
    "mdf_balance": (
        (r"\bmdf\b|\bmarket(ing)? development fund", 4),
        (r"\b(marketing|co-?marketing) (funds?|money|budget|allowance)\b", 3),
        (r"\b(balance|left|remaining|entitle\w*|allocated|utili[sz]ed)\b.{0,30}\b(fund|marketing)", 2),
    ),
    "mdf_match": (
        (
            r"\b(match|cover|reimburse|fund|pay|contribute|share|support)\w*\b.{0,60}\b(event|webinar|trade ?show|campaign|ads?|content|roadshow|conference)\b",
            4,
        ),
        (
            r"\b(event|webinar|trade ?show|campaign|ads?|content|roadshow|conference)\b.{0,60}\b(match|cover|reimburse|vendor pay|fund)\w*",
            3,
        ),
        (r"\bmdf\b.{0,40}(\$|\d+k\b|\bcost)|(\$|\d+k\b).{0,40}\bmdf\b", 6),
        (r"\bmatch\b.{0,40}(\$|\d)", 3),
    ),
    "quarter_awards": (
        (r"\bawards?\b|\bprizes?\b", 4),
        (
            r"\bpartner of the quarter\b|\bcommunity mvp\b|\btraining champion\b|\btop new[- ]logo\b|\bhighest growth\b",
            5,
        ),
        (r"\bwho (won|wins|is winning)\b", 2),
    ),
    "dashboard": (
        (r"\bdashboard\b", 5),
        (
            r"\bhow (did|was|is|are|were)\b.{0,30}\b(january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|quarter|month|year|business|channel|ecosystem|doing|go|partners)\b",
            3,
        ),
        (r"\b(partner |channel |ecosystem )?performance\b", 3),
        (
            r"\b(sourced|assisted) revenue\b|\bpartner(-sourced)? pipeline\b|\bwin rate\b|\bretention\b|\bpipeline coverage\b|\bdeal size\b",
            3,
        ),
        (r"\b(program|programme|incentive|mdf) roi\b|\bportal engagement\b|\btraining completion\b", 4),
        (r"\btop\b.{0,20}\bpartners\b|\bhow many\b.{0,30}\bpartners\b|\bactive partners\b|\bpartner ecosystem\b", 3),
        (r"\b(overview|summary|numbers|results|figures|metrics|kpis?)\b", 2),
    ),
    "partner_health": (
        (r"\bat[- ]risk\b(?! of)", 5),
        (r"\boff[- ]target\b|\bbelow (their )?target\b|\bmiss(ing|ed)? (their )?targets?\b|\bbehind\b", 4),
        (r"\bon[- ]target\b", 3),
        (r"\b(partner )?health\b|\bhealthy\b|\bstruggling\b|\bunderperform\w*|\bin trouble\b|\bworry about\b", 3),
        (r"\bhow is\b.{0,40}\b(doing|performing|tracking)\b", 4),
        (r"\b(attainment|of (its|their) target)\b", 3),
    ),
    "deadlines": (
        (r"\bdeadlines?\b", 5),
        (r"\b(what|which|anything|everything).{0,40}\b(due|expir\w*|overdue)\b", 4),
        (r"\b(due|expir\w+|overdue|lapse)\b.{0,30}\b(this|next|in|within|soon|by|week|month|days)\b", 3),
        (r"\b(claims?|reports?|reviews?)\b.{0,30}\b(due|expir\w*|overdue)\b", 3),
        (r"\bpayouts?\b.{0,20}\b(when|due|next)\b|\bwhen\b.{0,30}\b(payout|paid out)\b", 2),
    ),
    "claim_status": (
        (r"\bclaims?\b.{0,30}\b(status|stand|pending|approved|rejected|open|waiting|stuck)\b", 4),
        (r"\b(status|where|pending|open)\b.{0,30}\bclaims?\b", 4),
        (r"\bclaims\b", 1),
    ),
    "program_rules": (
        (r"\b(rules?|policy|terms|conditions)\b", 3),
        (
            r"\b(how (does|do|is|are)|what (is|are)|explain)\b.{0,25}\b(the )?(rebate bands?|spiffs?|quick bonus\w*|awards?|claim process|tiers|tier structure|mdf match|match|rebates? work|bonuses|volume rebate|tier requirements|requirements for|benefits of)\b",
            5,
        ),
        (
            r"\bwhat does\b.{0,15}\b(platinum|gold|silver|registered)\b.{0,25}\b(require|need|take|get|give|offer|ask)\b",
            7,
        ),
        (r"\b(requirements?|benefits?|targets?)\b.{0,15}\b(of|for)\b.{0,10}\b(platinum|gold|silver|registered)\b", 5),
        (r"\b(platinum|gold|silver|registered)\b.{0,15}\b(requirements?|benefits?)\b", 4),
        (r"\bhow (many days|long)\b.{0,40}\b(claim|report)\b", 6),
        (r"\bclaim (process|window)\b|\bdispute\b", 5),
        (r"\bhow (much|many)\b.{0,20}\b(is|are)\b.{0,20}\b(spiff|new[- ]logo bonus|reference)\b", 5),
        (r"\bdeal registration\b", 1),
    ),
}

ADVICE: tuple[str, ...] = (
    r"\bco-?sell",
    r"\bjoint business plan",
    r"\bonboarding\b|\bonboard\b",
    r"\brecruit",
    r"\benablement\b",
    r"\bconflict|\bcollid|\bcollision",
    r"\bqbr\b|\bbusiness review pack",
    r"\bplaybook",
    r"\bchannel strategy|\bterritor",
    r"\bdeal registration\b",
    r"\bimprovement plan",
    r"\bvalue-added reseller|\bvar\b|\bmsp\b|\breseller|\bprm\b",
)
"""Subjects that are advised on rather than computed."""

_COMPILED = {
    tool: tuple((re.compile(pattern, re.IGNORECASE), weight) for pattern, weight in patterns)
    for tool, patterns in PATTERNS.items()
}


@dataclass(frozen=True)
class Scored:
    """A tool and how much of the wording speaks for it."""

    tool: str
    weight: int


def scores(text: str) -> list[Scored]:
    """The tools that a sentence's wording speaks for, heaviest first."""
    found = [
        Scored(tool, sum(weight for pattern, weight in patterns if pattern.search(text)))
        for tool, patterns in _COMPILED.items()
    ]
    return sorted((scored for scored in found if scored.weight), key=lambda scored: -scored.weight)


def is_advice(text: str) -> bool:
    """Whether a sentence is about a subject that playbooks answer."""
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in ADVICE)
