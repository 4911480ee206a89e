"""The one grammar of commands: `/channel-sales WORD ...` in a chat, `channel-sales WORD ...` in a shell.

A command is a word that names a tool, followed by whatever a person writes; the same slots that read a
sentence read the rest. `help` lists them; a word near a command's asks back.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """A word, its other spellings, the tool behind it, and how a person writes it."""

    word: str
    tool: str
    takes: str
    about: str
    example: str
    also: tuple[str, ...] = ()


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

WORDS: dict[str, Command] = {word: command for command in COMMANDS for word in (command.word, *command.also)}

_PROSE = re.compile(
    r"\b(is|are|was|were|do|does|did|can|will|would|should|how|what|which|who|why|the)\b|^\w+\s*(,|&|\+|and\b|plus\b)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^\s*(?:/channel[-_ ]?sales|channel-sales)\b[:,]?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Typed:
    """A message as a command: the command, its word as typed and the rest, or `near` when it is only nearly one."""

    command: Command | None
    rest: str
    near: tuple[str, ...] = ()
    word: str = ""


def is_addressed(text: str) -> bool:
    """Whether a message begins with `/channel-sales`."""
    return bool(_ADDRESS.match(text))


def without_address(text: str) -> str:
    """A message without a leading `/channel-sales`."""
    return _ADDRESS.sub("", text, count=1).strip()


def as_command(text: str) -> Typed | None:
    """A message read as a command, or None where it is a sentence.

    `/channel-sales how did April go?` is a sentence: its first word is no command, nor near one. Where a
    command is called for, a word near one's asks back instead of guessing.
    """
    addressed, words = is_addressed(text), without_address(text)
    head, _, rest = words.partition(" ")
    head = head.strip(":,.!?").lower()
    if not head or head == "?" or (head == "help" and len(rest.split()) < 2):
        return Typed(None, "help")
    if command := _named(head):
        return None if _reads_as_sentence(words) else Typed(command, rest.strip(), word=head)
    near = _near(head) if addressed and len(head) > 2 and not _reads_as_sentence(words) else ()
    return Typed(None, rest.strip(), near) if near else None


def _named(head: str) -> Command | None:
    return WORDS.get(head) or WORDS.get(head.removesuffix("s"))


def _reads_as_sentence(words: str) -> bool:
    """Whether a line that starts with a command's word is prose: "claims that are late this week?"."""
    return words.endswith("?") or bool(_PROSE.search(words))


def _near(word: str) -> tuple[str, ...]:
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) < 5 else 2
    found = sorted((OSA.distance(word, known), command.word) for known, command in WORDS.items())
    return tuple(dict.fromkeys(name for distance, name in found if distance <= allowed))[:2]


def help_rows() -> list[tuple[str, str, str]]:
    """Each command as a person writes it, what it is for, and an example."""
    return [(f"{c.word} {c.takes}", c.about, c.example) for c in COMMANDS]
